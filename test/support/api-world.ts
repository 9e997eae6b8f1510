import { main } from '../../src/cli/main.ts';
import type { ServedRequest, ServedResponse } from '../../src/context/network.ts';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { TestContext } from './context.ts';
import { testAppCode, testKeys } from './keys.ts';
import { type Death, type Disk, diskAfter, mortal, type Step } from './mortal-context.ts';

/** What becomes of a request: its answer is lost after it was processed, or it never arrives. */
export type Loss = 'before' | 'after' | undefined;

export interface ApiRan {
  readonly exit_code: number;
  readonly is_dead: boolean;
  readonly steps: readonly Step[];
  readonly disk: Disk;
  /** Empty for a process that died. */
  readonly document: Record<string, unknown> & { readonly error?: ApiError };
  readonly context: TestContext;
}

interface ApiRunWishes {
  readonly death?: Death;
  readonly later_ms?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** What the person types; without it there is nobody to ask. */
  readonly answers?: readonly string[];
}

interface ApiError {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly details?: readonly Readonly<Record<string, string>>[];
}

export interface ApiWorld {
  /** Words of a command line behind `qfpay`; each run is a minute after the one before, or as long as `later_ms` says. */
  run(words: readonly string[], disk: Disk, how?: ApiRunWishes): Promise<ApiRan>;
  /** Every request that reached the gateway, by its path. */
  readonly requests: ServedRequest[];
  count(path: string): number;
  things(kind: string): Promise<number>;
  /** What is on the books as money; an intent or a notice is none. */
  entries(): Promise<BookEntry[]>;
}

export interface ApiWorldRules {
  /** By path, each time it is called. */
  readonly loses?: (path: string, count: number) => Loss;
  /** Stands in place of the emulator. */
  readonly answers?: (request: ServedRequest) => ServedResponse | undefined;
}

/** The emulator as a gateway, and machines that share nothing but it. */
export function apiWorld({ loses = () => undefined, answers = () => undefined }: ApiWorldRules = {}): ApiWorld {
  let time = Date.parse('2026-03-02T07:04:05.000Z');
  let drawn = 0;
  const luck = (count: number) => {
    drawn += 1;
    return Uint8Array.from({ length: count }, (_, place) => (place < 4 ? drawn >>> (8 * place) : place) & 255);
  };
  const ledger = createMemoryLedger();
  const requests: ServedRequest[] = [];
  const emulator = createEmulator({
    ledger,
    now: () => new Date(time),
    random: { bytes: luck },
    merchants: { [testAppCode]: { client_key: new ClientKey(testKeys.sandbox) } },
    auto_pay_ms: 0,
    wallet_url: 'https://wallet.example/pay',
  });
  const count = (path: string) => requests.filter((each) => each.path === path).length;
  const gateway = {
    async serve(request: ServedRequest) {
      requests.push(request);
      const loss = loses(request.path, count(request.path));
      if (loss === 'before') return 'cut' as const;
      const response = answers(request) ?? (await emulator(request));
      return loss === 'after' ? ('cut' as const) : response;
    },
  };
  return {
    requests,
    count,
    things: async (kind) => [...(await ledger.read()).things()].filter(({ thing }) => thing === kind).length,
    entries: async () => [...(await ledger.read()).all()].filter(({ kind }) => kind !== 'intent' && kind !== 'notice'),
    async run(words, disk, { death, later_ms = 60_000, env = {}, stdin, answers } = {}) {
      time += later_ms;
      const { context, steps, is_dead } = mortal(disk, gateway as never, new Date(time), death);
      // Each process has luck of its own: ids in the history are never the same.
      Object.assign(context, { random: { ...context.random, bytes: (count: number) => luck(count) } });
      Object.assign(context, { env: { ...context.env, ...env } });
      if (stdin !== undefined) Object.assign(context.io, { readStdin: async () => Buffer.from(stdin) });
      if (answers) {
        const left = [...answers];
        Object.assign(context.io, { stdin: { is_tty: true } });
        Object.assign(context, { prompt: { ...context.prompt, ask: async () => left.shift() ?? '' } });
      }
      const is_raw = words.includes('--raw');
      const exit_code = await main([...words, ...(is_raw ? [] : ['--json'])], () => context);
      const document = is_dead() || is_raw ? {} : JSON.parse(context.written.out);
      return { exit_code, is_dead: is_dead(), steps, disk: diskAfter(disk), document, context };
    },
  };
}

/** A customer with a saved card and a product, made through the tool. */
export async function withCustomer(world: ApiWorld, disk: Disk, txamt = '1280'): Promise<Record<string, string>> {
  const made = async (words: readonly string[]) => (await world.run(['api', ...words], disk)).document['response'];
  const customer = (await made(['customer_create', 'name=Chan'])) as { data: { customer_id: string } };
  const { customer_id } = customer.data;
  await made(['create_token_intent', `customer_id=${customer_id}`]);
  const tokens = (await made(['token_query', `customer_id=${customer_id}`])) as { data: { token_id: string }[] };
  const product = (await made([
    ...['product_create', 'name=Club', 'type=recurring', `txamt=${txamt}`, 'txcurrcd=HKD'],
    ...['interval=monthly', 'interval_count=1', 'usage_type=licensed'],
  ])) as { data: { product_id: string } };
  return { customer_id, token_id: tokens.data[0]?.token_id ?? '', product_id: product.data.product_id };
}

export function subscribeWords({ customer_id, token_id, product_id }: Record<string, string>): string[] {
  const products = JSON.stringify([{ product_id, quantity: 1 }]);
  return [
    'api',
    'POST',
    'subscription_create',
    `customer_id=${customer_id}`,
    `token_id=${token_id}`,
    `products=${products}`,
  ];
}
