import { LosslessNumber } from 'lossless-json';
import { expect, test } from 'vitest';
import { loadWords } from '../../src/language/languages.ts';
import { type PaymentFindings, paymentReport } from '../../src/report/payment-report.ts';

const en = await loadWords('en');
const zhHant = await loadWords('zh-Hant');

const made: PaymentFindings = {
  env: 'sandbox',
  outcome: 'awaiting_payer',
  respcd: '0000',
  message: 'success',
  transaction: {
    out_trade_no: 'A-1',
    syssn: 'S1',
    txamt: '1280',
    txcurrcd: 'HKD',
    pay_type: '800201',
    txdtm: '2026-03-02 15:04:05',
    sysdtm: '2026-03-02 15:04:06',
    qrcode: 'weixin://x',
  },
  answer: {
    http_status: 200,
    respcd: '0000',
    message: 'success',
    resperr: 'success',
    respmsg: '',
    fields: {},
    body: { respcd: '0000', syssn: 'S1' },
    raw: new Uint8Array(),
    signature: { present: true, verified: true, scheme: 'raw-body' },
  },
  resume: 'qfpay query A-1 --wait',
  notices: [],
  warnings: [],
};

function report(changes: Partial<PaymentFindings> = {}) {
  return paymentReport({ ...made, ...changes }, en);
}

test('the document of an order has what the contract promises', () => {
  expect(report().data).toEqual({
    env: 'sandbox',
    outcome: 'awaiting_payer',
    respcd: '0000',
    meaning: en.success.awaiting_payer.meaning,
    next_step: en.success.awaiting_payer.next_step,
    transaction: made.transaction,
    signature: { present: true, verified: true, scheme: 'raw-body' },
    response: { respcd: '0000', syssn: 'S1' },
  });
});

test.each(['paid', 'refunded', 'reversed', 'closed'] as const)(
  'a 0000 of what is %s is explained as that',
  (outcome) => {
    expect(report({ outcome }).data).toMatchObject(en.success[outcome]);
    expect(JSON.stringify(report({ outcome }).data)).not.toContain('QR code');
  },
);

test('a person reads the outcome first, then amount, wallet, numbers, times with their zone, the link, and what to type next', () => {
  expect(report().blocks).toEqual([
    { kind: 'headline', tone: 'wait', word: 'AWAITING PAYER', text: 'HKD 12.80 - order made, waiting for the payer' },
    {
      kind: 'rows',
      rows: [
        ['out_trade_no', 'A-1'],
        ['syssn', 'S1'],
        ['amount', 'HKD 12.80'],
        ['pay_type', `800201 ${en.pay_type['800201']}`],
        ['txdtm', '2026-03-02 15:04:05'],
        ['sysdtm', '2026-03-02 15:04:06 UTC+8'],
        ['qrcode', 'weixin://x'],
      ],
    },
    { kind: 'hint', text: 'qfpay query A-1 --wait' },
  ]);
});

test.each([
  ['awaiting_payer', '0000', 0],
  ['paid', '0000', 0],
  ['refunded', '0000', 4],
  ['reversed', '0000', 4],
  ['closed', '0000', 4],
  ['declined', '1201', 4],
  ['pending', '1143', 5],
  ['unknown', '1296', 8],
  ['declined', '1108', 6],
] as const)('%s by %s ends with %i', (outcome, respcd, exit_code) => {
  const { error, ...rest } = report({ outcome, respcd });
  expect(rest.exit_code).toBe(exit_code);
  expect(error === undefined).toBe(exit_code === 0);
});

test.each(['pending', 'unknown'] as const)('%s says the number and the command to go on with', (outcome) => {
  expect(report({ outcome, respcd: '1143' }).error).toMatchObject({
    out_trade_no: 'A-1',
    resume: 'qfpay query A-1 --wait',
  });
});

test('a decline says the code, the words of the gateway and what to do', () => {
  const { error } = report({ outcome: 'declined', respcd: '1201', message: '余额不足' });
  expect(error?.message).toContain('1201 余额不足');
  expect(error?.hint).toBe(en.respcd['1201']?.next_step);
});

test.each(['refunded', 'reversed', 'closed'] as const)('%s says so, and gives no advice for a success', (outcome) => {
  const { error } = report({ outcome, respcd: '0000' });
  expect(error?.message).toContain(`the payment is ${outcome}`);
  expect(error).not.toHaveProperty('hint');
});

test('parameters for a wallet that pretend to be a number are printed as they are', () => {
  const pay_params = { isLosslessNumber: true, toString: 1 };
  expect(JSON.stringify(report({ transaction: { pay_params } }).blocks)).toContain('isLosslessNumber');
});

test('a refused signature points to the diagnosis', () => {
  expect(report({ outcome: 'declined', respcd: '1108' }).error).toMatchObject({
    hint: expect.stringContaining('qfpay doctor'),
  });
});

test('a lost QR code is said to be gone', () => {
  expect(report({ outcome: 'pending', respcd: '1143', link_lost: true }).error?.hint).toContain('QR code or link');
});

test("our own reason stands where the gateway's words would mislead", () => {
  const { error, blocks } = report({
    outcome: 'declined',
    respcd: '1251',
    reason: 'out_trade_no A-1 belongs to another order',
  });
  expect(error).toMatchObject({ message: 'out_trade_no A-1 belongs to another order' });
  expect(error).not.toHaveProperty('hint');
  expect(blocks[0]).toMatchObject({ text: expect.stringContaining('belongs to another order') });
});

test('a repeated order is told as one', () => {
  expect(report({ outcome: 'paid', repeated: true }).data).toMatchObject({ repeated: true });
  expect(report().data).not.toHaveProperty('repeated');
});

test.each(['paid', 'pending', 'declined'] as const)(
  'the link is not shown any more when the order is %s',
  (outcome) => {
    expect(JSON.stringify(report({ outcome }).blocks)).not.toContain('weixin://x');
  },
);

test('parameters for a wallet are printed as JSON with every digit', () => {
  const huge = new LosslessNumber('20260302180500020000000001');
  const transaction = { out_trade_no: 'A-1', pay_params: { appid: 'wx', huge } };
  expect(report({ transaction }).blocks[1]).toMatchObject({
    rows: [
      ['out_trade_no', 'A-1'],
      ['pay_params', '{"appid":"wx","huge":"20260302180500020000000001"}'],
    ],
  });
});

test('what was said before is in the document and is not said again', () => {
  const { data, warnings } = report({
    notices: ['txamt 100 is 200 or less'],
    warnings: ['order.png cannot be written'],
  });
  expect(data).toMatchObject({ warnings: ['txamt 100 is 200 or less', 'order.png cannot be written'] });
  expect(warnings).toEqual(['order.png cannot be written']);
});

test('a signature of the answer that does not match is a warning, and the outcome decides', () => {
  const { answer } = made;
  const forged = answer && { ...answer, signature: { present: true, verified: false } as const };
  const told = report(forged ? { answer: forged } : {});
  expect(told.exit_code).toBe(0);
  expect(told.data).toMatchObject({
    signature: { present: true, verified: false },
    warnings: [expect.stringContaining('signature')],
  });
});

test('the prose is in the language that was asked for', () => {
  expect(paymentReport(made, zhHant).data).toMatchObject({ meaning: zhHant.success.awaiting_payer.meaning });
});

test('a receipt has no line for what every payment is, and the zone of every time but that of another order', () => {
  const paid = {
    outcome: 'paid',
    timezone: 'Europe/Berlin',
    transaction: { ...made.transaction, order_type: 'payment' },
  } as const;
  const [first, again] = [report(paid), report({ ...paid, repeated: true })].map(({ blocks }) => {
    const found = blocks.find((block) => block.kind === 'rows');
    return new Map(found?.kind === 'rows' ? found.rows : []);
  });
  expect(first?.has('order_type')).toBe(false);
  expect(first?.get('txdtm')).toBe('2026-03-02 15:04:05 Europe/Berlin');
  expect(again?.get('txdtm')).toBe('2026-03-02 15:04:05');
});

test('the code that is drawn beneath the receipt is handed on as it is', () => {
  expect(report({ drawing: '▀▄\n' }).drawing).toBe('▀▄\n');
  expect(report()).not.toHaveProperty('drawing');
});
