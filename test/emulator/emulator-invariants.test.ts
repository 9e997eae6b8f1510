import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emulated, type Fields, qrOrder, scannedOrder } from './emulated.ts';

interface Step {
  readonly kind: 'pay' | 'refund' | 'cancel' | 'wait';
  readonly number: number;
  readonly target: number;
  readonly txamt: number;
  readonly pay_type: string;
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('pay', 'refund', 'refund', 'refund', 'cancel', 'wait'),
    number: fc.nat(30),
    target: fc.nat(3),
    txamt: fc.integer({ min: 1, max: 300 }),
    pay_type: fc.constantFrom('800101', '800201', '800208', '800108'),
  }),
  { minLength: 20, maxLength: 60 },
);

interface Row {
  readonly [name: string]: string;
}

async function play(sequence: readonly Step[]) {
  const gateway = emulated();
  const orders: Row[] = [];
  const accepted: string[] = [];
  for (const { kind, number, target, txamt, pay_type } of sequence) {
    const out_trade_no = `N${number}`;
    const order = orders[target % Math.max(orders.length, 1)];
    if (kind === 'wait') gateway.advance(3000);
    if (kind === 'pay') {
      const wanted: Fields = { ...(pay_type.endsWith('8') ? scannedOrder : qrOrder), pay_type, out_trade_no };
      const answer = await gateway.call('payment', { ...wanted, txamt: String(txamt * 3) });
      if (answer.respcd === '0000') orders.push(answer as Row);
      if (answer.respcd === '0000') accepted.push(out_trade_no);
    }
    if (kind === 'refund' && order) {
      const { syssn = '', txdtm = '' } = order;
      const answer = await gateway.call('refund', { syssn, out_trade_no, txamt: String(txamt), txdtm });
      if (answer.respcd === '0000') accepted.push(out_trade_no);
    }
    if (kind === 'cancel' && order) {
      const { syssn = '', txamt: whole = '', txdtm = '' } = order;
      await gateway.call(pay_type === '800201' ? 'close' : 'reversal', { syssn, txamt: whole, txdtm });
    }
  }
  const window = { start_time: '2026-03-01 00:00:00', end_time: '2026-03-31 23:59:59' };
  const { data } = await gateway.call('query', { ...window, page_size: '100' });
  return { records: data as Row[], accepted };
}

test('whatever is asked for, no payment gives back more than was paid, and no number is used twice', async () => {
  let refunds = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { records, accepted } = await play(sequence);
      expect(new Set(accepted).size).toBe(accepted.length);
      expect(new Set(records.map(({ syssn }) => syssn)).size).toBe(records.length);
      expect(records.map(({ out_trade_no }) => out_trade_no).toSorted()).toEqual(accepted.toSorted());
      for (const payment of records.filter(({ order_type }) => order_type === 'payment')) {
        const back = records.filter(({ origssn }) => origssn === payment.syssn);
        const total = back.reduce((sum, { txamt }) => sum + Number(txamt), 0);
        refunds += back.length;
        expect(total).toBeLessThanOrEqual(payment.respcd === '0000' ? Number(payment.txamt) : 0);
        if (payment.cancel === '1' || payment.cancel === '2') expect(total).toBe(0);
        else expect(payment.cancel).toBe(total === 0 ? '0' : total < Number(payment.txamt) ? '5' : '3');
      }
    }),
    { numRuns: 200 },
  );
  expect(refunds).toBeGreaterThan(100);
});
