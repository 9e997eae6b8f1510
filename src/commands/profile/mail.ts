import { tell } from '../../command/command.ts';
import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import { isPlaceholder } from '../../merchant/identity.ts';

/** What a mail from QFPay says of a merchant, as far as it says which value is which. */
export interface MailValues {
  readonly app_code?: string;
  readonly client_key?: string;
  readonly mchid?: string;
  /** Values of 32 letters and digits that no label names, in their order. */
  readonly unlabelled: readonly PlacedValue[];
  /** What is labelled twice with two values, as in a mail with two environments: none of them is taken. */
  readonly repeated: readonly MailField[];
}

/** What of a merchant a person copies. */
export type MailField = 'app_code' | 'client_key' | 'mchid';

/** A value and the line of the mail (from 1) that it stands in. */
export interface PlacedValue {
  readonly value: string;
  readonly line: number;
}

/** English, Chinese of both scripts, and the names of variables and headers. A longer name goes before the one it ends with. */
const labelNames: Readonly<Record<MailField, string>> = {
  app_code: `X-QF-APPCODE|app[ _-]*code|app[ _-]*id|应用(?:代码|编码|编号|码)|應用(?:程式)?(?:代碼|編碼|編號|碼)|开发者(?:代码|编号)|開發者(?:代碼|編號)`,
  client_key: `(?:client|app|api|sign(?:ing|ature)?|secret|private)[ _-]*key|client[ _-]*secret|secret|key|(?:商户|客户端|签名|加密|应用)?密[钥匙]|(?:商戶|客戶端|簽名|加密|應用)?密[鑰匙]|金鑰`,
  mchid: String.raw`mch(?:nt)?[ _-]*id|(?:merchant|store|shop|sub-?merchant)[ _-]*(?:id|number|no\.?|code)|mid|(?:子)?商户(?:编)?号|(?:子)?商戶(?:編)?號|商戶編碼|门店(?:编)?号|門店(?:編)?號|店[铺舖鋪]號`,
};

/** What may stand between a label and its value on one line. */
const joint = String.raw`["'\x60*_)\]】」]*(?:[ \t\u3000]*\([^()\n]{1,40}\))?[ \t\u3000]*(?<mark>[:：=＝|]|->|→|\bis\b|[为為是])?[ \t\u3000]*(?:\|[ \t]*)?["'\x60*_<“「]*`;

const label = new RegExp(
  Object.entries(labelNames)
    .map(
      ([field, names]) =>
        `(?<${field}>(?<![A-Za-z0-9])(?:QFPAY_(?:PROD_|TEST_|SANDBOX_)?)?(?:${names})(?![A-Za-z0-9]))`,
    )
    .join('|'),
  'gi',
);

const valueBehind = new RegExp(`^${joint}(?<value>[A-Za-z0-9_.+/=-]+)`, 'i');
const valueAlone = /^[\s"'`*_<|“「]*(?<value>[A-Za-z0-9_.+/=-]+)[\s"'`*_>|,;.”」]*$/;
/** `App code and key: …`: which is which is not said. */
const sharing = /^["'`*\s]*(?:and|or|&|\/|\+|,|和|及|与|與|、)["'`*\s]*$/i;

interface FoundLabel {
  readonly field: MailField;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Picks app code, key and store number out of a whole pasted mail, by their labels only: a value that no label names is never
 * taken for one of them, whatever it looks like.
 */
export function readMail(text: string): MailValues {
  const lines = text
    .normalize('NFC')
    .replaceAll(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replaceAll('\u00a0', ' ')
    .split(/\r\n?|\n/);
  const found: Record<MailField, Set<string>> = { app_code: new Set(), client_key: new Set(), mchid: new Set() };
  const labelled = new Set<string>();
  for (const one of labelsOf(lines)) {
    const value = valueBeside(one, lines, labelled);
    if (value === undefined || !isLike(one.field, value)) continue;
    found[one.field].add(value);
    labelled.add(value);
  }
  const fields = Object.entries(found) as [MailField, Set<string>][];
  return {
    ...Object.fromEntries(fields.flatMap(([field, values]) => (values.size === 1 ? [[field, [...values][0]]] : []))),
    unlabelled: unlabelledOf(lines, labelled),
    repeated: fields.flatMap(([field, values]) => (values.size > 1 ? [field] : [])),
  };
}

function labelsOf(lines: readonly string[]): FoundLabel[] {
  return lines.flatMap((text, line) => {
    const found = [...text.matchAll(label)].map(({ 0: words, index, groups = {} }) => {
      const field = (Object.keys(labelNames) as MailField[]).find((name) => groups[name] !== undefined) ?? 'mchid';
      return { field, line, from: index, to: index + words.length };
    });
    return found.filter((one, at) => {
      const before = found[at - 1];
      return !before || !sharing.test(text.slice(before.to, one.from));
    });
  });
}

/** On the label's own line, else alone on the next where the label is alone on its own. */
function valueBeside({ line, from, to }: FoundLabel, lines: readonly string[], labelled: ReadonlySet<string>) {
  const text = lines[line] ?? '';
  const behind = valueBehind.exec(text.slice(to));
  const beside = behind?.groups?.['value'];
  const isMarked = behind?.groups?.['mark'] !== undefined || behind?.[0].includes('\t');
  if (beside !== undefined && isWhole(text.slice(to), behind?.[0] ?? '') && (isMarked || beside.length >= 16))
    return withoutEnd(beside);
  const isAlone = !/[\p{L}\p{N}]/u.test(text.slice(0, from) + text.slice(to).replace(/\([^()]*\)/, ''));
  if (!isAlone) return undefined;
  const before = lines.slice(0, line).findLast((each) => each.trim() !== '') ?? '';
  const next = lines.slice(line + 1).find((each) => each.trim() !== '') ?? '';
  // Values above their labels, or a column of labels and then one of values: what stands next is another one's.
  const above = withoutEnd(valueAlone.exec(before)?.groups?.['value'] ?? '');
  if (isValueLike(above) && !labelled.has(above)) return undefined;
  if (isBareLabel(before)) return undefined;
  const value = valueAlone.exec(next)?.groups?.['value'];
  return value === undefined ? undefined : withoutEnd(value);
}

/** Not the first half of an address or of a word in another script. */
function isWhole(text: string, taken: string): boolean {
  return !/^[@\p{L}\p{N}:#$%&]/u.test(text.slice(taken.length));
}

function withoutEnd(value: string): string {
  return value.replace(/[.=]$/, '');
}

function isValueLike(text: string): boolean {
  return /^(?=.*\d)[A-Za-z0-9_-]{8,}$/.test(text);
}

function isBareLabel(text: string): boolean {
  const found = [...text.matchAll(label)];
  return found.length > 0 && !/[\p{L}\p{N}]/u.test(found.reduce((rest, [words]) => rest.replace(words, ''), text));
}

/** Words of a sentence are none: a value has a digit in it. A placeholder is one, and told as such later. */
function isLike(field: MailField, value: string): boolean {
  if (isPlaceholder(value)) return true;
  return field === 'mchid' ? /^(?=.*\d)[A-Za-z0-9_-]{4,40}$/.test(value) : isValueLike(value);
}

function unlabelledOf(lines: readonly string[], labelled: ReadonlySet<string>): PlacedValue[] {
  const found = new Map<string, PlacedValue>();
  for (const [index, text] of lines.entries())
    for (const [value] of text.matchAll(/(?<![A-Za-z0-9])(?=[A-Za-z]*\d)[A-Za-z0-9]{32}(?![A-Za-z0-9])/g))
      if (!labelled.has(value) && !found.has(value)) found.set(value, { value, line: index + 1 });
  return [...found.values()];
}

/** A mail is a page or two; its HTML may be more. */
const largestMail = 1_000_000;

type TakenFromMail = Pick<MailValues, MailField>;

/** The whole mail at once: no character of it is shown, and what has a label is picked out. */
export async function askMail(context: Context): Promise<TakenFromMail> {
  const question = t`Paste QFPay's mail, all of it, and press Enter. Nothing of it is shown.\n(Enter alone: you are asked one by one.)`;
  const text = Buffer.from(await context.prompt.paste(question, largestMail, { is_hidden: true })).toString('utf8');
  if (text.trim() === '') return {};
  const mail = readMail(text);
  if (mail.repeated.length > 0) {
    const names = mail.repeated.map(fieldName).join(', ');
    tell(context, t`several values have the same label (${names}): paste the part for one environment only`);
    return askMail(context);
  }
  const { unlabelled, repeated: _, ...found } = await withPlaces(mail, context);
  if (found.app_code !== undefined && found.app_code === found.client_key) {
    tell(context, t`app code and key are the same value there, and they are two: you are asked for both`);
    return found.mchid === undefined ? {} : { mchid: found.mchid };
  }
  const told = Object.entries(found).map(([field, value]) => lengthText(field as MailField, value));
  tell(
    context,
    told.length > 0 ? t`found: ${told.join('; ')}` : t`no label of an app code, key or store number is in it`,
  );
  if (unlabelled.length > 0) tell(context, t`not taken, as no label names them: ${unlabelled.length} of 32 characters`);
  return found;
}

/** Two values without labels: which is which is the person's to say, by the place where they stand. */
async function withPlaces(mail: MailValues, { prompt }: Context): Promise<MailValues> {
  const [first, second, ...more] = mail.unlabelled;
  if (!first || !second || more.length > 0 || mail.app_code !== undefined || mail.client_key !== undefined) return mail;
  const places = [
    { value: '1', name: t`1: the first, in line ${first.line}` },
    { value: '2', name: t`2: the second, in line ${second.line}` },
  ];
  const question = t`The mail has 2 values of 32 characters without a label. Which one is the client key?`;
  const chosen = await prompt.choose(question, (typed) => places.filter(({ name }) => name.includes(typed.trim())));
  const [key, code] = chosen === '1' ? [first, second] : [second, first];
  return { ...mail, app_code: code.value, client_key: key.value, unlabelled: [] };
}

function lengthText(field: MailField, value: string): string {
  return t`${fieldName(field)}, ${value.length} characters`;
}

export function fieldName(field: MailField): string {
  return { app_code: t`app code`, client_key: t`client key`, mchid: t`store number` }[field];
}
