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

test('mail escapes every = of what it carries: a form beside a rule of ==== is none of its', () => {
  const form = 'out_trade_no=ORD-1&txamt=2158&mchid=ZaMV';
  expect(fromQuotedPrintable(`=====\n=====\nPOST /x\n${form}\n=====\n`)).toBeUndefined();
  expect(fromQuotedPrintable(`Content-Type: text/plain; charset=utf-8\n\n${form.replaceAll('=', '=3D')}`)).toContain(
    form,
  );
});

test('a tab or a line end before a bracket is no escape of a terminal', () => {
  const colours = viewsOf('     1\t[AnyHashable: \u001b[01;31m\u001b[Ktxamt\u001b[m\u001b[K=92&mchid=2\n[a]').find(
    ({ undone }) => undone.includes('colours'),
  );
  expect(colours?.text).toBe('     1\t[AnyHashable: txamt=92&mchid=2\n[a]');
});

test('a body that stands among the fields of an object is the form, and what stands before it is not', () => {
  const text = "PayRequest@5e[method=POST,url=https://x.example/v1/a,body=mchid=M1&txamt=5&name=Rock'n'roll]";
  const bodies = findForms(text).filter(({ role }) => role === 'wire');
  expect(bodies.map(({ reading }) => reading.parameters)).toContainEqual([
    ['mchid', 'M1'],
    ['txamt', '5'],
    ['name', "Rock'n'roll"],
  ]);
});

test('what an image or a build is called is no signature beside one that has a name', () => {
  const [image, digest] = ['9b'.repeat(32), 'A1'.repeat(16)];
  const mentioned = (text: string) => signatureMentions(text).map((mention) => mention.digest);
  expect(mentioned(`build sha256:${image}\nsign=3D${digest}`)).toEqual([digest]);
  expect(mentioned(`build sha256:${image}`)).toEqual([image]);
});

test.each([
  ['a link in angle brackets', 'open <https://x.example/#/?txamt=1&txcurrcd=HKD&sign=326556E5CEFF5CD2> please'],
  ['a digest that mail broke', 'X-QF-SIGN: 326556E5=\nCEFF5CD2\n\ntxamt=3D1&txcurrcd=3DHKD\n'],
])('%s has one signature', (_what, text) => {
  expect(findSignedRecords(text).records.map(({ received }) => received)).toEqual(['326556E5CEFF5CD2']);
});

test('JSON in a cell of a table keeps its brackets', () => {
  const cell = '{"line1":"a","country":"HK"}';
  const [first] = findLinePairs(`| txamt | 1 |\n| billing_address | ${cell} |\n| mchid | M |\n`);
  expect(first?.reading.parameters[1]).toEqual(['billing_address', cell]);
});

test('what Markdown escapes in names is undone without the tags that a value may hold', () => {
  const written = viewsOf('"out\\_trade\\_no": "A", "goods\\_name": "<b>Tea</b>"').map(({ text }) => text);
  expect(written).toContain('"out_trade_no": "A", "goods_name": "<b>Tea</b>"');
});

test('a patch that a mail quotes is read without both marks', () => {
  const written = viewsOf("> +curl https://x.example \\\n> +  -d 'txamt=1'").map(({ text }) => text);
  expect(written).toContain("curl https://x.example \\\n  -d 'txamt=1'");
});

test('of a map of Go two names without a value may follow each other', () => {
  const [first] = findObjects('map[bankname: customer_id: mchid:M1 txamt:5 txdtm:2026-07-15 06:09:21]');
  const { parameters } = first as { parameters?: unknown };
  expect(parameters).toEqual([
    ['bankname', ''],
    ['customer_id', ''],
    ['mchid', 'M1'],
    ['txamt', '5'],
    ['txdtm', '2026-07-15 06:09:21'],
  ]);
});
