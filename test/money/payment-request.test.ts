import { expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { type PayOptions, readPayRequest, withScannedCode } from '../../src/money/payment-request.ts';
import { testContext } from '../support/context.ts';

const wechat = { pay_type: 'wechat-mpm', amount: '12.80' };

function faultsOf(options: PayOptions & GlobalOptions) {
  try {
    readPayRequest(options);
    return [];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return (error.facts.details ?? []).map((fault) => ('field' in fault ? fault.field : undefined));
  }
}

test.each([
  ['a QR file of another kind', { ...wechat, qr_file: 'order.jpg' }, ['qr_file']],
  [
    'a QR file where nothing is scanned',
    { pay_type: 'wechat-cpm', txamt: '1280', auth_code: '1', qr_file: 'a.png' },
    ['qr_file'],
  ],
  ['a QR code where nothing is scanned', { pay_type: 'wechat-cpm', txamt: '1280', auth_code: '1', qr: true }, ['qr']],
  ['a time limit without --wait', { ...wechat, wait_timeout: '5' }, ['wait_timeout']],
  ['a time limit that is no number', { ...wechat, wait: true, wait_timeout: 'long' }, ['wait_timeout']],
  [
    'everything that is wrong, at once',
    {
      pay_type: 'wechat',
      amount: '1,0',
      currency: 'hkd',
      wait_timeout: 'x',
      wait: true,
      qr_file: 'a.gif',
      param: ['x'],
    },
    ['pay_type', 'amount', '-p', 'txcurrcd', 'wait_timeout', 'qr_file'],
  ],
])('refuses %s and names nothing else', (_what, options, fields) => {
  expect(faultsOf(options)).toEqual(fields);
});

test.each([
  ['is drawn where there is a terminal', {}, undefined],
  ['is not drawn beside JSON', { json: true }, false],
  ['is drawn beside JSON when that is wanted', { json: true, qr: true }, true],
  ['is not drawn when that is not wanted', { qr: false }, false],
])('the QR code %s', (_what, options, draws_qr) => {
  expect(readPayRequest({ ...wechat, ...options }).draws_qr).toBe(draws_qr);
});

test.each([
  ['a line end', '134659871234567890\n'],
  ["a scanner's line end", '134659871234567890\r\n'],
  ['none', '134659871234567890'],
])("the payer's code is read from stdin with %s", async (_what, stdin) => {
  const options = await withScannedCode({ auth_code: '-' }, testContext({ stdin }));
  expect(options.auth_code).toBe('134659871234567890');
});

test('a code that was typed is taken as it is', async () => {
  expect(await withScannedCode({ auth_code: '134' }, testContext({ stdin: '999' }))).toEqual({ auth_code: '134' });
});

test('stdin cannot be both the key and the code', async () => {
  await expect(withScannedCode({ auth_code: '-', key_file: '-' }, testContext())).rejects.toThrow(UsageError);
});

test('an empty stdin is a missing code', async () => {
  const options = await withScannedCode({ pay_type: 'wechat-cpm', txamt: '1280', auth_code: '-' }, testContext());
  expect(faultsOf(options)).toEqual(['auth_code']);
});
