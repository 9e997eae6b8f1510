import type { Handler } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import { createAdmin } from '../../emulator/admin/admin.ts';
import { type CardDesk, createCardDesk } from '../../emulator/card-desk.ts';
import { createEmulator } from '../../emulator/emulator.ts';
import type { Exchange } from '../../emulator/exchange.ts';
import { createMagic } from '../../emulator/faults/magic.ts';
import { createRuleBook } from '../../emulator/faults/rule-book.ts';
import { createFileLedger } from '../../emulator/file-ledger.ts';
import { createMemoryLedger, type Ledger } from '../../emulator/ledger.ts';
import { createLimiter } from '../../emulator/limiter.ts';
import { createMovableClock, type MovableClock } from '../../emulator/movable-clock.ts';
import { createNotifier, type Notifier } from '../../emulator/notifying/notifier.ts';
import type { Told } from '../../emulator/notifying/teller.ts';
import { createPayer, type Payer } from '../../emulator/payer.ts';
import { CancelledError } from '../../errors.ts';
import type { EmulatorRequest } from './request.ts';

/** What the parts of a running emulator tell the outside. */
export interface Workshop {
  readonly ledger: Ledger;
  readonly clock: MovableClock;
  readonly gateway: Handler;
  readonly admin: Handler;
  readonly payer: Payer;
  readonly desk: CardDesk;
  readonly notifier: Notifier;
}

export interface WorkshopOptions {
  /** What orders lead to; asked for at each order, as the server's URL is known only once it listens. */
  walletUrl(): string;
  /** Fires when the emulator is to end: answers that are held back are given at once. */
  readonly stopping: AbortSignal;
  shutdown(): void;
  onExchange(exchange: Exchange): void;
  onTold(told: Told): void;
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
  const { onTold, onExchange, shutdown } = options;
  const notifier: Notifier = createNotifier({
    ...{ ledger, now, sleep, http: context.http, merchants, notify_url, time_scale, onTold },
    mask: context.secrets.mask,
  });
  const payer = createPayer({ ledger, now, onChange: notifier.watch });
  const desk = createCardDesk({ ledger, now, random: context.random, merchants, onEntry: notifier.watch });
  const gateway = createEmulator({
    ...{ ledger, now, random: context.random, merchants, auto_pay_ms, onExchange },
    ticks: () => context.clock.now().getTime(),
    // By the world's clock nobody's test suite shall fail for an hour each night: who wants a night sets the clock.
    get has_nights() {
      return clock.isMoved();
    },
    get wallet_url() {
      return options.walletUrl();
    },
    limiter: limits.length > 0 ? createLimiter(limits) : undefined,
    findFault: (asked) => rules.find(asked) ?? magic(asked),
    sleep: (ms) => sleep(ms, options.stopping).catch(ignoreInterruption),
    onEntry: notifier.watch,
  });
  async function reset(): Promise<void> {
    await ledger.clear();
    notifier.forget();
    rules.clear();
    rules.add(request.rules);
    clock.reset();
  }
  const admin = createAdmin({ token: request.admin_token, rules, clock, ledger, payer, reset, shutdown });
  return { ledger, clock, gateway, admin, payer, desk, notifier };
}

/** Whoever waits, to answer late or to gather, waits no longer. */
export function ignoreInterruption(error: unknown): void {
  if (!(error instanceof CancelledError)) throw error;
}
