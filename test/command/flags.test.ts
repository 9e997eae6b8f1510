import { describe, expect, test } from 'vitest';
import {
  commas,
  either,
  flagFaults,
  flagWords,
  list,
  needs,
  negation,
  toggle,
  typedFlag,
  value,
} from '../../src/command/flags.ts';

const flags = {
  wait: toggle(() => ''),
  out_trade_no: value('<s>', () => ''),
  input_file: value('<file|->', () => '', { typed: '--input' }),
  param: list('<name=value>', () => '', { also: '-p' }),
  kind: value('<kind>', () => '', { also: '--type' }),
  columns: commas('<list>', () => ''),
  qr: either(
    () => '',
    () => '',
  ),
  color: negation(() => ''),
};

test.each([
  [{}, ''],
  [{ wait: false }, ''],
  [{ wait: true, out_trade_no: 'A-1' }, '--out-trade-no A-1 --wait'],
  [{ input_file: '-' }, '--input -'],
  [{ param: ['a=1', 'b=2'] }, '-p a=1 -p b=2'],
  [{ kind: 'refund' }, '--kind refund'],
  [{ columns: ['txamt', 'syssn'] }, '--columns txamt,syssn'],
  [{ columns: [] }, ''],
  [{ qr: true }, '--qr'],
  [{ qr: false, color: false }, '--no-qr --no-color'],
  [{ color: true }, ''],
  [{ unheard_of: 'x' }, ''],
])('%j is typed again as %j', (options, words) => {
  expect(flagWords(flags, options).join(' ')).toBe(words);
});

test('a flag is typed as its wire name, but where it says otherwise', () => {
  expect([typedFlag('out_trade_no'), typedFlag('input_file', flags.input_file)]).toEqual(['--out-trade-no', '--input']);
});

describe('a flag that needs another', () => {
  const rules = [needs('wait_timeout', 'wait'), needs('cancel_on_timeout', 'wait')];

  test('is no fault beside it, nor where it is absent', () => {
    expect(flagFaults(rules, { wait_timeout: '5', cancel_on_timeout: true, wait: true })).toEqual([]);
    expect(flagFaults(rules, { cancel_on_timeout: false })).toEqual([]);
  });

  test('is told with its value, and all of them at once', () => {
    expect(flagFaults(rules, { wait_timeout: '5', cancel_on_timeout: true })).toEqual([
      { field: 'wait_timeout', value: '5', rule: 'needs --wait beside it' },
      { field: 'cancel_on_timeout', rule: 'needs --wait beside it' },
    ]);
  });
});
