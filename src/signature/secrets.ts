import type { Secret, Secrets } from '../context/secrets.ts';
import {
  ClientKey,
  isHeldIn,
  keyFormsMask,
  literal,
  longEnoughForRuns,
  shortestRun,
  writtenForms,
} from './client-key.ts';

/** Where secrets come from that nobody has named yet. */
export interface SecretSources {
  /** Cheap: what variables hold. Read at the first look at any text. */
  inUse?(): readonly Secret[];
  /** What the profile file holds. Read at the first look at a text that a person or a gateway wrote. */
  saved?(): readonly Secret[];
}

/** A password of an address or a token. Its place is taken by stars: a fingerprint would tell whether a guess is right. */
export class Password implements Secret {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  reveal(): string {
    return this.#secret;
  }

  toString(): string {
    return '***';
  }
}

/** The registry of one process. What it masks by is compiled when a text is first looked at after a secret was added. */
export function createSecrets(sources: SecretSources = {}): Secrets {
  const known = new Map<string, Secret>();
  const numbers = new Set<string>();
  let compiled: Masks | undefined;
  let hasInUse = false;
  let hasSaved = false;

  function add(...secrets: readonly Secret[]): void {
    for (const secret of secrets) {
      const text = secret.reveal();
      if (text === '' || known.has(text)) continue;
      known.set(text, secret);
      compiled = undefined;
    }
  }

  function masks(is_foreign: boolean): Masks {
    if (!hasInUse) {
      hasInUse = true;
      add(...(sources.inUse?.() ?? []));
    }
    if (is_foreign && !hasSaved) {
      hasSaved = true;
      add(...(sources.saved?.() ?? []));
    }
    compiled ??= compile([...known.values()], numbers);
    return compiled;
  }

  return {
    add,
    isIn: (text) => {
      masks(true);
      return [...known.values()].some((secret) => secret instanceof ClientKey && isHeldIn(secret.reveal(), text));
    },
    mask: (text) => masks(true).free(text),
    maskValue: (value) => maskValue(value, masks(true)),
    maskOut: (text) => masks(false).whole(text),
  };
}

interface Masks {
  /** Whole secrets in every form, and runs of long ones. */
  free(text: string): string;
  /** Whole secrets only. */
  whole(text: string): string;
  /** Takes note of a number that the tool sends or names; gives it back, but for a whole secret that is no number. */
  number(text: string): string;
  /** For a number of JSON, whose text is no string. */
  isWhole(text: string): boolean;
}

/** In UTF-16 units. What is longer and has escapes in it is looked through for the forms that are usual, not for any. */
const longestLoose = 1_000_000;
const escapes = /%[\da-f]{2}|\\[\\/"'bfnrtux]|&#?\w{1,7};/i;

function compile(secrets: readonly Secret[], numbers: Set<string>): Masks {
  const isLong = (secret: Secret) => secret.reveal().length >= shortestRun;
  const long = secrets.filter(isLong);
  const short = secrets.filter((secret) => !isLong(secret)).map(shortMask);
  const { replace: free, mayHold } = finder(long, { has_runs: true });
  // Made when a text first needs them: most runs see none that does.
  let onlyWhole: Finder | undefined;
  const whole = (text: string) => {
    if (!mayHold(text)) return text;
    onlyWhole ??= finder(long);
    return onlyWhole.replace(text);
  };
  let loose: ((text: string) => string) | undefined;
  const undoEscapes = (text: string) => {
    loose ??= keyFormsMask(long.filter(({ is_public }) => !is_public));
    return loose(text);
  };
  const applyShort = (text: string) => short.reduce((rest, mask) => mask(rest), text);
  const look = (text: string) => {
    // Whole before in parts: what escapes stand in would fall to pieces.
    const undone = text.length <= longestLoose && escapes.test(text) ? undoEscapes(text) : text;
    return applyShort(free(undone));
  };
  let amid: { readonly size: number; readonly split: RegExp } | undefined;

  /** The text between the numbers: those stay, whatever secret has digits in common with them. */
  function betweenNumbers(text: string, mask: (text: string) => string): string {
    if (numbers.size === 0) return mask(text);
    if (amid?.size !== numbers.size) {
      const longestFirst = [...numbers].sort((a, b) => b.length - a.length).map(literal);
      amid = {
        size: numbers.size,
        split: new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'u'),
      };
    }
    const parts = text.split(amid.split);
    return parts.map((part, index) => (index % 2 === 1 ? part : mask(part))).join('');
  }

  return {
    free: (text) => betweenNumbers(text, look),
    whole: (text) => betweenNumbers(text, (part) => applyShort(whole(part))),
    number(text) {
      // Digits, an amount, a time: whatever key it has in common with, it is no secret.
      const isPlain = /^\d[\d :.,TZ+-]*$/.test(text);
      if (!isPlain && whole(text) !== text) return whole(text);
      if (look(text) !== text) numbers.add(text);
      return text;
    },
    isWhole: (text) => long.some((secret) => secret.reveal() === text),
  };
}

/**
 * A secret of a few characters could stand anywhere by chance: it is masked as a word of its own, one of digits or of two or
 * three characters only where it is the whole text. A password also where an address has it.
 */
function shortMask(secret: Secret): (text: string) => string {
  const text = secret.reveal();
  const shown = () => secret.toString();
  const isWord = text.length >= 4 && !/^\d+$/.test(text);
  const inAddress = new RegExp(`(?<=:)${literal(text)}(?=@)`, 'g');
  const asWord = new RegExp(`(?<![\\p{L}\\p{N}])${literal(text)}(?![\\p{L}\\p{N}])`, 'gu');
  return (rest) => {
    if (rest === text) return shown();
    const left = secret instanceof Password ? rest.replace(inAddress, shown) : rest;
    return isWord ? left.replace(asWord, shown) : left;
  };
}

interface Stretch {
  readonly secret: Secret;
  /** What the secret is written as there, and where in it the stretch begins; a whole form begins at 0 and is all of it. */
  readonly form: string;
  readonly at: number;
}

interface Finder {
  replace(text: string): string;
  /** False only where nothing is found that it looks for. */
  mayHold(text: string): boolean;
}

/**
 * Finds forms of secrets in one pass. Most texts hold none: every fifth four characters tell that, for whatever is looked for
 * has eight or more.
 */
function finder(secrets: readonly Secret[], { has_runs }: { readonly has_runs?: true } = {}): Finder {
  const stretches = new Map<string, Stretch>();
  for (const secret of secrets) {
    const text = secret.reveal();
    for (const form of writtenForms(text)) stretches.set(form, { secret, form, at: 0 });
    if (!has_runs || secret.is_public || text.length < longEnoughForRuns) continue;
    for (let at = 0; at + shortestRun <= text.length; at += 1) {
      const run = text.slice(at, at + shortestRun);
      if (!/^\d+$/.test(run) && !stretches.has(run)) stretches.set(run, { secret, form: text, at });
    }
  }
  const sought = [...stretches.keys()].sort((a, b) => b.length - a.length);
  let pattern: RegExp | undefined;
  const mayHold = sieve(sought);
  return {
    mayHold,
    replace(text) {
      if (!mayHold(text)) return text;
      pattern ??= new RegExp(sought.map(bounded).join('|'), 'gu');
      return replaced(text, pattern, stretches);
    },
  };
}

/** A key of digits is no part of a longer number. */
function bounded(text: string): string {
  return /^\d+$/.test(text) ? `(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])` : literal(text);
}

function sieve(sought: readonly string[]): (text: string) => boolean {
  const fours = new Set(sought.flatMap(foursOf));
  return (text) => {
    for (let at = 0; at < text.length; at += 5) if (fours.has(text.slice(at, at + 4))) return true;
    return false;
  };
}

function foursOf(text: string): readonly string[] {
  return Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4));
}

function replaced(text: string, pattern: RegExp, stretches: ReadonlyMap<string, Stretch>): string {
  let out = '';
  let done = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const stretch = stretches.get(match[0]);
    if (!stretch) continue;
    const { from, to } = extent(text, match.index, match[0].length, stretch);
    out += text.slice(done, from) + stretch.secret.toString();
    done = to;
    pattern.lastIndex = to;
  }
  return out + text.slice(done);
}

/** As far as the secret goes on before and behind what was found of it. */
function extent(text: string, start: number, length: number, { form, at }: Stretch) {
  let [from, to] = [start, start + length];
  for (let before = at - 1; before >= 0 && text[from - 1] === form[before]; before -= 1) from -= 1;
  for (let behind = at + length; behind < form.length && text[to] === form[behind]; behind += 1) to += 1;
  return { from, to };
}

/** Fields that hold a number, an amount or a time of the API's or of ours, or tell whose it is. */
const numberName = /(?:_no|sn|amt|amount|dtm|_fee|_at|time|respcd|refundable|app_?code|mchid)$|^(?:id|line)$/i;

/** No gateway nests so deep; what lies beneath is not looked through, and so not shown. */
const deepest = 200;

/** Where in a value a part of it stands: the member that holds it, or its list, and how deep. */
interface SecretPlace {
  readonly name: string;
  readonly depth: number;
}

const outermost: SecretPlace = { name: '', depth: 0 };

/** The numbers first, so that they are known where a sentence repeats them. */
function maskValue<Value>(value: Value, masks: Masks): Value {
  findNumbers(value, outermost, masks);
  return masked(value, outermost, masks) as Value;
}

function findNumbers(value: unknown, { name, depth }: SecretPlace, masks: Masks): void {
  if (typeof value === 'string') {
    if (numberName.test(name)) masks.number(value);
  } else if (depth > deepest) {
    return;
  } else if (Array.isArray(value)) {
    for (const item of value) findNumbers(item, { name, depth: depth + 1 }, masks);
  } else if (isPlain(value)) {
    // A fault names its field beside the value.
    const { field } = value;
    for (const member in value) {
      const named = member === 'value' && typeof field === 'string' ? field : member;
      findNumbers(value[member], { name: named, depth: depth + 1 }, masks);
    }
  }
}

/** The same value where nothing in it had to be masked, so that a caller can tell. */
function masked(value: unknown, { name, depth }: SecretPlace, masks: Masks): unknown {
  const isNamed = numberName.test(name);
  if (typeof value === 'string') return isNamed ? masks.number(value) : masks.free(value);
  if (Array.isArray(value)) return depth > deepest ? '***' : maskedList(value, { name, depth: depth + 1 }, masks);
  if (isPlain(value)) return depth > deepest ? '***' : maskedObject(value, depth + 1, masks);
  return isNumber(value) && !isNamed && masks.isWhole(String(value)) ? masks.free(String(value)) : value;
}

function maskedList(list: readonly unknown[], place: SecretPlace, masks: Masks): readonly unknown[] {
  const copy = list.map((item) => masked(item, place, masks));
  return copy.every((item, index) => item === list[index]) ? list : copy;
}

type MaskedFields = Readonly<Record<string, unknown>>;

function maskedObject(object: MaskedFields, depth: number, masks: Masks): MaskedFields {
  const entries: [string, unknown][] = [];
  let isChanged = false;
  for (const name in object) {
    const entry: [string, unknown] = [masks.free(name), masked(object[name], { name, depth }, masks)];
    isChanged ||= entry[0] !== name || entry[1] !== object[name];
    entries.push(entry);
  }
  return isChanged ? Object.fromEntries(entries) : object;
}

function isPlain(value: unknown): value is MaskedFields {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value));
}

/** Also one of JSON that keeps its digits. */
function isNumber(value: unknown): boolean {
  return typeof value === 'number' || (value instanceof Object && 'isLosslessNumber' in value);
}
