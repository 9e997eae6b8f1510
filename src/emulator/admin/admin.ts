import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import { faultsMessage } from '../../errors.ts';
import { isNotifyType, notifyTypes } from '../../notification/notification-kinds.ts';
import { hashHex } from '../../signature/client-key.ts';
import { isSameDigest } from '../../signature/verify.ts';
import { makeOutTradeNo } from '../../transaction/transaction.ts';
import { parseTimeOption } from '../../transaction/txdtm.ts';
import { headerOf } from '../authentication.ts';
import { type Book, type BookEntry, isTransaction } from '../book.ts';
import { noticeEntry } from '../call.ts';
import { describeFaults } from '../faults/faults.ts';
import { type RuleBook, readRules } from '../faults/rules.ts';
import type { Ledger } from '../ledger.ts';
import { formatMoment, type MovableClock } from '../moment.ts';
import { isCallable, type ToldNotification, type UntoldReason } from '../notifying/teller.ts';
import type { Payer, PayerAction } from '../payer.ts';
import { formatRecord } from '../query.ts';
import { refund } from '../refund.ts';
import { stateOf } from '../state.ts';

export const adminPath = '/__admin/';

/** `syssn` or `out_trade_no`, and the payer's `action`: pay, decline or password. */
const actOnOrder: Act = async ({ body }, { ledger, payer }) => {
  const { action, ...named } = readObject(body);
  const acted = typeof action === 'string' && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!acted) return { status: 400, fields: problem(`action must be one of ${Object.keys(actions).join(', ')}`) };
  const [syssn, ...others] = findPayments(named, await ledger.read());
  if (syssn === undefined)
    return { status: 404, fields: problem('there is no such order: name its out_trade_no or syssn') };
  if (others.length > 0) return { status: 409, fields: problem('several merchants have that number: name the syssn') };
  return { fields: { order: (await payer.act(syssn, acted)) ?? {} } };
};

const actions: Readonly<Record<string, PayerAction>> = {
  pay: 'paid',
  decline: 'declined',
  password: 'password_pending',
};

/** `syssn` of a payment, and `txamt` in cents; without it all that is left. As its merchant would, under a new number. */
const refundOrder: Act = async ({ body }, { ledger, clock, random, onEntry }) => {
  const { syssn, txamt } = readObject(body);
  const now = clock.now();
  const made = await ledger.transact((book) => {
    const original = book.find(String(syssn));
    if (original?.kind !== 'payment') return { answer: undefined };
    const left = original.txamt - stateOf(original, book, now).refunded;
    const fields: Readonly<Record<string, string>> = {
      ...{ syssn: original.syssn, out_trade_no: makeOutTradeNo(now, random) },
      ...{ txamt: String(txamt ?? (left || original.txamt)), txdtm: formatMoment(now.getTime()) },
    };
    const decided = refund({ owner: original.owner, given: (name) => fields[name] ?? '', now }, book);
    return { answer: decided, entry: decided.entry };
  });
  if (!made) return { status: 404, fields: problem('there is no such payment: name its syssn') };
  if (made.entry) onEntry(made.entry);
  return { fields: { refund: made.answer } };
};

/** `syssn` of a payment or refund: told at once, with what the endpoint answered. */
const notifyNow: Act = async ({ body }, { notify }) => {
  const told = await notify(String(readObject(body)['syssn']));
  if (typeof told === 'string') return { status: untold[told].status, fields: problem(untold[told].message) };
  const { url, status, reply, error, is_taken, count } = told;
  return { fields: { notification: { url, status, reply, error, is_taken, attempt: count } } };
};

const untold: Readonly<Record<UntoldReason, { readonly status: number; readonly message: string }>> = {
  unknown: { status: 404, message: 'there is no such transaction: name its syssn' },
  nowhere: { status: 409, message: 'nobody said where to: neither notify_url nor --notify-url' },
  'not-paid': { status: 409, message: 'no money moved: there is nothing to tell of' },
};

/** All that the page at `/` shows. */
const overview: Act = async (asked, options) => {
  const { fields } = await listTransactions({ ...asked, query: new URLSearchParams({ limit: '200' }) }, options);
  return { fields: { ...fields, ...clockOf(options).fields, ...rulesOf(options).fields, ...options.describe() } };
};

/** The latest first, at most `limit` (100) of them, each as a query would show it, with whom it belongs to and how far telling of it has come. */
const listTransactions: Act = async ({ query }, { ledger, clock }) => {
  const asked = query.get('limit') ?? '';
  const limit = /^[1-9]\d*$/.test(asked) ? Math.min(Number(asked), most) : 100;
  const book = await ledger.read();
  const transactions = [...book.all()]
    .filter(isTransaction)
    .slice(-limit)
    .reverse()
    .map((entry) => {
      const [app_code, mchid] = entry.owner.split('/');
      const record = formatRecord({ entry, state: stateOf(entry, book, clock.now()) });
      return { app_code, mchid, ...record, ...(entry.notified ? { notified: entry.notified } : {}) };
    });
  return { fields: { total: book.size, transactions } };
};

const most = 1000;

/**
 * A notification of any kind, sent as all others are: signed, and again until it is taken. For what no call of the emulator brings
 * about. `notify_type`, the fields of it, `notify_url`, and whose it is.
 */
const notifyMerchant: Act = async ({ body }, { ledger, clock, app_codes, onEntry }) => {
  const { notify_type, app_code = app_codes[0], mchid = '', notify_url, ...given } = readObject(body);
  if (typeof notify_type !== 'string' || !isNotifyType(notify_type)) {
    return { status: 400, fields: problem(`notify_type must be one of ${notifyTypes.join(', ')}`) };
  }
  if (!app_codes.includes(String(app_code))) return { status: 404, fields: problem('there is no such app_code') };
  const strange = Object.entries(given).find(([, value]) => !['string', 'number'].includes(typeof value));
  if (strange) return { status: 400, fields: problem(`${strange[0]} must be a text or a number`) };
  const url = typeof notify_url === 'string' ? { notify_url } : {};
  if (url.notify_url !== undefined && !(URL.canParse(url.notify_url) && isCallable(new URL(url.notify_url)))) {
    return {
      status: 400,
      fields: problem('notify_url must be a URL without a password, and not of a link-local address'),
    };
  }
  const fields = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  const owner = `${app_code}/${mchid}`;
  const entry = await ledger.transact((book) => {
    const made = noticeEntry({ owner, ...url }, { notify_type, fields }, { book, now: clock.now() });
    return { answer: made, entry: made };
  });
  onEntry(entry);
  return { fields: { notify_type, notification: entry.syssn } };
};

/** `set`: a time in UTC+8, or with an offset of its own. `advance`: seconds. `reset`: the world's time again. */
const setClock: Act = ({ body }, options) => {
  const { set, advance, reset } = readObject(body);
  if (typeof set === 'string') return setTo(set, options);
  if (typeof advance === 'number' && Math.abs(advance) <= 1e9) options.clock.advance(advance * 1000);
  else if (reset === true) options.clock.reset();
  else
    return { status: 400, fields: problem('the body must be {"set": time}, {"advance": seconds} or {"reset": true}') };
  return clockOf(options);
};

const showClock: Act = (_asked, options) => clockOf(options);

const clearRules: Act = (_asked, options) => {
  options.rules.clear();
  return rulesOf(options);
};

const addRules: Act = ({ body }, options) => {
  const { rules, faults } = readRules(body, 'rules');
  if (faults.length > 0) return { status: 400, fields: problem(faultsMessage(faults), faults) };
  options.rules.add(rules);
  return rulesOf(options);
};

const listRules: Act = (_asked, options) => rulesOf(options);

const listFaults: Act = () => ({ fields: { faults: describeFaults() } });

const acts: Readonly<Record<string, Act>> = {
  'GET faults': listFaults,
  'GET rules': listRules,
  'POST rules': addRules,
  'DELETE rules': clearRules,
  'GET clock': showClock,
  'POST clock': setClock,
  'GET transactions': listTransactions,
  'GET overview': overview,
  'POST order': actOnOrder,
  'POST refund': refundOrder,
  'POST notify': notifyNow,
  'POST notification': notifyMerchant,
  'POST reset': async (_asked, { reset }) => {
    await reset();
    return { fields: { is_reset: true } };
  },
  'POST shutdown': (_asked, { shutdown }) => {
    shutdown();
    return { fields: { is_shutting_down: true } };
  },
};

/** Calls for test suites, under `/__admin/`: without the token nobody moves the clock or the money. */
export function createAdmin(options: AdminOptions): Handler {
  return async (request) => {
    if (!isAuthorised(headerOf(request, 'authorization'), options.token)) {
      return json({ status: 401, fields: problem('Authorization must be Bearer and the admin token') }, bearer);
    }
    const name = `${request.method} ${request.path.slice(adminPath.length)}`;
    const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
    const known = Object.keys(acts).map((each) => each.replace(' ', ` ${adminPath}`));
    if (!act) return json({ status: 404, fields: problem('there is no such admin call', known) });
    return json(await act(askedOf(request), options));
  };
}

const bearer = { 'www-authenticate': 'Bearer' };

function askedOf({ body, query }: ServedRequest): AdminCall {
  return { body: Buffer.from(body).toString('utf8'), query: new URLSearchParams(query) };
}

function json({ status = 200, fields }: AdminAnswer, headers: Readonly<Record<string, string>> = {}): ServedResponse {
  const type = { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'no-store' };
  return { status, headers: { ...type, ...headers }, body: `${JSON.stringify(fields)}\n` };
}

/** What the admin call may do things to. */
interface AdminOptions {
  readonly token: string;
  readonly rules: RuleBook;
  readonly clock: MovableClock;
  readonly ledger: Ledger;
  readonly payer: Payer;
  readonly random: { bytes(count: number): Uint8Array };
  readonly app_codes: readonly string[];
  /** Told of every entry that an admin call brings about. */
  onEntry(entry: BookEntry): void;
  notify(syssn: string): Promise<ToldNotification | UntoldReason>;
  /** What the page at `/` shows of how it runs. */
  describe(): object;
  /** Books, rules and clock as they were at the start of empty books. */
  reset(): Promise<void>;
  shutdown(): void;
}

interface AdminCall {
  /** Of the JSON body. */
  readonly body: string;
  readonly query: URLSearchParams;
}

/** The answer's fields; `status` is 200 when it is not said. */
interface AdminAnswer {
  readonly status?: number;
  readonly fields: object;
}

type Act = (asked: AdminCall, options: AdminOptions) => AdminAnswer | Promise<AdminAnswer>;

/** What a refused call is told. */
function problem(message: string, details?: readonly unknown[]): object {
  return { error: { message, ...(details === undefined ? {} : { details }) } };
}

function findPayments({ syssn, out_trade_no }: Readonly<Record<string, unknown>>, book: Book): string[] {
  const named = [...book.all()].filter((entry) => entry.syssn === syssn || entry.out_trade_no === out_trade_no);
  return named.filter(({ kind }) => kind === 'payment').map((entry) => entry.syssn);
}

function setTo(text: string, options: AdminOptions): AdminAnswer {
  try {
    options.clock.set(parseTimeOption('since', text));
    return clockOf(options);
  } catch {
    const rule = 'must be a time such as "2026-03-31 23:59:50" (UTC+8) or 2026-03-31T15:59:50Z';
    return { status: 400, fields: problem(`set ${rule}`, [{ field: 'set', value: text, rule }]) };
  }
}

function clockOf({ clock }: AdminOptions): AdminAnswer {
  const now = clock.now();
  return { fields: { now: now.toISOString(), sysdtm: formatMoment(now.getTime()) } };
}

/** `fitted`: how many calls a rule was about so far. */
function rulesOf({ rules }: AdminOptions): AdminAnswer {
  return { fields: { rules: rules.list().map(({ rule, fitted }) => ({ ...rule, fitted })) } };
}

/** Whether `Authorization: Bearer ...` carries the token. Hashes are compared, so that time tells nothing of the token. */
function isAuthorised(authorization: string, token: string): boolean {
  const [scheme = '', given = '', ...more] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || more.length > 0) return false;
  return isSameDigest(hashHex('SHA256', token), hashHex('SHA256', given));
}

/** The fields of a JSON object; none of what is no such thing. */
function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
