import type { Http, HttpRequest, HttpResponse, ServedRequest, ServedResponse } from '../../src/context/network.ts';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { TransportError } from '../../src/errors.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testAppCode, testKeys } from './keys.ts';

/** What the sender gets: an answer, or a connection that is cut. */
export type Reply = ServedResponse | 'cut';

type Fields = Record<string, unknown>;

/** What becomes of one refund request. `process` has the books take it in and gives the gateway's own answer. */
type Handling = (process: () => Promise<ServedResponse>, gateway: Books, request: ServedRequest) => Promise<Reply>;

/** What a fate may do beside answering. */
interface Books {
  /** Takes the request in after so many further requests; before that nobody knows of it. */
  later(requests: number, process: () => Promise<unknown>): void;
  /** Shows the refund as 1143 to the next queries that find it. */
  hide(number: string, queries: number): void;
  /** Keeps the refund off the books for the next queries that ask for it. */
  withhold(number: string, queries: number): void;
  /** A refund on the books that the gateway declined for good. */
  decline(number: string, respcd: string): void;
}

function json(fields: Fields): ServedResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) };
}

function says(respcd: string): ServedResponse {
  return json({ respcd, resperr: `says ${respcd}`, respmsg: respcd === '1251' ? 'out_trade_no is used' : '' });
}

function page(status: number, headers: Record<string, string> = {}): ServedResponse {
  return { status, headers: { 'content-type': 'text/html', ...headers }, body: `<html>${status}</html>` };
}

function late(requests: number): Handling {
  return async (process, gateway) => {
    gateway.later(requests, process);
    return 'cut';
  };
}

function processedBut(reply: Reply): Handling {
  return async (process) => {
    await process();
    return reply;
  };
}

function notProcessed(reply: Reply): Handling {
  return async () => reply;
}

const pending: Handling = async (process, gateway) => {
  const answer = await process();
  const { respcd, out_trade_no, ...fields } = JSON.parse(String(answer.body));
  if (respcd !== '0000') return answer;
  gateway.hide(out_trade_no, 2);
  return json({ ...fields, out_trade_no, respcd: '1143', resperr: 'being processed' });
};

function withheld(queries: number): Handling {
  return async (process, gateway, request) => {
    await process();
    gateway.withhold(parametersOf(request)['out_trade_no'] ?? '', queries);
    return 'cut';
  };
}

function declined(respcd: string): Handling {
  return async (_process, gateway, request) => {
    gateway.decline(parametersOf(request)['out_trade_no'] ?? '', respcd);
    return says(respcd);
  };
}

/** Everything that can become of a refund request and its answer. */
export const fates = {
  answered: async (process) => process(),
  'lost before processing': notProcessed('cut'),
  'lost after processing': processedBut('cut'),
  'late by a request': late(1),
  'late by three requests': late(3),
  'late by eight requests': late(8),
  'late by twenty requests': late(20),
  'lost after processing, the books late by two queries': withheld(2),
  'lost after processing, the books late by nine queries': withheld(9),
  'HTTP 429': notProcessed(page(429, { 'retry-after': '0' })),
  'HTTP 500 before processing': notProcessed(page(500)),
  'HTTP 500 after processing': processedBut(page(500)),
  'a page after processing': processedBut(page(200)),
  'cut JSON after processing': processedBut({ status: 200, headers: {}, body: '{"respcd":"0000","sys' }),
  '1143 first': pending,
  '1251 though processed': processedBut(says('1251')),
  '1102 though processed': processedBut(says('1102')),
  '2011 though processed': processedBut(says('2011')),
  '1262 though processed': processedBut(says('1262')),
  '1297 before processing': notProcessed(says('1297')),
  '1297 after processing': processedBut(says('1297')),
  '2999 before processing': notProcessed(says('2999')),
  '2999 after processing': processedBut(says('2999')),
  'a code of no table after processing': processedBut(says('7777')),
  '1269, not on the books': notProcessed(says('1269')),
  '1269, on the books': declined('1269'),
} as const satisfies Record<string, Handling>;

export type Fate = keyof typeof fates;
export const fateNames = Object.keys(fates) as Fate[];

/** What the gateway says to a number that it has taken before; nothing pays twice. */
export const usedAnswers = ['1251', '1102', '2011', '1262', '1272', 'the existing result'] as const;
export type UsedAnswer = (typeof usedAnswers)[number];

export interface RefundGateway {
  /** One request, of any kind. The fates are for the refund requests, in the order they come; later ones are answered. */
  serve(request: ServedRequest): Promise<Reply>;
  /** What is still on its way arrives. */
  settleLate(): Promise<void>;
  /** The gateway's own books: what each refund gave back, in cents. */
  refunds(): Promise<number[]>;
  /** The same by payment, such as `ORDER-1 500`, sorted. */
  refundsByPayment(): Promise<string[]>;
}

export interface GatewayRules {
  now(): Date;
  readonly fates?: readonly Fate[];
  readonly used?: UsedAnswer;
  /** Cents of refunds that were made long before. */
  readonly earlier?: readonly number[];
  /** How many payments of HKD 12.80 there are: ORDER-1, ORDER-2, ... */
  readonly payments?: number;
  /** The merchant's; the test key of the sandbox when it is not said. */
  readonly key?: string | undefined;
}

/** The number of the one payment on the books, HKD 12.80. */
export const paymentNumber = 'ORDER-1';

/** A gateway with books of its own: the emulator, behind a network and a channel that fail as they are told. */
export function refundGateway(rules: GatewayRules): RefundGateway {
  const { now, fates: planned = [], used = '1251', earlier = [], payments = 1, key = testKeys.sandbox } = rules;
  const ledger = createMemoryLedger();
  const client_key = new ClientKey(key);
  const emulate = createEmulator({
    ledger,
    now,
    random: { bytes: (count) => new Uint8Array(count) },
    merchants: { [testAppCode]: { client_key } },
    wallet_url: 'https://wallet.example/pay',
  });
  const coming = [...planned];
  const underway: { left: number; process: () => Promise<unknown> }[] = [];
  const hidden = new Map<string, number>();
  const absent = new Map<string, number>();
  const declines = new Map<string, Fields>();
  for (const entry of booksBefore(now().getTime() - 60_000, earlier))
    void ledger.transact(() => ({ answer: 0, entry }));
  for (let place = 2; place <= payments; place += 1) {
    const [payment] = booksBefore(now().getTime() - 60_000, []);
    const entry = payment && { ...payment, ...furtherPayment(place) };
    if (entry) void ledger.transact(() => ({ answer: 0, entry }));
  }

  async function arrive(): Promise<void> {
    for (const late of underway) late.left -= 1;
    for (const late of underway.filter(({ left }) => left === 0)) await late.process();
  }

  async function refund(request: ServedRequest): Promise<Reply> {
    const { out_trade_no = '' } = parametersOf(request);
    if (declines.has(out_trade_no)) return says('1251');
    const process = () =>
      declines.has(out_trade_no) ? Promise.resolve(says('1251')) : Promise.resolve(emulate(request));
    const before = (await ledger.read()).findByNumber(`${testAppCode}/`, out_trade_no);
    if (before) return answerUsed(out_trade_no);
    const handling: Handling = fates[coming.shift() ?? 'answered'];
    return handling(process, books(request), request);
  }

  function books(request: ServedRequest): Books {
    return {
      later: (left, process) => underway.push({ left, process }),
      hide: (number, queries) => hidden.set(number, queries),
      withhold: (number, queries) => absent.set(number, queries),
      decline: (number, respcd) => declines.set(number, declinedRecord(parametersOf(request), respcd, now())),
    };
  }

  async function answerUsed(number: string): Promise<Reply> {
    if (used !== 'the existing result') return says(used);
    const entry = (await ledger.read()).findByNumber(`${testAppCode}/`, number);
    const { syssn, orig_syssn, txamt, out_trade_no } = entry ?? {};
    return json({ respcd: '0000', resperr: 'success', syssn, orig_syssn, txamt, out_trade_no });
  }

  async function query(request: ServedRequest): Promise<Reply> {
    const answer = JSON.parse(String((await emulate(request)).body));
    const { out_trade_no } = parametersOf(request);
    const more = [...declines.values()].filter((record) => !out_trade_no || record['out_trade_no'] === out_trade_no);
    return json({ ...answer, data: [...(answer.data ?? []).filter(isThere).map(shown), ...more] });
  }

  function isThere(record: Fields): boolean {
    const number = String(record['out_trade_no']);
    const left = absent.get(number) ?? 0;
    absent.set(number, Math.max(0, left - 1));
    return left === 0;
  }

  function shown(record: Fields): Fields {
    const number = String(record['out_trade_no']);
    const left = hidden.get(number) ?? 0;
    if (left === 0) return record;
    hidden.set(number, left - 1);
    return { ...record, respcd: '1143', errmsg: 'being processed' };
  }

  return {
    async serve(request) {
      await arrive();
      return request.path.endsWith('/refund') ? refund(request) : query(request);
    },
    async settleLate() {
      for (const { left, process } of underway) if (left > 0) await process();
    },
    async refunds() {
      const all = [...(await ledger.read()).all()];
      return all.filter(({ kind }) => kind === 'refund').map(({ txamt }) => txamt);
    },
    async refundsByPayment() {
      const book = await ledger.read();
      const refunds = [...book.all()].filter(({ kind }) => kind === 'refund');
      const lines = refunds.map(({ orig_syssn = '', txamt }) => `${book.find(orig_syssn)?.out_trade_no} ${txamt}`);
      return lines.sort();
    },
  };
}

function parametersOf({ body }: ServedRequest): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(Buffer.from(body).toString('utf8')));
}

export const paymentSyssn = '20260302180500020000000001';

/** Its numbers, which lie far from those that the books give to refunds. */
export function furtherPayment(place: number): { readonly out_trade_no: string; readonly syssn: string } {
  return { out_trade_no: `ORDER-${place}`, syssn: `202603021805000300${String(place).padStart(8, '0')}` };
}

function booksBefore(made_at: number, earlier: readonly number[]): BookEntry[] {
  const common = {
    owner: `${testAppCode}/`,
    txcurrcd: 'HKD',
    pay_type: '800208',
    txdtm: '2026-03-02 15:04:05',
    made_at,
  };
  const payment = { syssn: paymentSyssn, out_trade_no: paymentNumber, txamt: 1280, pays_at: made_at };
  const refunds = earlier.map((txamt, index) => {
    const syssn = `2026030218050002000000000${index + 2}`;
    return {
      ...common,
      kind: 'refund' as const,
      syssn,
      out_trade_no: `EARLIER-${index}`,
      orig_syssn: paymentSyssn,
      txamt,
    };
  });
  return [{ ...common, ...payment, kind: 'payment' }, ...refunds];
}

function declinedRecord(
  { syssn, out_trade_no, txamt, txdtm }: Record<string, string>,
  respcd: string,
  now: Date,
): Fields {
  const sysdtm = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return {
    ...{ syssn: `9${syssn?.slice(1)}`, origssn: syssn, out_trade_no, txamt, txdtm, sysdtm, respcd, cancel: '0' },
    ...{ txcurrcd: 'HKD', pay_type: '800208', order_type: 'refund', errmsg: 'declined' },
  };
}

/** Whose gateway it is. */
export const gatewayEnv = {
  QFPAY_ENV: 'sandbox',
  QFPAY_APPCODE: testAppCode,
  QFPAY_KEY: testKeys.sandbox,
  QFPAY_BASE_URL: 'https://gateway.example',
};

/** The gateway as what `context.http` reaches. */
export function reaching(gateway: RefundGateway): Http {
  return async (request) => responseOf(await gateway.serve(servedRequest(request)));
}

export function servedRequest({ method, url, headers, body = '' }: HttpRequest): ServedRequest {
  const { pathname, search } = new URL(url);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { method, path: pathname, query: search.slice(1), headers: lower, body: Buffer.from(body) };
}

export function responseOf(reply: Reply): HttpResponse {
  if (reply === 'cut') throw new TransportError('the connection was cut', { connected: true, fault: 'reset' });
  return { status: reply.status, headers: reply.headers, body: Buffer.from(reply.body) };
}
