import { expect, test } from 'vitest';
import { createPollPace, type PolledEvent, pollUntilStopped } from '../../../src/commands/listen/poll.ts';
import { pollSinceFault, pollTargetFault } from '../../../src/commands/listen/poll-plan.ts';
import { createEmulator } from '../../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../../src/emulator/ledger.ts';
import { createGateway } from '../../../src/gateway/create-gateway.ts';
import { localMerchant, type Settings } from '../../../src/merchant/merchant.ts';
import { readNotification } from '../../../src/notification/read-notification.ts';
import { testContext } from '../../support/context.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const target = 'http://127.0.0.1:3000/notify';
const start = new Date('2026-03-02T07:04:05.000Z');
const second = 1000;
const hour = 3_600_000;

interface Story {
  readonly files?: ReturnType<typeof memoryFiles>;
  readonly ledger?: ReturnType<typeof createMemoryLedger>;
  readonly at?: Date;
  readonly since?: Date;
  readonly every_ms?: number;
  /** What the endpoint says to the n-th message, from 0. */
  readonly says?: (count: number) => string;
  /** What happens while the poller sleeps for the n-th time, from 0; without one it is stopped. */
  readonly steps: readonly ((world: Shop) => Promise<unknown> | unknown)[];
}

interface Shop {
  order(out_trade_no: string): Promise<void>;
  refund(out_trade_no: string): Promise<void>;
  stop(): void;
  pass(ms: number): void;
}

/** A poller, its gateway and its endpoint in one process, on one clock. */
async function poll(story: Story) {
  const { files = memoryFiles(), ledger = createMemoryLedger(), at = start, says = () => 'SUCCESS' } = story;
  let passed = 0;
  let stop = () => {};
  let slept = 0;
  function soften(stopping: () => void): () => void {
    stop = stopping;
    return () => {};
  }
  const messages: { body: string; headers: Readonly<Record<string, string>> }[] = [];
  const asked_at: number[] = [];
  const told: string[] = [];
  const events: PolledEvent[] = [];
  const { app_code, client_key } = localMerchant;
  const now = () => new Date(at.getTime() + passed);
  const handler = createEmulator({
    ...{ ledger, now, random: { bytes: (count) => new Uint8Array(count) }, merchants: { [app_code]: { client_key } } },
    wallet_url: 'http://127.0.0.1/wallet',
  });
  const plain = testContext({ files });
  const context = {
    ...plain,
    clock: {
      now,
      monotonic: () => passed,
      sleep: async (ms: number) => {
        passed += ms;
        if (ms !== (story.every_ms ?? 5 * second)) return;
        const step = story.steps[slept];
        slept += 1;
        if (step) await step(shop);
        else stop();
      },
    },
    interruption: { ...plain.interruption, soften },
    http: async ({ url, headers, body = '', bytes }: Parameters<typeof plain.http>[0]) => {
      if (url === target) {
        messages.push({ body: Buffer.from(bytes ?? []).toString('utf8'), headers });
        return { status: 200, headers: {}, body: Buffer.from(says(messages.length - 1)) };
      }
      asked_at.push(passed);
      const request = { method: 'POST', path: new URL(url).pathname, query: '', headers, body: Buffer.from(body) };
      const answer = await handler(request);
      return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) };
    },
  };
  const settings: Settings = {
    ...{
      env: 'local',
      base_url: 'http://127.0.0.1:8437',
      merchant: localMerchant,
      sign_type: 'SHA256',
      verbose: false,
    },
    ...{ timezone: 'Asia/Hong_Kong', timeout_ms: 1000, lang: 'en', warnings: [] },
  };
  const pace = createPollPace(context);
  const windows = { limiter: { run: <T>(work: () => Promise<T>) => work(), timeFor: () => 0 } } as never;
  const gateway = createGateway(settings, { ...context, http: pace.http }, windows);
  const direct = createGateway(settings, context, windows);
  const { endpoints } = await import('../../../src/catalog/endpoints.ts');
  const common = { txdtm: '2026-03-02 15:04:05' };
  const shop: Shop = {
    async order(out_trade_no) {
      const fields = { ...common, txamt: '1280', txcurrcd: 'HKD', pay_type: '800208', auth_code: '13', out_trade_no };
      await direct.send(endpoints.payment, Object.entries(fields));
      asked_at.pop();
    },
    async refund(out_trade_no) {
      const { fields, records } = await direct.send(endpoints.query, [['out_trade_no', out_trade_no]]);
      const syssn = String((records?.[0] ?? fields)['syssn']);
      await direct.send(
        endpoints.refund,
        Object.entries({ ...common, syssn, txamt: '1280', out_trade_no: `R-${out_trade_no}` }),
      );
      asked_at.splice(-2);
    },
    stop: () => stop(),
    pass: (ms) => {
      passed += ms;
    },
  };
  const plan = { target, every_ms: story.every_ms ?? 5 * second, since: story.since };
  const listener = {
    onReady: () => told.push('ready'),
    onEvent: (event: PolledEvent) => events.push(event),
    onTrouble: (message: string) => told.push(message),
  };
  const world = { plan, merchant: localMerchant, gateway, pace, timeout_ms: 1000, listener };
  await pollUntilStopped(world, context);
  return {
    messages,
    asked_at,
    told,
    events,
    files,
    ledger,
    ended: new Date(at.getTime() + passed),
    numbers: messages.map(numberOf),
  };
}

function numberOf({ body }: { readonly body: string }): string {
  return (JSON.parse(body) as { out_trade_no: string }).out_trade_no;
}

test('hands over each change once, as QFPay would, and nothing that is older than its start', async () => {
  const ledger = createMemoryLedger();
  await poll({ ledger, steps: [({ order }) => order('OLD')] });
  const { messages, told, numbers } = await poll({
    ledger,
    at: new Date(start.getTime() + hour),
    steps: [
      ({ order }) => order('A-1'),
      ({ order }) => order('A-2'),
      ({ refund }) => refund('A-1'),
      () => {},
      () => {},
    ],
  });
  expect(told).toEqual(['ready']);
  expect(numbers).toEqual(['A-1', 'A-2', 'R-A-1']);
  for (const { body, headers: sent } of messages) {
    expect(Object.keys(sent)).toEqual(expect.arrayContaining(['Content-Type', 'X-QF-SIGN', 'X-QFPAY-Made-By']));
    // Names as a server sees them; on the wire they are spelled as QFPay and docs/notifications.md spell them.
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name.toLowerCase(), value]));
    expect(headers).toMatchObject({ 'x-qfpay-made-by': 'poll', 'content-type': 'application/json' });
    expect(readNotification({ body: Buffer.from(body), headers }, localMerchant.client_key).is_valid).toBe(true);
  }
  expect(JSON.parse(messages[2]?.body ?? '')).toMatchObject({ notify_type: 'refund', orig_syssn: expect.any(String) });
});

test('stopped and started again it catches up from where it was, and hands nothing over twice', async () => {
  const first = await poll({ steps: [({ order }) => order('A-1'), () => {}] });
  expect(first.numbers).toEqual(['A-1']);
  const { files, ledger } = first;
  const idle = await poll({ files: memoryFiles(), ledger, at: first.ended, steps: [({ order }) => order('A-2')] });
  // Another poller, which keeps its own books.
  expect(idle.numbers).toEqual(['A-2']);
  const second_run = await poll({ files, ledger, at: new Date(first.ended.getTime() + 30 * hour), steps: [() => {}] });
  expect(second_run.numbers).toEqual(['A-2']);
});

test('killed before the endpoint has answered, it hands over what was left, whatever the window is by then', async () => {
  const ledger = createMemoryLedger();
  const files = memoryFiles();
  await poll({ files, ledger, steps: [] });
  const killed = new Error('killed');
  const dying = poll({
    ...{ files, ledger, at: new Date(start.getTime() + hour), steps: [({ order }) => order('A-1').then(() => {})] },
    says: () => {
      throw killed;
    },
  });
  await expect(dying).rejects.toBe(killed);
  const { numbers } = await poll({ files, ledger, at: new Date(start.getTime() + 20 * 24 * hour), steps: [] });
  expect(numbers).toEqual(['A-1']);
});

test('--since goes further back, and only for what was not handed over', async () => {
  const first = await poll({ steps: [({ order }) => order('A-1'), () => {}] });
  const { files, ledger } = first;
  await poll({ ledger, at: first.ended, steps: [({ order }) => order('A-2')] });
  const at = new Date(first.ended.getTime() + hour);
  const fresh = await poll({ ledger, at, since: start, steps: [] });
  expect(fresh.numbers).toEqual(['A-1', 'A-2']);
  const known = await poll({ files, ledger, at, since: start, steps: [] });
  expect(known.numbers).toEqual(['A-2']);
});

test('what the endpoint does not take is handed over again after QFPay’s waits', async () => {
  const { messages, events } = await poll({
    says: (count) => (count < 2 ? 'no' : 'SUCCESS'),
    steps: [
      ({ order }) => order('A-1'),
      () => {},
      ({ pass }) => pass(120 * second),
      () => {},
      ({ pass }) => pass(600 * second),
      () => {},
    ],
  });
  expect(messages).toHaveLength(3);
  expect(events.map(({ next_at }) => next_at !== undefined)).toEqual([true, true, false]);
});

test('however often it is to ask, no minute has more than 20 requests', async () => {
  const { asked_at } = await poll({ every_ms: 1, steps: Array.from({ length: 100 }, () => () => {}) });
  expect(asked_at.length).toBeGreaterThan(60);
  for (const [index, at] of asked_at.entries()) {
    const later = asked_at[index + 20];
    if (later !== undefined) expect(later - at).toBeGreaterThanOrEqual(60_000);
  }
});

test('one target has one poller', async () => {
  const files = memoryFiles();
  const both = poll({ files, steps: [() => expect(poll({ files, steps: [] })).rejects.toThrow(/another poller/)] });
  await both;
});

test.each([
  ['http://shop.example/notify', true],
  ['http://169.254.169.254/', true],
  ['http://localhost:3000/notify', false],
  ['https://192.168.1.9/notify', false],
])('a target of the world outside is refused: %s', (url, is_refused) => {
  expect(pollTargetFault(url) !== undefined).toBe(is_refused);
});

test('--since is a month back at most, and not to come', () => {
  expect(pollSinceFault(new Date(start.getTime() - 30 * 24 * hour), start)).toBeUndefined();
  expect(pollSinceFault(new Date(start.getTime() - 32 * 24 * hour), start)).toMatchObject({ field: 'since' });
  expect(pollSinceFault(new Date(start.getTime() + 1), start)).toMatchObject({ field: 'since' });
});
