import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { HttpRequest, HttpResponse } from '../../src/context/network.ts';
import { CancelledError, TransportError } from '../../src/errors.ts';
import { readHistory } from '../../src/history/history.ts';
import { attemptsOf } from '../../src/history/history-entry.ts';
import { type TestWorld, testContext } from '../support/context.ts';
import { testAppCode } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';
import {
  type GatewayRules,
  gatewayEnv,
  paymentNumber,
  paymentSyssn,
  reaching,
  refundGateway,
} from '../support/refund-gateway.ts';

const afternoon = new Date('2026-03-02T07:04:05.000Z');

interface Play extends Omit<GatewayRules, 'now'>, Omit<TestWorld, 'http'> {
  /** Stands between the program and the gateway. */
  readonly network?: (request: HttpRequest, reach: () => Promise<HttpResponse>) => Promise<HttpResponse>;
}

/** A shop with one payment of HKD 12.80; each run is told by its exit code, its document and what the gateway was sent. */
function shop({ fates, used, earlier, network = (_request, reach) => reach(), ...world }: Play = {}) {
  const files = world.files ?? memoryFiles();
  const now = world.now ?? afternoon;
  const gateway = refundGateway({
    now: () => now,
    ...(fates ? { fates } : {}),
    ...(used ? { used } : {}),
    ...(earlier ? { earlier } : {}),
  });
  const reach = reaching(gateway);
  const env = { ...gatewayEnv, QFPAY_STATE_DIR: '/state', ...world.env };
  async function run(line: string, more: TestWorld = {}) {
    const sent: Record<string, string>[] = [];
    const http = (request: HttpRequest) => {
      sent.push({ path: new URL(request.url).pathname, ...Object.fromEntries(new URLSearchParams(request.body)) });
      return network(request, () => reach(request));
    };
    const context = testContext({ ...world, files, now, http, ...more, env });
    const exit_code = await main([...line.split(' '), '--json'], () => context);
    const document = JSON.parse(context.written.out) as Record<string, Record<string, unknown>>;
    const refunds = sent.filter(({ path }) => path === '/trade/v1/refund');
    return { exit_code, document, error: document['error'], err: context.written.err, context, sent, refunds };
  }
  return { gateway, run };
}

const half = `refund ${paymentNumber} --txamt 640`;

describe('a refund', () => {
  test('is looked up, sent once under a derived number, and told with what is left', async () => {
    const { run } = shop();
    const { exit_code, document, refunds, sent } = await run(half);
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({
      ...{ schema_version: 1, command: 'refund', env: 'sandbox', outcome: 'refunded', respcd: '0000', repeated: false },
      transaction: { out_trade_no: expect.stringMatching(/^RF[0-9A-Z]{30}$/), orig_syssn: paymentSyssn, txamt: '640' },
      original: { out_trade_no: paymentNumber, syssn: paymentSyssn, txamt: '1280', refundable: '640' },
      signature: { present: true, verified: true },
      response: { respcd: '0000' },
    });
    expect(document['transaction']?.['syssn']).not.toBe(paymentSyssn);
    expect(sent.map(({ path }) => path?.split('/').at(-1))).toEqual(['query', 'query', 'refund']);
    expect(refunds).toMatchObject([{ syssn: paymentSyssn, txamt: '640', txdtm: '2026-03-02 15:04:05' }]);
  });

  test('has its number on disk and on stderr before it leaves', async () => {
    const files = memoryFiles();
    let seen = '';
    const { run } = shop({
      files,
      network: (request, reach) => {
        if (request.url.endsWith('/refund'))
          seen = readHistory(testContext({ files, env })).entries[0]?.out_trade_no ?? '';
        return reach();
      },
    });
    const env = { QFPAY_STATE_DIR: '/state' };
    const { document, err } = await run(half);
    const [entry] = readHistory(testContext({ files, env })).entries;
    const number = document['transaction']?.['out_trade_no'];
    expect(seen).toBe(number);
    expect(entry).toMatchObject({
      ...{ command: 'refund', endpoint: 'refund', out_trade_no: number, orig_syssn: paymentSyssn, txamt: '640' },
      settled: { outcome: 'refunded', respcd: '0000' },
    });
    expect(err).toContain(`out_trade_no ${number}`);
  });

  test.each([half, `refund ${paymentNumber} --amount 6.40`, `refund --syssn ${paymentSyssn} --txamt 640`])(
    'run again as "%s" on any machine is the same one: no money moves, and that is said',
    async (line) => {
      const { run, gateway } = shop();
      const first = await run(half);
      const again = await run(line, { files: memoryFiles() });
      expect(again).toMatchObject({ exit_code: 0, refunds: [], document: { repeated: true, outcome: 'refunded' } });
      expect(again.document['transaction']).toMatchObject({
        out_trade_no: first.document['transaction']?.['out_trade_no'],
        syssn: first.document['transaction']?.['syssn'],
      });
      expect(again.document['original']).toMatchObject({ refundable: '640' });
      expect(await gateway.refunds()).toEqual([640]);
    },
  );

  test('of the same amount is a second one under a number of its own, and only then', async () => {
    const { run, gateway } = shop();
    await run(half);
    expect(await run(`${half} --refund-no SECOND-1`)).toMatchObject({
      exit_code: 0,
      document: { repeated: false, transaction: { out_trade_no: 'SECOND-1' }, original: { refundable: '0' } },
    });
    expect(await gateway.refunds()).toEqual([640, 640]);
  });

  test('is repeated a month later all the same', async () => {
    const { run } = shop();
    await run(half);
    const later = await run(half, { now: new Date('2026-05-20T07:00:00Z'), files: memoryFiles() });
    expect(later).toMatchObject({ exit_code: 0, refunds: [], document: { repeated: true } });
  });
});

describe('--full', () => {
  const full = `refund ${paymentNumber} --full`;

  test('run twice is one refund', async () => {
    const { run, gateway } = shop();
    const first = await run(full);
    const again = await run(full, { files: memoryFiles() });
    expect(again).toMatchObject({ exit_code: 0, refunds: [], document: { repeated: true, outcome: 'refunded' } });
    expect(again.document['transaction']).toMatchObject({
      out_trade_no: first.document['transaction']?.['out_trade_no'],
    });
    expect(await gateway.refunds()).toEqual([1280]);
  });

  test('after half by amount is two refunds; run again it finds the second', async () => {
    const { run, gateway } = shop();
    await run(half);
    const rest = await run(full);
    expect(rest).toMatchObject({ exit_code: 0, document: { repeated: false, original: { refundable: '0' } } });
    const again = await run(full, { files: memoryFiles() });
    expect(again.document).toMatchObject({
      repeated: true,
      transaction: { out_trade_no: rest.document['transaction']?.['out_trade_no'], txamt: '640' },
    });
    expect(again.document['refunds']).toHaveLength(2);
    expect(await gateway.refunds()).toEqual([640, 640]);
  });

  test('of what others have given back is repeated, with their refunds', async () => {
    const { run } = shop({ earlier: [600, 680] });
    const { exit_code, document } = await run(full);
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({ repeated: true, transaction: { out_trade_no: 'EARLIER-1', txamt: '680' } });
    expect(document['refunds']).toHaveLength(2);
  });

  test('asks for an amount where a refund of another is still open', async () => {
    const { run, gateway } = shop({ earlier: [300], fates: ['1143 first'] });
    await run(`${half} --refund-no OTHER-1`);
    const { exit_code, error, refunds } = await run(full);
    expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
    expect(error).toMatchObject({ details: [{ field: 'full', next: expect.stringContaining('--txamt') }] });
    expect(await gateway.refunds()).toEqual([300, 640]);
  });

  test('of nothing is repeated by the number of a refund that gave back a part of it', async () => {
    const { run } = shop();
    await run(`${half} --refund-no MINE-1`);
    await run(full);
    expect(await run(`${full} --refund-no MINE-1`)).toMatchObject({
      exit_code: 0,
      document: {
        repeated: true,
        transaction: { out_trade_no: 'MINE-1', txamt: '640' },
        original: { refundable: '0' },
      },
    });
  });

  test('refuses a number that an earlier refund has', async () => {
    const { run } = shop();
    await run(`${half} --refund-no MINE-1`);
    const { exit_code, error, refunds } = await run(`${full} --refund-no MINE-1`);
    expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
    expect(error).toMatchObject({ details: [{ field: 'refund_no' }] });
  });
});

describe('is refused before anything is sent (2)', () => {
  test.each([
    ['more than the payment', `refund ${paymentNumber} --txamt 1281`, 'refund-exceeds-left'],
    ['more than is left', `refund ${paymentNumber} --txamt 900`, 'refund-exceeds-left'],
  ])('%s', async (_what, line, rule_id) => {
    const { run } = shop({ earlier: [640] });
    const { exit_code, error, refunds } = await run(line);
    expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
    expect(error).toMatchObject({ code: 'usage', details: [{ rule_id }] });
  });

  test("the payment's own number, also where the payment was named by its syssn", async () => {
    const { run } = shop();
    const { exit_code, refunds } = await run(`refund --syssn ${paymentSyssn} --full --refund-no ${paymentNumber}`);
    expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
  });

  test('unless its rule is skipped, which is said and written down', async () => {
    const files = memoryFiles();
    const { run } = shop({ earlier: [640], files });
    const { exit_code, refunds, err } = await run(
      `refund ${paymentNumber} --txamt 900 --skip-rule refund-exceeds-left`,
    );
    expect({ exit_code, sent: refunds.length }).toEqual({ exit_code: 4, sent: 1 });
    expect(err).toContain('rule refund-exceeds-left is skipped');
    const [entry] = readHistory(testContext({ files, env: { QFPAY_STATE_DIR: '/state' } })).entries;
    expect(entry).toMatchObject({ skipped_rules: ['refund-exceeds-left'], settled: { outcome: 'declined' } });
  });
});

type Fields = Record<string, unknown>;

/** Queries are answered with the books' records as they are made over here. */
function showing(change: (records: Fields[]) => Fields[]) {
  return async (_request: HttpRequest, reach: () => Promise<HttpResponse>) => {
    const response = await reach();
    const { data, ...answer } = JSON.parse(Buffer.from(response.body).toString('utf8'));
    return data === undefined ? response : answered({ ...answer, data: change(data) });
  };
}

/** As the books of a gateway that flags a scanned order as 1 when it was given back. */
const flagged = (cancel: string) =>
  showing((records) => records.map((each) => (each['order_type'] === 'payment' ? { ...each, cancel } : each)));

describe('a payment of flag 1 or 2', () => {
  test.each(['1', '2'])('(%s) without refunds has no money left (2)', async (flag) => {
    for (const line of [half, `refund ${paymentNumber} --full`]) {
      const { exit_code, refunds } = await shop({ network: flagged(flag) }).run(line);
      expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
    }
  });

  test('with its refunds is a payment that was given back', async () => {
    const { run } = shop({ network: flagged('1') });
    expect((await run(`${half} --skip-rule refund-window`)).exit_code).toBe(2);
    const { run: runRest } = shop({ network: flagged('1'), earlier: [640] });
    expect(await runRest(`refund ${paymentNumber} --full`)).toMatchObject({
      exit_code: 0,
      document: { repeated: false },
    });
    expect(await runRest(`refund ${paymentNumber} --full`)).toMatchObject({
      exit_code: 0,
      document: { repeated: true },
    });
  });
});

test('a number that was paid twice asks which payment is meant (2)', async () => {
  const twice = showing((records) => records.flatMap((each) => [each, { ...each, syssn: `${each['syssn']}9` }]));
  const { exit_code, error, refunds } = await shop({ network: twice }).run(half);
  expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
  expect(error).toMatchObject({
    hint: expect.stringContaining('--syssn'),
    details: [
      { field: 'syssn', value: paymentSyssn },
      { field: 'syssn', value: `${paymentSyssn}9` },
    ],
  });
});

test('--full of a flag that says part and books that show none asks for an amount (2)', async () => {
  const { exit_code, error } = await shop({ network: flagged('5') }).run(`refund ${paymentNumber} --full`);
  expect(exit_code).toBe(2);
  expect(error).toMatchObject({ details: [{ field: 'full', next: expect.stringContaining('--txamt') }] });
});

test('an amount whose rest cannot be told is left to the gateway, with a warning', async () => {
  const { exit_code, err } = await shop({ network: flagged('5') }).run(half);
  expect(exit_code).toBe(0);
  expect(err).toContain('what is left of the payment is not known');
});

test('pay --refund-after is refused in prod', async () => {
  const line = 'pay --pay-type wechat-mpm --txamt 1280 --refund-after --yes';
  const { exit_code, sent } = await shop({ env: { QFPAY_ENV: 'prod' } }).run(line);
  expect({ exit_code, sent }).toEqual({ exit_code: 2, sent: [] });
});

test('a payment that does not exist is 4, and named', async () => {
  const { exit_code, error, refunds } = await shop().run('refund NOSUCH --full');
  expect({ exit_code, refunds }).toEqual({ exit_code: 4, refunds: [] });
  expect(error).toMatchObject({ code: 'declined', out_trade_no: 'NOSUCH' });
});

test('a payment outside the window is 4', async () => {
  const { exit_code } = await shop().run(`refund ${paymentNumber} --full --since 2026-02-01 --until 2026-02-02`);
  expect(exit_code).toBe(4);
});

describe('by night', () => {
  const now = new Date('2026-03-02T23:45:00+08:00');

  test('is refused with the time when it is possible again', async () => {
    const { exit_code, error, refunds } = await shop({ now }).run(half);
    expect({ exit_code, refunds }).toEqual({ exit_code: 2, refunds: [] });
    expect(JSON.stringify(error)).toContain('2026-03-03 00:30');
    expect(error).toMatchObject({ details: [{ rule_id: 'refund-window' }] });
  });

  test('waits with --wait, and is sent after', async () => {
    const { exit_code, context, refunds } = await shop({ now }).run(`${half} --wait`);
    expect({ exit_code, sent: refunds.length }).toEqual({ exit_code: 0, sent: 1 });
    expect(context.slept.reduce((sum, ms) => sum + ms, 0)).toBe((45 * 60 + 30) * 1000);
  });

  test('does not wait longer than it may', async () => {
    const { exit_code, context } = await shop({ now }).run(`${half} --wait --wait-timeout 600`);
    expect({ exit_code, slept: context.slept }).toEqual({ exit_code: 2, slept: [] });
  });

  test('is sent where the rule is skipped', async () => {
    expect((await shop({ now }).run(`${half} --skip-rule refund-window`)).exit_code).toBe(0);
  });

  test('a refund that stands is told', async () => {
    const { run } = shop({ now });
    await run(`${half} --skip-rule refund-window`);
    expect(await run(half)).toMatchObject({ exit_code: 0, document: { repeated: true } });
  });

  test('a dry run warns only', async () => {
    const { exit_code, document } = await shop({ now }).run(`${half} --dry-run`);
    expect({ exit_code, warnings: document['warnings'] }).toEqual({
      exit_code: 0,
      warnings: expect.arrayContaining([expect.stringContaining('2026-03-03 00:30')]),
    });
  });
});

describe('in prod', () => {
  const prod = { QFPAY_ENV: 'prod' };

  test('shows who, where and what, and is sent when the amount is typed', async () => {
    const { run } = shop({ env: prod, is_tty: true, earlier: [640] });
    const { exit_code, err } = await run(`refund ${paymentNumber} --txamt 500`, { answers: ['5.00'] });
    expect(exit_code).toBe(0);
    const shown = ['PROD', 'HKD 5.00', testAppCode, paymentNumber, paymentSyssn, 'HKD 12.80', 'wechat-cpm', 'HKD 6.40'];
    for (const text of [...shown, '2026-03-02 15:03:05']) expect(err).toContain(text);
  });

  test('is not sent when something else is typed', async () => {
    const { run } = shop({ env: prod, is_tty: true });
    const { exit_code, refunds } = await run(half, { answers: ['12.80'] });
    expect({ exit_code, refunds }).toEqual({ exit_code: 130, refunds: [] });
  });

  test('off a terminal asks for --yes before it asks the gateway anything', async () => {
    const { exit_code, sent, error } = await shop({ env: prod }).run(half);
    expect({ exit_code, sent }).toEqual({ exit_code: 2, sent: [] });
    expect(error).toMatchObject({ details: [{ field: 'yes' }] });
    expect((await shop({ env: prod }).run(`${half} --yes`)).exit_code).toBe(0);
  });

  test('a refund that stands needs no amount', async () => {
    const { run } = shop({ env: prod, is_tty: true });
    await run(half, { answers: ['6.40'] });
    expect(await run(half)).toMatchObject({ exit_code: 0, document: { repeated: true } });
  });
});

test.each([
  ['test', 'real money'],
  ['sandbox', 'simulated'],
])('%s says what it is', async (name, words) => {
  const { err } = await shop({ env: { QFPAY_ENV: name } }).run(half);
  expect(err).toContain(words);
});

describe('--dry-run', () => {
  test('shows the request under the number that it would take, and sends no refund', async () => {
    const { run } = shop();
    const dry = await run(`${half} --dry-run`);
    expect(dry).toMatchObject({ exit_code: 0, refunds: [], document: { repeated: false } });
    const params = (dry.document['request']?.['params'] ?? {}) as Record<string, string>;
    const made = await run(half);
    expect(params).toMatchObject({ syssn: paymentSyssn, txamt: '640' });
    expect(made.document['transaction']?.['out_trade_no']).toBe(params['out_trade_no']);
  });

  test('of a refund that stands says that nothing would be sent', async () => {
    const { run } = shop();
    await run(half);
    const { document, refunds } = await run(`${half} --dry-run`);
    expect(refunds).toEqual([]);
    expect(document).toMatchObject({ repeated: true, warnings: [expect.stringContaining('nothing would be sent')] });
  });

  test('needs no --yes in prod', async () => {
    expect((await shop({ env: { QFPAY_ENV: 'prod' } }).run(`${half} --dry-run`)).exit_code).toBe(0);
  });
});

describe('pending (5)', () => {
  test('is told with the query to go on with', async () => {
    const { run } = shop({ fates: ['1143 first'] });
    const { exit_code, error, document } = await run(half);
    const number = document['transaction']?.['out_trade_no'];
    expect(exit_code).toBe(5);
    expect(error).toMatchObject({ code: 'pending', out_trade_no: number, resume: `qfpay query ${number} --wait` });
    expect(document['original']).toMatchObject({ refundable: '640' });
  });

  test('run again is the same refund, and never sent again', async () => {
    const { run } = shop({ fates: ['1143 first'] });
    await run(half);
    expect(await run(half)).toMatchObject({ exit_code: 5, refunds: [], document: { repeated: true } });
    expect(await run(`${half} --wait`)).toMatchObject({ exit_code: 0, refunds: [], document: { repeated: true } });
  });

  test('is waited for', async () => {
    const { exit_code, document, context } = await shop({ fates: ['1143 first'] }).run(`${half} --wait`);
    expect({ exit_code, outcome: document['outcome'] }).toEqual({ exit_code: 0, outcome: 'refunded' });
    const { entries } = readHistory(context);
    expect(entries).toMatchObject([{ settled: { outcome: 'refunded' } }]);
  });

  test('is waited for a minute, or as long as is said', async () => {
    const never = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
      request.url.endsWith('/refund') ? answered({ respcd: '1145', syssn: 'R9' }) : reach();
    for (const [more, seconds] of [
      ['', 60],
      [' --wait-timeout 7', 7],
    ] as const) {
      const { exit_code, context } = await shop({ network: never }).run(`${half} --wait${more}`);
      expect({ exit_code, slept: context.slept.reduce((sum, ms) => sum + ms, 0) }).toEqual({
        exit_code: 5,
        slept: seconds * 1000,
      });
    }
  });

  test('2999, which the books do not know, is in doubt and not refused', async () => {
    const doubtful = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
      request.url.endsWith('/refund') ? answered({ respcd: '2999' }) : reach();
    expect(await shop({ network: doubtful }).run(half)).toMatchObject({ exit_code: 5, document: { respcd: '2999' } });
  });
});

async function answered(fields: object): Promise<HttpResponse> {
  return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(fields)) };
}

/** Every refund request is answered so; queries reach the gateway. */
function refusing(fields: object) {
  return (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
    request.url.endsWith('/refund') ? answered(fields) : reach();
}

describe('declined (4)', () => {
  test.each([
    ['1265', `qfpay refund ${paymentNumber} --txamt 640`],
    ['1269', `qfpay refund ${paymentNumber} --txamt 640`],
    ['1270', `qfpay refund ${paymentNumber} --full`],
    ['1271', `qfpay refund ${paymentNumber} --full`],
  ])('%s leads on to %s', async (respcd, resume) => {
    const { exit_code, error, document } = await shop({ network: refusing({ respcd, resperr: 'no' }) }).run(half);
    expect(exit_code).toBe(4);
    expect(error).toMatchObject({ code: 'declined', resume });
    expect(document).toMatchObject({ outcome: 'declined', respcd, repeated: false, original: { refundable: '1280' } });
  });

  test('a refused signature is 6', async () => {
    const { exit_code, error } = await shop({ network: refusing({ respcd: '1108' }) }).run(half);
    expect(exit_code).toBe(6);
    expect(error).toMatchObject({ hint: expect.stringContaining('qfpay doctor') });
  });

  test('a number of the merchant’s that another refund has', async () => {
    const { run } = shop();
    await run(`${half} --refund-no MINE-1`);
    const { exit_code, error, refunds } = await run(`refund ${paymentNumber} --txamt 100 --refund-no MINE-1`);
    expect({ exit_code, refunds }).toEqual({ exit_code: 4, refunds: [] });
    expect(error).toMatchObject({
      message: expect.stringContaining('HKD 6.40'),
      hint: expect.stringContaining('--refund-no'),
    });
  });

  test('a number of the merchant’s that was declined before is not exchanged for another', async () => {
    const { run } = shop({ fates: ['1269, on the books'] });
    await run(`${half} --refund-no MINE-1`);
    const { exit_code, error, refunds } = await run(`${half} --refund-no MINE-1`);
    expect({ exit_code, refunds }).toEqual({ exit_code: 4, refunds: [] });
    expect(error).toMatchObject({ hint: expect.stringContaining('--refund-no') });
  });
});

describe('unknown (8)', () => {
  const lost = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
    request.url.endsWith('/refund')
      ? Promise.reject(new TransportError('reset', { connected: true, fault: 'reset' }))
      : reach();

  test('is sent three times under one number with queries between, and then told with the same command', async () => {
    const { exit_code, error, refunds, sent, document } = await shop({ network: lost }).run(half);
    expect(exit_code).toBe(8);
    expect(new Set(refunds.map(({ out_trade_no }) => out_trade_no)).size).toBe(1);
    expect(refunds).toHaveLength(3);
    const order = sent.map(({ path }) => path?.split('/').at(-1)).join(' ');
    expect(order).toMatch(/^query query refund (query )+refund (query )+refund( query)+$/);
    expect(error).toMatchObject({ code: 'unknown', resume: `qfpay ${half}` });
    expect(document).toMatchObject({ outcome: 'unknown' });
    expect(document['original']).not.toHaveProperty('refundable');
  });

  test('is left open in the history', async () => {
    const { context } = await shop({ network: lost }).run(half);
    const { entries } = readHistory(context);
    expect([entries.length, entries[0]?.attempts?.length]).toEqual([1, 3]);
    for (const entry of entries.flatMap(attemptsOf)) expect(entry).not.toHaveProperty('settled');
  });

  test.each([
    ['1102', {}],
    ['2011', {}],
    ['1251', { resperr: 'Do not use duplicate out_trade_no for request(1251)' }],
  ])('a number that is used by %s, and that query does not know, names --refund-no', async (respcd, fields) => {
    const { exit_code, error, refunds } = await shop({ network: refusing({ respcd, ...fields }) }).run(half);
    expect({ exit_code, sent: refunds.length }).toEqual({ exit_code: 8, sent: 1 });
    expect(error).toMatchObject({ hint: expect.stringContaining('--refund-no') });
  });

  test('1251 without those words is a fault of the store', async () => {
    const { exit_code } = await shop({ network: refusing({ respcd: '1251', resperr: 'store config' }) }).run(half);
    expect(exit_code).toBe(4);
  });

  test('a sending that does not get through leaves open what became of the one before', async () => {
    let count = 0;
    const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) => {
      if (!request.url.endsWith('/refund')) return reach();
      count += 1;
      return Promise.reject(
        new TransportError('no', { connected: count === 1, fault: count === 1 ? 'reset' : 'refused' }),
      );
    };
    expect((await shop({ network }).run(half)).exit_code).toBe(8);
    expect(count).toBe(2);
  });

  test('a refusal proves nothing about a sending that the machine died over a moment ago', async () => {
    const files = memoryFiles();
    await shop({ files, network: lost }).run(half);
    const again = await shop({ files, network: refusing({ respcd: '1269' }) }).run(half);
    expect(again).toMatchObject({ exit_code: 8, document: { respcd: '1269', outcome: 'unknown' } });
    const later = shop({
      files,
      now: new Date(afternoon.getTime() + 3_600_000),
      network: refusing({ respcd: '1269' }),
    });
    expect((await later.run(half)).exit_code).toBe(4);
  });
});

test('a connection that is never made is 7, and the history says that nothing was sent', async () => {
  const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
    request.url.endsWith('/refund')
      ? Promise.reject(new TransportError('refused', { connected: false, fault: 'refused' }))
      : reach();
  const { exit_code, context, refunds, document } = await shop({ network }).run(half);
  expect({ exit_code, sent: refunds.length }).toEqual({ exit_code: 7, sent: 1 });
  expect(document).toMatchObject({ transaction: { out_trade_no: refunds[0]?.['out_trade_no'] } });
  expect(readHistory(context).entries).toMatchObject([{ settled: { outcome: 'not_sent' } }]);
});

test('an endless 429 is 9', async () => {
  const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
    request.url.endsWith('/refund')
      ? Promise.resolve({ status: 429, headers: { 'retry-after': '0' }, body: new Uint8Array() })
      : reach();
  const { exit_code, refunds } = await shop({ network }).run(half);
  expect({ exit_code, numbers: new Set(refunds.map(({ out_trade_no }) => out_trade_no)).size }).toEqual({
    exit_code: 9,
    numbers: 1,
  });
});

test('an interruption gives the number and the same command, with its flags', async () => {
  const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) =>
    request.url.endsWith('/refund') ? Promise.reject(new CancelledError('interrupted')) : reach();
  const { exit_code, error, document } = await shop({ network }).run(`${half} --env sandbox --wait --wait-timeout 5`);
  expect(exit_code).toBe(130);
  expect(document).toMatchObject({
    env: 'sandbox',
    transaction: { out_trade_no: expect.stringMatching(/^RF/) },
  });
  expect(error).toMatchObject({
    out_trade_no: expect.stringMatching(/^RF/),
    resume: `qfpay ${half} --wait --wait-timeout 5 --env sandbox`,
  });
});

describe('an interruption while HTTP 429 is waited out', () => {
  /** Interrupted in the first back-off; the refund requests before it go as the test says. */
  function interrupted(before: readonly ('cut' | 'limited')[]) {
    const left = [...before];
    let is_limited = false;
    const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) => {
      if (!request.url.endsWith('/refund')) return reach();
      if (left.shift() === 'cut')
        return Promise.reject(new TransportError('the connection was cut', { connected: true, fault: 'reset' }));
      is_limited = true;
      return Promise.resolve({ status: 429, headers: {}, body: new Uint8Array() });
    };
    const { clock } = testContext({ now: afternoon });
    const sleep = (ms: number) => (is_limited ? Promise.reject(new CancelledError('interrupted')) : clock.sleep(ms));
    return shop({ network }).run(half, { clock: { ...clock, sleep } });
  }

  test('leaves a refund that was surely not made', async () => {
    const { exit_code, document, error, context } = await interrupted(['limited']);
    expect(exit_code).toBe(130);
    expect(error).toMatchObject({
      message: 'interrupted; refund was surely not processed',
      hint: 'run the same command again',
    });
    expect(error).not.toHaveProperty('resume');
    expect(document['transaction']).toMatchObject({ out_trade_no: expect.stringMatching(/^RF/) });
    expect(readHistory(context).entries).toMatchObject([{ settled: { outcome: 'not_sent' } }]);
  });

  test('leaves one in doubt whose first sending was cut off', async () => {
    const { exit_code, error, context } = await interrupted(['cut', 'limited']);
    expect(exit_code).toBe(130);
    expect(error).toMatchObject({ message: 'interrupted', resume: `qfpay ${half}` });
    const [entry] = readHistory(context).entries;
    expect(entry).not.toHaveProperty('settled');
    expect(entry?.attempts?.map(({ settled }) => settled?.outcome)).toEqual([undefined, 'not_sent']);
  });
});

test('on the last day of a month a gateway that looks into no time to come costs no refund', async () => {
  const now = new Date('2026-03-31T22:59:59+08:00');
  const late = new Date('2026-03-31T23:20:00+08:00');
  for (const [at, queries] of [
    [now, 2],
    [late, 3],
  ] as const) {
    const network = (request: HttpRequest, reach: () => Promise<HttpResponse>) => {
      const start = new URLSearchParams(request.body).get('start_time') ?? '';
      return start.startsWith('2026-04') ? Promise.resolve(answered({ respcd: '1104' })) : reach();
    };
    const { exit_code, sent, refunds } = await shop({ now: at, network }).run(half);
    expect([exit_code, sent.length - refunds.length, refunds.length]).toEqual([0, queries, 1]);
  }
});

test('an answer about another refund is not believed, and the books are asked', async () => {
  const network = async (request: HttpRequest, reach: () => Promise<HttpResponse>) => {
    const response = await reach();
    return request.url.endsWith('/refund') ? answered({ respcd: '0000', out_trade_no: 'SOMEBODY-1' }) : response;
  };
  const { exit_code, document, refunds } = await shop({ network }).run(half);
  expect({ exit_code, sent: refunds.length }).toEqual({ exit_code: 0, sent: 1 });
  expect(document['transaction']).toMatchObject({ out_trade_no: refunds[0]?.['out_trade_no'] });
  expect(document).toMatchObject({
    signature: {},
    response: { data: [{ out_trade_no: refunds[0]?.['out_trade_no'] }] },
  });
});
