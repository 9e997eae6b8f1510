import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Message } from '../deliver.ts';
import { headersPath } from './saved-file.ts';

const largest = 5 * 1024 * 1024;

/**
 * A notification as it was kept: by `listen --save`, its headers beside it, or as a raw HTTP message. Nothing is signed anew.
 * @throws UsageError there is no such file, or no signature with it
 */
export async function readSaved(path: string, { files }: Pick<Context, 'files'>): Promise<Message> {
  const bytes = files.facts(path) && files.read(path, largest);
  if (!bytes)
    throw new UsageError(t`${path} is not there, or no file`, { hint: 'qfpay notify replay <file> --url <url>' });
  const beside = files.facts(headersPath(path)) && files.read(headersPath(path), largest);
  const message = beside ? { body: bytes, headers: readHeaders(beside, headersPath(path)) } : await readRaw(bytes);
  if (message.headers['x-qf-sign']) return message;
  throw new UsageError(t`${path} has no X-QF-SIGN, neither in itself nor in ${headersPath(path)}`, {
    hint: t`qfpay notify send --input signs its fields anew`,
  });
}

async function readRaw(bytes: Uint8Array): Promise<Message> {
  const { readInput } = await import('../../reading/reading.ts');
  const { body, headers = {} } = readInput(bytes);
  const kept = Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-qf-'));
  return { body, headers: Object.fromEntries(kept) };
}

function readHeaders(bytes: Uint8Array, path: string): Record<string, string> {
  const value = parse(bytes);
  const isHeaders = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isHeaders ? Object.entries(value) : [];
  if (!isHeaders || !entries.every(([name, text]) => isHeader(name, text))) {
    throw new UsageError(t`${path} must be a JSON object of headers, as qfpay listen --save writes it`);
  }
  return Object.fromEntries(entries.map(([name, text]) => [name.toLowerCase(), text]));
}

/** What an HTTP header can hold; a file that somebody changed shall not become two headers. */
function isHeader(name: string, text: unknown): boolean {
  return /^[\w-]+$/.test(name) && typeof text === 'string' && /^[\x20-\x7e]*$/.test(text);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
