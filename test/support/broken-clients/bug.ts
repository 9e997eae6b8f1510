import type { Client } from './client.ts';
import type { Occasion } from './occasions/occasion.ts';

/** The contract's names, written down once more: a test that took them from the search could not miss one. */
export const causeIds = [
  ...(['wrong-sign-type', 'missing-signtype-header', 'wrong-key', 'key-whitespace', 'key-separator'] as const),
  ...(['key-prepended', 'key-missing', 'key-quoted', 'hmac', 'double-hash', 'unsorted'] as const),
  ...(['case-insensitive-sort', 'includes-empty', 'excludes-zero', 'includes-sign-field'] as const),
  ...(['url-encoded-values', 'space-as-plus', 'trailing-separator', 'wrong-charset', 'param-missing'] as const),
  ...(['param-extra', 'param-changed', 'number-format', 'value-whitespace', 'json-body-signed'] as const),
  ...(['body-reserialised', 'body-signed-as-form', 'truncated-signature', 'printed-by-language'] as const),
  ...(['html-escaped', 'unicode-normalisation', 'bom-or-crlf', 'duplicate-param', 'joined-otherwise'] as const),
  ...(['body-not-form', 'body-not-encoded', 'body-encoded-twice', 'names-changed', 'slashes-added'] as const),
  ...(['key-altered', 'empty-body-signed', 'digest-not-hex'] as const),
] as const;

export type CauseId = (typeof causeIds)[number];

/** A step that only one bug of a client can override. */
export type Slot = 'order' | 'join' | 'attach' | 'body' | 'encoding' | 'key' | 'digest';

/** One mistake, as one programmer makes it. */
export interface Bug {
  readonly id: CauseId;
  readonly flavour: string;
  readonly slots: readonly Slot[];
  /** What it does to the steps of the client so far; undefined where it cannot happen. */
  readonly change: (client: Client, occasion: Occasion) => Partial<Client> | undefined;
}

export type Change = Bug['change'];

/** The flavours of one cause, a line each. */
export function flavours(id: CauseId, slots: readonly Slot[], changes: Readonly<Record<string, Change>>): Bug[] {
  return Object.entries(changes).map(([flavour, change]) => ({ id, flavour, slots, change }));
}

/** One flavour a name: of an encoder, a separator, a language. */
export function eachOf<Item>(
  items: Readonly<Record<string, Item>>,
  change: (item: Item) => Change,
): Record<string, Change> {
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, change(item)]));
}

/** For a bug in a request only. */
export function inRequest(change: Change): Change {
  return (client, occasion) => (occasion.kind === 'request' ? change(client, occasion) : undefined);
}

/** Another way to print values, after what the client did to them before. */
export function printing(print: (value: string, name: string) => string): Change {
  return inRequest((client) => ({ print: (value, name) => print(client.print(value, name), name) }));
}
