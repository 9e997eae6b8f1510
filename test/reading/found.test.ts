import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { findForms } from '../../src/reading/found/forms.ts';
import { findLinePairs } from '../../src/reading/found/lines.ts';
import { headerMentions, showsHeaders, signatureMentions } from '../../src/reading/found/mentions.ts';
import { findAnswers, findCurlCommands, findMessages } from '../../src/reading/found/messages.ts';
import { findObjects } from '../../src/reading/found/objects.ts';
import { insideOf } from '../../src/reading/found/piece.ts';
import { findPieces } from '../../src/reading/found/pieces.ts';
import { viewsOf } from '../../src/reading/found/undoings.ts';
import {
  fromQuotedPrintable,
  unwrappedTexts,
  withoutColumnWraps,
  withoutWordWraps,
  withoutWraps,
} from '../../src/reading/found/wraps.ts';
import { findSignedRecords } from '../../src/reading/signed-records.ts';
import pastes from '../fixtures/verify-pastes.json' with { type: 'json' };

/** What texts of this kind are made of, cut and put together as they never are. */
const scraps = fc.constantFrom(
  ...[
    'txamt',
    'out_trade_no=A1',
    '&',
    '&amp;',
    '=',
    '=>',
    ': ',
    '"',
    "'",
    '\\"',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '\n',
    '\r\n',
    ' ',
  ],
  ...[
    'X-QF-SIGN: ',
    'X-QF-SIGNTYPE: SHA256',
    'A'.repeat(32),
    '0123456789abcdef'.repeat(4),
    'curl -d ',
    "send: b'",
    '<- "',
    'POST /trade/v1/payment HTTP/1.1\n',
  ],
  ...[
    'HTTP/1.1 200 OK\n',
    '> ',
    '| ',
    '    1\t',
    '0000: ',
    '=> Send data, 5 bytes\n',
    '=3D',
    '=\n',
    '%26',
    '\u001b[36m',
    '[36m',
    '<br>\n',
    '`',
    '“',
    'Array\n(\n',
    'map[',
    '@{',
    '\\x22',
    '\\u0026',
    'e'.repeat(76),
    '咖啡',
    '\ud83d',
    '\0',
  ],
);
const paste = fc.constantFrom(...pastes.map(({ input }) => input));
const cut = fc
  .tuple(paste, fc.nat(2_000), fc.nat(2_000))
  .map(([text, from, to]) => text.slice(Math.min(from, to), Math.max(from, to)));
const texts = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: scraps }, { weight: 1, arbitrary: cut }, { weight: 1, arbitrary: fc.string() }),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const runs = { numRuns: 300 };

interface Span {
  readonly start: number;
  readonly end: number;
}

const finders: Readonly<Record<string, (text: string) => readonly Span[]>> = {
  forms: findForms,
  'pairs line by line': findLinePairs,
  objects: findObjects,
  'curl commands': findCurlCommands,
  messages: findMessages,
  answers: findAnswers,
  pieces: findPieces,
  digests: (text) => signatureMentions(text).map(({ at, end }) => ({ start: at, end })),
};

test.each(Object.entries(finders))(
  'finds %s in whatever there is, and only where they stand in the text',
  (_what, find) => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { start, end } of find(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      runs,
    );
  },
);

test('a digest that is named stands in the text letter by letter, and so does a header', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { at, end, digest } of signatureMentions(text)) expect(text.slice(at, end)).toBe(digest);
      for (const { at, value } of headerMentions(text)) expect(text.indexOf(value, at)).toBeGreaterThanOrEqual(at);
      expect(typeof showsHeaders(text)).toBe('boolean');
    }),
    runs,
  );
});

test('pieces have names, and bytes that are theirs', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const { reading, undone } of findPieces(text)) {
        expect(reading.parameters.every(([name, value]) => name !== '' && typeof value === 'string')).toBe(true);
        expect(reading.body).toBeInstanceOf(Uint8Array);
        expect(undone.length).toBeLessThan(10);
      }
    }),
    runs,
  );
});

const undoings: Readonly<Record<string, (text: string) => string | undefined>> = {
  'lines at a column': withoutColumnWraps,
  'broken lines': withoutWraps,
  'lines broken at spaces': withoutWordWraps,
  'quoted-printable': fromQuotedPrintable,
};

test.each(Object.entries(undoings))('undoes %s without adding more than a space for each line end', (_what, undo) => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(undo(text)?.length ?? 0).toBeLessThanOrEqual(text.length);
    }),
    runs,
  );
});

test('of a text there are few views, each once, the text itself first, none much longer than it is', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const views = viewsOf(text);
      expect(views[0]).toEqual({ text, undone: [] });
      expect(views.length).toBeLessThanOrEqual(17);
      expect(new Set(views.map((view) => view.text)).size).toBe(views.length);
      for (const view of views) expect(view.text.length).toBeLessThanOrEqual(2 * text.length + 20);
    }),
    runs,
  );
});

test('one line that was broken is put together in two ways at the most', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(unwrappedTexts(text).length).toBeLessThanOrEqual(2);
    }),
    runs,
  );
});

test('a text of megabytes has two views', () => {
  expect(viewsOf(`> txamt=1&amp;\n${'> a: "b"\\n &quot;\n'.repeat(100_000)}`).length).toBeLessThanOrEqual(3);
});

test('a place is inside of a stretch of a text, or of none, as a look at each one tells', () => {
  const stretch = fc
    .record({ start: fc.nat(40), length: fc.nat(20) })
    .map(({ start, length }) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(stretch), fc.nat(60), (spans, at) => {
      expect(insideOf(spans)(at)).toBe(spans.some(({ start, end }) => start <= at && at < end));
    }),
  );
});

test.each([
  ['signatures without parameters', (digest: string) => `X-QF-SIGN: ${digest}\n`],
  ['records', (digest: string) => `{"txamt":"1","mchid":"2","sign":"${digest}"}\n`],
  ['curl commands in one line', (digest: string) => `curl -d 'txamt=1&mchid=2' -H 'X-QF-SIGN: ${digest}' `],
])('twice as many %s are twice the work: none is compared with all others', (_what, print) => {
  const digests = Array.from({ length: 800 }, (_none, place) => createHash('sha256').update(`${place}`).digest('hex'));
  const work = (count: number) => {
    const [written, looked] = [vi.spyOn(String.prototype, 'toUpperCase'), vi.spyOn(String.prototype, 'replace')];
    const { records } = findSignedRecords(digests.slice(0, count).map(print).join(''));
    const calls = written.mock.calls.length + looked.mock.calls.length;
    vi.restoreAllMocks();
    return { records: records.length, calls };
  };
  const [half, whole] = [work(400), work(800)];
  expect(whole.records).toBe(half.records * (half.records > 1 ? 2 : 1));
  expect(whole.calls / half.calls).toBeLessThan(2.5);
});
