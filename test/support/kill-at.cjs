'use strict';
// Loaded before the tool (node --require): counts what it does to its disk and its network, and ends the process with
// SIGKILL before or after the step that QFPAY_TEST_DEATH names, such as `7:before`. Without a death the steps that were
// taken are left in the file that QFPAY_TEST_STEPS names.
const fs = require('node:fs');
const { ClientRequest } = require('node:http');
const { Socket } = require('node:net');

const { QFPAY_TEST_DEATH = '', QFPAY_TEST_STEPS } = process.env;
const [at, moment] = QFPAY_TEST_DEATH.split(':');
const steps = [];

function taking(name, work) {
  const is_last = at === String(steps.length);
  steps.push(name);
  if (is_last && moment === 'before') process.kill(process.pid, 'SIGKILL');
  const result = work();
  if (is_last) process.kill(process.pid, 'SIGKILL');
  return result;
}

function watch(owner, method, name, isStep) {
  const original = owner[method];
  owner[method] = function watched(...args) {
    const work = () => original.apply(this, args);
    return isStep(args) ? taking(name, work) : work();
  };
}

/** The standard streams are no disk. */
const isFile = ([file]) => file > 2;
watch(fs, 'writeSync', 'write', isFile);
watch(fs, 'fsyncSync', 'fsync', isFile);
/** A journal is written aside, through a handle of its own. */
const { open } = fs.promises;
fs.promises.open = async (...args) => {
  const handle = await open(...args);
  watch(handle, 'appendFile', 'write', () => true);
  watch(handle, 'sync', 'fsync', () => true);
  return handle;
};
watch(Socket.prototype, 'connect', 'connect', () => true);
watch(ClientRequest.prototype, 'end', 'send', () => true);
watch(ClientRequest.prototype, 'emit', 'receive', ([event]) => event === 'response');

if (QFPAY_TEST_STEPS) process.on('exit', () => fs.writeFileSync(QFPAY_TEST_STEPS, steps.join('\n')));
