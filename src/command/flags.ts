import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/** What completion offers for a value: words of its own, or a list that stands elsewhere. */
export type ValueSource =
  | readonly string[]
  | 'files'
  | 'profiles'
  | 'pay-types'
  | 'currencies'
  | 'codes'
  | 'categories'
  | 'rules'
  | 'endpoints';

interface FlagFacts {
  /** As a person reads it. Called once the language is known. */
  readonly says: () => string;
  /** `-p`, or another long name. */
  readonly also?: string;
  /** Where the flag is not called as its key is: `--input` is `input_file`. */
  readonly typed?: string;
  /** What counts where it is not given; only where that is one word for everybody. */
  readonly default?: string;
  readonly values?: ValueSource;
}

/** A flag as data, under its wire name: `out_trade_no` is typed `--out-trade-no`. */
export type FlagData = FlagFacts &
  (
    | { readonly kind: 'switch' }
    /** `--no-color`: false when given. */
    | { readonly kind: 'negation' }
    /** `--qr` and `--no-qr`. */
    | { readonly kind: 'either'; readonly negation: () => string }
    | { readonly kind: 'value'; readonly placeholder: string }
    /** Repeatable; each time one item. */
    | { readonly kind: 'list'; readonly placeholder: string }
    /** Repeatable; each time a comma list, an item counts once. */
    | { readonly kind: 'commas'; readonly placeholder: string }
  );

export type FlagTable = Readonly<Record<string, FlagData>>;

/** What flags of a table give, by wire name. */
export type FlagValues<Flags extends FlagTable> = { readonly [Name in keyof Flags]?: FlagValue<Flags[Name]> };

type FlagValue<Flag extends FlagData> = Flag['kind'] extends 'value'
  ? string
  : Flag['kind'] extends 'list' | 'commas'
    ? readonly string[]
    : boolean;

type FlagDetails = Omit<FlagFacts, 'says'>;

export function value(placeholder: string, says: () => string, details: FlagDetails = {}) {
  return { kind: 'value', placeholder, says, ...details } as const;
}

export function list(placeholder: string, says: () => string, details: FlagDetails = {}) {
  return { kind: 'list', placeholder, says, ...details } as const;
}

export function commas(placeholder: string, says: () => string, details: FlagDetails = {}) {
  return { kind: 'commas', placeholder, says, ...details } as const;
}

export function toggle(says: () => string, details: FlagDetails = {}) {
  return { kind: 'switch', says, ...details } as const;
}

export function negation(says: () => string) {
  return { kind: 'negation', says } as const;
}

export function either(says: () => string, negation: () => string) {
  return { kind: 'either', says, negation } as const;
}

/** `--out-trade-no` of `out_trade_no`. */
export function typedFlag(name: string, { typed }: Pick<FlagData, 'typed'> = {}): string {
  return typed ?? `--${name.replaceAll('_', '-')}`;
}

/** `--no-qr` of `--qr`. */
export function negated(typed: string): string {
  return typed.replace(/^--/, '--no-');
}

/** The description with what counts where nothing is given. */
export function saidOf(flag: FlagData): string {
  const said = flag.says();
  return flag.default === undefined ? said : t`${said} (default: ${flag.default})`;
}

/** Words of a command line that give these flags again: values first, then switches. What is false or absent is left out. */
export function flagWords(flags: FlagTable, options: Readonly<Record<string, unknown>>): string[] {
  const given = Object.entries(flags).map(([name, flag]) => ({ flag, words: wordsOf(name, flag, options[name]) }));
  const has_value = ({ flag }: (typeof given)[number]) => 'placeholder' in flag;
  return [...given.filter(has_value), ...given.filter((each) => !has_value(each))].flatMap(({ words }) => words);
}

function wordsOf(name: string, flag: FlagData, given: unknown): string[] {
  const typed = flag.also !== undefined && /^-\w$/.test(flag.also) ? flag.also : typedFlag(name, flag);
  if (flag.kind === 'switch') return given === true ? [typed] : [];
  if (flag.kind === 'negation') return given === false ? [negated(typed)] : [];
  if (flag.kind === 'either') return given === undefined ? [] : [given ? typed : negated(typed)];
  if (typeof given === 'string') return [typed, given];
  if (!Array.isArray(given) || given.length === 0) return [];
  return flag.kind === 'commas' ? [typed, given.join(',')] : given.flatMap((item: string) => [typed, item]);
}

/** What flags can be by themselves, but not together. */
type FlagRule = (options: Readonly<Record<string, unknown>>) => readonly Fault[];

/** A flag that means nothing without another one. */
export function needs(name: string, other: string): FlagRule {
  return (options) => {
    if (options[name] === undefined || options[name] === false || options[other]) return [];
    return [{ ...faultAt(name, options), rule: t`needs ${typedFlag(other)} beside it` }];
  };
}

function faultAt(field: string, options: Readonly<Record<string, unknown>>): Pick<Fault, 'field' | 'value'> {
  const given = options[field];
  return typeof given === 'string' ? { field, value: given } : { field };
}

/** Every fault of flags that do not go together, at once. */
export function flagFaults(rules: readonly FlagRule[], options: object): Fault[] {
  return rules.flatMap((rule) => rule(options as Readonly<Record<string, unknown>>));
}
