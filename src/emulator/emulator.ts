import { type Endpoint, type EndpointName, endpoints } from '../catalog/endpoints.ts';
import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import type { JsonObject } from '../signature/python-json.ts';
import { answerOf, disturbed, marked, pageOf } from './answer.ts';
import { authenticate, type EmulatedMerchant, givenOf, headerOf, readParameters } from './authentication.ts';
import type { Book, BookEntry } from './book.ts';
import { type Call, type Decide, type Decided, type GivenParameter, refused } from './call.ts';
import { close, reversal } from './cancellation.ts';
import type { EmulatorExchange, EmulatorOptions } from './emulator-options.ts';
import { type Effect, tooMany } from './faults/faults.ts';
import { payment } from './payment.ts';
import { query } from './query.ts';
import { refund } from './refund.ts';
import { refuse } from './refusal.ts';

const calls: Readonly<Record<EndpointName, Decide>> = { payment, query, refund, reversal, close };
const byPath: ReadonlyMap<string, Endpoint> = new Map(Object.values(endpoints).map((each) => [each.path, each]));

/** A gateway of our own: a request in, an answer out, in QFPay's wire format. It speaks to nobody by itself. */
export function createEmulator(options: EmulatorOptions): Handler {
  const ticks = options.ticks ?? (() => options.now().getTime());
  return (request) => {
    const started = ticks();
    return after(handle(request, options), ({ response, told = {} }) => {
      const { method, path } = request;
      const { app_code, respcd, out_trade_no, txamt, fault } = told;
      const ms = ticks() - started;
      options.onExchange?.({ method, path, status: response.status, ms, app_code, respcd, out_trade_no, txamt, fault });
      return marked(response);
    });
  };
}

interface HandledCall {
  readonly response: ServedResponse;
  readonly told?: Partial<EmulatorExchange>;
}

function handle(request: ServedRequest, options: EmulatorOptions): HandledCall | Promise<HandledCall> {
  const endpoint = byPath.get(request.path);
  if (!endpoint) return { response: pageOf(404, 'Not Found') };
  if (!isAllowed(request.method, endpoint)) return { response: pageOf(405, 'Method Not Allowed') };
  const app_code = headerOf(request, 'x-qf-appcode');
  const merchant = Object.hasOwn(options.merchants, app_code) ? options.merchants[app_code] : undefined;
  if (!merchant)
    return { response: answerOf(refused(refuse('1108', 'X-QF-APPCODE is unknown')).answer), told: { respcd: '1108' } };
  const wait = options.limiter?.(app_code, options.now().getTime()) ?? 0;
  if (wait > 0) return { response: tooMany({ 'retry-after': String(Math.ceil(wait / 1000)) }), told: { app_code } };
  return serve(request, endpoint, { app_code, merchant, options });
}

/** Older documents and several clients close by POST, so that is taken beside the documented method. */
function isAllowed(method: string, { name, method: documented }: Endpoint): boolean {
  return method === documented || (name === 'close' && method === 'POST');
}

interface Sender {
  readonly app_code: string;
  readonly merchant: EmulatedMerchant;
  readonly options: EmulatorOptions;
}

function serve(request: ServedRequest, endpoint: Endpoint, sender: Sender): HandledCall | Promise<HandledCall> {
  const { app_code, merchant, options } = sender;
  const { client_key } = merchant;
  const parameters = readParameters(request);
  if (!parameters)
    return { response: answerOf(refused(refuse('1103')).answer, client_key), told: { app_code, respcd: '1103' } };
  const given = givenOf(parameters);
  const [out_trade_no, txamt] = [given('out_trade_no'), given('txamt')];
  const refusal = authenticate(request, parameters, merchant);
  const effect = refusal ? undefined : options.findFault?.({ endpoint: endpoint.name, given });
  const fields = refusal ? refused(refusal).answer : effect?.is_lost ? {} : decided(endpoint, given, sender, effect);
  return after(fields, (answered) => {
    const response = answerOf(answered, client_key);
    const told = { app_code, respcd: String(answered['respcd']), out_trade_no, txamt };
    return effect ? disturb({ response, told }, effect, options) : { response, told };
  });
}

/** With its fault, and as late as that says. */
async function disturb(
  { response, told: { respcd, ...told } }: HandledCall & { readonly told: Partial<EmulatorExchange> },
  effect: Effect,
  { sleep }: EmulatorOptions,
): Promise<HandledCall> {
  if (effect.delay_ms) await sleep?.(effect.delay_ms);
  const fault = { fault: effect.fault, ...(effect.is_lost || effect.page ? {} : { respcd }) };
  return { response: disturbed(response, effect), told: { ...told, ...fault } };
}

function decided(
  endpoint: Endpoint,
  given: GivenParameter,
  sender: Sender,
  effect: Effect | undefined,
): JsonObject | Promise<JsonObject> {
  const { ledger, onEntry } = sender.options;
  const decide = (book: Book): Decided => {
    const call = callOf(given, sender, effect);
    const isRuled = effect?.ruling && !['payment', 'refund'].includes(endpoint.name);
    return isRuled ? refused(refuse(effect.ruling.respcd)) : calls[endpoint.name](call, book);
  };
  if (!endpoint.moves_money) return after(ledger.read(), (book) => decide(book).answer);
  let entry: BookEntry | undefined;
  const settled = ledger.transact((book) => {
    const made = decide(book);
    entry = made.entry;
    return made;
  });
  return after(settled, (answer) => {
    if (entry) onEntry?.(entry);
    return answer;
  });
}

/** Made when the books are at hand: a call that had to wait for them comes after the one it waited for. */
function callOf(given: GivenParameter, { app_code, options }: Sender, effect: Effect | undefined): Call {
  const { wallet_url, auto_pay_ms, random, has_nights } = options;
  const wallet = { url: wallet_url, auto_pay_ms, random };
  const { ruling, notification: notification_fault } = effect ?? {};
  const owner = `${app_code}/${given('mchid')}`;
  return { owner, given, now: options.now(), wallet, has_nights, ruling, notification_fault };
}

/** What comes after something that may take time: at once where it took none. */
function after<T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
