import { expect, test } from 'vitest';
import { type HiddenLine, typeHidden } from '../../../src/host/terminal/plain-prompt.ts';

function typed(...pieces: readonly string[]): HiddenLine {
  return pieces.reduce(typeHidden, { text: '' } satisfies HiddenLine);
}

test.each<[string, string[], HiddenLine]>([
  ['letters in pieces are one line', ['12', '3\r'], { text: '123', end: 'entered' }],
  ['what was pasted ends with its line', ['123\n456'], { text: '123', end: 'entered' }],
  [
    'Backspace takes a letter back, however many units it has',
    ['咖😀', '\x7f', '\b', 'é\r'],
    { text: 'é', end: 'entered' },
  ],
  ['Backspace at the beginning is nothing', ['\x7f1\r'], { text: '1', end: 'entered' }],
  ['Ctrl-U takes all of it back', ['12\x153\r'], { text: '3', end: 'entered' }],
  ['arrow keys, Ctrl-T and Tab are nothing', ['1\x1b[A\x1b[1;5C', '\x14\t2\r'], { text: '12', end: 'entered' }],
  ['function keys are nothing', ['1\x1bOP\x1b[15~2\x1bOH\r'], { text: '12', end: 'entered' }],
  ['a key may come in pieces', ['1\x1b', '[', '1;5', 'C2', '\x1b', 'O', 'P\r'], { text: '12', end: 'entered' }],
  ['Escape alone takes nothing with it', ['1\x1b23\x1b\x1b\r'], { text: '123', end: 'entered' }],
  ['Enter ends a line within a key, too', ['1\x1b[\r'], { text: '1', end: 'entered' }],
  ['Ctrl-C forgets it', ['12', '\x03'], { text: '', end: 'interrupted' }],
  ['Ctrl-D forgets it', ['12', '\x04'], { text: '', end: 'interrupted' }],
  ['no end goes on', ['12'], { text: '12' }],
])('%s', (_what, pieces, expected) => {
  expect(typed(...pieces)).toEqual(expected);
});
