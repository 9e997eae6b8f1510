import { describe, expect, test } from 'vitest';
import { moneyReportCommand, type ReportOptions } from '../../src/commands/report.ts';
import type { Http } from '../../src/context/network.ts';
import { NetworkError, RateLimitedError, SignatureError, TransportError, UsageError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import { renderText } from '../../src/render/text.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { testContext } from '../support/context.ts';

const env = { QFPAY_APPCODE: 'APPCODE1', QFPAY_KEY: 'KEY1abcdef-of-the-report-test' };
/** The second of March in Hong Kong, still the first by UTC. */
const now = new Date('2026-03-02T02:30:00+08:00');

function record(own: Partial<Transaction>): Transaction {
  const usual = { order_type: 'payment', respcd: '0000', cancel: '0', txcurrcd: 'HKD', pay_type: '800201' };
  return { ...usual, syssn: `S${own.txamt}`, out_trade_no: `O${own.txamt}`, sysdtm: '2026-03-02 01:00:00', ...own };
}

const shop: readonly Transaction[] = [
  record({ txamt: '1280' }),
  record({ txamt: '500', cancel: '3' }),
  record({ txamt: '501', cancel: '1' }),
  record({ txamt: '502', respcd: '1201' }),
  record({ txamt: '503', respcd: '1143', out_trade_no: 'A-7' }),
  record({ txamt: '300', txcurrcd: 'JPY', pay_type: '801101' }),
  record({ txamt: '901', pay_type: '801801' }),
  { ...record({ txamt: '200' }), order_type: 'refund' },
  { ...record({ txamt: '77', sysdtm: '2026-03-01 23:59:59' }) },
  { ...record({ txamt: '78', sysdtm: '2026-02-10 12:00:00' }) },
];

type Turn = { readonly status: number; readonly body: string } | Error;

/** Books over HTTP: the pages of a window; from request `after` on it does what `turn` says. */
function books(records: readonly Transaction[], { after = Infinity, turn }: { after?: number; turn?: Turn } = {}) {
  const sent: Record<string, string>[] = [];
  const http: Http = async ({ body = '' }) => {
    const asked = Object.fromEntries(new URLSearchParams(body));
    sent.push(asked);
    if (turn && sent.length > after) {
      if (turn instanceof Error) throw turn;
      return { status: turn.status, headers: {}, body: Buffer.from(turn.body) };
    }
    const { start_time = '', end_time = '', page = '1', page_size = '10' } = asked;
    const found = records.filter(({ sysdtm = '' }) => sysdtm >= start_time && sysdtm <= end_time);
    const from = (Number(page) - 1) * Number(page_size);
    const data = found.slice(from, from + Number(page_size));
    const answer = { respcd: '0000', resperr: '', respmsg: '', data, page: Number(page), page_size: Number(page_size) };
    return { status: 200, headers: {}, body: Buffer.from(JSON.stringify(answer)) };
  };
  return Object.assign(http, { sent });
}

function report(http: Http, options: ReportOptions & GlobalOptions = {}) {
  return moneyReportCommand.run(options, [], testContext({ now, http, env }));
}

test('without a window it is today in Hong Kong, up to now, every page of it', async () => {
  const http = books(shop);
  const { exit_code, data } = await report(http);
  expect(exit_code).toBe(0);
  expect(http.sent).toMatchObject([
    { start_time: '2026-03-02 00:00:00', end_time: '2026-03-02 02:30:00', page: '1', page_size: '100' },
  ]);
  expect(data).toMatchObject({
    ...{ since: '2026-03-02T00:00:00+08:00', until: '2026-03-02T02:30:00+08:00', grouped_by: 'pay-type', records: 8 },
    totals: [
      {
        ...{ txcurrcd: 'HKD', paid: '1780', paid_count: 2, refunded: '200', refunded_count: 1, net: '1580' },
        ...{ declined_count: 1, pending_count: 1, cancelled_count: 1, held: '901', held_count: 1, unknown_count: 0 },
      },
      { txcurrcd: 'JPY', paid: '300', net: '300' },
    ],
  });
  expect((data['rows'] as { by: string }[]).map(({ by }) => by)).toEqual(['800201', '801101', '801801']);
  expect((data['open'] as { out_trade_no: string }[]).map(({ out_trade_no }) => out_trade_no)).toEqual(['A-7', 'O901']);
});

test('a month is asked for as a whole, and by day a refund stands on its own day', async () => {
  const http = books(shop);
  const { data } = await report(http, { since: '2026-02-10', by: 'day' });
  expect(http.sent.map(({ start_time, end_time }) => [start_time, end_time])).toEqual([
    ['2026-03-01 00:00:00', '2026-03-02 02:30:00'],
    ['2026-02-10 00:00:00', '2026-02-28 23:59:59'],
  ]);
  expect(data['rows']).toMatchObject([
    { by: '2026-02-10', txcurrcd: 'HKD', paid: '78' },
    { by: '2026-03-01', txcurrcd: 'HKD', paid: '77' },
    { by: '2026-03-02', txcurrcd: 'HKD', paid: '1780', refunded: '200' },
    { by: '2026-03-02', txcurrcd: 'JPY', paid: '300' },
  ]);
});

test('a person reads sums, what is in none of them, and what is open, on 80 columns', async () => {
  const { blocks } = await report(books(shop));
  const screen = { is_tty: true, columns: 80, color: 0 } as const;
  const text = await renderText(blocks, screen);
  expect(text).toBe(`2026-03-02 00:00:00 to 2026-03-02 02:30:00 (UTC+8), 8 records
pay type                      paid  refunded    net  declined  pending
wechat-mpm          HKD  17.80 (2)  2.00 (1)  15.80         1        1
alipay-web          JPY    300 (1)         -    300         -        -
alipay-preauth-cpm  HKD          -         -   0.00         -        -
total               HKD  17.80 (2)  2.00 (1)  15.80         1        1
total               JPY    300 (1)         -    300         -        -
→ not in paid: 1 reversed or closed
→ not in paid: holds of HKD 9.01 in all; a capture counts on its own day

still open: 2
out_trade_no  outcome       amount  time (UTC+8)
A-7           pending     HKD 5.03  2026-03-02 01:00:00
O901          authorized  HKD 9.01  2026-03-02 01:00:00
`);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('CSV has a row a group, columns in a fixed order, and amounts in cents', async () => {
  const { blocks } = await report(books(shop), { by: 'outcome', csv: true });
  const [block] = blocks;
  expect(block?.kind === 'text' && block.text.split('\n')).toEqual([
    'by,txcurrcd,paid,paid_count,refunded,refunded_count,net,declined_count,pending_count,unknown_count,cancelled_count,held,held_count,unread_count',
    'authorized,HKD,0,0,0,0,0,0,0,0,0,901,1,0',
    'declined,HKD,0,0,0,0,0,1,0,0,0,0,0,0',
    'paid,HKD,1280,1,0,0,1280,0,0,0,0,0,0,0',
    'paid,JPY,300,1,0,0,300,0,0,0,0,0,0,0',
    'pending,HKD,0,0,0,0,0,0,1,0,0,0,0,0',
    'refunded,HKD,500,1,200,1,300,0,0,0,0,0,0,0',
    'reversed,HKD,0,0,0,0,0,0,0,0,1,0,0,0',
  ]);
});

test('an empty window is no failure', async () => {
  const { exit_code, data, blocks } = await report(books([]), { day: '2026-01-05' });
  expect([exit_code, data['rows'], data['totals']]).toEqual([0, [], []]);
  expect(blocks).toEqual([
    { kind: 'text', text: expect.stringContaining('2026-01-05 00:00:00 to 2026-01-05 23:59:59') },
  ]);
});

test('an amount that cannot be read is in no sum, which is said', async () => {
  const { data, warnings } = await report(books([record({ txamt: '12.80' }), record({ txamt: '5' })]));
  expect(warnings).toEqual(['1 records in HKD have no amount that can be read: they are in no sum']);
  expect(data).toMatchObject({ warnings, totals: [{ paid: '5', unread_count: 1 }] });
});

describe('where a page cannot be read there are no sums', () => {
  const many = Array.from({ length: 150 }, (_, index) => record({ txamt: String(index + 1) }));
  const body = (respcd: string) => ({ status: 200, body: JSON.stringify({ respcd, resperr: 'no', respmsg: '' }) });

  test.each<[string, Turn, new (text: string) => Error, number]>([
    ['429 without an end', { status: 429, body: '' }, RateLimitedError, 9],
    ['a refused signature', body('1108'), SignatureError, 6],
    ['a gateway that is down', body('1100'), NetworkError, 7],
    ['a final refusal, which is no declined payment', body('1104'), NetworkError, 7],
    ['a page of HTML', { status: 502, body: '<html>' }, NetworkError, 7],
    ['a cut line', new TransportError('cut', { connected: true, fault: 'reset' }), NetworkError, 7],
  ])('%s', async (_title, turn, kind, exit_code) => {
    const error: unknown = await report(books(many, { after: 1, turn })).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ exit_code });
    expect(JSON.stringify((error as NetworkError).facts.known ?? {})).not.toMatch(/totals|rows/);
  });
});

test('every bad flag is told at once, and nothing is sent', async () => {
  const http = books(shop);
  const options = { day: '2026-02-30', since: '30/11', by: 'wallet', csv: true, json: true };
  const error: unknown = await report(http, options).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { details = [] } = (error as UsageError).facts;
  expect(details.map((fault) => 'field' in fault && fault.field)).toEqual(['since', 'since', 'day', 'by', 'csv']);
  expect(details.filter((fault) => 'rule' in fault && fault.rule?.includes('last-month'))).toHaveLength(1);
  expect(http.sent).toEqual([]);
});
