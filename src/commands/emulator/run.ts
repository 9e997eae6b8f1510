import type { Handler } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import type { CardDesk } from '../../emulator/card-desk.ts';
import type { Exchange } from '../../emulator/exchange.ts';
import type { Payer } from '../../emulator/payer.ts';
import type { Report } from '../../report/report.ts';
import { Password } from '../../signature/secrets.ts';
import { createReportQueue, type ReportQueue } from '../report-queue.ts';
import { readyReport } from './ready-report.ts';
import { exchangeReport, stoppedReport, toldReport } from './reports.ts';
import type { EmulatorRequest } from './request.ts';
import { namesOf, routeOf, walletPath } from './routes.ts';
import { createWorkshop, ignoreInterruption } from './workshop.ts';

/** For what is in the air when the emulator is told to end. */
const grace_ms = 3000;

/** A form of the gateway has a few kilobytes at most. */
const body_limit = 256 * 1024;

/** Makes the payer's pages, over the books: of wallets, and of cards. */
export interface PayerPages {
  wallet(payer: Payer): Handler;
  cards(desk: CardDesk, random: Context['random']): Handler;
}

/**
 * Serves until it is told to end: by SIGTERM, Ctrl-C or the admin call.
 * @throws UsageError the port cannot be had
 * @throws ConfigError the books are damaged, or cannot be written
 */
export async function* runEmulator(
  request: EmulatorRequest,
  context: Context,
  pages?: PayerPages,
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
  readonly pages: PayerPages | undefined;
}

async function serveUntil(stopping: AbortController, { request, context, queue, pages }: Service): Promise<void> {
  let url = '';
  const workshop = createWorkshop(request, context, {
    walletUrl: () => `${request.public_url ?? url}${walletPath.slice(0, -1)}`,
    stopping: stopping.signal,
    shutdown: () => stopping.abort(),
    onExchange,
    onTold: (told) => queue.add(toldReport(told, workshop.clock.now())),
  });
  function onExchange(exchange: Exchange): void {
    if (!request.is_quiet) queue.add(exchangeReport(exchange, workshop.clock.now()));
  }
  await workshop.ledger.read();
  const wallet = pages?.wallet(workshop.payer);
  const cards = pages?.cards(workshop.desk, context.random);
  const routes = routeOf({ ...workshop, wallet, cards, names: namesOf(request), now: context.clock.now, onExchange });
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
