import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createMagic, createRuleBook } from '../../../src/emulator/faults/rules.ts';
import { createMemoryLedger } from '../../../src/emulator/ledger.ts';
import { createLimiter } from '../../../src/emulator/limiter.ts';
import { createPayer } from '../../../src/emulator/payer.ts';
import { emulated, type Fields, qrOrder, refundOf, sampleKey, scannedOrder, signed } from '../emulated.ts';

const slept: number[] = [];

function faulty() {
  slept.length = 0;
  return emulated({
    findFault: createMagic(),
    auto_pay_ms: undefined,
    sleep: async (ms) => {
      slept.push(ms);
    },
  });
}

function of(txamt: number, order: Fields = scannedOrder): Fields {
  return { ...order, txamt: String(txamt), out_trade_no: `ORD${txamt}` };
}

async function found(gateway: ReturnType<typeof faulty>, txamt: number): Promise<string[]> {
  const { data } = await gateway.call('query', { out_trade_no: `ORD${txamt}` });
  return (data as { respcd: string }[]).map(({ respcd }) => respcd);
}

describe('an amount of 90xxxx is answered xxxx:', () => {
  test.each([
    ['the payer has no money: tried, and on the books as failed', 901_201, '1201', ['1201']],
    ['risk control: tried, and on the books as failed', 901_294, '1294', ['1294']],
    ['a bad parameter: never taken up', 901_104, '1104', []],
    ['maintenance: never taken up', 901_100, '1100', []],
    ['a code that nobody knows: never taken up', 907_777, '7777', []],
    ['not paid yet', 901_143, '1143', ['1143']],
    ['in progress', 901_145, '1145', ['1145']],
  ])('%s', async (_what, txamt, respcd, books) => {
    const gateway = faulty();
    expect(await gateway.call('payment', of(txamt))).toMatchObject({
      respcd,
      resperr: expect.stringContaining(respcd),
    });
    expect(await found(gateway, txamt)).toEqual(books);
  });

  test.each([901_143, 901_145, 901_298])('%i becomes 0000 after three seconds', async (txamt) => {
    const gateway = faulty();
    await gateway.call('payment', of(txamt));
    gateway.advance(2999);
    expect(await found(gateway, txamt)).toEqual([String(txamt).slice(2)]);
    gateway.advance(1);
    expect(await found(gateway, txamt)).toEqual(['0000']);
  });

  test.each(['1101', '1161', '1252', '1254', '2999'])(
    '%s leaves the payment in doubt: nine fields, a record that says so, and 0000 after ten seconds',
    async (respcd) => {
      const gateway = faulty();
      const txamt = Number(`90${respcd}`);
      for (const order of [scannedOrder, qrOrder]) {
        const out_trade_no = `${order['pay_type']}N${txamt}`;
        const answer = await gateway.call('payment', { ...of(txamt, order), out_trade_no });
        const names = 'pay_type resperr txcurrcd txdtm txamt respmsg out_trade_no syssn respcd';
        expect(Object.keys(answer)).toEqual(names.split(' '));
        const state = async () => {
          const { data } = await gateway.call('query', { out_trade_no });
          return (data as object[])[0];
        };
        expect(await state()).toMatchObject({ respcd, syssn: answer['syssn'], paydtm: '' });
        gateway.advance(9999);
        expect(await state()).toMatchObject({ respcd });
        gateway.advance(1);
        expect(await state()).toMatchObject({ respcd: '0000', paydtm: expect.stringMatching(/^2026/) });
      }
    },
  );

  test('a QR order in progress still has its code', async () => {
    const answer = await faulty().call('payment', of(901_145, qrOrder));
    expect(answer).toMatchObject({ respcd: '1145', qrcode: expect.stringContaining('wallet') });
  });

  test('a number that failed is used', async () => {
    const gateway = faulty();
    await gateway.call('payment', of(901_201));
    const again = { ...scannedOrder, out_trade_no: 'ORD901201' };
    expect(await gateway.call('payment', again)).toMatchObject({ respcd: '2011' });
  });

  test('a failed payment cannot be refunded', async () => {
    const gateway = faulty();
    const { syssn } = await gateway.call('payment', of(901_201));
    expect(await gateway.call('refund', refundOf(syssn, { txamt: '1' }))).toMatchObject({ respcd: '1261' });
  });

  test('what is wrong with a call is told first', async () => {
    const gateway = faulty();
    expect(await gateway.call('payment', { ...of(901_201), pay_type: '123456' })).toMatchObject({ respcd: '1104' });
  });
});

describe('a refund of 90xxxx', () => {
  async function paid() {
    const gateway = faulty();
    const { syssn } = await gateway.call('payment', { ...scannedOrder, txamt: '2000000' });
    return { gateway, syssn };
  }

  test('is answered xxxx and leaves nothing on the books', async () => {
    const { gateway, syssn } = await paid();
    expect(await gateway.call('refund', refundOf(syssn, { txamt: '901269' }))).toMatchObject({ respcd: '1269' });
    expect(await gateway.call('refund', refundOf(syssn, { txamt: '2000000' }))).toMatchObject({ respcd: '0000' });
  });

  test('in progress is settled after three seconds, and its money cannot be given back twice meanwhile', async () => {
    const { gateway, syssn } = await paid();
    const refund = await gateway.call('refund', refundOf(syssn, { txamt: '901145' }));
    expect(refund).toMatchObject({ respcd: '1145' });
    const rest = refundOf(syssn, { out_trade_no: 'RFD-2', txamt: '1200000' });
    expect(await gateway.call('refund', rest)).toMatchObject({ respcd: '1272' });
    const state = async () => {
      const { data } = await gateway.call('query', { syssn: String(refund['syssn']) });
      return (data as { respcd: string }[])[0]?.respcd;
    };
    expect(await state()).toBe('1145');
    gateway.advance(3000);
    expect(await state()).toBe('0000');
  });
});

describe('what a rule says of a transaction in doubt:', () => {
  const ruled = (settles: 'paid' | 'declined' | 'never', endpoint: 'payment' | 'refund', respcd = '2999') => {
    const rules = createRuleBook([{ fault: 'respcd', respcd, settles, endpoint, seconds: 5 }]);
    return emulated({ findFault: rules.find, auto_pay_ms: 1000 });
  };
  const recordOf = async (gateway: ReturnType<typeof faulty>, out_trade_no: string) => {
    const window = { start_time: '2026-01-01 00:00:00', end_time: '2026-12-31 23:59:59' };
    const { data } = await gateway.call('query', { out_trade_no, ...window });
    return (data as Record<string, unknown>[])[0];
  };

  test.each([
    ['paid', '2999', '0000'],
    ['declined', '2999', '1205'],
    ['never', '2999', '2999'],
    ['declined', '1145', '1205'],
    ['never', '1143', '1143'],
  ] as const)('settles %s, after %s: a payment ends with %s', async (settles, respcd, end) => {
    for (const order of [scannedOrder, qrOrder]) {
      const gateway = ruled(settles, 'payment', respcd);
      await gateway.call('payment', { ...order, out_trade_no: 'DOUBT' });
      gateway.advance(4999);
      expect(await recordOf(gateway, 'DOUBT')).toMatchObject({ respcd });
      gateway.advance(1);
      expect(await recordOf(gateway, 'DOUBT')).toMatchObject({ respcd: end });
      gateway.advance(86_400_000);
      expect(await recordOf(gateway, 'DOUBT')).toMatchObject({ respcd: end });
    }
  });

  test.each([
    ['paid', '0000', '1262'],
    ['declined', '1205', '0000'],
    ['never', '2999', '1262'],
  ] as const)('settles %s: a refund ends with %s, and a second one gets %s', async (settles, end, second) => {
    const gateway = ruled(settles, 'refund');
    const { syssn } = await gateway.call('payment', { ...scannedOrder, out_trade_no: 'PAID' });
    const answer = await gateway.call('refund', refundOf(syssn, { out_trade_no: 'R1' }));
    expect(answer).toMatchObject({ respcd: '2999', orig_syssn: syssn, origssn: syssn, out_trade_no: 'R1' });
    expect(await recordOf(gateway, 'R1')).toMatchObject({ order_type: 'refund', respcd: '2999' });
    expect(await gateway.call('refund', refundOf(syssn, { out_trade_no: 'R2' }))).toMatchObject({ respcd: '1262' });
    gateway.advance(5000);
    expect(await recordOf(gateway, 'R1')).toMatchObject({ respcd: end });
    const rules = await gateway.call('refund', refundOf(syssn, { out_trade_no: 'R3' }));
    expect(rules).toMatchObject({ respcd: second === '0000' ? '2999' : second });
  });

  test('whoever opens the wallet page of a payment in doubt still settles it', async () => {
    const ledger = createMemoryLedger();
    const rules = createRuleBook([{ fault: 'respcd', respcd: '1101', settles: 'declined', endpoint: 'payment' }]);
    const now = () => new Date('2026-03-02T07:04:06Z');
    const gateway = emulated({ ledger, findFault: rules.find, now });
    const { syssn } = await gateway.call('payment', { ...qrOrder, out_trade_no: 'DOUBT' });
    const payer = createPayer({ ledger, now });
    expect(await payer.act(String(syssn), 'paid')).toMatchObject({ state: 'paid' });
    expect(await recordOf(gateway, 'DOUBT')).toMatchObject({ respcd: '0000' });
  });
});

test('an amount around the magic ones is an ordinary one', async () => {
  const gateway = faulty();
  for (const txamt of [899_999, 910_000, 900_000, 900_061, 90_1201, 9_012_010]) {
    const { respcd } = await gateway.call('payment', of(txamt));
    expect([txamt, respcd]).toEqual([txamt, txamt === 901_201 ? '1201' : '0000']);
  }
});

describe('the answer', () => {
  const send = async (gateway: ReturnType<typeof faulty>, txamt: number) =>
    gateway.handle(signed('payment', of(txamt)));

  test.each([
    ['is cut in the middle', 900_601, { kind: 'cut', bytes: expect.any(Number) }, ['0000']],
    ['is lost before anything is done', 900_701, { kind: 'reset' }, []],
    ['is lost after it was done', 900_702, { kind: 'reset' }, ['0000']],
    ['never comes, and nothing is done', 900_703, { kind: 'hang' }, []],
    ['never comes, though it was done', 900_704, { kind: 'hang' }, ['0000']],
  ])('%s', async (_what, txamt, fault, books) => {
    const gateway = faulty();
    expect((await send(gateway, txamt)).fault).toEqual(fault);
    expect(await found(gateway, txamt)).toEqual(books);
  });

  test.each([
    ['is HTTP 500, and nothing is done', 900_500, 500, []],
    ['is an HTML page with HTTP 502, though it was done', 900_502, 502, ['0000']],
    ['is an HTML page with HTTP 200, and nothing is done', 900_503, 200, []],
    ['is HTTP 429 without Retry-After', 900_430, 429, []],
  ])('%s', async (_what, txamt, status, books) => {
    const gateway = faulty();
    const response = await send(gateway, txamt);
    expect(response.status).toBe(status);
    expect(response.headers['retry-after']).toBeUndefined();
    expect(() => JSON.parse(String(response.body))).toThrow();
    expect(await found(gateway, txamt)).toEqual(books);
  });

  test('is HTTP 429 with Retry-After twice for each number, then the call is served', async () => {
    const gateway = faulty();
    const tries = [1, 2, 3].map(async () => (await send(gateway, 900_429)).status);
    expect(await Promise.all(tries)).toEqual([429, 429, 200]);
    const other = await gateway.handle(signed('payment', { ...of(900_429), out_trade_no: 'ANOTHER' }));
    expect([other.status, other.headers['retry-after']]).toEqual([429, '1']);
  });

  test('ends in the middle of its JSON, whole on the wire', async () => {
    const response = await send(faulty(), 900_602);
    expect(() => JSON.parse(String(response.body))).toThrow();
    expect([response.status, response.fault]).toEqual([200, undefined]);
  });

  test('comes late, by as many seconds as the amount says, and what was asked is done', async () => {
    const gateway = faulty();
    expect(await gateway.call('payment', of(900_017))).toMatchObject({ respcd: '0000' });
    expect(slept).toEqual([17_000]);
    expect(await found(gateway, 900_017)).toEqual(['0000']);
  });

  test('is signed with another key, or not at all', async () => {
    const gateway = faulty();
    const right = await send(gateway, 1280);
    expect(right.headers['X-QF-SIGN']).toMatch(/^[0-9A-F]{32}$/);
    const { headers, body } = await send(gateway, 900_801);
    expect(headers['X-QF-SIGN']).toMatch(/^[0-9A-F]{32}$/);
    expect(headers['X-QF-SIGN']).not.toBe(rawSignature(String(body)));
    expect(right.headers['X-QF-SIGN']).toBe(rawSignature(String(right.body)));
    expect(await send(gateway, 900_802)).toMatchObject({
      headers: expect.not.objectContaining({ 'X-QF-SIGN': expect.anything() }),
    });
  });
});

/** MD5 of the body and the key, made here and not with the code under test. */
function rawSignature(body: string): string {
  return createHash('md5').update(`${body}${sampleKey}`).digest('hex').toUpperCase();
}

test('a call that is wrongly signed meets no fault, and uses none up', async () => {
  const gateway = faulty();
  const wrong = signed('payment', of(900_429), { headers: { 'x-qf-appcode': 'X', 'x-qf-sign': 'AB' } });
  for (const _each of [1, 2, 3]) await gateway.handle(wrong);
  expect((await gateway.handle(signed('payment', of(900_429)))).status).toBe(429);
});

test('above the limits the answer is HTTP 429 with the seconds to wait, and nothing is done', async () => {
  const gateway = emulated({ limiter: createLimiter([{ count: 1, ms: 60_000 }]) });
  await gateway.call('payment', scannedOrder);
  gateway.advance(12_500);
  const response = await gateway.handle(signed('payment', { ...scannedOrder, out_trade_no: 'B' }));
  expect([response.status, response.headers['retry-after']]).toEqual([429, '48']);
  gateway.advance(60_000);
  expect(await gateway.call('payment', { ...scannedOrder, out_trade_no: 'B' })).toMatchObject({ respcd: '0000' });
});

describe('at night', () => {
  test.each([
    ['23:29:59', '0000'],
    ['23:30:00', '1265'],
    ['00:00:00', '1265'],
    ['00:29:59', '1265'],
    ['00:30:00', '0000'],
  ])('a refund at %s is answered %s', async (time, respcd) => {
    const gateway = emulated({ has_nights: true });
    const { syssn } = await gateway.call('payment', scannedOrder);
    gateway.setTime(`2026-03-03 ${time}`);
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd });
  });

  test('the gateway of --env local refunds all the same', async () => {
    const gateway = emulated();
    const { syssn } = await gateway.call('payment', scannedOrder);
    gateway.setTime('2026-03-03 00:00:00');
    expect(await gateway.call('refund', refundOf(syssn))).toMatchObject({ respcd: '0000' });
  });
});
