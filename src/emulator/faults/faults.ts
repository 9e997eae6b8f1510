import { findRespcd } from '../../catalog/respcd.ts';
import { t } from '../../language/t.ts';
import type { NotificationFault } from '../book.ts';

/** What a rule, or a magic amount, says about a fault beside its name. */
export interface FaultArguments {
  readonly respcd?: string | undefined;
  readonly seconds?: number | undefined;
  readonly settles?: Settlement | undefined;
}

/** What becomes of a transaction whose answer settles nothing. */
export type Settlement = (typeof settlements)[number];

export const settlements = ['paid', 'declined', 'never'] as const;

/** Something that can go wrong. A fault is one entry here: magic amounts, rules and `--faults` come of it. */
export interface FaultKind {
  readonly name: string;
  readonly summary: string;
  /** The amounts in cents, of a payment or a refund, that bring it about. */
  readonly magic: { readonly from: number; readonly to: number };
  /** How often it befalls one number by a magic amount; then the call is served. Every time when it is not said. */
  readonly times?: number;
  readonly takes?: readonly (keyof FaultArguments)[];
  effect(given: FaultArguments): Omit<Effect, 'fault'>;
  /** What a magic amount says. */
  read?(txamt: number): FaultArguments;
}

const lost = { is_lost: true } as const;

export function faultKinds(): readonly FaultKind[] {
  return [
    {
      name: 'respcd',
      summary: t`answers with a code of your choice, which the last four digits are; 1143, 1145 and 1298 become 0000 after 3 s, 1101, 1161, 1252, 1254 and 2999, which leave it in doubt, after 10 s`,
      magic: { from: 901_000, to: 909_999 },
      takes: ['respcd', 'seconds', 'settles'],
      read: (txamt) => ({ respcd: String(txamt).slice(2) }),
      effect: ({ respcd = '1205', seconds = isInDoubt(respcd) ? 10 : 3, settles = 'paid' }) => ({
        ruling: { respcd, settles, settles_ms: seconds * 1000 },
      }),
    },
    {
      name: 'late',
      summary: t`is done at once and answered late, by as many seconds as the last two digits say`,
      magic: { from: 900_001, to: 900_060 },
      takes: ['seconds'],
      read: (txamt) => ({ seconds: txamt - 900_000 }),
      effect: ({ seconds = 10 }) => ({ delay_ms: seconds * 1000 }),
    },
    {
      name: 'rate-limited',
      summary: t`HTTP 429 with Retry-After: 1, twice for each number; the third try is served`,
      magic: only(900_429),
      times: 2,
      effect: () => ({ ...lost, page: tooMany({ 'retry-after': '1' }) }),
    },
    {
      name: 'rate-limited-bare',
      summary: t`HTTP 429 without Retry-After, every time`,
      magic: only(900_430),
      effect: () => ({ ...lost, page: tooMany() }),
    },
    {
      name: 'server-error',
      summary: t`HTTP 500; nothing is done`,
      magic: only(900_500),
      effect: () => ({ ...lost, page: { status: 500, headers: plain, body: 'Internal Server Error\n' } }),
    },
    {
      name: 'html',
      summary: t`it is done, but HTTP 502 with an HTML page comes in place of the answer`,
      magic: only(900_502),
      effect: () => ({ page: { status: 502, headers: { 'content-type': 'text/html' }, body: badGateway } }),
    },
    {
      name: 'maintenance-page',
      summary: t`HTTP 200 with an HTML page; nothing is done`,
      magic: only(900_503),
      effect: () => ({ ...lost, page: { status: 200, headers: { 'content-type': 'text/html' }, body: maintenance } }),
    },
    {
      name: 'cut',
      summary: t`it is done, but the connection breaks in the middle of the answer`,
      magic: only(900_601),
      effect: () => ({ connection: 'cut' }),
    },
    {
      name: 'cut-json',
      summary: t`it is done, but the answer ends in the middle of its JSON`,
      magic: only(900_602),
      effect: () => ({ body: 'half' }),
    },
    {
      name: 'lost-before',
      summary: t`the connection is reset without an answer; nothing is done`,
      magic: only(900_701),
      effect: () => ({ ...lost, connection: 'reset' }),
    },
    {
      name: 'lost-after',
      summary: t`it is done, but the connection is reset without an answer`,
      magic: only(900_702),
      effect: () => ({ connection: 'reset' }),
    },
    {
      name: 'silent-before',
      summary: t`no answer ever comes; nothing is done`,
      magic: only(900_703),
      effect: () => ({ ...lost, connection: 'hang' }),
    },
    {
      name: 'silent-after',
      summary: t`it is done, but no answer ever comes`,
      magic: only(900_704),
      effect: () => ({ connection: 'hang' }),
    },
    {
      name: 'wrong-signature',
      summary: t`the answer is signed with another key`,
      magic: only(900_801),
      effect: () => ({ signature: 'wrong' }),
    },
    {
      name: 'no-signature',
      summary: t`the answer comes without X-QF-SIGN`,
      magic: only(900_802),
      effect: () => ({ signature: 'missing' }),
    },
    {
      name: 'notified-twice',
      summary: t`its notification comes twice`,
      magic: only(900_901),
      effect: () => ({ notification: 'twice' }),
    },
    {
      name: 'notified-late',
      summary: t`its notification comes 2 minutes late, after those of what happened meanwhile`,
      magic: only(900_902),
      effect: () => ({ notification: 'late' }),
    },
    {
      name: 'never-notified',
      summary: t`its notification never comes`,
      magic: only(900_903),
      effect: () => ({ notification: 'never' }),
    },
    {
      name: 'forged-notification',
      summary: t`its notification is signed with another key`,
      magic: only(900_904),
      effect: () => ({ notification: 'forged' }),
    },
    {
      name: 'number-twice',
      summary: t`an out_trade_no that is used is taken again, for another payment or refund`,
      magic: only(900_905),
      effect: () => ({ takes_used_numbers: true }),
    },
  ];
}

const plain = { 'content-type': 'text/plain; charset=UTF-8' };
const badGateway = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n';
const maintenance = '<html><head><title>系统维护</title></head><body><h1>系统维护中</h1></body></html>\n';

/** Nothing is documented of a 429 but its status. */
export function tooMany(headers: Readonly<Record<string, string>> = {}) {
  return { status: 429, headers: { ...plain, ...headers }, body: 'Too Many Requests\n' };
}

function only(txamt: number): FaultKind['magic'] {
  return { from: txamt, to: txamt };
}

export function effectOf(kind: FaultKind, given: FaultArguments = {}): Effect {
  return { fault: kind.name, ...kind.effect(given) };
}

/** Codes after which the money still moves. */
export function isPending(respcd: string): boolean {
  return findRespcd(respcd)?.finality === 'pending';
}

/** Codes that leave a payment or a refund in doubt: its number is taken, and what becomes of it is only seen later. */
const doubtful: readonly string[] = ['1101', '1161', '1252', '1254', '2999'];

export function isInDoubt(respcd: string): boolean {
  return doubtful.includes(respcd);
}

/** What goes otherwise with one call than it would. */
export interface Effect {
  /** Whose it is: a name of the table of faults. */
  readonly fault: string;
  /** The gateway decides so, where the call is otherwise right. */
  readonly ruling?: Ruling;
  /** The gateway never gets to do what it was asked. */
  readonly is_lost?: boolean;
  readonly delay_ms?: number;
  /** Another answer than the gateway's. */
  readonly page?: FaultPage;
  readonly body?: 'half';
  readonly connection?: 'reset' | 'hang' | 'cut';
  readonly signature?: 'wrong' | 'missing';
  readonly notification?: NotificationFault;
  /** A number that is used is taken again, as no source says that the gateway refuses it. */
  readonly takes_used_numbers?: true;
}

interface FaultPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A code that the gateway answers with. */
export interface Ruling {
  readonly respcd: string;
  /** How long a code stays that settles nothing; then it ends as `settles` says. */
  readonly settles_ms: number;
  readonly settles: Settlement;
}

/** A fault as it is listed for people and in JSON. */
interface DescribedFault {
  readonly fault: string;
  /** Cents; the same twice where it is one amount. */
  readonly txamt: { readonly from: number; readonly to: number };
  readonly takes: readonly string[];
  readonly summary: string;
}

export function describeFaults(): DescribedFault[] {
  return faultKinds().map(({ name, magic, takes = [], summary }) => ({ fault: name, txamt: magic, takes, summary }));
}
