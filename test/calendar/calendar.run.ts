import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { documentOf, type Home, homeEnv, makeHome, type Result, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

/** What the runner set the clock to, a few seconds ago. */
const instant = new Date(process.env['QFPAY_TEST_INSTANT'] ?? 'none');
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'] as const;

/** How far a time lies from the set clock, which goes on while the tests run: ten minutes are far. */
function expectNow(milliseconds: number): void {
  const seconds = (milliseconds - instant.getTime()) / 1000;
  expect({ seconds, is_now: seconds > -2 && seconds < 600 }).toMatchObject({ is_now: true });
}

/** A time as the gateway writes it, in UTC+8. */
function gatewayTime(text: unknown): number {
  return Date.parse(`${String(text).replace(' ', 'T')}+08:00`);
}

describe('the clock', () => {
  const printNow = 'process.stdout.write(String(Date.now()))';
  const inChild = `process.stdout.write(require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(printNow)}]))`;
  const askChild = (script: string, env: object = {}) =>
    spawnSync(process.execPath, ['-e', script], { env: { ...homeEnv(makeHome()), ...env }, encoding: 'utf8' }).stdout;

  test('is set in this process, in a child that the spawn helper starts, and in a child of that', () => {
    expectNow(Date.now());
    expectNow(Number(askChild(printNow)));
    expectNow(Number(askChild(inChild)));
  });

  test('of the wall only: what time limits are kept by is the machine’s own, as a process without the set clock has it', () => {
    const print = 'process.stdout.write([Number(process.hrtime.bigint()) / 1e9, Date.now() / 1e3].join(" "))';
    const [steady, wall] = askChild(print).split(' ').map(Number);
    const [own, real] = askChild(print, { LD_PRELOAD: '' }).split(' ').map(Number);
    const near = (seconds: number) => Math.abs(seconds) < 60;
    expect(near(Number(wall) - Number(real) - Number(process.env['FAKETIME']))).toBe(true);
    expect(near(Number(steady) - Number(own))).toBe(true);
  });

  test.each([
    ['UTC', '0'],
    ['America/Los_Angeles', '420'],
    ['Asia/Kolkata', '-330'],
  ])('has the zone %s in a child', (TZ, minutes) => {
    expect(askChild('process.stdout.write(String(new Date(2027, 6, 1).getTimezoneOffset()))', { TZ })).toBe(minutes);
  });
});

interface Document extends Record<string, unknown> {
  readonly outcome: string;
  readonly transaction: Readonly<Record<string, string>>;
}

/** An emulator in a zone, and machines there that speak with it. */
async function shopIn(TZ: string) {
  const args = ['emulator', '--port', '0', '--auto-pay', '0', '--limits', 'off', '--quiet'];
  const { ready } = await serveQfpay(args, { env: { TZ } });
  // The emulator has no nights in sandbox: the rules are those of prod, and so the machines speak with it as with that.
  const merchant = {
    ...{ QFPAY_ENV: 'prod', QFPAY_BASE_URL: ready.url },
    ...{ QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey },
  };
  let behind = 0;
  const run = (home: Home, ...words: string[]): Promise<Result> =>
    runQfpay([...words, '--json', '--yes'], { home, env: { ...merchant, TZ, FAKETIME: clockBehind(behind) } });
  const done = async (home: Home, ...words: string[]): Promise<Document> => {
    const result = await run(home, ...words);
    expect([words[0], result.exit_code, result.exit_code === 0 ? '' : result.stdout]).toEqual([words[0], 0, '']);
    return documentOf(result) as Document;
  };
  /** All clocks, set back by seconds; 0 for now again. */
  const setBack = async (seconds: number): Promise<void> => {
    behind = seconds;
    const { url, token } = ready['admin'] as { url: string; token: string };
    const body = JSON.stringify(seconds === 0 ? { reset: true } : { advance: -seconds });
    const moved = await fetch(`${url}clock`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body });
    expect(moved.status).toBe(200);
  };
  return { run, done, setBack };
}

/** The set clock of this process, some seconds ago, as libfaketime takes it. */
function clockBehind(seconds: number): string {
  const ahead = Number(process.env['FAKETIME']) - seconds;
  return `${ahead < 0 ? '' : '+'}${ahead}`;
}

const scanned = ['pay', '--pay-type', 'wechat-cpm', '--auth-code', '134567890123456789'];

/** By the clock itself: QFPay refuses refunds from 23:30 to 00:30 in UTC+8. */
function isNight(milliseconds: number): boolean {
  const minutes = Math.floor(milliseconds / 60_000 + 8 * 60) % 1440;
  return minutes >= 23 * 60 + 30 || minutes < 30;
}

/** Refunds by day, or meets the rule of the night by night and lifts it. */
async function refundAnyhow({ run, done }: Awaited<ReturnType<typeof shopIn>>, home: Home, words: readonly string[]) {
  const before = isNight(Date.now());
  const result = await run(home, ...words);
  const isRefused = result.exit_code === 2;
  if (before === isNight(Date.now())) expect([words[1], isRefused]).toEqual([words[1], before]);
  if (!isRefused) {
    expect([result.exit_code, result.exit_code === 0 ? '' : result.stdout]).toEqual([0, '']);
    return documentOf(result) as Document;
  }
  expect(documentOf(result)['error']).toMatchObject({ details: [{ rule_id: 'refund-window' }] });
  return done(home, ...words, '--skip-rule', 'refund-window');
}

describe.each(zones)('in %s', (zone) => {
  test('a payment, one whose answer is lost, a refund whose answer is lost, and again elsewhere: each once, found and summed', async () => {
    const shop = await shopIn(zone);
    const [here, elsewhere] = [makeHome(), makeHome()];
    const large = await shop.done(here, ...scanned, '--txamt', '1000000');
    const lost = await shop.done(here, ...scanned, '--txamt', '900702', '--out-trade-no', 'SHOP1');
    expect([large.outcome, lost.outcome]).toEqual(['paid', 'paid']);
    for (const { transaction } of [large, lost]) {
      expectNow(gatewayTime(transaction['txdtm']));
      expectNow(gatewayTime(transaction['sysdtm']));
    }
    const number = String(large.transaction['out_trade_no']);

    const found = await shop.done(elsewhere, 'query', number, 'SHOP1');
    expect(found['transactions']).toHaveLength(2);

    const refund = ['refund', number, '--txamt', '900702'];
    const refunded = await refundAnyhow(shop, here, refund);
    expect([refunded.outcome, refunded['repeated']]).toEqual(['refunded', false]);
    const again = await shop.done(elsewhere, ...refund, '--skip-rule', 'refund-window');
    expect([again.outcome, again['repeated']]).toEqual(['refunded', true]);

    const all = await shop.done(elsewhere, 'query', '--since', 'yesterday', '--all');
    const rows = all['transactions'] as Document['transaction'][];
    expect(rows.map(({ txamt }) => txamt).sort()).toEqual(['1000000', '900702', '900702']);

    const day = String(large.transaction['sysdtm']).slice(0, 10);
    const ofDay = rows.filter(({ sysdtm }) => sysdtm?.startsWith(day));
    const sum = (type: string) =>
      ofDay.filter(({ order_type }) => order_type === type).reduce((cents, { txamt }) => cents + Number(txamt), 0);
    const report = await shop.done(elsewhere, 'report', '--day', day);
    const totals = { txcurrcd: 'HKD', paid: String(sum('payment')), refunded: String(sum('refund')) };
    expect(report['totals']).toMatchObject([totals]);

    const { entries } = await shop.done(here, 'history');
    expect(entries).toHaveLength(3);
    for (const { time } of entries as { readonly time: string }[]) expectNow(Date.parse(time));
    await shop.done(here, 'resume');
  });
});

test('a payment of five minutes ago, maybe of last month, is found by its number on another machine and refunded once', async () => {
  const shop = await shopIn(process.env['TZ'] ?? 'UTC');
  await shop.setBack(300);
  const paid = await shop.done(makeHome(), ...scanned, '--txamt', '1280', '--out-trade-no', 'SHOP2');
  expectNow(gatewayTime(paid.transaction['sysdtm']) + 300_000);
  await shop.setBack(0);
  const refund = ['refund', 'SHOP2', '--full', '--skip-rule', 'refund-window'];
  const refunded = await shop.done(makeHome(), ...refund);
  expect([refunded.outcome, refunded['repeated']]).toEqual(['refunded', false]);
  const again = await shop.done(makeHome(), ...refund);
  expect([again.outcome, again['repeated']]).toEqual(['refunded', true]);
  const all = await shop.done(makeHome(), 'query', '--since', '2d', '--all');
  expect(all['transactions']).toHaveLength(2);
});
