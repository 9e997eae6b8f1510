import type { Context } from '../context.ts';

const largest = 1_000_000;

/**
 * The context with `.env` of the working directory beneath its environment. Whoever reads variables asks for it first;
 * where it was read already, it is not read again.
 * @throws UsageError a `.env` that cannot be read
 */
export async function withDotenv(context: Context): Promise<Context> {
  return context.dotenv ? context : { ...context, dotenv: await readDotenv(context) };
}

/** Only `QFPAY_*`: the file belongs to the project in that folder, not to us. Virtual environments are folders named so. */
async function readDotenv({ files, platform }: Context): Promise<Record<string, string>> {
  const path = `${platform.cwd}/.env`;
  const bytes = files.facts(path) && files.read(path, largest);
  if (!bytes) return {};
  const { parse } = await import('dotenv');
  return Object.fromEntries(Object.entries(parse(decode(bytes))).filter(([name]) => name.startsWith('QFPAY_')));
}

/** PowerShell's `>` writes UTF-16. */
function decode(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
