import type { Context } from '../context.ts';
import { t } from '../language/t.ts';

const largest = 1_000_000;

/**
 * The context with `.env` of the working directory beneath its environment. Whoever reads variables asks for it first;
 * where it was read already, it is not read again.
 * @throws UsageError a `.env` that cannot be read
 */
export async function withDotenv(context: Context): Promise<Context> {
  return context.dotenv ? context : { ...context, dotenv: await readDotenv(context) };
}

/** Only `QFPAY_*`: the file belongs to the project in that folder, not to us. */
async function readDotenv(context: Context): Promise<Record<string, string>> {
  const all = (await parseDotenv(context)) ?? {};
  return Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith('QFPAY_')));
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

/** Lines (from 1) that name a variable of ours and give it no value: dotenv passes over them without a word. */
export function linesWithoutValue(context: Context): { readonly line: number; readonly name: string }[] {
  return (readText(context) ?? '').split(/\r\n?|\n/).flatMap((text, index) => {
    const [, name] = /^\s*(?:export\s+)?(QFPAY_\w+)(?!\w)(?!\s*=|:)/.exec(text) ?? [];
    return name === undefined ? [] : [{ line: index + 1, name }];
  });
}

/** Why a `.env` that is there is not read. A pipe or a device is none: whoever made the folder could hold every command up. */
export function dotenvFault(context: Context): string | undefined {
  const path = dotenvPath(context);
  const facts = context.files.facts(path);
  return facts && !facts.is_regular ? t`${path} is not read: it is no regular file` : undefined;
}

function readText(context: Context): string | undefined {
  if (dotenvFault(context) !== undefined) return undefined;
  const found = context.files.readSettings(dotenvPath(context), largest);
  return found && decode(found.bytes);
}

/** PowerShell's `>` writes UTF-16. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
