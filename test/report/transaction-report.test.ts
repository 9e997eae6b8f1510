import { describe, expect, test } from 'vitest';
import { loadCatalogue, loadWords } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import {
  explainRespcd,
  signatureWarnings,
  transactionData,
  transactionRows,
} from '../../src/report/transaction-report.ts';
import { readTransaction } from '../../src/transaction/transaction.ts';
import { answer, paidRecord } from '../lookup/fake-books.ts';

const en = await loadWords('en');
const zhHant = await loadWords('zh-Hant');

const transaction = readTransaction(paidRecord());

test('a transaction in JSON has the wire names, cents as text, and nothing that the gateway did not send', () => {
  expect(transactionData(transaction)).toEqual({
    out_trade_no: 'ORD-1',
    syssn: '20260302180500020000000001',
    order_type: 'payment',
    respcd: '0000',
    cancel: '0',
    txamt: '1280',
    txcurrcd: 'HKD',
    pay_type: '800201',
    txdtm: '2026-03-02 15:04:05',
    sysdtm: '2026-03-02 15:04:06',
    paydtm: '2026-03-02 15:04:30',
    errmsg: 'success',
  });
});

test('every field that can be read can be printed', () => {
  const fields = [
    ...['out_trade_no', 'syssn', 'orig_syssn', 'orig_out_trade_no', 'txamt', 'txcurrcd', 'pay_type', 'order_type'],
    ...[
      'respcd',
      'cancel',
      'txdtm',
      'sysdtm',
      'paydtm',
      'qrcode',
      'pay_url',
      'pay_params',
      'errmsg',
      'chnlsn',
      'goods_name',
      'cash_fee',
      'cash_fee_type',
      'exchange_rate',
    ],
  ];
  const full = Object.fromEntries(fields.map((name) => [name, `the ${name}`]));
  expect(transactionData(readTransaction(full))).toEqual(full);
});

describe('a transaction for a person', () => {
  test('has amounts with their currency, wallets by name, and times with their zone', () => {
    expect(transactionRows(transaction, en)).toEqual([
      ['out_trade_no', 'ORD-1'],
      ['syssn', '20260302180500020000000001'],
      ['amount', 'HKD 12.80'],
      ['pay_type', `800201 ${en.pay_type['800201']}`],
      ['order_type', 'payment'],
      ['txdtm', '2026-03-02 15:04:05'],
      ['sysdtm', '2026-03-02 15:04:06 UTC+8'],
      ['paydtm', '2026-03-02 15:04:30 UTC+8'],
    ]);
  });

  test('shows a yen as a yen, a pay type without a name by its code, and a flag that says something', () => {
    const rows = transactionRows({ txamt: '100', txcurrcd: 'JPY', pay_type: '999999', cancel: '3' }, en);
    expect(rows).toEqual([
      ['amount', 'JPY 100'],
      ['pay_type', '999999'],
      ['cancel', '3 refunded'],
    ]);
  });
});

test.each([
  [
    'its currency and the rate',
    { cash_fee: '1175', cash_fee_type: 'CNY', exchange_rate: '0.918' },
    'CNY 11.75 (exchange rate 0.918)',
  ],
  ['its currency alone', { cash_fee: '238', cash_fee_type: 'JPY', exchange_rate: '' }, 'JPY 238'],
  ['nothing where no currency is said', { cash_fee: '1280', cash_fee_type: '', exchange_rate: '' }, undefined],
  ['nothing where it is the 0 of every record', { cash_fee: '0', cash_fee_type: 'CNY' }, undefined],
])('what the payer was charged is told with %s', (_what, fields, said) => {
  const rows = transactionRows(readTransaction({ ...paidRecord(), ...fields }), en);
  expect(new Map(rows).get('payer paid')).toBe(said);
});

test.each([
  ['Asia/Hong_Kong', '2026-03-02 15:04:05 UTC+8'],
  ['Europe/Berlin', '2026-03-02 15:04:05 Europe/Berlin'],
  [undefined, '2026-03-02 15:04:05'],
])("the merchant's own time in zone %s is told as that", (zone, said) => {
  expect(new Map(transactionRows(transaction, en, zone)).get('txdtm')).toBe(said);
});

describe('a status code explained', () => {
  test('has its meaning and next step in the language asked for', () => {
    expect(explainRespcd('1143', en)).toEqual(en.respcd['1143']);
    expect(explainRespcd('1143', zhHant)).toEqual(zhHant.respcd['1143']);
  });

  test('is told as unlisted when no table has it, also in Chinese', async () => {
    expect(explainRespcd('9999', en).meaning).toMatch(/none of QFPay's tables/);
    speak(await loadCatalogue('zh-Hant'));
    expect(explainRespcd('9999', zhHant).meaning).toMatch(/狀態碼表中沒有此代碼/);
  });
});

test('a signature that does not match is warned about once; none, or a right one, is not', () => {
  const wrong = { ...answer('0000'), signature: { present: true, verified: false } as const };
  const right = { ...answer('0000'), signature: { present: true, verified: true, scheme: 'raw-body' } as const };
  expect(signatureWarnings([wrong, right, wrong])).toHaveLength(1);
  expect(signatureWarnings([right, answer('0000')])).toEqual([]);
});
