import { envNames } from '../catalog/endpoints.ts';
import { langs } from '../catalog/words/words.ts';
import type { Fault } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { timeForms } from '../transaction/named-times.ts';
import { commas, type FlagData, list, negation, toggle, value } from './flags.ts';

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
