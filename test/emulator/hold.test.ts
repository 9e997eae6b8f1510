import { describe, expect, test } from 'vitest';
import { emulated, type Fields, qrOrder, refundOf, scannedOrder } from './emulated.ts';

type Row = Record<string, unknown>;

/** An amount of 1280 that a payer agreed to have held, by his code. */
async function held(own: Parameters<typeof emulated>[0] = {}) {
  const gateway = emulated(own);
  const { syssn, respcd } = await gateway.call('payment', { ...scannedOrder, pay_type: '801801' });
  expect(respcd).toBe('0000');
  const row = async (fields: Fields) => ((await gateway.call('query', fields)).data as Row[])[0];
  return {
    gateway,
    syssn: String(syssn),
    capture: (fields: Fields = {}) =>
      gateway.call('authtrade', { syssn: String(syssn), txamt: '500', out_trade_no: 'CAP-1', ...fields }),
    unfreeze: (fields: Fields = {}) =>
      gateway.call('unfreeze', {
        ...{ syssn: String(syssn), txamt: '1280', txdtm: '2026-03-02 18:00:00' },
        ...{ out_trade_no: String(scannedOrder['out_trade_no']), ...fields },
      }),
    hold: () => row({ syssn: String(syssn) }),
    row,
  };
}

describe('an order for a hold', () => {
  test.each(['801808', '801802', '801814'])('%s waits for its payer, and lapses after 15 minutes', async (pay_type) => {
    const gateway = emulated({ auto_pay_ms: undefined });
    const { syssn } = await gateway.call('payment', { ...qrOrder, pay_type });
    const state = async () => ((await gateway.call('query', { syssn: String(syssn) })).data as Row[])[0]?.['respcd'];
    expect(await state()).toBe('1143');
    gateway.advance(15 * 60_000 - 1000);
    expect(await state()).toBe('1143');
    gateway.advance(1000);
    expect(await state()).toBe('1181');
  });

  test('nobody captures of one that its payer has not agreed to', async () => {
    const gateway = emulated({ auto_pay_ms: undefined });
    const { syssn } = await gateway.call('payment', { ...qrOrder, pay_type: '801808' });
    expect(await gateway.call('authtrade', { syssn: String(syssn), txamt: '1' })).toMatchObject({ respcd: '1261' });
  });
});

describe('a hold', () => {
  test('is captured in parts until nothing is left, each with a number and a record of its own', async () => {
    const { capture, hold, row, syssn } = await held();
    const first = await capture();
    expect(first).toMatchObject({ respcd: '0000', respmsg: 'Capture received', orig_syssn: syssn, txamt: '500' });
    expect(await hold()).toMatchObject({ cancel: '0', respcd: '0000', order_type: 'payment', origssn: null });
    expect(await row({ out_trade_no: 'CAP-1' })).toMatchObject({ syssn: first['syssn'], origssn: syssn, txamt: '500' });
    expect(await capture({ out_trade_no: 'CAP-2', txamt: '781' })).toMatchObject({
      respcd: '1266',
      respmsg: 'held: 780',
    });
    expect(await capture({ out_trade_no: 'CAP-2', txamt: '780' })).toMatchObject({ respcd: '0000' });
    expect(await hold()).toMatchObject({ cancel: '4' });
    expect(await capture({ out_trade_no: 'CAP-3', txamt: '1' })).toMatchObject({ respcd: '1264' });
  });

  test('refuses a used number, unless it is told not to look', async () => {
    const { capture } = await held();
    await capture();
    expect(await capture()).toMatchObject({ respcd: '2011' });
    const careless = await held({ findFault: () => ({ fault: 'number-twice', takes_used_numbers: true as const }) });
    const both = [await careless.capture(), await careless.capture()];
    expect(both.map(({ respcd }) => respcd)).toEqual(['0000', '0000']);
    const { data } = await careless.gateway.call('query', { out_trade_no: 'CAP-1' });
    expect((data as Row[]).map(({ syssn }) => syssn).sort()).toEqual(both.map(({ syssn }) => syssn).sort());
  });

  test('is let go once, by the amount that is left and under its own number', async () => {
    const { capture, unfreeze, hold } = await held();
    await capture();
    expect(await unfreeze()).toMatchObject({ respcd: '1266', respmsg: 'held: 780' });
    expect(await unfreeze({ txamt: '780', out_trade_no: 'ANOTHER' })).toMatchObject({ respcd: '1267' });
    expect(await unfreeze({ txamt: '780' })).toMatchObject({ respcd: '0000', respmsg: 'Void received' });
    expect(await hold()).toMatchObject({ respcd: '0000', cancel: '3' });
    expect(await unfreeze({ txamt: '780' })).toMatchObject({ respcd: '1264' });
    expect(await capture({ out_trade_no: 'CAP-2', txamt: '1' })).toMatchObject({ respcd: '1264' });
  });

  test('lets itself go after seven days', async () => {
    const { gateway, capture, hold } = await held();
    gateway.advance(7 * 24 * 3_600_000 - 1000);
    expect(await capture({ txamt: '1' })).toMatchObject({ respcd: '0000' });
    gateway.advance(1000);
    expect(await hold()).toMatchObject({ cancel: '3' });
    expect(await capture({ out_trade_no: 'CAP-2', txamt: '1' })).toMatchObject({ respcd: '1264' });
  });

  test('is not refunded: its capture is', async () => {
    const { gateway, capture, syssn, row } = await held();
    const { syssn: captured } = await capture();
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '1136' });
    expect(await gateway.call('refund', refundOf(captured, { txamt: '501' }))).toMatchObject({ respcd: '1272' });
    expect(await gateway.call('refund', refundOf(captured, { txamt: '500' }))).toMatchObject({ respcd: '0000' });
    expect(await row({ out_trade_no: 'CAP-1' })).toMatchObject({ cancel: '3' });
  });

  test('is no payment: nobody captures or lets go of one', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', scannedOrder);
    expect(await gateway.call('authtrade', { syssn: String(syssn), txamt: '1' })).toMatchObject({ respcd: '1136' });
  });
});
