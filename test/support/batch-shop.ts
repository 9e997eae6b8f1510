import { main } from '../../src/cli/main.ts';
import type { ServedRequest } from '../../src/context/network.ts';
import { diskWith, listPath } from './batch-world.ts';
import { type TestWorld, testContext } from './context.ts';
import type { Disk } from './mortal-context.ts';
import { gatewayEnv, type Reply, reaching, refundGateway } from './refund-gateway.ts';

/** A refund request on its way: its parameters, and what reaching the gateway brings. */
export type OnRefund = (sent: Readonly<Record<string, string>>, reach: () => Promise<Reply>) => Promise<Reply>;

export interface ShopRules extends Pick<TestWorld, 'is_tty' | 'answers'> {
  readonly lines: readonly string[];
  readonly payments?: number;
  readonly onRefund?: OnRefund;
  /** A minute before the first run. */
  readonly start?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface ShopRun {
  readonly exit_code: number;
  readonly document: Record<string, unknown>;
  readonly err: string;
}

/** What the gateway says, as flat JSON. */
export function says(respcd: string, fields: object = {}): Reply {
  return {
    status: 200,
    headers: {},
    body: JSON.stringify({ respcd, resperr: `says ${respcd}`, respmsg: '', ...fields }),
  };
}

/** A shop with a list of returns, its gateway and its disk; each run is a minute after the one before. */
export function batchShop(rules: ShopRules) {
  let time = Date.parse(rules.start ?? '2026-03-02T07:04:05.000Z');
  const { lines, payments = 3, is_tty = false, answers = [], env = {} } = rules;
  const state = { onRefund: rules.onRefund };
  const books = refundGateway({ now: () => new Date(time), payments, key: env['QFPAY_KEY'] });
  const disk: Disk = diskWith(lines);
  const calls: string[] = [];
  async function serve(request: ServedRequest): Promise<Reply> {
    const name = request.path.split('/').at(-1) ?? '';
    calls.push(name);
    const sent = Object.fromEntries(new URLSearchParams(Buffer.from(request.body).toString('utf8')));
    return name === 'refund' && state.onRefund
      ? state.onRefund(sent, () => books.serve(request))
      : books.serve(request);
  }
  async function run(...flags: string[]): Promise<ShopRun> {
    time += 60_000;
    const http = reaching({ ...books, serve });
    const all = { QFPAY_STATE_DIR: '/state', ...gatewayEnv, ...env };
    const context = testContext({ now: new Date(time), env: all, http, files: disk, is_tty, answers });
    const exit_code = await main(['refund-batch', listPath, '--json', ...flags], () => context);
    return { exit_code, document: JSON.parse(context.written.out), err: context.written.err };
  }
  const textOf = (path: string) => Buffer.from(disk.read(path) ?? []).toString('utf8');
  return { run, calls, disk, textOf, state, refunds: books.refundsByPayment };
}

export const journalPath = `${listPath}.journal.ndjson`;
export const resultsPath = `${journalPath}.results.csv`;
