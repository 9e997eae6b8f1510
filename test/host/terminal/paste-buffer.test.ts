import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PasteBuffer } from '../../../src/host/terminal/paste.ts';

/** Takes pieces in turn; the text so far, and the last state. */
function take(...pieces: readonly string[]) {
  const buffer = new PasteBuffer();
  const states = pieces.map((piece) => buffer.take(Buffer.from(piece)).state);
  return { text: Buffer.from(buffer.bytes).toString(), state: states.at(-1) };
}

const [start, end] = ['\x1b[200~', '\x1b[201~'];

test.each([
  ['Ctrl-D ends it', ['a=1\r', '\x04'], 'a=1', 'done'],
  ['two empty lines that were typed end it', ['a=1', '\r', '\r', '\r'], 'a=1', 'done'],
  ['one empty line does not', ['a=1', '\r', '\r', 'b'], 'a=1\n\nb', 'more'],
  ['empty lines of a paste do not', [`${start}a\r\r\r\rb${end}`], 'a\n\n\n\nb', 'more'],
  [
    'nor do they where the terminal marks no paste',
    ['POST / HTTP/1.1\r\r\r\rb=2'],
    'POST / HTTP/1.1\n\n\n\nb=2',
    'more',
  ],
  ['Ctrl-C interrupts', ['a=1', '\x03'], 'a=1', 'interrupted'],
  ['marks may come in pieces', ['\x1b[2', '00~x\x1b[', '201~\x04'], 'x', 'done'],
  ['CRLF of a paste is one line end', [`${start}a\r\nb${end}`, '\x04'], 'a\nb', 'done'],
  ['Backspace takes a letter of three bytes back', ['咖啡', '\x7f', '\x04'], '咖', 'done'],
  ['Backspace takes no line end back', ['a\r', '\x7f', 'b', '\x04'], 'a\nb', 'done'],
  ['arrow keys are nothing', ['a', '\x1b[A', '\x1b[1;5C', 'b', '\x04'], 'ab', 'done'],
])('%s', (_what, pieces, text, state) => {
  expect(take(...pieces)).toEqual({ text, state });
});

test('shows what came in, without what would steer a terminal', () => {
  expect(new PasteBuffer().take(Buffer.from('a\rb\x01\x07')).echo).toBe('a\nb');
});

test('shows no more than the beginning of a long paste, and keeps all of it', () => {
  const buffer = new PasteBuffer();
  const { echo } = buffer.take(Buffer.from(`${start}${'x'.repeat(1_000_000)}${end}`));
  expect(echo.length).toBeLessThan(5000);
  expect(buffer.size).toBe(1_000_000);
});

test('keeps a paste however it is cut into pieces', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((part) => !/\p{Cc}/u.test(part));
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 5 })), (part, cuts) => {
      const buffer = new PasteBuffer();
      let rest = Buffer.from(`${start}${part}x${end}`);
      for (const cut of cuts) {
        buffer.take(rest.subarray(0, cut));
        rest = rest.subarray(cut);
      }
      if (rest.length > 0) buffer.take(rest);
      expect(Buffer.from(buffer.bytes).toString()).toBe(`${part}x`);
    }),
  );
});

describe('a paste that is not shown', () => {
  const hidden = (...chunks: readonly string[]) => {
    const buffer = new PasteBuffer({ is_hidden: true });
    const taken = chunks.map((chunk) => buffer.take(Buffer.from(chunk)));
    return { state: taken.at(-1)?.state, echo: taken.map(({ echo }) => echo).join(''), text: String(buffer.bytes) };
  };

  test('tells how long it is, and no letter of it', () => {
    const { echo } = hidden('\x1b[200~QZ\rQZ\x1b[201~');
    expect(echo).toBe('\r(5 characters, not shown)');
  });

  test.each<[string, readonly string[]]>([
    ['behind its mark', ['\x1b[200~a\r\r\rb\x1b[201~', '\r']],
    ['in the same piece as its mark', ['\x1b[200~a\r\r\rb\x1b[201~\r']],
    ['where the terminal marks none', ['a\r\r\rb and more', '\r']],
    ['at once, for none', ['\r']],
  ])('ends with Enter %s', (_where, chunks) => {
    expect(hidden(...chunks).state).toBe('done');
  });

  test('is not ended by the lines within it', () => {
    expect(hidden('\x1b[200~a\r\r\r\rb').state).toBe('more');
  });
});
