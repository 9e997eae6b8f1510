import type { HashedPart, Hasher, HashName } from '../signature/hasher.ts';
import { isSigned, type Parameter, sortByUnits, sortParameters } from '../signature/sign.ts';
import type { NamedKey, SignatureCase } from './signature-case.ts';

/**
 * How a signature may have been made, step by step, each step replaceable: what is signed, in which order, how a value is
 * written, how all is joined and encoded, where the key stands and how the hash is taken.
 */
export interface Recipe {
  /** All that the client held, sorted already, so that sorting costs little; the order of the request stands in the case. */
  readonly parameters: readonly Parameter[];
  select(parameters: readonly Parameter[]): readonly Parameter[];
  sort(parameters: readonly Parameter[]): readonly Parameter[];
  /** How values are written; absent: raw. */
  readonly print?: (value: string) => string;
  join(parameters: readonly Parameter[]): string;
  /** Signed in place of the parameters. */
  readonly body?: HashedPart;
  /** What is done to the whole text before it becomes bytes. */
  readonly finish?: (text: string) => string;
  /** Absent: UTF-8. */
  readonly encode?: (text: string) => Uint8Array;
  readonly key: NamedKey;
  readonly key_text: KeyText;
  /** Where the key stands. */
  place(content: HashedPart, key: string): readonly HashedPart[];
  readonly hash: HashName;
  readonly take: TakeDigest;
}

/** What the client made of its key. Only `write` sees the key itself; `show` gets `<key 3f9a61c2>`. */
export interface KeyText {
  write(key: string): string;
  show(shown: string): string;
}

export interface Signed {
  readonly hash: HashName;
  /** What is hashed, the key in its place. */
  readonly parts: readonly HashedPart[];
  readonly content: HashedPart;
  readonly key: string;
}

export type TakeDigest = (signed: Signed, hasher: Hasher) => string;

export const asIs: KeyText = { write: (key) => key, show: (shown) => shown };

/** The documented way for parameters. */
export function requestRecipe({ parameters, is_checkout = false, keys: [key] }: SignatureCase, hash: HashName): Recipe {
  const sort = parameters.some(([name]) => /[\u{10000}-\u{10ffff}]/u.test(name)) ? sortParameters : sortByUnits;
  return {
    parameters: sort(parameters),
    select: (given) => given.filter((parameter) => isSigned(parameter, is_checkout)),
    sort,
    join: joinPairs,
    key,
    key_text: asIs,
    place: (content, secret) => [content, secret],
    hash,
    take: ({ parts, hash: name }, hasher) => hasher.hash(name, parts),
  };
}

export function joinPairs(parameters: readonly Parameter[]): string {
  let text = '';
  for (const parameter of parameters) text += `${text === '' ? '' : '&'}${parameter[0]}=${parameter[1]}`;
  return text;
}

/** What is signed, without the key. */
export function contentOf(recipe: Recipe): HashedPart {
  const { body, finish, encode } = recipe;
  if (body instanceof Uint8Array && !encode) return body;
  const text = body === undefined ? textOf(recipe) : utf8(body);
  const finished = finish ? finish(text) : text;
  return encode ? encode(finished) : finished;
}

function textOf({ parameters, select, sort, print, join }: Recipe): string {
  const sorted = sort(select(parameters));
  return join(print ? sorted.map(([name, value]) => [name, print(value)]) : sorted);
}

/**
 * In lower-case hex.
 * @param content what is signed, where it is known already
 */
export function digestOf(recipe: Recipe, hasher: Hasher, content = contentOf(recipe)): string {
  const key = recipe.key_text.write(recipe.key.key.reveal());
  const { hash, encode } = recipe;
  const parts = recipe.place(content, key);
  return recipe.take({ hash, parts, content, key }, encode ? encoding(hasher, encode) : hasher);
}

/** A client that takes another charset takes it for the key as well. */
function encoding(hasher: Hasher, encode: (text: string) => Uint8Array): Hasher {
  const encoded = (part: HashedPart) => (typeof part === 'string' ? encode(part) : part);
  return {
    hash: (name, parts) => hasher.hash(name, parts.map(encoded)),
    hmac: (name, key, parts) => hasher.hmac(name, encoded(key), parts.map(encoded)),
  };
}

/** What is hashed as text for a person, with the key's fingerprint where the key stands. */
export function shownText({ encode: _encode, ...recipe }: Recipe): string {
  const { key } = recipe.key;
  const parts = recipe.place(contentOf(recipe), recipe.key_text.show(String(key)));
  return key.mask(parts.map(utf8).join(''));
}

function utf8(part: HashedPart): string {
  return typeof part === 'string' ? part : Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8');
}
