import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { declareCommand } from '../../src/command/command.ts';
import { type QueryOptions, queryCommand } from '../../src/commands/query.ts';
import type { Http } from '../../src/context/network.ts';
import { NetworkError, RateLimitedError, TransportError, UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { testContext } from '../support/context.ts';

const env = { QFPAY_APPCODE: 'APPCODE1', QFPAY_KEY: 'KEY1abcdef-of-the-query-test' };
const now = new Date('2026-03-02T15:10:00+08:00');

/** Recorded bodies, byte for byte as they came. */
const paid =
  '{"respmsg": "", "resperr": "\\u8bf7\\u6c42\\u6210\\u529f", "respcd": "0000", "data": [{"syssn": "20260302180500020000000001", "out_trade_no": "ORD-1", "chnlsn": "2026030222001400000000000001", "goods_name": "", "txcurrcd": "HKD", "origssn": null, "pay_type": "800101", "order_type": "payment", "txdtm": "2026-03-02 15:04:05", "txamt": "1280", "sysdtm": "2026-03-02 15:04:06", "cancel": "0", "paydtm": "2026-03-02 15:04:30", "cardcd": "", "respcd": "0000", "errmsg": "success"}], "page": 1, "page_size": 10}';
const open = paid.replace('"respcd": "0000", "errmsg"', '"respcd": "1143", "errmsg"');
const nothing = '{"respmsg": "", "resperr": "ok", "respcd": "0000", "data": [], "page": 1, "page_size": 10}';

/** Gives these bodies one after the other, the last one for ever. */
function bodies(...list: readonly string[]): Http & { readonly sent: string[] } {
  const sent: string[] = [];
  const http: Http = async ({ body = '' }) => {
    const text = list[Math.min(sent.length, list.length - 1)] ?? '';
    sent.push(body);
    return { status: 200, headers: {}, body: Buffer.from(text) };
  };
  return Object.assign(http, { sent });
}

function query(http: Http, options: QueryOptions & GlobalOptions = {}, ...args: string[]) {
  return queryCommand.run(options, args, testContext({ now, http, env }));
}

describe('qfpay query', () => {
  test('signs and sends one request, and tells the state of the order', async () => {
    const http = bodies(paid);
    const { exit_code, data } = await query(http, {}, 'ORD-1');
    expect([exit_code, data['env'], data['outcome'], http.sent]).toEqual([
      0,
      'sandbox',
      'paid',
      ['out_trade_no=ORD-1&page=1&page_size=100'],
    ]);
  });

  test('found is 0 whatever the state, and with --exit-status the state decides', async () => {
    expect((await query(bodies(open), {}, 'ORD-1')).exit_code).toBe(0);
    expect((await query(bodies(open), { exit_status: true }, 'ORD-1')).exit_code).toBe(5);
    expect((await query(bodies(paid), { exit_status: true }, 'ORD-1')).exit_code).toBe(0);
  });

  test('with --wait it asks until the order is paid', async () => {
    const http = bodies(open, open, open, paid);
    const { exit_code, data } = await query(http, { wait: true }, 'ORD-1');
    expect([exit_code, data['outcome'], http.sent.length]).toEqual([0, 'paid', 4]);
    expect(http.sent.at(-1)).toBe('syssn=20260302180500020000000001&page_size=100');
  });

  test('with --wait it is pending (5) when the time is up', async () => {
    const { exit_code, data, error } = await query(bodies(open), { wait: true, wait_timeout: '10' }, 'ORD-1');
    expect([exit_code, data['outcome'], error?.resume]).toEqual([5, 'pending', 'qfpay query ORD-1']);
  });

  test('an order that is nowhere is 4, and every month was asked for', async () => {
    const http = bodies(nothing);
    const { exit_code, error } = await query(http, {}, 'ORD-1');
    expect([exit_code, error?.out_trade_no, http.sent.length]).toEqual([4, 'ORD-1', 13]);
  });

  test('an empty window is 0', async () => {
    const { exit_code, data } = await query(bodies(nothing), { since: '2026-03-01', exit_status: true });
    expect([exit_code, data['transactions']]).toEqual([0, []]);
  });

  test('a refused signature is 6', async () => {
    const refused = '{"resperr": "MCHCODE\\u975e\\u6cd5", "respcd": "1108", "respmsg": ""}';
    const { exit_code, error, data } = await query(bodies(refused), {}, 'ORD-1');
    expect([exit_code, error?.hint, data['respcd']]).toEqual([6, expect.stringContaining('qfpay doctor'), '1108']);
    expect(error?.message).toContain('MCHCODE非法');
  });

  test('an answer that cannot be read is no usable answer (7)', async () => {
    const error = await query(bodies('<html>bad gateway</html>'), {}, 'ORD-1').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
  });

  test('a connection that is refused is 7', async () => {
    const http: Http = async () => {
      throw new TransportError('connect ECONNREFUSED', { connected: false });
    };
    await expect(query(http, {}, 'ORD-1')).rejects.toBeInstanceOf(NetworkError);
  });

  test('an endless 429 is 9', async () => {
    const http: Http = async () => ({ status: 429, headers: {}, body: Buffer.from('slow down') });
    await expect(query(http, {}, 'ORD-1')).rejects.toBeInstanceOf(RateLimitedError);
  });

  test('faults are told before credentials are looked at, and nothing is sent', async () => {
    const context = testContext({ now });
    await expect(queryCommand.run({}, [], context)).rejects.toBeInstanceOf(UsageError);
  });

  test('speaks the language that is asked for, and keeps the wire words', async () => {
    const { data } = await query(bodies(open), { lang: 'zh-Hant' }, 'ORD-1');
    expect(data['outcome']).toBe('pending');
    expect(data['meaning']).toMatch(/[一-鿿]/);
  });
});

test('repeated flags add up, as comma lists do', async () => {
  const command = new Command('query').exitOverride();
  declareCommand(command, queryCommand);
  command.parse(['A', 'B', '--syssn', '1,2', '--syssn', '3', '--pay-type', 'wechat-mpm'], { from: 'user' });
  expect([command.args, command.opts()]).toEqual([['A', 'B'], { syssn: ['1,2', '3'], payType: ['wechat-mpm'] }]);
});
