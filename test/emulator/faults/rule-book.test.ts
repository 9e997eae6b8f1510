import { expect, test } from 'vitest';
import { createRuleBook, type FaultableCall, type FaultRule } from '../../../src/emulator/faults/rules.ts';

const payment: FaultableCall = { endpoint: 'payment', given: () => '' };
const refund: FaultableCall = { endpoint: 'refund', given: () => '' };

function hits(rule: FaultRule, calls: number): number[] {
  const book = createRuleBook([rule]);
  return Array.from({ length: calls }, (_each, index) => index + 1).filter(() => book.find(payment));
}

test.each<[string, Partial<FaultRule>, number[]]>([
  ['every call', {}, [1, 2, 3, 4, 5]],
  ['the first two', { times: 2 }, [1, 2]],
  ['only the third', { nth: 3 }, [3]],
  ['the third and the fourth', { nth: 3, times: 2 }, [3, 4]],
])('a rule befalls %s', (_what, rule, expected) => {
  expect(hits({ fault: 'lost-after', ...rule }, 5)).toEqual(expected);
});

test('calls that a rule is not about do not count', () => {
  const book = createRuleBook([{ fault: 'late', endpoint: 'refund', nth: 2 }]);
  const found = [refund, payment, payment, refund, refund].map((asked) => book.find(asked)?.fault);
  expect(found).toEqual([undefined, undefined, undefined, 'late', undefined]);
});

test('the first rule that is due decides, and the next one after it is used up', () => {
  const book = createRuleBook([{ fault: 'lost-before', times: 1 }, { fault: 'html' }]);
  expect([1, 2].map(() => book.find(payment)?.fault)).toEqual(['lost-before', 'html']);
});

test("a rule's own arguments go to its fault", () => {
  const book = createRuleBook([{ fault: 'respcd', respcd: '1145', seconds: 7 }]);
  const ruling = { respcd: '1145', settles: 'paid', settles_ms: 7000 };
  expect(book.find(payment)).toEqual({ fault: 'respcd', ruling });
});

test('rules can be added, listed with how many calls were theirs, and cleared', () => {
  const book = createRuleBook();
  book.add([{ fault: 'late', seconds: 1 }]);
  book.find(payment);
  expect(book.list()).toEqual([{ rule: { fault: 'late', seconds: 1 }, fitted: 1 }]);
  book.clear();
  expect([book.list(), book.find(payment)]).toEqual([[], undefined]);
});
