import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { shellQuoted } from '../language/terminal-text.ts';
import { explicitProfile, type GlobalOptions, isLocal, namedEnv } from './given.ts';
import type { Identity } from './identity.ts';

const largest = 1_000_000;

/**
 * What a `.env` may set, which belongs to whoever wrote the folder, and he may not be the merchant. What is not named here it
 * sets freely: credentials, and how they are used.
 * `choice`: freely where the credentials that are used stand in the same file, else with a word (`folderChoice`).
 * `address`: only for credentials of the same file, and only on loopback (`chooseBaseUrl`).
 * `never`: where files go and what is read for the tool's own.
 */
const dotenvRules = new Map<string, 'choice' | 'address' | 'never'>([
  ['QFPAY_ENV', 'choice'],
  ['QFPAY_PROFILE', 'choice'],
  ['QFPAY_BASE_URL', 'address'],
  ['QFPAY_LOG', 'never'],
  ['QFPAY_STATE_DIR', 'never'],
  ['QFPAY_CONFIG_DIR', 'never'],
  ['QFPAY_CACHE_DIR', 'never'],
  ['QFPAY_LIMITER_URL', 'never'],
]);

/** A line of `.env` (from 1) that is not taken. */
export interface RefusedLine {
  readonly line: number;
  readonly name: string;
  readonly value: string;
}

/**
 * The context with `.env` of the working directory beneath its environment. Whoever reads variables asks for it first;
 * where it was read already, it is not read again.
 * @throws UsageError a `.env` that cannot be read
 */
export async function withDotenv(context: Context): Promise<Context> {
  return context.dotenv ? context : { ...context, dotenv: await readDotenv(context) };
}

/** Only `QFPAY_*`, and of those what it may set: the file belongs to the project in that folder, not to us. */
async function readDotenv(context: Context): Promise<Record<string, string>> {
  const all = (await parseDotenv(context)) ?? {};
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => name.startsWith('QFPAY_') && !isEnvironmentOnly(name)),
  );
}

/** Whether a variable is taken from the environment only. */
export function isEnvironmentOnly(name: string): boolean {
  return dotenvRules.get(name) === 'never';
}

export function dotenvPath({ platform }: Pick<Context, 'platform'>): string {
  return `${platform.cwd}/.env`;
}

/**
 * Every variable of `.env`; undefined when there is none. Virtual environments are folders named so.
 * @throws UsageError a `.env` that cannot be read
 */
export async function parseDotenv(context: Context): Promise<Record<string, string> | undefined> {
  const text = readText(context);
  return text === undefined ? undefined : (await import('dotenv')).parse(text);
}

/**
 * The lines that are not taken, in their order. One whose variable the environment sets is none: that one counts anyway.
 * @throws UsageError a `.env` that cannot be read
 */
export async function refusedLines(context: Context): Promise<RefusedLine[]> {
  const all = Object.entries((await parseDotenv(context)) ?? {});
  const refused = all.filter(([name, value]) => isEnvironmentOnly(name) && value !== '' && !context.env[name]);
  if (refused.length === 0) return [];
  const lines = (readText(context) ?? '').split(/\r\n?|\n/);
  const lineOf = (name: string) =>
    lines.findLastIndex((text) => new RegExp(`^\\s*(?:export\\s+)?${name}\\s*[=:]`).test(text));
  return refused.map(([name, value]) => ({ line: lineOf(name) + 1, name, value })).sort((a, b) => a.line - b.line);
}

/** What is said of such a line, and what sets the variable instead. A limiter's address may hold a password. */
export function refusedText({ line, name, value }: RefusedLine): string {
  const quoted = name === 'QFPAY_LIMITER_URL' ? '…' : shellQuoted(value);
  return t`line ${line} of .env is not taken, for ${name} is not for a folder to decide; where it is meant: export ${name}=${quoted}`;
}

/** Lines (from 1) that name a variable of ours and give it no value: dotenv passes over them without a word. */
export function linesWithoutValue(context: Context): { readonly line: number; readonly name: string }[] {
  return (readText(context) ?? '').split(/\r\n?|\n/).flatMap((text, index) => {
    const [, name] = /^\s*(?:export\s+)?(QFPAY_\w+)(?!\w)(?!\s*=|:)/.exec(text) ?? [];
    return name === undefined ? [] : [{ line: index + 1, name }];
  });
}

/** A line of `.env` (from 1) that carries its value otherwise than was meant. */
export interface OddLine {
  readonly line: number;
  /** In words without any of the value. */
  readonly rule: string;
}

/**
 * Lines of ours that are written as another shell or JSON has them, or whose value is cut or keeps what stood around it: dotenv
 * passes over the first and takes the second as it is, both without a word.
 */
export function oddLines(context: Context): OddLine[] {
  return (readText(context) ?? '').split(/\r\n?|\n/).flatMap((text, index) => {
    const rule = oddityOf(text);
    return rule === undefined ? [] : [{ line: index + 1, rule }];
  });
}

/** How other shells set a variable, JSON names one, and `.env` does. */
const lineOfOurs = /^\s*(?:(set|setx|\$env:|const|let|var)\s*|export\s+)?(["'“]?)(QFPAY\w*)["'”]?\s*[=:]\s*(.*?)\s*$/i;

function oddityOf(text: string): string | undefined {
  if (text === '') return undefined;
  const [, shell, quote, name = '', value = ''] = lineOfOurs.exec(text.replaceAll(unseen, '')) ?? [];
  if (name === '') return undefined;
  if (shell !== undefined) return t`begins with ${shell}, which a .env does not know: it sets nothing; write ${name}=…`;
  if (quote !== '') return t`is JSON, and a .env is none: it sets nothing; write ${name}=…`;
  const [hidden] = text.replace(/^\uFEFF/, '').match(unseen) ?? [];
  if (hidden !== undefined)
    return t`has a character that nobody sees (${codePoint(hidden)}): type ${name} and its value anew`;
  return oddValue(name, value);
}

function oddValue(name: string, value: string): string | undefined {
  const [open = ''] = value;
  if (/^["'`]/.test(open)) {
    const end = value.indexOf(open, 1);
    if (end < 0) return t`opens a quotation mark for ${name} that is not closed in the line`;
    if (/^\s*,/.test(value.slice(end + 1))) return commaRule(name);
    return undefined;
  }
  if (/\S#/.test(value)) return t`the value of ${name} ends before the #: put it in single quotes`;
  if (/,$/.test(value)) return commaRule(name);
  return /["'`]$/.test(value) ? t`closes a quotation mark for ${name} that was not opened` : undefined;
}

function commaRule(name: string): string {
  return t`the value of ${name} ends with a comma, as JSON has it: take it away`;
}

/** Characters that take no room, and blanks that are none to a program. */
const unseen = /[\u00A0\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u3000\uFEFF]/gu;

function codePoint(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Why a `.env` that is there is not read. A pipe or a device is none: whoever made the folder could hold every command up. */
export function dotenvFault(context: Context): string | undefined {
  const path = dotenvPath(context);
  const facts = context.files.facts(path);
  return facts && !facts.is_regular ? t`${path} is not read: it is no regular file` : undefined;
}

function readText(context: Context): string | undefined {
  if (context.files.facts(dotenvPath(context))?.is_regular !== true) return undefined;
  const found = context.files.readSettings(dotenvPath(context), largest);
  return found && decode(found.bytes);
}

/** PowerShell's `>` writes UTF-16. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** That the folder chose credentials which it does not hold itself. */
export interface FolderChoice {
  /** For stderr and for the question, one line. */
  readonly told: string;
  /** What chose: `QFPAY_ENV (.env)`. */
  readonly source: string;
  /** The same said by a person: `--env test`, `--profile shop`. */
  readonly flag: readonly [flag: string, value: string];
}

/**
 * Undefined where a flag, a variable or nobody chose the environment and the profile, and where the credentials stand in the
 * same `.env`.
 * @throws ConfigError an environment that there is not
 */
export function folderChoice(identity: Identity, options: GlobalOptions, context: Context): FolderChoice | undefined {
  if (isLocal(options, context) || identity.is_of_dotenv) return undefined;
  const explicit = explicitProfile(options, context);
  const given = explicit ?? namedEnv(options, context);
  if (given?.from !== '.env') return undefined;
  const { text, source } = given;
  const where = identity.key.source;
  return explicit
    ? {
        source,
        flag: ['--profile', text],
        told: t`${source} chose the ${where}: this folder decides which merchant it is`,
      }
    : {
        source,
        flag: ['--env', text],
        told: t`${source} chose the environment ${text}: this folder decides what the credentials of ${where} are used for`,
      };
}
