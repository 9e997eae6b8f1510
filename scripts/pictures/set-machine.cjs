'use strict';
// Loaded before the tool (node --require) while it is pictured: a machine whose clock and dice are the same every time, so
// that the same program makes the same picture, QR code and all. The clock stands at PICTURE_CLOCK and moves on when a timer
// fires, by what the timer was set to; waiting takes a hundredth of that.
const crypto = require('node:crypto');

const speed = 100;
/** Longer ones are the time limits of requests, which nobody sees pass. */
const longest_wait_ms = 10_000;
let now = Date.parse(process.env.PICTURE_CLOCK);
let drawn = 0;

globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now);
    else super(...given);
  }
  static now() {
    return now;
  }
};

const { setTimeout } = globalThis;
globalThis.setTimeout = Object.assign((callback, ms = 0, ...given) => {
  if (ms > longest_wait_ms) return setTimeout(callback, ms, ...given);
  const due = now + ms;
  const fire = () => {
    now = Math.max(now, due);
    callback(...given);
  };
  return setTimeout(fire, ms / speed);
}, setTimeout);

crypto.randomBytes = (count) => {
  drawn += 1;
  return crypto.createHash('shake256', { outputLength: count }).update(String(drawn)).digest();
};
