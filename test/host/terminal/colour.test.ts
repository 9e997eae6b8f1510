import { expect, test } from 'vitest';
import { colourLevel } from '../../../src/host/terminal/io.ts';

const xterm = { TERM: 'xterm-256color' };

test.each([
  ['a terminal with 256 colours', true, xterm, false, 2],
  ['a plain terminal', true, { TERM: 'xterm' }, false, 1],
  ['a true-colour terminal', true, { TERM: 'xterm', COLORTERM: 'truecolor' }, false, 3],
  ['a pipe', false, xterm, false, 0],
  ['a dumb terminal', true, { TERM: 'dumb' }, false, 0],
  ['NO_COLOR on a terminal', true, { ...xterm, NO_COLOR: '1' }, false, 0],
  ['an empty NO_COLOR, which counts as unset', true, { ...xterm, NO_COLOR: '' }, false, 2],
  ['FORCE_COLOR on a pipe', false, { FORCE_COLOR: '1' }, false, 1],
  ['FORCE_COLOR=0 on a terminal', true, { ...xterm, FORCE_COLOR: '0' }, false, 0],
  ['NO_COLOR over FORCE_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '3' }, false, 0],
  ['--no-color over FORCE_COLOR', true, { FORCE_COLOR: '3' }, true, 0],
] as const)('%s', (_case, is_tty, env, refused, level) => {
  expect(colourLevel(is_tty, { env, refused })).toBe(level);
});
