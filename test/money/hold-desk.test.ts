import { describe, expect, test } from 'vitest';
import { heldRow, holdDesk } from '../support/hold-desk.ts';
import { gatewayEnv } from '../support/refund-gateway.ts';

const syssn = heldRow['syssn'] ?? '';
const line = 'capture HOLD-1 --txamt 500';
const derived = 'CPD41DT3BQ5GANY937T22P6EYF2DYJ3A';
const terminal = { is_tty: true };
const prod = { env: { QFPAY_STATE_DIR: '/state', ...gatewayEnv, QFPAY_ENV: 'prod' } };

describe('how a hold is named', () => {
  test.each([
    ['unfreeze', { field: 'out_trade_no', rule: 'is missing: name the hold by it, or by --syssn' }],
    [`unfreeze HOLD-1 --syssn ${syssn}`, { field: 'syssn', value: syssn, rule: /excludes an out_trade_no/ }],
    ['unfreeze HOLD-1,HOLD-2', { field: 'out_trade_no', value: 'HOLD-1,HOLD-2', rule: /must be one number/ }],
    ['unfreeze --syssn 1,2', { field: 'syssn', value: '1,2', rule: /must be one number/ }],
  ])('%s is refused, and nothing is asked', async (wrong, { rule, ...fault }) => {
    let looks = 0;
    const desk = holdDesk({ queries: () => void looks++ });
    const told = await desk.run(wrong);
    const details = [{ ...fault, rule: expect.stringMatching(rule) }];
    expect(told).toMatchObject({ exit_code: 2, document: { error: { details } } });
    expect(looks).toBe(0);
  });

  test('by the number of QFPay as by its own, it is the same hold', async () => {
    const desk = holdDesk();
    const told = await desk.run(`capture --syssn ${syssn} --txamt 500`);
    expect(told).toMatchObject({ exit_code: 0, document: { hold: { syssn, out_trade_no: 'HOLD-1' } } });
    expect(desk.sent).toMatchObject([{ parameters: { syssn, out_trade_no: derived } }]);
  });
});

describe('a name that is no hold', () => {
  test.each([
    ['HOLD-1', [], 'out_trade_no HOLD-1 was not found', 'was not found in this month and the 12 before it'],
    ['--syssn 77', [heldRow], 'syssn 77 was not found', "was not found in this merchant's transactions"],
  ] as const)('%s that is nowhere ends with 4, and says where it was looked for', async (name, rows, message, rule) => {
    const told = await holdDesk({ rows }).run(`capture ${name} --txamt 500`);
    expect(told).toMatchObject({
      exit_code: 4,
      document: {
        error: { message, hint: 'check --env and --profile; an older order is named by --syssn', details: [{ rule }] },
      },
    });
    if (name === 'HOLD-1') expect(told.document).toMatchObject({ error: { out_trade_no: 'HOLD-1' } });
    else expect(told.document['error']).not.toHaveProperty('out_trade_no');
  });

  test.each([
    [
      'a payment',
      { pay_type: '800208' },
      'is a payment and no hold: nothing of it has to be captured',
      'qfpay query HOLD-1',
    ],
    ['a capture', { order_type: 'capture', orig_syssn: '9' }, 'is a capture, and not a hold', 'its hold is --syssn 9'],
    ['a hold in doubt', { respcd: '1145' }, /^is not held but pending \(1145\)/, 'qfpay query HOLD-1 --wait'],
  ] as const)('%s is refused, told what it is and what next', async (_title, own, rule, next) => {
    const desk = holdDesk({ rows: [{ ...heldRow, ...own }] });
    const told = await desk.run(line);
    const fault = { field: 'out_trade_no', value: 'HOLD-1', rule: expect.stringMatching(rule), next };
    expect(told).toMatchObject({
      exit_code: 2,
      document: { error: { details: [fault], hint: next, out_trade_no: 'HOLD-1' } },
    });
    expect(told.document).toMatchObject({ error: { message: expect.stringMatching(/^out_trade_no HOLD-1 is/) } });
    expect(desk.sent).toEqual([]);
  });

  test('two holds of one number are both named, by what tells them apart', async () => {
    const desk = holdDesk({ rows: [heldRow, { ...heldRow, syssn: '8', txamt: '900' }] });
    const told = await desk.run(line);
    expect(told).toMatchObject({
      exit_code: 2,
      document: {
        error: {
          message: expect.stringMatching(/^syssn \d+ was held under this number \(HKD 12\.80/),
          details: [
            { field: 'syssn', value: syssn },
            { field: 'syssn', value: '8', rule: expect.stringContaining('HKD 9.00') },
          ],
        },
      },
    });
    expect(desk.sent).toEqual([]);
  });

  test('what an answer holds beside what was asked for is not taken for it', async () => {
    const other = { ...heldRow, out_trade_no: 'HOLD-2' };
    const desk = holdDesk({ queries: () => ({ respcd: '0000', data: [other] as unknown as string }) });
    expect(await desk.run(line)).toMatchObject({ exit_code: 4 });
    expect(desk.sent).toEqual([]);
  });
});

describe('what api hands over', () => {
  test.each([
    [`api capture syssn=${syssn} txamt=500 txcurrcd=USD`, 'txcurrcd', 'USD', 'must be that of the hold: HKD'],
    [
      `api unfreeze syssn=${syssn} txamt=700 out_trade_no=HOLD-1`,
      'txamt',
      '700',
      'must be all that is left of the hold: 1280',
    ],
    [`api unfreeze syssn=${syssn} txamt=1280 out_trade_no=X`, 'out_trade_no', 'X', 'must be that of the hold: HOLD-1'],
  ])('%s has to be what the hold has', async (wrong, field, value, rule) => {
    const desk = holdDesk();
    const told = await desk.run(wrong);
    const error = { message: `${field} ${rule}`, details: [{ field, value, rule }] };
    expect(told).toMatchObject({ exit_code: 2, document: { error } });
    expect(desk.sent).toEqual([]);
  });

  test('a currency is refused where the gateway named none', async () => {
    const { txcurrcd: _currency, ...bare } = heldRow;
    const told = await holdDesk({ rows: [bare] }).run(`api capture syssn=${syssn} txamt=500 txcurrcd=HKD`);
    expect(told).toMatchObject({
      exit_code: 2,
      document: { error: { message: 'txcurrcd must be that of the hold: ?' } },
    });
  });
});

describe('on a terminal', () => {
  test.each(['5.00', 'HKD 5.00', 'hkd5.00'])(
    'prod shows whose money it is, and sends when %s is typed',
    async (typed) => {
      const desk = holdDesk();
      const told = await desk.run(line, { ...terminal, ...prod, answers: [typed] });
      expect(told.exit_code).toBe(0);
      expect(told.err).toContain('PROD, real money: capture HKD 5.00\n');
      expect(told.err).toContain(`  hold HOLD-1 (syssn ${syssn}) by 801801 (`);
      expect(told.err).toContain('  HKD 12.80 held, left of it: HKD 12.80, until 2026-03-09 14:03:30 UTC+8');
      expect(told.err).toContain('  capture number ');
      expect(desk.sent).toHaveLength(1);
    },
  );

  test('prod sends nothing when something else is typed', async () => {
    const desk = holdDesk();
    const told = await desk.run(line, { ...terminal, ...prod, answers: ['12.80'] });
    expect(told.exit_code).toBe(130);
    expect(desk.sent).toEqual([]);
  });

  test.each([
    ['5.00', 0, 2],
    ['no', 130, 1],
  ])(
    'a capture in doubt is told, and leaves again only when its amount is typed: %s',
    async (typed, exit_code, calls) => {
      const desk = holdDesk({ answers: ['cut', { respcd: '0000' }] });
      await desk.run(line);
      const told = await desk.run(line, { ...terminal, answers: [typed] });
      expect(told.exit_code).toBe(exit_code);
      expect(told.err).toContain('once more: capture HKD 5.00\n');
      expect(told.err).toMatch(/^ {2}a capture under CP\w+ was sent before[\s\S]* may have been made/m);
      expect(told.err).toContain('  capture number ');
      expect(desk.sent).toHaveLength(calls);
    },
  );

  test('of prod, a capture in doubt is told with whose money it is', async () => {
    const desk = holdDesk({ answers: ['cut', { respcd: '0000' }] });
    await desk.run(`${line} --yes`, prod);
    const told = await desk.run(line, { ...terminal, ...prod, answers: ['5.00'] });
    expect(told.exit_code).toBe(0);
    expect(told.err).toContain('PROD, real money: capture HKD 5.00\n');
    expect(told.err).toMatch(/^ {2}a capture under CP\w+ was sent before/m);
    expect(desk.sent).toHaveLength(2);
  });
});

describe('what this machine sent of a hold', () => {
  test('counts for the same merchant and environment only', async () => {
    const answers = ['cut', { respcd: '0000' }] as const;
    for (const other of [
      { QFPAY_ENV: 'test' },
      { QFPAY_APPCODE: 'FEDCBA9876543210FEDCBA9876543210' },
      { QFPAY_MCHID: 'ZaMVg12345' },
    ]) {
      const desk = holdDesk({ answers });
      expect(await desk.run(line)).toMatchObject({ exit_code: 8 });
      const told = await desk.run(line, { env: { QFPAY_STATE_DIR: '/state', ...gatewayEnv, ...other } });
      expect(told).toMatchObject({ exit_code: 0, document: { repeated: false } });
    }
  });

  test('of another hold counts for nothing', async () => {
    const second = { ...heldRow, syssn: '20260302180500020000000009', out_trade_no: 'HOLD-2' };
    const desk = holdDesk({ rows: [heldRow, second], answers: ['cut', { respcd: '0000' }] });
    expect(await desk.run('capture HOLD-1 --txamt 800')).toMatchObject({ exit_code: 8 });
    expect(await desk.run('capture HOLD-2 --txamt 800')).toMatchObject({ exit_code: 0 });
  });

  test('and was surely refused or not sent is no doubt', async () => {
    const desk = holdDesk({ answers: [{ respcd: '1205', resperr: 'no' }, { respcd: '0000' }] });
    expect(await desk.run('capture HOLD-1 --txamt 800')).toMatchObject({ exit_code: 4 });
    expect(await desk.run('capture HOLD-1 --txamt 1000')).toMatchObject({ exit_code: 0 });
  });

  test('waits for another process of this machine that is about the same hold', async () => {
    const desk = holdDesk();
    const both = await Promise.all([desk.run('capture HOLD-1 --full'), desk.run('capture HOLD-1 --txamt 1280')]);
    expect(both.map(({ exit_code }) => exit_code).filter((code) => code === 0).length).toBeGreaterThan(0);
    expect(desk.sent.length).toBe(1);
  });
});
