import type { EndpointName } from '../catalog/endpoints.ts';
import type { NotifyType } from '../notification/notification-kinds.ts';

/** What is on the emulator's books and no transaction: customers, products, subscriptions, declarations and the like. */
export interface Thing {
  readonly thing: ThingKind;
  readonly id: string;
  /** App code and mchid. */
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly made_at: number;
  /** The latest of a thing stands for it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly is_gone?: true;
}

export type ThingKind =
  | 'customer'
  | 'product'
  | 'token'
  | 'subscription'
  | 'billing_order'
  | 'note'
  | 'declaration'
  | 'oauth_code';

/** The books as they stand, for reading. */
export interface Book {
  /** How many entries there are; the next one's serial number is one more. */
  readonly size: number;
  find(syssn: string): BookEntry | undefined;
  /** The payment, refund or capture that holds a number; the last one, should a fault have let a number be used again. */
  findByNumber(owner: string, out_trade_no: string): BookEntry | undefined;
  /** Refunds, reversals and closes of a payment, oldest first. */
  about(syssn: string): readonly BookEntry[];
  /** In the order they came. */
  all(): Iterable<BookEntry>;
  /** An owner's: the latest first, of the same time the one that came last. */
  search(owner: string, asked: EntrySearch): readonly BookEntry[];
  /** All that hold a number, oldest first: several where cards were tried on a page, or a fault let it be used again. */
  allByNumber(owner: string, out_trade_no: string): readonly BookEntry[];
  readonly thing_count: number;
  thing(id: string): Thing | undefined;
  /** In the order they came. */
  things(): Iterable<Thing>;
}

/** What is looked for; what is passed over on the way costs next to nothing, so that among a hundred thousand it takes 1 ms. */
export interface EntrySearch {
  /** When it was made: between two times, both included. */
  readonly start: number;
  readonly end: number;
  /** Asked once for all that are alike. */
  isWanted(alike: Pick<BookEntry, 'kind' | 'pay_type'>): boolean;
  /** Which code a query gives for it at a time; absent: whichever. */
  readonly standing?: { readonly respcd: string; readonly at: Date } | undefined;
  /** So many of the latest are left out. */
  readonly skip?: number;
  /** And so many behind them given at most; absent: all. */
  readonly limit?: number;
}

interface OpenBook extends Book {
  /** The latest entry of a `syssn` stands for it. Whom an entry belongs to and what it is about never changes. */
  put(entry: BookEntry): void;
  /** The latest of an id stands for it. */
  putThing(thing: Thing): void;
}

export function createBook(): OpenBook {
  const entries: BookEntry[] = [];
  /** Where it stands among the entries, as in all that follow. */
  const bySyssn = new Map<string, number>();
  const byNumber = new Map<string, Map<string, number>>();
  const several = new Map<string, number[]>();
  const byOriginal = new Map<string, number[]>();
  const byTime = new Map<string, Timeline>();
  const cancellations = new Map<number, BookEntry>();
  const standings = createStandings();
  const byId = new Map<string, Thing>();
  const entriesAt = (places: readonly number[] = []) => places.map((place) => entries[place] as BookEntry);

  function putNumber(place: number, { owner, out_trade_no }: BookEntry): void {
    const numbers = entryOf(byNumber, owner, newNumbers);
    const before = numbers.get(out_trade_no);
    numbers.set(out_trade_no, place);
    if (before === undefined) return;
    const all = entryOf(several, `${owner} ${out_trade_no}`, newList);
    all.push(...(all.length === 0 ? [before] : []), place);
  }

  function putNew(entry: BookEntry): void {
    const place = entries.push(entry) - 1;
    const { syssn, owner, made_at, orig_syssn } = entry;
    bySyssn.set(syssn, place);
    if (isNumbered(entry)) putNumber(place, entry);
    entryOf(byTime, owner, createTimeline).add(made_at, place);
    standings.put(place, entry, undefined);
    if (orig_syssn === undefined) return;
    entryOf(byOriginal, orig_syssn, newList).push(place);
    const original = bySyssn.get(orig_syssn);
    if (original === undefined || !isCancellation(entry) || cancellations.has(original)) return;
    cancellations.set(original, entry);
    standings.put(original, entries[original] as BookEntry, entry);
  }

  return {
    get size() {
      return entries.length;
    },
    find: (syssn) => entries[bySyssn.get(syssn) ?? nowhere],
    findByNumber: (owner, out_trade_no) => entries[byNumber.get(owner)?.get(out_trade_no) ?? nowhere],
    about: (syssn) => entriesAt(byOriginal.get(syssn)),
    all: () => entries.values(),
    allByNumber(owner, out_trade_no) {
      const only = byNumber.get(owner)?.get(out_trade_no);
      return only === undefined ? none : entriesAt(several.get(`${owner} ${out_trade_no}`) ?? [only]);
    },
    get thing_count() {
      return byId.size;
    },
    thing: (id) => byId.get(id),
    things: () => byId.values(),
    putThing(thing) {
      byId.set(thing.id, thing);
    },
    search(owner, { start, end, limit = Number.POSITIVE_INFINITY, ...asked }) {
      return entriesAt(byTime.get(owner)?.between(start, end, { takes: standings.searching(asked), limit }));
    },
    put(entry) {
      const known = bySyssn.get(entry.syssn);
      if (known === undefined) return putNew(entry);
      entries[known] = entry;
      standings.put(known, entry, cancellations.get(known));
    },
  };
}

/** Reversals and closes have the number of their order, releases that of their hold; a capture may have none. */
function isNumbered({ kind, out_trade_no }: BookEntry): boolean {
  return kind === 'payment' || kind === 'refund' || (kind === 'capture' && out_trade_no !== '');
}

const none: readonly BookEntry[] = [];
/** Where nothing stands. */
const nowhere = -1;
const newNumbers = () => new Map<string, number>();
const newList = (): number[] => [];

/** What ends an order, for good. */
export function isCancellation({ kind }: Pick<BookEntry, 'kind'>): boolean {
  return kind === 'reversal' || kind === 'close';
}

/** What a map has for a name, made where it has nothing. */
function entryOf<T>(map: Map<string, T>, name: string, make: () => T): T {
  const known = map.get(name);
  if (known !== undefined) return known;
  const made = make();
  map.set(name, made);
  return made;
}

/** The codes that a query gives for an entry as time goes by. */
export interface CodeTurns {
  readonly first: string;
  readonly second: string;
  readonly second_at: number;
  readonly last: string;
  readonly last_at: number;
}

const never = Number.POSITIVE_INFINITY;

/** How an entry stands, whenever: it needs what cancelled it, and nothing else of the books. */
export function turnsOf(entry: BookEntry, cancellation: BookEntry | undefined): CodeTurns {
  const { kind, respcd, pays_at, expires_at, made_at, pending_respcd, fails_at = never } = entry;
  if (respcd !== undefined) return { first: respcd, second: respcd, second_at: never, last: respcd, last_at: never };
  const failure = { last: '1205', last_at: fails_at };
  if (kind !== 'payment') {
    // A refund in progress moves its money later, if ever; everything else that is no payment is done when it is made.
    const settles_at = pays_at ?? (pending_respcd === undefined ? made_at : never);
    return { first: pending_respcd ?? '1145', second: '0000', second_at: settles_at, ...failure };
  }
  const first = cancellation ? '1142' : (pending_respcd ?? '1143');
  const paid_at = paysAt(entry, cancellation);
  if (paid_at !== undefined) return { first, second: '0000', second_at: paid_at, ...failure };
  return { first, second: '1181', second_at: cancellation ? never : (expires_at ?? never), ...failure };
}

/** Nobody pays an order that is over: expired, or cancelled before. What was paid and is cancelled after was paid. */
export function paysAt({ pays_at, expires_at }: BookEntry, cancellation: BookEntry | undefined): number | undefined {
  if (pays_at === undefined || (expires_at !== undefined && pays_at >= expires_at)) return undefined;
  return cancellation && cancellation.made_at < pays_at ? undefined : pays_at;
}

export function codeAt({ first, second, second_at, last, last_at }: CodeTurns, ms: number): string {
  return ms >= last_at ? last : ms >= second_at ? second : first;
}

/** Entries that differ in their times only. */
type AlikeEntries = Pick<BookEntry, 'kind' | 'pay_type'> & Pick<CodeTurns, 'first' | 'second' | 'last'>;

const inNone: readonly boolean[] = [false, false, false];

/** How each entry stands, in three numbers: the entries themselves lie all over the memory, where reading costs ten times as much. */
interface Standings {
  put(place: number, entry: BookEntry, cancellation: BookEntry | undefined): void;
  /** Whether an entry is one that is looked for, each asked about once, the latest first. */
  searching(asked: Pick<EntrySearch, 'isWanted' | 'standing' | 'skip'>): (place: number) => boolean;
}

function createStandings(): Standings {
  const alikes: AlikeEntries[] = [];
  const numbers = new Map<string, number>();
  const alikeAt: number[] = [];
  const secondAt: number[] = [];
  const lastAt: number[] = [];
  return {
    put(place, entry, cancellation) {
      const { kind, pay_type } = entry;
      const { first, second, second_at, last, last_at } = turnsOf(entry, cancellation);
      const name = `${kind} ${pay_type} ${first} ${second} ${last}`;
      const number = numbers.get(name) ?? alikes.push({ kind, pay_type, first, second, last }) - 1;
      numbers.set(name, number);
      alikeAt[place] = number;
      secondAt[place] = second_at;
      lastAt[place] = last_at;
    },
    searching({ isWanted, standing, skip = 0 }) {
      const ms = standing?.at.getTime() ?? 0;
      const isCode = (code: string) => standing === undefined || standing.respcd === code;
      // Of each kind of entry in which of its three turns it is looked for.
      const wanted = alikes.map((alike) =>
        isWanted(alike) ? [isCode(alike.first), isCode(alike.second), isCode(alike.last)] : inNone,
      );
      let left = skip;
      return (place) => {
        const turn = ms >= (lastAt[place] ?? never) ? 2 : ms >= (secondAt[place] ?? never) ? 1 : 0;
        if (!wanted[alikeAt[place] ?? 0]?.[turn]) return false;
        left -= 1;
        return left < 0;
      };
    },
  };
}

/** One fact on the emulator's books; what is undefined in it is absent. What was refunded or cancelled is not written here: the entries about it tell. */
export interface BookEntry {
  readonly kind: Exclude<EndpointName, 'query' | 'create_payment_intent' | 'create_token_intent'> | 'intent' | 'notice';
  /** 26 digits, as text. */
  readonly syssn: string;
  /** Whose it is: app code and mchid. Numbers are unique within it. */
  readonly owner: string;
  readonly out_trade_no: string;
  /** The payment that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
  /** Cents. */
  readonly txamt: number;
  readonly txcurrcd: string;
  readonly pay_type: string;
  /** As it was sent. */
  readonly txdtm: string;
  /** Milliseconds since 1970, as all times here. */
  readonly made_at: number;
  /** When the payer pays; absent when nobody will. Time stamps decide, so that no process has to be there then. */
  readonly pays_at?: number | undefined;
  readonly expires_at?: number | undefined;
  /** How it finally failed; absent while it has not. */
  readonly respcd?: string;
  /** What a query says until `pays_at`, in place of 1143; for ever where that is absent. */
  readonly pending_respcd?: string;
  /** When it fails after all, with 1205. */
  readonly fails_at?: number | undefined;
  /** The payer is at the password; nobody pays until he acts. */
  readonly at_password?: boolean;
  readonly goods_name?: string;
  readonly udid?: string;
  /** Where the payer goes back to. */
  readonly return_url?: string | undefined;
  /** Where it is told that the money moved, if it was said with the payment. */
  readonly notify_url?: string | undefined;
  readonly notification_fault?: NotificationFault | undefined;
  readonly notified?: Notified;
  /** The card that was tried, as QFPay masks it; only on a page is a card paid with. */
  readonly cardcd?: string;
  /** The form of the page that it came by: the same one is taken once. */
  readonly form?: string;
  /** What is to be done on a page of the shop, with the parameters that it was made with. */
  readonly intent?: IntentFacts;
  /** An event that is told of and is no transaction. */
  readonly notice?: EventNotice;
}

/** What stands on the books beside them was never asked of the gateway as a transaction, and no query or statement shows it. */
export function isTransaction({ kind }: Pick<BookEntry, 'kind'>): boolean {
  return kind !== 'intent' && kind !== 'notice';
}

export interface IntentFacts {
  readonly id: string;
  readonly given: Readonly<Record<string, string>>;
  /** A card is kept, and nothing is paid. */
  readonly is_token: boolean;
}

export interface EventNotice {
  readonly notify_type: NotifyType;
  readonly fields: Readonly<Record<string, string>>;
}

/** What may befall a notification: it comes twice, after a later one, never, or with a signature that is not ours. */
export type NotificationFault = 'twice' | 'late' | 'never' | 'forged';

/** How far telling somebody of it has come. It is over when it was taken, or nobody will try again. */
interface Notified {
  readonly attempts: number;
  readonly last_at: number;
  readonly is_over: boolean;
}

/** Places by time. Adding the latest and finding a time cost the same however many there are. */
interface Timeline {
  add(time: number, place: number): void;
  /** Both ends included, the latest first; those that are not taken cost a call and no more. */
  between(start: number, end: number, search: PlaceSearch): readonly number[];
}

interface PlaceSearch {
  takes(place: number): boolean;
  /** Nobody is asked any further once so many were taken. */
  readonly limit: number;
}

export function createTimeline(): Timeline {
  const times: number[] = [];
  const places: number[] = [];

  /** How many are not later than a time. */
  function countUpTo(time: number): number {
    let [from, to] = [0, times.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((times[middle] ?? 0) <= time) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    add(time, place) {
      // Only a clock that was set back makes it anything but the last.
      const at = (times.at(-1) ?? time) <= time ? times.length : countUpTo(time);
      if (at === times.length) {
        times.push(time);
        places.push(place);
      } else {
        times.splice(at, 0, time);
        places.splice(at, 0, place);
      }
    },
    between(start, end, { takes, limit }) {
      const first = countUpTo(start - 1);
      const taken: number[] = [];
      // A plain loop: what yields in between stays slow for its first ten thousand.
      for (let at = countUpTo(end) - 1; at >= first && taken.length < limit; at -= 1) {
        const place = places[at] as number;
        if (takes(place)) taken.push(place);
      }
      return taken;
    },
  };
}
