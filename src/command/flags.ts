import { envNames } from '../catalog/endpoints.ts';
import type { Fault } from '../errors.ts';
import { langs } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readTimeFlag, timeForms } from '../transaction/named-times.ts';

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

/** The flags that every command takes, before or after its name. What they mean is decided by the merchant room. */
export const globalFlags = {
  env: value('<name>', () => t`one of ${envNames.join(', ')}`, { values: envNames, default: 'sandbox' }),
  profile: value('<name>', () => t`use this saved merchant, whole`, { values: 'profiles' }),
  mchid: value('<id>', () => t`store number, where QFPay issued one`),
  key_file: value('<path|->', () => t`read the client key from a file or stdin`, { values: 'files' }),
  base_url: value('<url>', () => t`another base URL than the environment's`),
  sign_type: value('<type>', () => t`SHA256 or MD5`, { values: ['SHA256', 'MD5'], default: 'SHA256' }),
  timezone: value('<zone>', () => t`IANA zone of txdtm`, { default: 'Asia/Hong_Kong' }),
  timeout: value('<seconds>', () => t`for one whole HTTP exchange`, { default: '30' }),
  lang: value('<lang>', () => langs.join(', '), { values: langs }),
  json: toggle(() => t`print one JSON document`),
  jq: value('<expr>', () => t`print what this jq expression makes of the document`),
  input: negation(() => t`never ask; what is missing is an error`),
  color: negation(() => t`no colours`),
  verbose: toggle(() => t`trace HTTP on stderr, secrets masked`),
  yes: toggle(() => t`go ahead without asking`),
  skip_rule: list('<id>', () => t`send what this local rule would refuse (repeatable)`, { values: 'rules' }),
} satisfies Readonly<Record<Exclude<keyof GlobalOptions, 'methods'>, FlagData>>;

/** How much: one of the two. */
export const amountFlags = {
  txamt: value('<n>', () => t`the amount in the currency's smallest unit: 1280 is HKD 12.80`),
  amount: value('<d>', () => t`the same in major units: 12.80`),
};

/** A window of the gateway's books, named in one way. */
export const windowFlags = {
  day: value('<day>', () => t`a day of the gateway's books: ${timeForms()}`, { values: ['today', 'yesterday', '7d'] }),
  month: value('<month>', () => t`a month: 2026-10, last-month or this-month`, {
    values: ['this-month', 'last-month'],
  }),
  since: value('<time>', () => t`from this day or time on, UTC+8 unless it has an offset`, {
    values: ['today', 'yesterday', '7d', 'this-month', 'last-month'],
  }),
  until: value('<time>', () => t`up to this day or time (default: now)`, {
    values: ['today', 'yesterday', '7d', 'last-month'],
  }),
};

/** `--columns` of a command that lists. */
export function columnsFlag(
  names: readonly string[],
  says = () => t`columns of the table, in this order; not with --json: ${names.join(', ')}`,
) {
  return { columns: commas('<list>', says, { values: names }) };
}

export interface ColumnOptions {
  /** Which columns, in this order; absent for the usual ones. */
  readonly columns?: readonly string[];
}

/** What is wrong with the columns; looked at before anything is sent. */
export function columnFaults({ columns, json }: ColumnOptions & GlobalOptions, names: readonly string[]): Fault[] {
  if (columns === undefined) return [];
  const list = names.join(', ');
  const unknown = columns.filter((name) => !names.includes(name));
  const faults: Fault[] = unknown.map((value, index) => ({
    field: 'columns',
    value,
    rule: index === 0 ? t`must be among ${list}` : t`must be among them, too`,
    ...didYouMean(value.toLowerCase().replaceAll('-', '_'), names),
  }));
  if (json) faults.push({ field: 'columns', rule: t`cannot be used with --json, which has every field` });
  return faults;
}

/**
 * The first second of what `--since` names, the last of what `--until` names. As with the values below, what breaks a rule goes to
 * `faults`, so that all are told at once.
 */
export function readTime(
  text: string | undefined,
  field: 'since' | 'until',
  faults: Fault[],
  now: Date,
): Date | undefined {
  const span = readTimeFlag(field, text, now, faults);
  return field === 'since' ? span?.start : span?.end;
}

/** A whole number from 1 up. */
export function readWhole(text: string | undefined, field: string, most: number, faults: Fault[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text);
  faults.push({ field, value: text, rule: t`must be a whole number from 1 to ${most}` });
  return undefined;
}

export function readSeconds(text: string | undefined, field: string, faults: Fault[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text);
  faults.push({ field, value: text, rule: t`must be a number of seconds` });
  return undefined;
}
