import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hasher } from '../../src/signature/hasher.ts';
import type { Attempts } from '../../src/signature/verify.ts';
import { contentOf, digestOf } from '../../src/variants/recipe.ts';
import { searchDeviations } from '../../src/variants/search.ts';
import type { SignatureCase } from '../../src/variants/signature-case.ts';
import { causesOf, sentRequest } from './signed-request.ts';

const attempts: Attempts = [{ scheme: 'sorted-params', sign_type: 'SHA256', content: '' }];

test.each([
  ['the order and the spaces', 'b=x y&a=1', 'b=x+y&a=1{key}', ['space-as-plus', 'unsorted']],
  [
    'a key with a line end and dollars',
    'txamt=1280&z=1',
    'txamt=12.80&z=1{key}\n',
    ['key-whitespace', 'number-format'],
  ],
  ['two values', 'txamt=1280&c=hkd&z=1', 'c=HKD&txamt=12.80&z=1{key}', ['number-format', 'param-changed']],
  [
    'one value changed, one left out',
    'mchid=M&txamt=1280&z=1',
    'txamt=12.80&z=1{key}',
    ['number-format', 'param-missing'],
  ],
  ['values in quotes and a bar between', 'a=1&b=2', 'a="1"|b="2"{key}', ['joined-otherwise', 'printed-by-language']],
  ['an empty value and &key=', 'a=1&mchid=', 'a=1&mchid=&key={key}', ['includes-empty', 'key-separator']],
])('names both of %s', (_what, sent, signed, ids) => {
  expect(
    causesOf(sent, signed)
      .map(([id]) => id)
      .sort(),
  ).toEqual(ids);
});

test('does not name two of which one alone is enough', () => {
  expect(causesOf('txamt=1280&z=1', 'txamt=12.80&z=1{key}')).toHaveLength(1);
});

/** A hasher that keeps what it was given, and takes the pair at a certain place for the one that was received. */
function acceptingAt(place: number, received: string): Hasher & { accepted?: string } {
  let count = 0;
  const hasher: Hasher & { accepted?: string } = {
    hash: (_name, parts) => {
      if (++count !== place) return String(count);
      hasher.accepted = parts.map((part) => Buffer.from(part).toString('latin1')).join('');
      return received;
    },
    hmac: () => String(++count),
  };
  return hasher;
}

const text = fc.oneof(
  fc.string({ maxLength: 5 }),
  fc.constantFrom('1280', 'a b', '茶&=', '2026-03-02 15:04:05', '{"x":1}'),
);
const name = fc.constantFrom('txamt', 'mchid', 'goods_name', 'txdtm', 'Zone', 'a');
const requests = fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 4 });

test('what was hashed for a pair is what its two deviations make of the request, step by step', () => {
  const received = 'f'.repeat(64);
  fc.assert(
    fc.property(requests, fc.integer({ min: 100, max: 6_000 }), (parameters, place) => {
      const signed: SignatureCase = { ...sentRequest('', received), parameters };
      const hasher = acceptingAt(place, received);
      const { match } = searchDeviations(signed, attempts, hasher);
      if (!match || match.findings.some(({ id }) => id === 'double-hash' || id === 'hmac')) return;
      let again = '';
      const listener: Hasher = {
        hash: (_name, parts) => {
          again = parts.map((part) => Buffer.from(part).toString('latin1')).join('');
          return again;
        },
        hmac: () => '',
      };
      digestOf(match.recipe, listener, contentOf(match.recipe));
      expect(again).toBe(hasher.accepted);
    }),
    { numRuns: 60 },
  );
});
