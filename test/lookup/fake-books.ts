import type { Answer, Gateway } from '../../src/gateway/gateway.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

export type FakeRecord = Readonly<Record<string, unknown>>;
export type Asked = Readonly<Record<string, string>>;

/** What the fake does instead of looking into its books, for one request. */
export type Turn = Answer | Error | 'look' | readonly FakeRecord[];

export interface FakeBooks extends Gateway {
  readonly asked: Asked[];
}

export interface FakeRules {
  readonly now?: string;
  readonly env?: Settings['env'];
  /** The turns of the first requests; from then on it looks into its books. */
  readonly turns?: readonly Turn[];
  /** Fewer a page than was asked for. */
  readonly most_per_page?: number;
}

/**
 * A gateway with nothing but `query`, written from QFPay's documents and not from our client: the current month (UTC+8)
 * without a window, windows ignored beside a syssn, pages, `page_size` 10 unless asked.
 */
export function fakeBooks(records: readonly FakeRecord[], rules: FakeRules = {}): FakeBooks {
  const asked: Asked[] = [];
  const turns = [...(rules.turns ?? [])];
  const { now = '2026-03-02 15:04:05', env = 'sandbox' } = rules;
  return {
    asked,
    settings: fakeSettings(env),
    prepare: () => {
      throw new Error('nothing is prepared in this test');
    },
    send: async ({ path }, parameters) => {
      if (path !== '/trade/v1/query') throw new Error(`only queries are expected here, not ${path}`);
      const parameter = Object.fromEntries(parameters);
      asked.push(parameter);
      const turn = turns.shift() ?? 'look';
      if (turn instanceof Error) throw turn;
      if (turn === 'look') return page(select(records, parameter, now), parameter, rules.most_per_page);
      return 'respcd' in turn ? turn : queryAnswer(turn);
    },
  };
}

function fakeSettings(env: Settings['env']): Settings {
  return {
    env,
    base_url: 'https://gateway.example',
    merchant: { app_code: 'A', client_key: new ClientKey('test-key-of-the-fake-books') },
    sign_type: 'SHA256',
    timezone: 'Asia/Hong_Kong',
    timeout_ms: 30_000,
    lang: 'en',
    verbose: false,
    warnings: [],
  };
}

function select(records: readonly FakeRecord[], asked: Asked, now: string): readonly FakeRecord[] {
  const lists = (['syssn', 'out_trade_no', 'pay_type', 'respcd'] as const).filter((name) => asked[name] !== undefined);
  const matching = records.filter((record) =>
    lists.every((name) => asked[name]?.split(',').includes(String(record[name]))),
  );
  if (asked.syssn !== undefined) return matching;
  const { start_time = `${now.slice(0, 7)}-01 00:00:00`, end_time = `${now.slice(0, 7)}-31 23:59:59` } = asked;
  return matching.filter(({ sysdtm }) => String(sysdtm) >= start_time && String(sysdtm) <= end_time);
}

function page(records: readonly FakeRecord[], asked: Asked, most = 100): Answer {
  const size = Math.min(Number(asked.page_size ?? 10), most);
  const start = (Number(asked.page ?? 1) - 1) * size;
  return queryAnswer(records.slice(start, start + size), { page: asked.page ?? '1', page_size: String(size) });
}

export function queryAnswer(records: readonly FakeRecord[], fields: Asked = {}): Answer {
  return { ...answer('0000', '', fields), records, body: { respcd: '0000', data: records } };
}

/** An outer answer without records: a refusal, unless it is 0000. */
export function answer(respcd: string, resperr = '', fields: Asked = {}): Answer {
  return {
    http_status: 200,
    respcd,
    message: resperr,
    resperr,
    respmsg: '',
    fields: { respcd, resperr, ...fields },
    body: { respcd, resperr },
    raw: new Uint8Array(),
    signature: { present: false },
  };
}

/** A paid QR order of 2 March 2026 at 15:04:06 in Hong Kong, as QFPay's books have it; `changes` make it another. */
export function paidRecord(changes: FakeRecord = {}): FakeRecord {
  return {
    syssn: '20260302180500020000000001',
    out_trade_no: 'ORD-1',
    chnlsn: '',
    txcurrcd: 'HKD',
    origssn: null,
    pay_type: '800201',
    order_type: 'payment',
    txdtm: '2026-03-02 15:04:05',
    txamt: '1280',
    sysdtm: '2026-03-02 15:04:06',
    cancel: '0',
    paydtm: '2026-03-02 15:04:30',
    respcd: '0000',
    errmsg: 'success',
    ...changes,
  };
}
