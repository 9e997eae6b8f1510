import { describe, expect, test } from 'vitest';
import { losesAnswerOf, machine } from './machine.ts';

const scanned = 'pay --pay-type wechat-cpm --txamt 1280 --out-trade-no A-1 --auth-code 130000000000000001';
const qrOrder = 'pay --pay-type wechat-mpm --txamt 1280 --out-trade-no A-1';

test('a payment is given back in two halves, and query agrees', async () => {
  const shop = machine();
  await shop.run(scanned);
  await shop.run('refund A-1 --amount 6.40');
  expect((await shop.run('query A-1')).document).toMatchObject({ outcome: 'paid', transactions: [{ cancel: '5' }] });
  await shop.run('refund A-1 --full');
  expect((await shop.run('query A-1')).document).toMatchObject({
    outcome: 'refunded',
    transactions: [{ cancel: '3' }],
  });
});

test('a refund whose answer got lost is found on the books, and run again it is repeated', async () => {
  const shop = machine();
  await shop.run(scanned);
  expect(await shop.run('refund A-1 --full', losesAnswerOf('refund'))).toMatchObject({
    exit_code: 0,
    document: { outcome: 'refunded', repeated: false },
  });
  expect(await shop.run('refund A-1 --full')).toMatchObject({
    exit_code: 0,
    calls: ['query', 'query'],
    document: { repeated: true },
  });
});

describe('what was not paid cannot be given back:', () => {
  test.each([
    ['an open order is to be closed', qrOrder, 'qfpay close A-1'],
    ['an open order of PayMe is to be asked about', qrOrder.replace('wechat', 'payme'), 'qfpay query A-1 --wait'],
  ])('%s', async (_what, pay, next) => {
    const shop = machine();
    await shop.run(pay);
    const { exit_code, document, calls } = await shop.run('refund A-1 --full');
    expect({ exit_code, calls }).toEqual({ exit_code: 2, calls: ['query'] });
    expect(document['error']).toMatchObject({ details: [{ next: expect.stringContaining(next) }] });
  });

  test('a closed order has nothing to give back', async () => {
    const shop = machine();
    await shop.run(qrOrder);
    await shop.run('close A-1');
    expect((await shop.run('refund A-1 --full')).exit_code).toBe(2);
  });
});

test('an FPS payment is not refunded unless the rule is skipped, and then the gateway decides', async () => {
  const shop = machine();
  await shop.run(qrOrder.replace('wechat', 'fps'));
  shop.advance(10);
  const refused = await shop.run('refund A-1 --full');
  expect(refused).toMatchObject({ exit_code: 2, document: { error: { details: [{ rule_id: 'fps-refund' }] } } });
  expect(await shop.run('refund A-1 --full --skip-rule fps-refund')).toMatchObject({
    exit_code: 4,
    document: { outcome: 'declined', respcd: '1155' },
  });
});

test('a payment in yen is given back in yen, and not in major units of which it has none', async () => {
  const shop = machine();
  await shop.run(`${scanned} --currency JPY`);
  expect(await shop.run('refund A-1 --amount 6.40')).toMatchObject({
    exit_code: 2,
    document: { error: { details: [{ field: 'amount' }] } },
  });
  expect((await shop.run('refund A-1 --txamt 640')).document).toMatchObject({
    transaction: { txamt: '640', txcurrcd: 'JPY' },
    original: { refundable: '640' },
  });
});

test('a payment of last month is found without being asked for twice', async () => {
  const shop = machine();
  await shop.run(scanned);
  shop.advance(40 * 86_400);
  expect(await shop.run('refund A-1 --full')).toMatchObject({ exit_code: 0, document: { repeated: false } });
  shop.advance(40 * 86_400);
  expect(await shop.run('refund A-1 --full')).toMatchObject({ exit_code: 0, document: { repeated: true } });
});

describe('pay --refund-after', () => {
  test('pays, waits, refunds, and tells both', async () => {
    const shop = machine();
    const { exit_code, document, calls } = await shop.run(`${qrOrder} --refund-after`);
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({
      command: 'pay',
      outcome: 'refunded',
      transaction: { out_trade_no: 'A-1', txamt: '1280' },
      refund: {
        outcome: 'refunded',
        repeated: false,
        transaction: { out_trade_no: expect.stringMatching(/^RF/), txamt: '1280' },
        original: { out_trade_no: 'A-1', refundable: '0' },
      },
    });
    expect(calls.filter((call) => call === 'refund')).toHaveLength(1);
    expect((await shop.run('query A-1')).document).toMatchObject({ outcome: 'refunded' });
  });

  test('run again gives nothing back twice', async () => {
    const shop = machine();
    await shop.run(`${scanned} --refund-after`);
    const { exit_code, document, calls } = await shop.run(`${scanned} --refund-after`);
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({ repeated: true, refund: { repeated: true } });
    expect(calls).not.toContain('refund');
  });

  test('of an order that nobody pays ends as the payment does', async () => {
    const shop = machine();
    const { exit_code, document, calls } = await shop.run(`${qrOrder} --refund-after --wait-timeout 1`);
    expect(exit_code).toBe(5);
    expect(document).not.toHaveProperty('refund');
    expect(calls).not.toContain('refund');
  });

  test('ends as the refund does, with the payment beside it', async () => {
    const shop = machine();
    const { exit_code, document } = await shop.run(`${scanned} --refund-after`, async (request, reach) => {
      if (!request.url.endsWith('/refund')) return reach();
      return { status: 200, headers: {}, body: Buffer.from('{"respcd":"1269","resperr":"not enough"}') };
    });
    expect(exit_code).toBe(4);
    expect(document).toMatchObject({
      outcome: 'paid',
      transaction: { out_trade_no: 'A-1' },
      refund: { outcome: 'declined', respcd: '1269' },
      error: { code: 'declined', resume: expect.stringMatching(/^qfpay refund --syssn \d{26} --full .*--env local$/) },
    });
  });

  test('tells the payment also where its refund could not be tried', async () => {
    const shop = machine();
    let paid = false;
    const { exit_code, document } = await shop.run(`${scanned} --refund-after`, async (request, reach) => {
      if (paid) return { status: 500, headers: {}, body: Buffer.from('down') };
      paid = request.url.endsWith('/payment');
      return reach();
    });
    expect(exit_code).toBe(7);
    expect(document).toMatchObject({
      outcome: 'paid',
      transaction: { out_trade_no: 'A-1' },
      error: { message: expect.stringContaining('was not given back') },
    });
  });

  test('is refused before it pays what cannot be given back', async () => {
    const shop = machine();
    const { exit_code, document, calls } = await shop.run(`${qrOrder.replace('wechat', 'fps')} --refund-after`);
    expect({ exit_code, calls }).toEqual({ exit_code: 2, calls: [] });
    expect(document['error']).toMatchObject({ details: [{ rule_id: 'fps-refund' }] });
  });

  test('is not held up by night: the local gateway never sleeps', async () => {
    const shop = machine();
    shop.advance(8.7 * 3600);
    expect((await shop.run(`${scanned} --refund-after`)).exit_code).toBe(0);
  });
});
