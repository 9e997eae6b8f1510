import { expect, test } from 'vitest';
import { liftRules } from '../src/errors.ts';

const known = { command: 'refund', rule_ids: ['fps-refund', 'refund-window'] };
const fps = { field: 'pay_type', rule: 'is not refundable', rule_id: 'fps-refund' };
const night = { field: 'refund', rule: 'is refused by night', rule_id: 'refund-window' };
const malformed = { field: 'txamt', value: 'x', rule: 'must be digits' };

test('lifts the named rule and no other, and says so', () => {
  expect(liftRules([fps, night, malformed], ['fps-refund'], known)).toEqual({
    faults: [night, malformed],
    warnings: ['rule fps-refund is skipped: pay_type is not refundable'],
    lifted: ['fps-refund'],
  });
});

test('a rule that had nothing to refuse is not told as lifted', () => {
  expect(liftRules([], ['fps-refund'], known)).toEqual({ faults: [], warnings: [], lifted: [] });
});

test('a rule that nobody knows is a fault, with those that there are', () => {
  const { faults } = liftRules([], ['fps'], known);
  expect(faults).toEqual([
    {
      field: 'skip_rule',
      value: 'fps',
      rule: 'names no rule of refund',
      next: 'one of fps-refund, refund-window, mchid-length',
    },
  ]);
});

test('a malformed value is never lifted', () => {
  expect(liftRules([malformed], ['fps-refund', 'refund-window'], known).faults).toEqual([malformed]);
});
