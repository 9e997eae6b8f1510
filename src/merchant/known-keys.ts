import type { Context, Secret } from '../context.ts';
import { ClientKey } from '../signature/client-key.ts';
import { Password } from '../signature/secrets.ts';
import { setCredentialVariables } from './credential-variables.ts';
import { configFolder } from './folders.ts';
import { findVariable, type Variables } from './variables.ts';

/** More than this is no file of profiles. */
const largest = 1_000_000;

/** Addresses that may carry a password. */
const addresses = ['QFPAY_LIMITER_URL', 'QFPAY_BASE_URL', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/** The keys that variables hold, and the passwords of the addresses that they name. */
export function secretsOfVariables(context: Variables): Secret[] {
  const keys = setCredentialVariables(context).filter(({ name }) => name.endsWith('_KEY'));
  const urls = addresses.flatMap((name) => [findVariable(context, name), findVariable(context, name.toLowerCase())]);
  return [...keys.map(({ value }) => new ClientKey(value)), ...urls.flatMap((url) => passwordOf(url?.value ?? ''))];
}

/** The password of an address, as it is written there and as it is meant; none where there is none. */
export function passwordOf(address: string): Secret[] {
  const [, password] = /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/)?[^/@\s]*?:([^/\s]+)@/i.exec(address) ?? [];
  if (password === undefined) return [];
  return [...new Set([password, decoded(password)])].map((text) => new Password(text));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The keys that stand in the profile file, of every profile, and those of variables that one names. No command is run. The file
 * may be broken, or open to others: its keys are secret all the same.
 */
export function secretsOfProfiles(context: Context): Secret[] {
  const entries = Object.values(readEntries(context)).flatMap((entry) => (isObject(entry) ? [entry] : []));
  const keys = entries.flatMap(({ client_key, key_env }) => [
    client_key,
    typeof key_env === 'string' ? findVariable(context, key_env)?.value : undefined,
  ]);
  return keys.flatMap((key) => (typeof key === 'string' ? [new ClientKey(key)] : []));
}

function readEntries(context: Context): Readonly<Record<string, unknown>> {
  try {
    const bytes = context.files.read(`${configFolder(context)}/profiles.json`, largest);
    const file: unknown = JSON.parse(Buffer.from(bytes ?? []).toString('utf8') || '{}');
    return isObject(file) && isObject(file['profiles']) ? file['profiles'] : {};
  } catch {
    return {}; // who needs a profile is told what is wrong with the file
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
