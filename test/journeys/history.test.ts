import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { readHistory } from '../../src/history/history.ts';
import { listed } from '../../src/money/listed-entry.ts';
import { testContext } from '../support/context.ts';
import { type Fate, losesAnswerOf, losesCall, type Machine, machine } from './machine.ts';

const pay = 'pay --pay-type wechat-mpm --txamt 1280 --out-trade-no A-1';
const path = '/state/history.ndjson';

/** The process dies; whatever it was about to do next is never done. */
function dies(name: string, moment: 'before' | 'after'): Fate {
  return async (request, reach) => {
    if (!request.url.includes(`/trade/v1/${name}`)) return reach();
    if (moment === 'after') await reach();
    throw new Error('killed');
  };
}

async function entriesOf(shop: Machine, line = 'history'): Promise<Record<string, unknown>[]> {
  const { document } = await shop.run(line);
  return document['entries'] as Record<string, unknown>[];
}

describe('a payment whose process died', () => {
  test('after the gateway had it, is found and settled by resume', async () => {
    const shop = machine();
    await shop.run(pay, dies('payment', 'after'));
    expect(await entriesOf(shop)).toMatchObject([{ out_trade_no: 'A-1', outcome: 'unknown', open: true }]);
    shop.advance(60);
    const resumed = await shop.run('resume');
    expect(resumed).toMatchObject({
      exit_code: 0,
      calls: ['query'],
      document: {
        command: 'resume',
        entries: [{ out_trade_no: 'A-1', before: 'unknown', outcome: 'paid', open: false, exit: 0 }],
      },
    });
    expect(await entriesOf(shop)).toMatchObject([{ outcome: 'paid', respcd: '0000', open: false }]);
    expect((await shop.run('resume')).document).toMatchObject({ entries: [] });
  });

  test('before the gateway had it, stays unknown: not found is no proof', async () => {
    const shop = machine();
    await shop.run(pay, dies('payment', 'before'));
    expect(await shop.run('resume')).toMatchObject({
      exit_code: 8,
      document: {
        entries: [{ outcome: 'unknown', open: true, next: 'qfpay query A-1 --wait --env local' }],
        error: { code: 'unknown', exit: 8 },
      },
    });
  });

  test('is pending as long as nobody has paid, and never paid by resume', async () => {
    const shop = machine();
    await shop.run(pay, dies('payment', 'after'));
    const resumed = await shop.run('resume A-1');
    expect(resumed).toMatchObject({ exit_code: 5, document: { entries: [{ outcome: 'pending', respcd: '1143' }] } });
    expect(new Set(resumed.calls)).toEqual(new Set(['query']));
  });
});

test('a close whose process died is settled by how the order stands', async () => {
  const shop = machine();
  await shop.run(pay);
  await shop.run('close A-1', dies('close', 'after'));
  const open = await entriesOf(shop, 'history --open');
  expect(open.map(({ endpoint }) => endpoint)).toEqual(['payment', 'close']);
  expect(await shop.run('resume')).toMatchObject({
    exit_code: 4,
    document: {
      entries: [
        { endpoint: 'payment', before: 'awaiting_payer', outcome: 'closed', exit: 4 },
        { endpoint: 'close', before: 'unknown', outcome: 'closed', exit: 0 },
      ],
    },
  });
});

describe('a refund that nobody knows of', () => {
  test('is answered with the command that makes it under the same number, once', async () => {
    const shop = machine();
    await shop.run(`${pay} --wait`);
    await shop.run('refund A-1 --txamt 500', dies('refund', 'before'));
    const resumed = await shop.run('resume');
    const [{ next, out_trade_no } = {}] = resumed.document['entries'] as Record<string, string>[];
    expect(resumed.exit_code).toBe(8);
    expect(next).toContain(`--txamt 500 --refund-no ${out_trade_no} --env local`);
    const again = await shop.run(String(next).replace('qfpay ', '').replace(' --env local', ''));
    expect(again).toMatchObject({ exit_code: 0, document: { transaction: { out_trade_no } } });
    expect((await shop.run('refund A-1 --txamt 500')).document).toMatchObject({ repeated: true });
    expect((await shop.run('resume')).document).toMatchObject({ entries: [] });
  });

  test('but the gateway does, is settled', async () => {
    const shop = machine();
    await shop.run(`${pay} --wait`);
    await shop.run('refund A-1 --txamt 500', dies('refund', 'after'));
    expect(await shop.run('resume')).toMatchObject({
      exit_code: 0,
      document: { entries: [{ command: 'refund', outcome: 'refunded' }] },
    });
  });
});

describe('history', () => {
  async function busyShop(): Promise<Machine> {
    const shop = machine();
    await shop.run(`${pay} --wait`);
    shop.advance(3600);
    await shop.run(pay.replace('A-1', 'B-1'));
    await shop.run('close B-1');
    shop.advance(86_400);
    await shop.run(pay.replace('A-1', 'C-1'), losesCall('payment'));
    return shop;
  }

  test.each([
    ['history', ['A-1', 'B-1', 'B-1', 'C-1']],
    ['history a-1', ['A-1']],
    ['history a- c-', ['A-1', 'C-1']],
    ['history --command close', ['B-1']],
    ['history --open', ['C-1']],
    ['history --limit 1', ['C-1']],
    ['history --since 2026-03-03', ['C-1']],
    ['history --until 2026-03-02', ['A-1', 'B-1', 'B-1']],
    ['history --since 2026-03-02T15:30:00+08:00 --until 2026-03-02T17:00:00+08:00', ['B-1', 'B-1']],
  ])('%s lists %j', async (line, numbers) => {
    const entries = await entriesOf(await busyShop(), line);
    expect(entries.map(({ out_trade_no }) => out_trade_no)).toEqual(numbers);
  });

  test('tells a call once that was sent again under its number, with each of its sendings', async () => {
    const shop = machine();
    await shop.run(pay, dies('payment', 'after'));
    shop.advance(60);
    await shop.run(pay);
    const [entry, ...others] = await entriesOf(shop);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ out_trade_no: 'A-1', attempts: [{ outcome: 'unknown' }, { command: 'pay' }] });
  });

  test('is one JSON document that is printed piece by piece, and says the same as if it were held', async () => {
    const shop = await busyShop();
    const calls = Array.from({ length: 2000 }, (_, id) => ({
      ...{ kind: 'sending', time: '2026-03-04T07:04:05.000Z', id: `i${id}`, command: 'pay', env: 'sandbox' },
      ...{ base_url: 'https://gateway.example', app_code: 'A', endpoint: 'payment', out_trade_no: `訂單-${id}` },
    }));
    shop.files.append(path, calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
    const context = testContext({ env: { QFPAY_STATE_DIR: '/state' }, files: shop.files });
    const pieces: string[] = [];
    context.io.out = (text) => void pieces.push(text);
    expect(await main(['history', '--json'], () => context)).toBe(0);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000);
    const entries = readHistory(context).entries.map(listed);
    expect(JSON.parse(pieces.join(''))).toEqual({ schema_version: 1, command: 'history', entries, total: 2004 });
  });

  test('says by number which lines it cannot read, and lists the others', async () => {
    const shop = await busyShop();
    shop.files.append(path, 'garbage\n');
    const { document, exit_code, err } = await shop.run('history');
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({ total: 4, warnings: [expect.stringMatching(/^line \d+ of \/state\/history/)] });
    expect(err).toContain('cannot be read');
  });

  test('has neither the key nor anything of the payer', async () => {
    const shop = machine();
    await shop.run(
      'pay --pay-type wechat-cpm --txamt 1280 --out-trade-no A-1 --auth-code 134659871234567890 --goods-name Tea',
      losesAnswerOf('payment'),
    );
    const text = Buffer.from(shop.files.read(path) ?? []).toString();
    for (const secret of ['134659871234567890', 'Tea', 'key']) expect(text).not.toContain(secret);
  });
});
