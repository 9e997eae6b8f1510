import { version } from '../../package.json';
import { isLoopback } from '../catalog/endpoints.ts';
import { exits, longCommand } from '../command/command.ts';
import { createReportQueue, type ReportQueue } from '../command/report-queue.ts';
import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import { adminPath, createAdmin } from '../emulator/admin/admin.ts';
import { marked } from '../emulator/answer.ts';
import { type CardDesk, createCardDesk, isCardPath } from '../emulator/card-desk.ts';
import { createEmulator } from '../emulator/emulator.ts';
import type { EmulatorExchange } from '../emulator/emulator-options.ts';
import { describeFaults } from '../emulator/faults/faults.ts';
import { createMagic, createRuleBook, type RuleBook } from '../emulator/faults/rules.ts';
import { createFileLedger, createMemoryLedger, type Ledger } from '../emulator/ledger.ts';
import { type CallLimiter, createLimiter } from '../emulator/limiter.ts';
import { createMovableClock, type MovableClock } from '../emulator/moment.ts';
import { createNotifier, type Notifier } from '../emulator/notifying/notifier.ts';
import { type TellerOptions, type ToldNotification, tellNow } from '../emulator/notifying/teller.ts';
import { createPayer, type Payer } from '../emulator/payer.ts';
import { bill } from '../emulator/subscriptions.ts';
import { CancelledError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Example, Report } from '../report/report.ts';
import { Password } from '../signature/secrets.ts';
import { createCardPages } from '../wallet-page/card-pages.ts';
import { createConsolePage } from '../wallet-page/console-page.ts';
import { createWalletPages } from '../wallet-page/create-wallet-pages.ts';
import {
  type EmulatorFlags,
  type EmulatorRequest,
  emulatorFlags,
  readEmulatorRequest,
} from './emulator/read-request.ts';
import { exchangeReport, faultsReport, readyReport, stoppedReport, toldReport } from './emulator/reports.ts';

export const emulatorCommand = longCommand({
  name: 'emulator',
  says: () =>
    t`A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.`,
  flags: emulatorFlags,
  notes: () => [ruleNote(), adminNote()],
  examples,
  exits: exits.serving,
  run: emulator,
});

function ruleNote() {
  return t`A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}`;
}

function adminNote() {
  return t`The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/refund ({"syssn": …}); POST /__admin/notify ({"syssn": …}); GET /__admin/overview; POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults`;
}

function examples(): readonly Example[] {
  return [
    ['qfpay emulator --write-key-file local.key', t`serve, and write the key to call it with`],
    [
      'qfpay emulator --port 0 --auto-pay 0 --limits off --json',
      t`for a test suite: a free port, orders pay themselves`,
    ],
    [
      'qfpay emulator --state books.ndjson --notify-url http://127.0.0.1:3000/qfpay --time-scale 60',
      t`keep the books, notify your endpoint, sixty times as fast`,
    ],
    ['qfpay emulator --faults', t`what can be made to go wrong`],
  ];
}

async function* emulator(
  options: EmulatorFlags & GlobalOptions,
  _args: readonly string[],
  context: Context,
): AsyncGenerator<Report | readonly Report[]> {
  if (options.faults) yield faultsReport();
  else yield* runEmulator(readEmulatorRequest(options, context), context, pages);
}

/** For what is in the air when the emulator is told to end. */
const grace_ms = 3000;

/** A form of the gateway has a few kilobytes at most. */
const body_limit = 256 * 1024;

/** Makes the pages for people: the payer's, over the books, of wallets and of cards, and the one at `/`. */
interface EmulatorPages {
  wallet(payer: Payer): Handler;
  cards(desk: CardDesk, random: Context['random']): Handler;
  console(): Handler;
}

const pages: EmulatorPages = { wallet: createWalletPages, cards: createCardPages, console: createConsolePage };

/**
 * Serves until it is told to end: by SIGTERM, Ctrl-C or the admin call.
 * @throws UsageError the port cannot be had
 * @throws ConfigError the books are damaged, or cannot be written
 */
async function* runEmulator(
  request: EmulatorRequest,
  context: Context,
  pages?: EmulatorPages,
): AsyncGenerator<Report | readonly Report[]> {
  const stopping = new AbortController();
  const queue = createReportQueue(() => context.clock.sleep(0, stopping.signal).catch(ignoreInterruption));
  const ending = serveUntil(stopping, { request, context, queue, pages }).finally(queue.end);
  // Awaited below, once everything is told; until then its failure is nobody's.
  ending.catch(() => {});
  for await (const said of queue) {
    yield said;
    // The first thing that is said tells it, where no file does; nothing afterwards.
    context.secrets.add(new Password(request.admin_token));
  }
  await ending;
  yield stoppedReport(context.interruption.by ?? 'admin');
}

interface Service {
  readonly request: EmulatorRequest;
  readonly context: Context;
  readonly queue: ReportQueue;
  readonly pages: EmulatorPages | undefined;
}

async function serveUntil(stopping: AbortController, { request, context, queue, pages }: Service): Promise<void> {
  let url = '';
  const workshop = createWorkshop(request, context, {
    publicUrl: () => request.public_url ?? url,
    stopping: stopping.signal,
    shutdown: () => stopping.abort(),
    onExchange,
    onTold: (told) => queue.add(toldReport(told, workshop.clock.now())),
  });
  function onExchange(exchange: EmulatorExchange): void {
    if (!request.is_quiet) queue.add(exchangeReport(exchange, workshop.clock.now()));
  }
  await workshop.ledger.read();
  const wallet = pages?.wallet(workshop.payer);
  const cards = pages?.cards(workshop.desk, context.random);
  const console = pages?.console();
  const routes = routeOf({
    ...{ ...workshop, wallet, cards, console, description: apiDescription, names: namesOf(request) },
    ...{ now: context.clock.now, onExchange },
  });
  const server = await context.serve(request.port, routes, {
    host: request.host,
    body_limit,
    onRefused: ({ status, method, path = '' }) => {
      if (method !== undefined) onExchange({ method, path, status, ms: 0 });
    },
  });
  url = reachable(server.url);
  queue.add(readyReport(request, url));
  const telling = workshop.notifier.run().finally(() => stopping.abort());
  await Promise.race([fired(stopping.signal), fired(context.interruption.signal)]);
  stopping.abort();
  await server.close(grace_ms);
  workshop.notifier.close();
  await telling;
}

/** The documented calls with this server as the one to call: a generated client speaks with the emulator at once. */
export async function apiDescription({ method }: ServedRequest): Promise<ServedResponse> {
  if (method !== 'GET') return { status: 405, headers: { allow: 'GET' }, body: '' };
  const { openApiDocument } = await import('../calls/openapi.ts');
  const document = openApiDocument(version, [{ url: '/', description: t`this emulator: no real money` }]);
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    body: `${JSON.stringify(document, undefined, 2)}\n`,
  };
}

function fired(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** A wildcard is an address to listen on, not one to go to. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

/** Where `qrcode` and `pay_url` lead: this, and the order's `syssn`. */
const walletPath = '/wallet/';

/** Names of this server that its pages and the admin call are asked for by, in small letters. */
type PlaceNames = ReadonlySet<string>;

interface Routes {
  /** Tells of its calls by itself. */
  readonly gateway: Handler;
  readonly admin: Handler;
  /** The payer's pages; absent: there are none. */
  readonly wallet?: Handler | undefined;
  /** The page at `/`. */
  readonly console?: Handler | undefined;
  /** `/openapi.json`: the API, with this server in it. */
  readonly description?: Handler | undefined;
  /** The payer's pages of cards. */
  readonly cards?: Handler | undefined;
  /** `--host`, and the host of `--public-url`; loopback is one anyway. */
  readonly names: PlaceNames;
  /** The world's clock, which nobody moves. */
  now(): Date;
  onExchange(exchange: EmulatorExchange): void;
}

/** One server for all that the emulator is: the gateway, the payer's pages, the admin call. */
export function routeOf(routes: Routes): Handler {
  const { gateway, admin, wallet, cards, console, description, names, now, onExchange } = routes;
  async function told(request: ServedRequest, handler: Handler): Promise<ServedResponse> {
    const started = now().getTime();
    const response = await handler(request);
    const { method, path } = request;
    if (!isPoll(request, response))
      onExchange({ method, path, status: response.status, ms: now().getTime() - started });
    return marked(response);
  }
  function pageAt(path: string): Handler | undefined {
    if (path.startsWith(adminPath)) return admin;
    if (path === '/') return console;
    if (path === '/openapi.json') return description;
    return path.startsWith(walletPath) ? wallet : isCardPath(path) ? cards : undefined;
  }
  return (request) => {
    const page = pageAt(request.path);
    if (!page) return gateway(request);
    return told(request, isOwnName(request.headers['host'], names) ? page : misdirected);
  };
}

/** The page at `/` asks again and again; a log of that would show nothing else. */
function isPoll({ path, method }: ServedRequest, { status }: ServedResponse): boolean {
  return status === 200 && method === 'GET' && path === `${adminPath}overview`;
}

/** Whatever the port: a container's is another one outside. What names no host is no browser. */
function isOwnName(host: string | undefined, names: PlaceNames): boolean {
  if (host === undefined) return true;
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  return isLoopback(name) || names.has(name);
}

/** A page of anybody may have its own name lead here, and would then be the same site to a browser. Signed calls need a key. */
function misdirected(): ServedResponse {
  const body = t`the pages and the admin call of this emulator answer to localhost, --host and --public-url only`;
  return { status: 421, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: `${body}\n` };
}

/** As a browser writes them in the Host header. */
export function namesOf({
  host,
  public_url,
}: {
  readonly host: string;
  readonly public_url?: string | undefined;
}): PlaceNames {
  const urls = [`http://${host.includes(':') ? `[${host}]` : host}`, ...(public_url === undefined ? [] : [public_url])];
  return new Set(urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : [])));
}

/** What the parts of a running emulator tell the outside. */
interface Workshop {
  readonly ledger: Ledger;
  readonly clock: MovableClock;
  readonly gateway: Handler;
  readonly admin: Handler;
  readonly payer: Payer;
  readonly desk: CardDesk;
  readonly notifier: Notifier;
}

interface WorkshopOptions {
  /** What links begin with; asked for at each order, as the server's URL is known only once it listens. */
  publicUrl(): string;
  /** Fires when the emulator is to end: answers that are held back are given at once. */
  readonly stopping: AbortSignal;
  shutdown(): void;
  onExchange(exchange: EmulatorExchange): void;
  onTold(told: ToldNotification): void;
}

/** The parts of an emulator, put together on one set of books and one clock. */
export function createWorkshop(request: EmulatorRequest, context: Context, options: WorkshopOptions): Workshop {
  const { merchants, limits, state, auto_pay_ms, notify_url, time_scale } = request;
  const ledger = state === undefined ? createMemoryLedger() : createFileLedger(context.files, state);
  const clock: MovableClock = createMovableClock(
    () => context.clock.now(),
    () => notifier.wake(),
  );
  const { now } = clock;
  const rules = createRuleBook(request.rules);
  const magic = createMagic();
  const { sleep } = context.clock;
  const { onTold } = options;
  const onExchange = request.is_quiet ? undefined : options.onExchange;
  const teller: TellerOptions = {
    ...{ ledger, now, http: context.http, merchants, notify_url, time_scale },
    mask: context.secrets.mask,
  };
  const notifier: Notifier = createNotifier({ ...teller, sleep, onTold, bill: () => bill({ ledger, now }) });
  const limiter = limits.length > 0 ? createLimiter(limits) : undefined;
  const payer = createPayer({ ledger, now, onChange: notifier.watch });
  const desk = createCardDesk({ ledger, now, random: context.random, merchants, onEntry: notifier.watch });
  const gateway = createEmulator({
    ...{ ledger, now, random: context.random, merchants, auto_pay_ms, is_strict: request.is_strict, onExchange },
    ticks: () => context.clock.now().getTime(),
    // By the world's clock nobody's test suite shall fail for an hour each night: who wants a night sets the clock.
    get has_nights() {
      return clock.isMoved();
    },
    get wallet_url() {
      return `${options.publicUrl()}${walletPath.slice(0, -1)}`;
    },
    limiter,
    findFault: (asked) => rules.find(asked) ?? magic(asked),
    sleep: (ms) => sleep(ms, options.stopping).catch(ignoreInterruption),
    onEntry: notifier.watch,
  });
  const parts = { ledger, clock, rules, payer, notifier, teller, limiter };
  const admin = createAdminCalls(parts, request, { ...options, random: context.random });
  return { ledger, clock, gateway, admin, payer, desk, notifier };
}

interface AdminParts extends Pick<Workshop, 'ledger' | 'clock' | 'payer' | 'notifier'> {
  readonly rules: RuleBook;
  readonly teller: TellerOptions;
  readonly limiter: CallLimiter | undefined;
}

function createAdminCalls(
  { ledger, clock, rules, payer, notifier, teller, limiter }: AdminParts,
  request: EmulatorRequest,
  { publicUrl, onTold, shutdown, random }: WorkshopOptions & Pick<Context, 'random'>,
): Handler {
  async function reset(): Promise<void> {
    await ledger.clear();
    notifier.forget();
    rules.clear();
    rules.add(request.rules);
    clock.reset();
  }
  async function notify(syssn: string): ReturnType<typeof tellNow> {
    const told = await tellNow(syssn, teller);
    if (typeof told !== 'string') onTold(told);
    return told;
  }
  const usedBy = (app_code: string) => limiter?.used(app_code, clock.now().getTime()) ?? [];
  return createAdmin({
    ...{ token: request.admin_token, rules, clock, ledger, payer, reset, shutdown },
    ...{ random, app_codes: Object.keys(request.merchants), onEntry: notifier.watch, notify },
    describe: () => describeEmulator(request, publicUrl(), usedBy),
  });
}

/** What a developer needs to call it, and what holds; never a key. */
function describeEmulator(
  { merchants, limits, auto_pay_ms, notify_url, is_strict, key_file, state }: EmulatorRequest,
  url: string,
  usedBy: (app_code: string) => readonly number[],
): object {
  const shown = Object.entries(merchants).map(([app_code, { mchids = [] }]) => ({
    app_code,
    mchids,
    used: usedBy(app_code),
  }));
  const kept = { key_file, state: state ?? 'memory', notify_url: notify_url ?? null };
  return {
    url,
    ...kept,
    merchants: shown,
    limits,
    auto_pay_ms: auto_pay_ms ?? null,
    is_strict,
    faults: describeFaults(),
  };
}

/** Whoever waits, to answer late or to gather, waits no longer. */
function ignoreInterruption(error: unknown): void {
  if (!(error instanceof CancelledError)) throw error;
}
