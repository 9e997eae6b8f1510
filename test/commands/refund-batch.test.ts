import { describe, expect, test } from 'vitest';
import { ConfigError, TransportError } from '../../src/errors.ts';
import { batchShop, journalPath, type OnRefund, resultsPath, says } from '../support/batch-shop.ts';
import { batchWorld, diskWith, listPath } from '../support/batch-world.ts';
import { leakedKeys } from '../support/keys.ts';
import { furtherPayment } from '../support/refund-gateway.ts';

const lines = ['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-2,300', 'ORDER-1,200', 'ORDER-3,1280'];
const made = ['ORDER-1 200', 'ORDER-1 500', 'ORDER-2 300', 'ORDER-3 1280'];

/** The gateway does so with the refunds of one payment, and as it should with all others. */
function only(syssn: string, does: OnRefund): OnRefund {
  return (sent, reach) => (sent['syssn'] === syssn ? does(sent, reach) : reach());
}
const second = furtherPayment(2).syssn;

describe('qfpay refund-batch', () => {
  test('refunds each row, and tells each with its line and number', async () => {
    const { run, refunds, textOf } = batchShop({ lines });
    const { exit_code, document } = await run();
    expect([exit_code, await refunds()]).toEqual([0, made]);
    expect(document).toMatchObject({
      command: 'refund-batch',
      batch: {
        rows: 4,
        refunded: 4,
        repeated: 0,
        declined: 0,
        pending: 0,
        unknown: 0,
        journal: journalPath,
        results: resultsPath,
      },
      rows: [
        { line: 2, txamt: '500', outcome: 'refunded', respcd: '0000', repeated: false },
        { line: 3 },
        { line: 4 },
        { line: 5 },
      ],
    });
    expect(textOf(resultsPath).split('\n')[1]).toMatch(
      /^2,RF\w{30},20260302180500020000000001,ORDER-1,500,HKD,refunded,0000,no,,$/,
    );
    expect(leakedKeys(textOf(journalPath) + textOf(resultsPath))).toEqual([]);
  });

  test('says once where the lock of its journal is, when that is not beside it', async () => {
    const disk = diskWith(['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-2,300']);
    const { lock } = disk;
    disk.lock = async (...asked) => ({ ...(await lock(...asked)), elsewhere: '/state/locks' });
    const { exit_code, err } = await batchWorld({ fates: [], payments: 2 }).run(disk);
    expect(exit_code).toBe(0);
    expect(err.match(/takes no lock, which is in \/state\/locks now/g)).toHaveLength(1);
    const usual = await batchWorld({ fates: [], payments: 2 }).run(diskWith(['out_trade_no,txamt', 'ORDER-1,500']));
    expect(usual.err).not.toContain('takes no lock');
  });

  test('has each number in the journal before its request leaves', async () => {
    const shop = batchShop({ lines });
    const missing: string[] = [];
    shop.state.onRefund = (sent, reach) => {
      const line = shop
        .textOf(journalPath)
        .split('\n')
        .find((text) => text.includes(`"${sent['out_trade_no']}"`));
      if (!line?.includes('"kind":"sending"')) missing.push(String(sent['out_trade_no']));
      return reach();
    };
    await shop.run();
    expect([missing, shop.calls.filter((name) => name === 'refund').length]).toEqual([[], 4]);
  });

  test('run again it sends nothing and asks nothing: every row is repeated', async () => {
    const { run, calls, refunds } = batchShop({ lines });
    await run();
    calls.length = 0;
    const { exit_code, document } = await run();
    expect([exit_code, calls, await refunds()]).toEqual([0, [], made]);
    expect(document['batch']).toMatchObject({ rows: 4, refunded: 0, repeated: 4 });
  });

  test('run again without its journal it asks the gateway, and sends nothing', async () => {
    const { run, calls, disk } = batchShop({ lines });
    await run();
    disk.remove(journalPath);
    calls.length = 0;
    const { document } = await run();
    expect(document['batch']).toMatchObject({ rows: 4, refunded: 0, repeated: 4 });
    expect(calls).not.toContain('refund');
  });

  test('looks sixty payments up by pages and not one by one', async () => {
    const many = Array.from({ length: 59 }, (_, index) => `${furtherPayment(index + 2).syssn},100`);
    const { run, calls } = batchShop({ lines: ['syssn,txamt', ...many], payments: 60 });
    expect((await run()).exit_code).toBe(0);
    expect(calls.filter((name) => name === 'query').length).toBe(1);
  });

  test('sends refunds of one payment one after the other, and others meanwhile', async () => {
    const inAir: string[] = [];
    const seen = { most: 0, doubled: false };
    const onRefund: OnRefund = async ({ syssn = '' }, reach) => {
      seen.doubled ||= inAir.includes(syssn);
      inAir.push(syssn);
      seen.most = Math.max(seen.most, inAir.length);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      const reply = await reach();
      inAir.splice(inAir.indexOf(syssn), 1);
      return reply;
    };
    await batchShop({ lines, onRefund }).run();
    expect(seen).toEqual({ most: 3, doubled: false });
  });

  test('warns where an amount was changed after its row was sent: it is a refund besides the first', async () => {
    const { run, disk, refunds } = batchShop({ lines: ['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-2,300'] });
    expect((await run()).err).not.toContain('which no line asks for any more');
    disk.write(listPath, 'out_trade_no,txamt\nORDER-2,300\nORDER-1,600\n');
    const { document, err } = await run('--dry-run');
    expect(err).toMatch(/^warning: line 3: the journal has another refund of this payment/m);
    expect(document['warnings']).toEqual([expect.stringMatching(/^line 3: /)]);
    await run();
    expect(await refunds()).toEqual(['ORDER-1 500', 'ORDER-1 600', 'ORDER-2 300']);
  });

  test('a dry run shows the plan, sends no refund and writes nothing', async () => {
    const { run, calls, disk } = batchShop({ lines });
    const { exit_code, document } = await run('--dry-run');
    expect([exit_code, calls.includes('refund'), disk.facts(journalPath), disk.facts(resultsPath)]).toEqual([
      0,
      false,
      undefined,
      undefined,
    ]);
    expect(document).toMatchObject({
      batch: { rows: 4, known: 0, to_send: 4 },
      plan: { totals: [{ txcurrcd: 'HKD', rows: 4, txamt: '2280' }], max_per_minute: 200 },
    });
  });
});

describe('nothing is sent when', () => {
  test.each([
    ['a payment is not there', ['ORDER-1,500', 'ORDER-9,1'], [], 3, /was not found/],
    ['rows take more than is left together', ['ORDER-1,1000', 'ORDER-1,281'], [], 3, /more than is left/],
    ['two rows are the same refund', ['ORDER-1,500', 'ORDER-2,1', 'ORDER-1,500'], [], 4, /in line 2/],
    ['a value is malformed', ['ORDER-1,5.00'], [], 2, /whole number of cents/],
    [
      'the file has more rows than --max-rows',
      ['ORDER-1,1', 'ORDER-2,2'],
      ['--max-rows', '1'],
      undefined,
      /has 2 refunds/,
    ],
    [
      'it gives back more than --max-total',
      ['ORDER-1,500', 'ORDER-2,501'],
      ['--max-total', 'HKD 10.00'],
      undefined,
      /HKD 10.01/,
    ],
    [
      '--max-total names another currency',
      ['ORDER-1,500'],
      ['--max-total', 'USD 10.00'],
      undefined,
      /says nothing of HKD/,
    ],
  ])('%s', async (_what, rows, flags, line, rule) => {
    const { run, calls } = batchShop({ lines: ['out_trade_no,txamt', ...rows] });
    const { exit_code, document } = await run(...flags);
    const { details } = document['error'] as { details: { line?: number; rule: string }[] };
    expect([exit_code, calls.includes('refund'), details.length, details[0]?.line]).toEqual([2, false, 1, line]);
    expect(details[0]?.rule).toMatch(rule);
  });

  test('a value is a book: its beginning is shown', async () => {
    const { document, err } = await batchShop({ lines: ['out_trade_no,txamt', `${'x'.repeat(100_000)},1`] }).run();
    expect(document['error']).toMatchObject({ exit: 2 });
    expect(JSON.stringify(document).length + err.length).toBeLessThan(2000);
  });

  test('one payment is named by both of its numbers for the same sum', async () => {
    const twins = ['syssn,out_trade_no,txamt', `${second},,500`, ',ORDER-2,500'];
    const { document, exit_code } = await batchShop({ lines: twins }).run();
    expect([exit_code, JSON.stringify(document)]).toEqual([2, expect.stringContaining('is the same refund as line 2')]);
  });

  test.each(['by the journal', 'by the books'])('such a line is added to one that stands %s', async (how) => {
    const { run, disk, refunds } = batchShop({ lines: ['syssn,txamt', `${second},500`] });
    await run();
    if (how === 'by the books') disk.remove(journalPath);
    disk.write(listPath, `syssn,out_trade_no,txamt\n${second},,500\n,ORDER-2,500\n`);
    const { document, exit_code } = await run();
    expect([exit_code, await refunds()]).toEqual([2, ['ORDER-2 500']]);
    expect(JSON.stringify(document)).toContain('is the same refund as line 2');
  });

  test('a number that the journal knows is given to another refund', async () => {
    const { run, disk, refunds } = batchShop({ lines: ['out_trade_no,txamt,refund_no', 'ORDER-1,500,R-1'] });
    await run();
    disk.write(listPath, 'out_trade_no,txamt,refund_no\nORDER-1,600,R-1\n');
    const { exit_code, document } = await run();
    expect([exit_code, await refunds()]).toEqual([2, ['ORDER-1 500']]);
    expect(JSON.stringify(document)).toContain('is in the journal as the number of another refund');
  });

  test('the journal is of another environment or merchant, or no journal', async () => {
    const { run, disk, refunds } = batchShop({ lines });
    disk.write(journalPath, '{"kind":"journal","version":1,"env":"prod","app_code":"X"}\n');
    const other = await run();
    disk.write(journalPath, 'not ours\n');
    const none = await run();
    expect([other.exit_code, none.exit_code, await refunds()]).toEqual([3, 3, []]);
    expect([other.err, none.err].map((text) => text.includes(journalPath))).toEqual([true, true]);
  });

  test('nobody in prod can be asked, and --yes is not there', async () => {
    const { run, calls } = batchShop({ lines, env: { QFPAY_ENV: 'prod', QFPAY_BASE_URL: '' } });
    expect([(await run('--no-input')).exit_code, calls]).toEqual([2, []]);
  });

  test('the total was not typed in prod, or the plan was not agreed to elsewhere', async () => {
    const prod = { QFPAY_ENV: 'prod', QFPAY_BASE_URL: '' };
    const wrong = batchShop({ lines, env: prod, is_tty: true, answers: ['22.00'] });
    const no = batchShop({ lines, is_tty: true, answers: [''] });
    expect([(await wrong.run()).exit_code, (await no.run()).exit_code]).toEqual([130, 130]);
    expect([wrong.calls.includes('refund'), no.calls.includes('refund')]).toEqual([false, false]);
    const right = batchShop({ lines, env: prod, is_tty: true, answers: ['22.80'] });
    expect((await right.run()).exit_code).toBe(0);
  });
});

describe('what goes wrong with a row', () => {
  test('a declined one is listed with what to do, is not sent again, and is with --retry-declined', async () => {
    const shop = batchShop({ lines, onRefund: only(second, async () => says('1269')) });
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([4, expect.objectContaining({ refunded: 3, declined: 1 })]);
    expect(shop.textOf(resultsPath)).toMatch(/3,.*declined,1269,no,says 1269,.*--retry-declined/);
    shop.calls.length = 0;
    expect([(await shop.run()).exit_code, shop.calls.includes('refund')]).toEqual([4, false]);
    shop.state.onRefund = undefined;
    expect([(await shop.run('--retry-declined')).exit_code, await shop.refunds()]).toEqual([0, made]);
  });

  test('an unknown one stays unknown, and is never sent under another number', async () => {
    const numbers = new Set<string>();
    const lost = only(second, async ({ out_trade_no = '' }) => {
      numbers.add(out_trade_no);
      return 'cut';
    });
    const shop = batchShop({ lines, onRefund: lost });
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([8, expect.objectContaining({ refunded: 3, unknown: 1 })]);
    await shop.run();
    expect(numbers.size).toBe(1);
    shop.state.onRefund = undefined;
    expect([(await shop.run()).exit_code, await shop.refunds()]).toEqual([0, made]);
  });

  test('an unknown one stays unknown when the next run cannot send it, and when the gateway refuses it after that', async () => {
    const shop = batchShop({ lines, onRefund: only(second, async () => 'cut') });
    await shop.run();
    shop.state.onRefund = () =>
      Promise.reject(new TransportError('connection refused by gateway', { connected: false }));
    const unreached = await shop.run();
    expect([unreached.exit_code, unreached.document['batch']]).toEqual([8, expect.objectContaining({ unknown: 1 })]);
    shop.state.onRefund = async () => says('1269');
    const refused = await shop.run();
    expect([refused.exit_code, refused.document['batch']]).toEqual([8, expect.objectContaining({ unknown: 1 })]);
  });

  test('one that was sent stays unknown when the disk is full before it could be sent again', async () => {
    const shop = batchShop({ lines: ['out_trade_no,txamt', 'ORDER-2,300'], onRefund: async () => 'cut' });
    const append = shop.disk.appendAside;
    shop.disk.appendAside = async (path, text) => {
      if (shop.calls.includes('refund')) throw new ConfigError('no space left on device');
      await append(path, text);
    };
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([8, expect.objectContaining({ unknown: 1 })]);
    expect(shop.calls.filter((name) => name === 'refund')).toHaveLength(1);
  });

  test('one whose next number cannot be planned is declined, and the others are told of', async () => {
    const world = batchWorld({ fates: ['1269, on the books'], payments: 2 });
    const disk = diskWith(['out_trade_no,txamt', 'ORDER-1,500']);
    expect((await world.run(disk)).exit_code).toBe(4);
    const { serve } = world.gateway;
    let has_sent = false;
    world.gateway.serve = async (request) => {
      has_sent ||= request.path.endsWith('/refund');
      const is_payment = new URLSearchParams(Buffer.from(request.body).toString()).get('out_trade_no') === 'ORDER-1';
      return has_sent && is_payment ? says('0000', { data: [] }) : serve(request);
    };
    const { exit_code, document } = await world.run(diskWith(['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-2,300']));
    expect([exit_code, document]).toEqual([
      4,
      expect.objectContaining({ batch: expect.objectContaining({ rows: 2, refunded: 1, declined: 1 }) }),
    ]);
  });

  test('a pending one is asked for at the end', async () => {
    const onRefund = only(second, async (_sent, reach) => {
      await reach();
      return says('1145');
    });
    const { exit_code, document } = await batchShop({ lines, onRefund }).run();
    expect([exit_code, document['batch']]).toEqual([0, expect.objectContaining({ refunded: 4, pending: 0 })]);
  });

  test('1108 ends the batch; what was not sent is said, and the next run sends it', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `ORDER-${index + 1},100`);
    const shop = batchShop({ lines: ['out_trade_no,txamt', ...many], payments: 60 });
    shop.state.onRefund = only(second, async () => says('1108'));
    const { exit_code, document } = await shop.run();
    const { refunded, declined, not_sent } = document['batch'] as Record<string, number>;
    expect([exit_code, declined, (refunded ?? 0) + (not_sent ?? 0)]).toEqual([6, 1, 59]);
    expect(not_sent).toBeGreaterThan(0);
    expect(document['diagnosis']).toMatchObject({ findings: expect.any(Array) });
    shop.state.onRefund = undefined;
    expect((await shop.run()).exit_code).toBe(0);
    expect(await shop.refunds()).toHaveLength(60);
  });

  test('a 429 is waited for; one without end ends the batch with 9, and nothing is lost', async () => {
    const limited = { status: 429, headers: {}, body: '' };
    let left = 2;
    const once = batchShop({ lines, onRefund: async (_sent, reach) => (left-- > 0 ? limited : reach()) });
    expect((await once.run()).exit_code).toBe(0);
    const ever = batchShop({ lines, onRefund: async () => limited });
    const { exit_code, document, err } = await ever.run();
    expect([exit_code, document['batch']]).toEqual([9, expect.objectContaining({ rows: 4, not_sent: 4 })]);
    expect(err).toContain('refunding: 1 of 4: 0 refunded, 1 not sent');
    ever.state.onRefund = undefined;
    expect([(await ever.run()).exit_code, await ever.refunds()]).toEqual([0, made]);
  });

  test('a gateway that takes nothing for five minutes ends no batch', async () => {
    const limited = { status: 429, headers: {}, body: '' };
    const { state, run, refunds } = batchShop({ lines });
    const tried = new Map<string | undefined, number>();
    state.onRefund = async ({ out_trade_no }, reach) => {
      const tries = (tried.get(out_trade_no) ?? 0) + 1;
      tried.set(out_trade_no, tries);
      return tries < 12 ? limited : reach();
    };
    expect([(await run()).exit_code, await refunds(), [...tried.values()]]).toEqual([0, made, [12, 12, 12, 12]]);
  });

  test('a connection that is never made ends the batch with 7 after some tries; a short gap does not', async () => {
    const refused = () => Promise.reject(new TransportError('connection refused by gateway', { connected: false }));
    let left = 2;
    const gap = batchShop({ lines, onRefund: async (_sent, reach) => (left-- > 0 ? refused() : reach()) });
    expect((await gap.run()).exit_code).toBe(0);
    const down = batchShop({ lines, onRefund: refused });
    const { exit_code, document } = await down.run();
    expect([exit_code, document['batch']]).toEqual([7, expect.objectContaining({ rows: 4, not_sent: 4, unknown: 0 })]);
    down.state.onRefund = undefined;
    expect([(await down.run()).exit_code, await down.refunds()]).toEqual([0, made]);
  });

  test('ten unknown ones in turn end the batch', async () => {
    const many = Array.from({ length: 80 }, (_, index) => `ORDER-${index + 1},100`);
    const shop = batchShop({ lines: ['out_trade_no,txamt', ...many], payments: 80, onRefund: async () => 'cut' });
    const { exit_code, document } = await shop.run();
    expect([exit_code, (document['batch'] as Record<string, number>)['not_sent']]).toEqual([8, expect.any(Number)]);
  });
});

describe('by night', () => {
  test('a batch is not begun', async () => {
    const { run, calls } = batchShop({ lines, start: '2026-03-02T15:30:00.000Z' });
    const { exit_code, document } = await run();
    expect([exit_code, calls.includes('refund'), JSON.stringify(document)]).toEqual([
      2,
      false,
      expect.stringContaining('refund-window'),
    ]);
  });

  test('one that runs into it waits for its end', async () => {
    let left = 1;
    const limited = { status: 429, headers: {}, body: '' };
    const onRefund: OnRefund = async (_sent, reach) => (left-- > 0 ? limited : reach());
    const { run, refunds } = batchShop({
      lines: lines.filter((line) => !/-[23]/.test(line)),
      start: '2026-03-02T15:28:59.500Z',
      onRefund,
    });
    const { exit_code, err } = await run();
    expect([exit_code, await refunds(), err]).toEqual([
      0,
      ['ORDER-1 200', 'ORDER-1 500'],
      expect.stringContaining('from 23:30 to 00:30'),
    ]);
  });
});
