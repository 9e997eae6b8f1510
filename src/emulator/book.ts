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
  /** An owner's, made between two times, both included: the latest first, of the same time the one that came last. */
  between(owner: string, start: number, end: number, takes?: TakesEntry): Iterable<BookEntry>;
  /** All that hold a number, oldest first: several where cards were tried on a page, or a fault let it be used again. */
  allByNumber(owner: string, out_trade_no: string): readonly BookEntry[];
  readonly thing_count: number;
  thing(id: string): Thing | undefined;
  /** In the order they came. */
  things(): Iterable<Thing>;
}

/** Whether a search takes an entry. Its reversal or close comes with it: of a hundred thousand orders none is looked up for that. */
export type TakesEntry = (entry: BookEntry, cancellation: BookEntry | undefined) => boolean;

/** An entry's place on the books: the latest entry of a `syssn` stands in it. */
interface BookPlace {
  entry: BookEntry;
  cancellation: BookEntry | undefined;
}

interface OpenBook extends Book {
  /** The latest entry of a `syssn` stands for it. Whom an entry belongs to and what it is about never changes. */
  put(entry: BookEntry): void;
  /** The latest of an id stands for it. */
  putThing(thing: Thing): void;
}

export function createBook(): OpenBook {
  const bySyssn = new Map<string, BookPlace>();
  const byNumber = new Map<string, Map<string, BookEntry>>();
  const byOriginal = new Map<string, string[]>();
  const byTime = new Map<string, Timeline<BookPlace>>();
  const byId = new Map<string, Thing>();
  const several = new Map<string, string[]>();
  const find = (syssn: string) => bySyssn.get(syssn)?.entry;
  return {
    get size() {
      return bySyssn.size;
    },
    find,
    findByNumber: (owner, out_trade_no) => byNumber.get(owner)?.get(out_trade_no),
    about: (syssn) => byOriginal.get(syssn)?.flatMap((about) => find(about) ?? []) ?? none,
    *all() {
      for (const { entry } of bySyssn.values()) yield entry;
    },
    allByNumber(owner, out_trade_no) {
      const all = several.get(`${owner} ${out_trade_no}`);
      const only = byNumber.get(owner)?.get(out_trade_no);
      return all?.flatMap((syssn) => find(syssn) ?? []) ?? (only ? [only] : none);
    },
    get thing_count() {
      return byId.size;
    },
    thing: (id) => byId.get(id),
    things: () => byId.values(),
    putThing(thing) {
      byId.set(thing.id, thing);
    },
    *between(owner, start, end, takes = () => true) {
      const isTaken = ({ entry, cancellation }: BookPlace) => takes(entry, cancellation);
      for (const { entry } of byTime.get(owner)?.between(start, end, isTaken) ?? []) yield entry;
    },
    put(entry) {
      const { syssn, owner, out_trade_no, orig_syssn } = entry;
      const known = bySyssn.get(syssn);
      const isNew = known === undefined;
      const place = known ?? { entry, cancellation: undefined };
      place.entry = entry;
      if (isNew) bySyssn.set(syssn, place);
      if (isNumbered(entry)) {
        const numbers = entryOf(byNumber, owner, newMap);
        const before = numbers.get(out_trade_no);
        if (before && before.syssn !== syssn && isNew) {
          const all = entryOf(several, `${owner} ${out_trade_no}`, newList);
          all.push(...(all.length === 0 ? [before.syssn] : []), syssn);
        }
        if (isNew || before?.syssn === syssn) numbers.set(out_trade_no, entry);
      }
      if (!isNew) return;
      entryOf(byTime, owner, newTimeline).add(entry.made_at, place);
      if (orig_syssn === undefined) return;
      entryOf(byOriginal, orig_syssn, newList).push(syssn);
      const original = bySyssn.get(orig_syssn);
      if (original && isCancellation(entry)) original.cancellation ??= entry;
    },
  };
}

/** Reversals and closes have the number of their order, releases that of their hold; a capture may have none. */
function isNumbered({ kind, out_trade_no }: BookEntry): boolean {
  return kind === 'payment' || kind === 'refund' || (kind === 'capture' && out_trade_no !== '');
}

const none: readonly BookEntry[] = [];
const newMap = () => new Map<string, BookEntry>();
const newList = (): string[] => [];
const newTimeline = () => createTimeline<BookPlace>();

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
export function isTransaction({ kind }: BookEntry): boolean {
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

/** Items by time. Adding the latest and finding a time cost the same however many there are. */
interface Timeline<T> {
  add(time: number, item: T): void;
  /** Both ends included, the latest first; those that are not taken cost a call and no more. */
  between(start: number, end: number, takes?: (item: T) => boolean): Iterable<T>;
}

export function createTimeline<T>(): Timeline<T> {
  const times: number[] = [];
  const items: T[] = [];

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
    add(time, item) {
      // Only a clock that was set back makes it anything but the last.
      const at = (times.at(-1) ?? time) <= time ? times.length : countUpTo(time);
      if (at === times.length) {
        times.push(time);
        items.push(item);
      } else {
        times.splice(at, 0, time);
        items.splice(at, 0, item);
      }
    },
    *between(start, end, takes = () => true) {
      const first = countUpTo(start - 1);
      for (let at = countUpTo(end) - 1; at >= first; at -= 1) {
        const item = items[at] as T;
        if (takes(item)) yield item;
      }
    },
  };
}
