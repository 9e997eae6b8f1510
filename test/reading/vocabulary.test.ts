import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countKnown, hasKnownName, isKnownName } from '../../src/reading/vocabulary.ts';

const names = ['tx_amt', 'out_trade_no', 'mch_id', 'checkout_expired_time'];
const reference = new RegExp(`^(?:${names.map((name) => name.replaceAll('_', '_?')).join('|')})$`, 'i');

test('a name is known with and without each of its underscores, in whatever case, and by nothing else', () => {
  const letter = fc.constantFrom('_', '__', 'x', '\u212a', ' ');
  const name = fc.constantFrom(...names);
  fc.assert(
    fc.property(name, fc.array(fc.boolean(), { maxLength: 30 }), fc.nat(30), letter, (own, taken, at, odd) => {
      const letters = [...own].map((each, place) => (taken[place] ? each.replace('_', '').toUpperCase() : each));
      const written = letters.join('');
      const spoilt = letters.toSpliced(at, 0, odd).join('');
      expect([countKnown([written]), isKnownName(written), hasKnownName(`a ${written}=1`)]).toEqual([1, true, true]);
      expect(countKnown([spoilt])).toBe(reference.test(spoilt) ? 1 : 0);
    }),
    { numRuns: 1_000 },
  );
});

test('whether a text has a known name does not hang on the text before', () => {
  expect(['a txamt=1', 'txamt=1', 'nothing', 'txamt=1'].map(hasKnownName)).toEqual([true, true, false, true]);
});
