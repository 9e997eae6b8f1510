import { main } from '../../src/cli/main.ts';
import type { ServedRequest, ServedResponse } from '../../src/context/network.ts';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { testAppCode, testKeys } from './keys.ts';
import { connected } from './loopback.ts';
import { type Death, type Disk, diskAfter, mortal, type Step } from './mortal-context.ts';
import type { Reply } from './refund-gateway.ts';

/** What becomes of a capture or a release that was sent, and of its answer. */
export const holdFates = ['answered', 'lost before', 'lost after', 'late', 'HTTP 502 after', '1143 first'] as const;
export type HoldFate = (typeof holdFates)[number];

export interface HoldRules {
  /** In the order the calls come; later ones are answered. */
  readonly fates?: readonly HoldFate[];
  /** A gateway that takes a used number once more, as no document rules out. */
  readonly is_careless?: boolean;
  /** The books show captures without their numbers, as QFPay's samples have them. */
  readonly hides_numbers?: boolean;
}

export interface HoldRun {
  readonly exit_code: number;
  readonly is_dead: boolean;
  readonly steps: readonly Step[];
  readonly disk: Disk;
  readonly document: Record<string, unknown>;
  readonly err: string;
}

export interface HoldWorld {
  run(line: string, disk: Disk, death?: Death): Promise<HoldRun>;
  /** What is still on its way arrives. */
  settleLate(): Promise<void>;
  /** The gateway's own books: cents of each capture and release, such as `capture 500`. */
  moved(): Promise<string[]>;
}

/** HKD 12.80, held a minute ago. */
export const holdNumber = 'HOLD-1';
export const holdSyssn = '20260302180500020000000001';

/** Commands that move what is held, and what the books have of each then. */
export const holdMoves = {
  capture: { line: `capture ${holdNumber} --txamt 500`, made: ['capture 500'] },
  rest: { line: `capture ${holdNumber} --full`, made: ['capture 1280'] },
  own: { line: `capture ${holdNumber} --amount 6 --out-trade-no MY-1`, made: ['capture 600'] },
  unfreeze: { line: `unfreeze ${holdNumber}`, made: ['unfreeze 1280'] },
  'capture by api': { line: `api capture syssn=${holdSyssn} txamt=500`, made: ['capture 500'] },
  'unfreeze by api': {
    line: `api POST /trade/v1/unfreeze syssn=${holdSyssn} txamt=1280 out_trade_no=${holdNumber}`,
    made: ['unfreeze 1280'],
  },
} as const;

/** Machines that share nothing but the gateway; each run is a minute after the one before. */
export function holdWorld({ fates = [], is_careless = false, hides_numbers = false }: HoldRules = {}): HoldWorld {
  let time = Date.parse('2026-03-02T07:04:05.000Z');
  const ledger = createMemoryLedger();
  const emulate = connected(
    createEmulator({
      ledger,
      now: () => new Date(time),
      random: { bytes: (count) => new Uint8Array(count) },
      merchants: { [testAppCode]: { client_key: new ClientKey(testKeys.sandbox) } },
      wallet_url: 'https://wallet.example/pay',
      ...(is_careless ? { findFault: () => ({ fault: 'number-twice', takes_used_numbers: true as const }) } : {}),
    }),
  );
  void ledger.transact(() => ({ answer: 0, entry: heldBefore(time - 60_000) }));
  const coming = [...fates];
  const late: (() => Promise<unknown>)[] = [];
  const hidden = new Set<string>();

  async function move(request: ServedRequest): Promise<Reply> {
    const process = async () => emulate(request);
    switch (coming.shift() ?? 'answered') {
      case 'lost before':
        return 'cut';
      case 'lost after':
        await process();
        return 'cut';
      case 'late':
        late.push(process);
        return 'cut';
      case 'HTTP 502 after':
        await process();
        return { status: 502, headers: {}, body: '<html>Bad Gateway</html>' };
      case '1143 first': {
        const { respcd, ...fields } = parsed(await process());
        if (respcd !== '0000') return json({ ...fields, respcd });
        hidden.add(String(fields['syssn']));
        return json({ ...fields, respcd: '1143', resperr: 'in progress' });
      }
      default:
        return process();
    }
  }

  /** One that is in progress is so for one look. */
  async function query(request: ServedRequest): Promise<Reply> {
    const answer = parsed(await emulate(request));
    const rows = (answer['data'] ?? []) as Record<string, unknown>[];
    const data = rows.map((row) => {
      const shown = hides_numbers && row['origssn'] !== null ? { ...row, out_trade_no: '' } : row;
      return hidden.delete(String(row['syssn'])) ? { ...shown, respcd: '1143' } : shown;
    });
    return json({ ...answer, data });
  }

  return {
    async run(line, disk, death) {
      time += 60_000;
      const gateway = {
        serve: (request: ServedRequest) => (request.path.endsWith('/query') ? query(request) : move(request)),
      };
      const { context, steps, is_dead } = mortal(disk, gateway, new Date(time), death);
      const exit_code = await main([...line.split(' '), '--json'], () => context);
      const document = is_dead() ? {} : JSON.parse(context.written.out);
      return { exit_code, is_dead: is_dead(), steps, disk: diskAfter(disk), document, err: context.written.err };
    },
    async settleLate() {
      for (const process of late.splice(0)) await process();
    },
    async moved() {
      const all = [...(await ledger.read()).all()];
      return all.filter(({ kind }) => kind !== 'payment').map(({ kind, txamt }) => `${kind} ${txamt}`);
    },
  };
}

function parsed({ body }: ServedResponse): Record<string, unknown> {
  return JSON.parse(String(body));
}

function json(fields: Record<string, unknown>): ServedResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) };
}

function heldBefore(made_at: number): BookEntry {
  return {
    ...{ kind: 'payment', syssn: holdSyssn, owner: `${testAppCode}/`, out_trade_no: holdNumber, txamt: 1280 },
    ...{ txcurrcd: 'HKD', pay_type: '801801', txdtm: '2026-03-02 15:03:05', made_at, pays_at: made_at },
  };
}
