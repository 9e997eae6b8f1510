import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { HttpRequest, HttpResponse } from '../../../src/context/network.ts';
import { createMagic } from '../../../src/emulator/faults/rules.ts';
import { createMemoryLedger } from '../../../src/emulator/ledger.ts';
import { createNotifier } from '../../../src/emulator/notifying/notifier.ts';
import { type ToldNotification, tellNow } from '../../../src/emulator/notifying/teller.ts';
import { bill } from '../../../src/emulator/subscriptions.ts';
import { CancelledError, TransportError } from '../../../src/errors.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { appCode, emulated, qrOrder, refundOf, sampleKey, scannedOrder, signed } from '../emulated.ts';

const url = 'http://127.0.0.1:9/qfpay';
const minute = 60_000;

type Reply = (request: HttpRequest, count: number) => Promise<HttpResponse>;

const taking: Reply = async () => reply(200, 'SUCCESS');

function reply(status: number, text: string): HttpResponse {
  return { status, headers: {}, body: Buffer.from(text) };
}

/** A gateway whose merchant is told; time goes on only by `pass`, and everything that is due has happened when it returns. */
function telling(answer: Reply = taking, own: { notify_url?: string | undefined; time_scale?: number } = {}) {
  let now = Date.parse('2026-03-02T07:04:06.000Z');
  const ledger = createMemoryLedger();
  const requests: HttpRequest[] = [];
  const told: ToldNotification[] = [];
  const sleepers: { until: number; wake(): void }[] = [];
  const merchants = { [appCode]: { client_key: new ClientKey(sampleKey) } };
  // A notifier that never rests lets no timer of the test's own run either: it has to end by itself.
  let reads = 0;
  const readClock = () => {
    reads += 1;
    if (reads > 5000) throw new Error('the notifier asks for the time again and again, and never rests');
    return new Date(now);
  };
  const options = {
    ...{ ledger, merchants, now: readClock, notify_url: url, time_scale: 1, ...own },
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: now + ms, wake });
        signal?.addEventListener('abort', () => wake(), { once: true });
      }),
    http: (request: HttpRequest) => {
      requests.push(request);
      return answer(request, requests.length);
    },
    onTold: (each: ToldNotification) => told.push(each),
    mask: (text: string) => text,
    bill: () => bill(options),
  };
  const notifier = createNotifier(options);
  const gateway = emulated({
    ...{ ledger, merchants, now: () => new Date(now), onEntry: notifier.watch, findFault: createMagic() },
  });
  const running = notifier.run();
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  return {
    ...{ gateway, notifier, running, requests, told, options, ledger, settle },
    bodies: () => requests.map(({ body }) => JSON.parse(body ?? '') as Record<string, string>),
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = Math.min(...sleepers.map(({ until }) => until));
        if (next > end) break;
        now = Math.max(now, next);
        for (const sleeper of sleepers.splice(0)) {
          if (sleeper.until <= now) sleeper.wake();
          else sleepers.push(sleeper);
        }
      }
      now = end;
    },
  };
}

test('a paid order is told of, raw and signed over its bytes, once it is paid', async () => {
  const shop = telling();
  await shop.gateway.call('payment', { ...qrOrder, goods_name: '奶茶' });
  await shop.pass(4999);
  expect(shop.requests).toEqual([]);
  await shop.pass(1);
  const [request] = shop.requests;
  expect(request).toMatchObject({ method: 'POST', url, headers: { 'Content-Type': 'application/json' } });
  expect(request?.body).toContain('"goods_name": "\\u5976\\u8336", ');
  expect(request?.headers['X-QF-SIGN']).toBe(
    createHash('md5').update(`${request?.body}${sampleKey}`).digest('hex').toUpperCase(),
  );
  expect(shop.bodies()).toEqual([
    expect.objectContaining({
      ...{ notify_type: 'payment', status: '1', respcd: '0000', cancel: '0', txamt: '1280' },
      ...{ out_trade_no: qrOrder['out_trade_no'], paydtm: '2026-03-02 15:04:11' },
    }),
  ]);
});

test('a refund is told of under its own number, with that of the payment', async () => {
  const shop = telling();
  const { syssn } = await shop.gateway.call('payment', scannedOrder);
  const refund = await shop.gateway.call('refund', refundOf(syssn));
  await shop.pass(1);
  expect(shop.bodies()[1]).toMatchObject({
    ...{ notify_type: 'refund', syssn: refund['syssn'], out_trade_no: 'RFD-0007' },
    ...{ orig_syssn: syssn, orig_out_trade_no: scannedOrder['out_trade_no'] },
  });
});

test('a hold is told of by its capture and by its release, and never as a payment, whoever asks', async () => {
  const shop = telling();
  const hold = { ...scannedOrder, pay_type: '801801' };
  const syssn = String((await shop.gateway.call('payment', hold))['syssn']);
  await shop.pass(60 * minute);
  expect(await tellNow(syssn, shop.options)).toBe('not-paid');
  expect(shop.requests).toEqual([]);
  const captured = await shop.gateway.call('authtrade', { syssn, txamt: '500', out_trade_no: 'CAP-1' });
  const rest = { syssn, txamt: '780', txdtm: '2026-03-02 18:00:00', out_trade_no: scannedOrder['out_trade_no'] ?? '' };
  const released = await shop.gateway.call('unfreeze', rest);
  await shop.pass(1);
  expect(shop.bodies()).toMatchObject([
    { notify_type: 'payment', syssn: captured['syssn'], orig_syssn: syssn, txamt: '500', out_trade_no: 'CAP-1' },
    { notify_type: 'unfreeze', syssn: released['syssn'], orig_syssn: syssn, txamt: '780', respcd: '0000' },
  ]);
  expect(await tellNow(String(captured['syssn']), shop.options)).toMatchObject({ is_taken: true, count: 2 });
});

test('a subscription is charged and told of when it falls due, with nobody asking', async () => {
  const shop = telling();
  const post = async (path: string, fields: Record<string, string>) => {
    const body = Buffer.from(new URLSearchParams(fields).toString());
    const answer = JSON.parse((await shop.gateway.send(signed('payment', fields, { path, body }))).body);
    return answer.data as Record<string, string> & Record<string, string>[];
  };
  const customer_id = (await post('/customer/v1/create', { name: 'Chan' }))['customer_id'] ?? '';
  await post('/payment_element/v1/create_token_intent', { customer_id });
  const token_id = (await post('/token/v1/query', { customer_id }))[0]?.['token_id'] ?? '';
  const { product_id } = await post('/product/v1/create', {
    ...{ name: 'Club', type: 'recurring', txamt: '1280', txcurrcd: 'HKD', interval: 'minutes' },
    ...{ interval_count: '30', usage_type: 'licensed' },
  });
  const products = JSON.stringify([{ product_id, quantity: 1 }]);
  const start_time = '2026-03-02 15:14:06';
  await post('/subscription/v1/create', { customer_id, token_id, products, start_time, total_billing_cycles: '2' });
  const told = () =>
    shop
      .bodies()
      .map(({ notify_type, state, current_iteration, txdtm }) => [
        notify_type,
        state ?? `${current_iteration} ${txdtm}`,
      ]);
  await shop.pass(10 * minute - 1);
  expect(told().slice(1)).toEqual([['subscription', 'ACTIVE']]);
  await shop.pass(1);
  await shop.pass(0);
  expect(told().slice(2)).toEqual([['subscription_payment', '1 2026-03-02 15:14:06']]);
  await shop.pass(30 * minute);
  await shop.pass(0);
  expect(told().slice(3)).toEqual([
    ['subscription_payment', '2 2026-03-02 15:44:06'],
    ['subscription', 'COMPLETED'],
  ]);
  await shop.pass(60 * minute);
  expect(told()).toHaveLength(5);
});

test('the URL of the request goes before the one of all', async () => {
  const shop = telling();
  await shop.gateway.call('payment', { ...scannedOrder, notify_url: 'https://shop.example/n' });
  await shop.pass(1);
  expect(shop.requests.map((request) => request.url)).toEqual(['https://shop.example/n']);
});

test('books of an earlier version have nobody called who may not be, and no password is told', async () => {
  const shop = telling(taking, { notify_url: 'http://user:pw@169.254.169.254/latest' });
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(1);
  expect(shop.requests).toEqual([]);
  expect(shop.told).toMatchObject([{ url: 'http://169.254.169.254', is_taken: false }]);
});

test('a reply is told without what is masked, which happens before it is cut', async () => {
  const shop = telling(async () => reply(500, `${'x'.repeat(195)}SECRET`));
  shop.options.mask = (text) => text.replace('SECRET', '***');
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(1);
  expect(shop.told[0]?.reply).toBe(`${'x'.repeat(195)}***`);
});

test('nobody is told where nobody said where', async () => {
  const shop = telling(taking, { notify_url: undefined });
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(24 * 60 * minute);
  expect(shop.requests).toEqual([]);
});

describe('nobody is told of', () => {
  test('an order that was closed before anybody paid', async () => {
    const shop = telling();
    const order = { ...qrOrder, pay_type: '800201' };
    const { syssn } = await shop.gateway.call('payment', order);
    await shop.gateway.call('close', { syssn: String(syssn), txamt: '1280', txdtm: '2026-03-02 15:04:05' });
    await shop.pass(60 * minute);
    expect(shop.requests).toEqual([]);
  });

  test('a payment that failed', async () => {
    const shop = telling();
    await shop.gateway.call('payment', { ...scannedOrder, txamt: '901201' });
    await shop.pass(60 * minute);
    expect(shop.requests).toEqual([]);
  });
});

test.each<[string, Reply]>([
  ['another body', async () => reply(200, 'success')],
  ['another status', async () => reply(201, 'SUCCESS')],
  ['a server error', async () => reply(500, 'SUCCESS')],
  ['no answer', async () => Promise.reject(new TransportError('connection refused', { connected: false }))],
])(
  '%s is no SUCCESS: it is told again after 2, 10, 10, 60 minutes, 2, 6, 15 hours, and then no more',
  async (_what, answer) => {
    const shop = telling(answer);
    await shop.gateway.call('payment', scannedOrder);
    const passed: number[] = [];
    for (const minutes of [0, 2, 10, 10, 60, 120, 360, 900]) {
      await shop.pass(minutes * minute);
      passed.push(shop.requests.length);
    }
    await shop.pass(30 * 24 * 60 * minute);
    expect(passed).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shop.requests.length).toBe(8);
    expect(shop.told.map(({ count }) => count)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(shop.requests.map(({ body }) => body)).size).toBe(1);
  },
);

test('SUCCESS with white space around it is SUCCESS', async () => {
  const shop = telling(async () => reply(200, 'SUCCESS\r\n'));
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(60 * minute);
  expect(shop.requests).toHaveLength(1);
});

test('a time scale of 60 makes the first wait 2 seconds', async () => {
  const shop = telling(async (_request, count) => reply(200, count === 2 ? 'SUCCESS' : 'later'), { time_scale: 60 });
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(1999);
  expect(shop.requests).toHaveLength(1);
  await shop.pass(1);
  expect(shop.told.map(({ is_taken }) => is_taken)).toEqual([false, true]);
});

test('what an earlier process left untold is told by the next, at its time', async () => {
  const shop = telling(async () => reply(503, 'down'));
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(1);
  shop.notifier.close();
  await shop.running;
  const later: HttpRequest[] = [];
  const second = createNotifier({
    ...shop.options,
    http: async (request) => {
      later.push(request);
      return reply(200, 'SUCCESS');
    },
  });
  const running = second.run();
  await shop.pass(2 * minute - 2);
  expect(later).toEqual([]);
  await shop.pass(2);
  expect(later.map(({ body }) => body)).toEqual([shop.requests[0]?.body]);
  second.close();
  await running;
});

test('a clock that is moved on makes due what is due then', async () => {
  const shop = telling();
  await shop.gateway.call('payment', qrOrder);
  await shop.settle();
  expect(shop.requests).toEqual([]);
  shop.options.now = () => new Date('2026-03-02T08:00:00.000Z');
  const moved = createNotifier(shop.options);
  const running = moved.run();
  moved.wake();
  await shop.settle();
  expect(shop.requests).toHaveLength(1);
  moved.close();
  await running;
});

test('an interruption in the middle is no attempt, and ends the work', async () => {
  const shop = telling(async () => Promise.reject(new CancelledError('interrupted')));
  await shop.gateway.call('payment', scannedOrder);
  await shop.pass(1);
  await shop.running;
  const entry = [...(await shop.ledger.read()).all()][0];
  expect([entry?.notified, shop.told]).toEqual([undefined, []]);
});

describe('with a fault', () => {
  test('it comes twice, the same', async () => {
    const shop = telling();
    await shop.gateway.call('payment', { ...scannedOrder, txamt: '900901' });
    await shop.pass(60 * minute);
    expect(shop.requests).toHaveLength(2);
    expect(shop.requests[1]).toEqual(shop.requests[0]);
  });

  test('it comes after that of what happened later', async () => {
    const shop = telling();
    const { syssn } = await shop.gateway.call('payment', { ...scannedOrder, txamt: '900902' });
    await shop.gateway.call('refund', refundOf(syssn, { txamt: '100' }));
    await shop.pass(2 * minute);
    expect(shop.bodies().map(({ notify_type }) => notify_type)).toEqual(['refund', 'payment']);
  });

  test('it never comes', async () => {
    const shop = telling();
    await shop.gateway.call('payment', { ...scannedOrder, txamt: '900903' });
    await shop.pass(60 * minute);
    expect(shop.requests).toEqual([]);
  });

  test('it is signed with another key', async () => {
    const shop = telling();
    await shop.gateway.call('payment', { ...scannedOrder, txamt: '900904' });
    await shop.pass(1);
    const [request] = shop.requests;
    const right = createHash('md5').update(`${request?.body}${sampleKey}`).digest('hex').toUpperCase();
    expect(request?.headers['X-QF-SIGN']).toMatch(/^[0-9A-F]{32}$/);
    expect(request?.headers['X-QF-SIGN']).not.toBe(right);
  });
});

test('a slow merchant is asked by twenty at once and no more', async () => {
  const answers: (() => void)[] = [];
  const shop = telling(() => new Promise((resolve) => answers.push(() => resolve(reply(200, 'SUCCESS')))));
  for (let count = 0; count < 25; count += 1) {
    await shop.gateway.call('payment', { ...scannedOrder, out_trade_no: `A${count}` });
  }
  await shop.pass(1);
  expect(shop.requests).toHaveLength(20);
  for (const answer of answers.splice(0)) answer();
  await shop.pass(1);
  expect(shop.requests).toHaveLength(25);
});
