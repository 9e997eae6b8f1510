import { describe, expect, test } from 'vitest';
import { refundNumber } from '../../src/refund/refund-number.ts';
import { batchShop, journalPath, says } from '../support/batch-shop.ts';
import { batchWorld, diskWith, listPath } from '../support/batch-world.ts';
import { testAppCode } from '../support/keys.ts';
import { furtherPayment, paymentSyssn } from '../support/refund-gateway.ts';

const lines = ['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-2,300', 'ORDER-3,1280'];
const made = ['ORDER-1 500', 'ORDER-2 300', 'ORDER-3 1280'];

type Shop = ReturnType<typeof batchShop>;

/** As an older version, or another key, would have left it: the lines are there, and nothing vouches for them. */
function strip(shop: Shop): void {
  shop.disk.write(journalPath, shop.textOf(journalPath).replaceAll(/,"(mac|journal_id)":"[^"]*"/g, ''));
}

function count(shop: Shop, name: string): number {
  return shop.calls.filter((each) => each === name).length;
}

interface Forged {
  readonly place: number;
  readonly txamt: string;
  readonly outcome?: string;
  readonly more?: object;
}

/** All that is in it is public or can be reckoned by anybody. */
function forge(shop: Shop, rows: readonly Forged[]): void {
  const identity = { env: 'sandbox', app_code: testAppCode } as const;
  const head = { kind: 'journal', version: 1, ...identity, journal_id: '00' };
  const settled = rows.map(({ place, txamt, outcome = 'refunded', more = {} }) => {
    const { syssn, out_trade_no } = furtherPayment(place);
    const refund_no = refundNumber({ ...identity, syssn, txamt, refunded: '0' }, 0);
    const refund = { refund_no, orig_syssn: syssn, orig_out_trade_no: out_trade_no, txamt, txcurrcd: 'HKD' };
    return { kind: 'outcome', ...refund, outcome, respcd: '0000', mac: 'AAAAAAAAAAAAAAAAAAAAAA', ...more };
  });
  shop.disk.write(journalPath, [head, ...settled].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

test('a batch of which all stands in the journal is as simulated as when it was sent, though nobody is asked', async () => {
  const shop = batchShop({ lines, env: { QFPAY_BASE_URL: 'http://127.0.0.1:8437' } });
  const first = await shop.run();
  shop.calls.length = 0;
  const again = await shop.run();
  expect([first.document['simulated'], again.document['simulated'], shop.calls]).toEqual([true, true, []]);
});

test('a batch of which all stands in the journal is not called simulated at a gateway of QFPay', async () => {
  const shop = batchShop({ lines });
  await shop.run();
  expect((await shop.run()).document).not.toHaveProperty('simulated');
});

describe('a journal that somebody forged', () => {
  test('as refunded keeps nothing from being refunded, and the plan says so', async () => {
    const shop = batchShop({ lines });
    forge(shop, [
      { place: 1, txamt: '500' },
      { place: 2, txamt: '300' },
      { place: 3, txamt: '1280' },
    ]);
    const { exit_code, document, err } = await shop.run();
    expect([exit_code, await shop.refunds()]).toEqual([0, made]);
    expect(document['batch']).toMatchObject({ rows: 3, refunded: 3, repeated: 0 });
    expect(err).toContain('the journal calls it refunded, and QFPay knows no such refund: it is sent');
  });

  test('with the refund of another payment does not pass it off as that of this row', async () => {
    const shop = batchShop({ lines: ['out_trade_no,txamt', 'ORDER-2,500'] });
    await shop.run();
    shop.disk.write(listPath, 'out_trade_no,txamt\nORDER-3,500\n');
    forge(shop, [{ place: 2, txamt: '500', more: { orig_out_trade_no: 'ORDER-3' } }]);
    expect((await shop.run()).exit_code).toBe(0);
    expect(await shop.refunds()).toEqual(['ORDER-2 500', 'ORDER-3 500']);
  });

  test('with the number of another refund refuses no file', async () => {
    const shop = batchShop({ lines: ['out_trade_no,txamt,refund_no', 'ORDER-1,500,R-1'] });
    forge(shop, [{ place: 2, txamt: '300', more: { refund_no: 'R-1' } }]);
    expect((await shop.run()).exit_code).toBe(0);
    expect(await shop.refunds()).toEqual(['ORDER-1 500']);
  });

  test('as declined hides no refund that was made', async () => {
    const shop = batchShop({ lines });
    await shop.run();
    forge(shop, [{ place: 2, txamt: '300', outcome: 'declined', more: { respcd: '1269' } }]);
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([0, expect.objectContaining({ repeated: 3, declined: 0 })]);
  });
});

describe('rows that are settled by lines which nobody vouches for', () => {
  test('are asked for once, told, not sent again, and known from then on', async () => {
    const shop = batchShop({ lines });
    await shop.run();
    strip(shop);
    shop.calls.length = 0;
    const { exit_code, document, err } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([0, expect.objectContaining({ refunded: 0, repeated: 3 })]);
    expect(err).toContain('lines 2, 3, 4: the journal calls it settled, but not by this key at this gateway');
    expect([count(shop, 'refund'), count(shop, 'query') > 0]).toEqual([0, true]);
    shop.calls.length = 0;
    const again = await shop.run();
    expect([again.exit_code, again.err.includes('not by this key'), shop.calls]).toEqual([0, false, []]);
    expect(await shop.refunds()).toEqual(made);
  });

  test('are asked for by the page: sixty cost a handful of queries', async () => {
    const many = Array.from({ length: 59 }, (_, index) => `${furtherPayment(index + 2).syssn},100`);
    const shop = batchShop({ lines: ['syssn,txamt', ...many], payments: 60 });
    await shop.run();
    strip(shop);
    shop.calls.length = 0;
    expect((await shop.run()).exit_code).toBe(0);
    expect([count(shop, 'refund'), count(shop, 'query')]).toEqual([0, expect.toSatisfy((few) => few > 0 && few < 9)]);
  });

  test('and were written down at another gateway count for nothing at this one', async () => {
    const shop = batchShop({ lines });
    await shop.run();
    const elsewhere = batchShop({ lines, env: { QFPAY_BASE_URL: 'http://127.0.0.1:45499' } });
    elsewhere.disk.write(journalPath, shop.textOf(journalPath));
    expect((await elsewhere.run()).exit_code).toBe(0);
    expect(await elsewhere.refunds()).toEqual(made);
  });

  test('as declined, and that the gateway has as declined, too, are known from then on', async () => {
    const world = batchWorld({ fates: ['1269, on the books'] });
    const disk = diskWith(['syssn,txamt', `${paymentSyssn},500`]);
    const declined = await world.run(disk);
    const written = Buffer.from(declined.disk.read(journalPath) ?? []).toString('utf8');
    const foreign = written.replaceAll(/,"mac":"[^"]*"/g, '').replaceAll('ORDER-1', 'ORDER-9');
    declined.disk.write(journalPath, foreign);
    const sent = world.calls.filter((name) => name === 'refund').length;
    const asked = await world.run(declined.disk);
    const calls = world.calls.length;
    const known = await world.run(asked.disk);
    expect([declined, asked, known].map(({ exit_code }) => exit_code)).toEqual([4, 4, 4]);
    expect(world.calls.filter((name) => name === 'refund')).toHaveLength(sent);
    expect(world.calls).toHaveLength(calls);
    const vouched = Buffer.from(asked.disk.read(journalPath) ?? [])
      .toString('utf8')
      .slice(foreign.length);
    expect([vouched.includes('ORDER-1'), vouched.includes('ORDER-9')]).toEqual([true, false]);
  });

  test('as declined are not sent again where the gateway does not know them either, but by --retry-declined', async () => {
    const shop = batchShop({ lines, onRefund: async () => says('1269') });
    await shop.run();
    strip(shop);
    shop.calls.length = 0;
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([4, expect.objectContaining({ declined: 3 })]);
    expect(JSON.stringify(document['rows'])).toContain('only the journal calls it declined: the gateway does not know');
    expect([count(shop, 'refund'), count(shop, 'query') > 0]).toEqual([0, true]);
    shop.state.onRefund = undefined;
    expect([(await shop.run('--retry-declined')).exit_code, await shop.refunds()]).toEqual([0, made]);
  });

  test('and that the gateway can say nothing of refuse no file: they are unknown, and the others are refunded', async () => {
    const shop = batchShop({ lines: [...lines, 'ORDER-77,100'] });
    forge(shop, [{ place: 77, txamt: '100' }]);
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([8, expect.objectContaining({ refunded: 3, unknown: 1 })]);
    expect(JSON.stringify(document['rows'])).toContain('only the journal calls it refunded: ');
    expect(await shop.refunds()).toEqual(made);
  });

  test('and were sent a moment ago are not called declined where the gateway refuses them now', async () => {
    const shop = batchShop({
      lines: ['syssn,txamt', `${furtherPayment(2).syssn},300`],
      onRefund: async () => says('1269'),
    });
    const sent = { kind: 'sending', time: '2026-03-02T07:04:05.000Z' };
    forge(shop, [
      { place: 2, txamt: '300', more: sent },
      { place: 2, txamt: '300' },
    ]);
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([8, expect.objectContaining({ declined: 0, unknown: 1 })]);
  });

  test('nor where a rule forbids to send them, now that they are to be', async () => {
    const shop = batchShop({ lines: ['out_trade_no,txamt', 'ORDER-1,1280', 'ORDER-2,300'] });
    await shop.run();
    shop.disk.write(listPath, 'out_trade_no,txamt,refund_no\nORDER-1,700,R-OLD\nORDER-2,300,\n');
    forge(shop, [{ place: 1, txamt: '700', more: { refund_no: 'R-OLD', is_given: true } }]);
    const { exit_code, document } = await shop.run();
    expect([exit_code, document['batch']]).toEqual([8, expect.objectContaining({ repeated: 1, unknown: 1 })]);
    expect(await shop.refunds()).toEqual(['ORDER-1 1280', 'ORDER-2 300']);
  });
});

test('a journal that is deleted while the batch runs is told of, and does not block the next run', async () => {
  const shop = batchShop({ lines: ['out_trade_no,txamt', 'ORDER-1,500', 'ORDER-1,200', 'ORDER-1,300'] });
  let sent = 0;
  shop.state.onRefund = async (_sent, reach) => {
    sent += 1;
    if (sent === 2) shop.disk.remove(journalPath);
    return reach();
  };
  const first = await shop.run();
  expect(first.exit_code).toBe(0);
  expect(first.err).toContain('was removed or changed by another program while the batch ran');
  shop.calls.length = 0;
  const next = await shop.run();
  expect([next.exit_code, next.document['batch']]).toEqual([0, expect.objectContaining({ refunded: 0, repeated: 3 })]);
  expect([count(shop, 'refund'), count(shop, 'query') > 0]).toEqual([0, true]);
  expect(await shop.refunds()).toEqual(['ORDER-1 200', 'ORDER-1 300', 'ORDER-1 500']);
});
