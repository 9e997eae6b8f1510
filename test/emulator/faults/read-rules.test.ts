import { describe, expect, test } from 'vitest';
import { readRules } from '../../../src/emulator/faults/rules.ts';

const rule = {
  fault: 'respcd',
  endpoint: 'refund',
  out_trade_no: 'RF*',
  txamt: '500',
  nth: 2,
  times: 1,
  respcd: '1269',
};

describe('rules are read from', () => {
  test.each([
    ['an object', JSON.stringify(rule)],
    ['an array', JSON.stringify([rule])],
    ['a line', `\n${JSON.stringify(rule)}\r\n\n`],
    ['an object over several lines', JSON.stringify(rule, undefined, 2)],
  ])('%s', (_what, text) => {
    expect(readRules(text, 'f')).toEqual({ rules: [rule], faults: [] });
  });

  test('lines, in their order', () => {
    expect(readRules('{"fault": "html"}\n{"fault": "cut"}\n', 'f').rules).toEqual([
      { fault: 'html' },
      { fault: 'cut' },
    ]);
  });
});

test('an amount and a pay type may be numbers', () => {
  const { rules } = readRules('{"fault": "html", "txamt": 500, "pay_type": 800201}', 'f');
  expect(rules).toEqual([{ fault: 'html', txamt: '500', pay_type: '800201' }]);
});

test.each([
  ['an unknown fault', '{"fault": "lost"}', 'f[0] fault', 'must be a name that qfpay emulator --faults lists'],
  ['no fault', '{}', 'f[0] fault', 'must be a name that qfpay emulator --faults lists'],
  [
    'an unknown field',
    '{"fault": "html", "number": "A"}',
    'f[0] number',
    expect.stringMatching(/^must be one of fault, /),
  ],
  [
    'an inherited field',
    '{"fault": "html", "toString": "A"}',
    'f[0] toString',
    expect.stringMatching(/^must be one of/),
  ],
  [
    'an unknown endpoint',
    '{"fault": "html", "endpoint": "pay"}',
    'f[0] endpoint',
    expect.stringMatching(/payment, query/),
  ],
  ['a code that is a number', '{"fault": "respcd", "respcd": 1269}', 'f[0] respcd', 'must be four digits in quotes'],
  ['a count of 0', '{"fault": "html", "nth": 0}', 'f[0] nth', 'must be an integer from 1'],
  ['an amount with a point', '{"fault": "html", "txamt": "5.00"}', 'f[0] txamt', 'must be an integer of cents'],
  ['a time below 0', '{"fault": "late", "seconds": -1}', 'f[0] seconds', 'must be a number from 0 to 86400'],
  [
    'an argument of another fault',
    '{"fault": "html", "seconds": 1}',
    'f[0] seconds',
    'does not go with the fault html',
  ],
  [
    'an end that is none',
    '{"fault": "respcd", "respcd": "1101", "settles": "maybe"}',
    'f[0] settles',
    'must be one of paid, declined, never',
  ],
  [
    'an end of what is settled already',
    '{"fault": "respcd", "respcd": "1205", "settles": "paid"}',
    'f[0] settles',
    'does not go with 1205, which settles it by itself',
  ],
  ['text', '"html"', 'f[0]', expect.stringMatching(/^must be a JSON object/)],
  ['a list in a list', '[[]]', 'f[0]', expect.stringMatching(/^must be a JSON object/)],
  ['a line that is no JSON', '{"fault": "html"}\n{fault}', 'f:2', expect.stringMatching(/^must be a JSON object/)],
])('refuses %s, with its place and the rule', (_what, text, field, told) => {
  const { rules, faults } = readRules(text, 'f');
  expect(rules).toEqual([]);
  expect(faults).toContainEqual(expect.objectContaining({ field, rule: told }));
});

test('all faults are told at once', () => {
  expect(readRules('{"fault": "x", "nth": 0}\n\n{"times": "2"}', 'f').faults.map(({ field }) => field)).toEqual([
    'f:1 fault',
    'f:1 nth',
    'f:3 fault',
    'f:3 times',
  ]);
});
