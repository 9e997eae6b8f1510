'use strict';
// Loaded before the tool (node --require): no request ever comes to anything, and no timer keeps the process alive. So the
// tool waits for what will never happen, and its process runs dry.
const { Agent } = require('node:http');

Agent.prototype.addRequest = () => {};
const { setTimeout: original } = globalThis;
globalThis.setTimeout = (...args) => original(...args).unref();
