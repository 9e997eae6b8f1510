import type { Secret } from '../context/secrets.ts';
import type { Context } from '../context.ts';
import { configFolder, findVariable, type Variables } from '../merchant/given.ts';
import { readKeyText } from '../merchant/identity.ts';
import { ClientKey } from '../signature/client-key.ts';
import { createSecrets, Password } from '../signature/secrets.ts';

/**
 * The world with a registry of its secrets, and its doors watched by it: what is printed, and what is added to a file (history,
 * journals, the log). Not files that are written whole, some of which are for keys: who writes one masks it.
 */
export function guarded(context: Context, argv: readonly string[]): Context {
  const { io, files } = context;
  const secrets = createSecrets({
    inUse: () => secretsOfVariables(context),
    // A command line that cannot be meant is told before anybody has read the file that it names.
    saved: () => [...secretsOfProfiles(context), ...keyFilesOf(argv).flatMap((path) => secretsOfFile(path, context))],
  });
  return {
    ...context,
    secrets,
    io: {
      ...io,
      out: (text) => io.out(secrets.maskOut(text)),
      err: (text) => io.err(secrets.maskOut(text)),
      flow() {
        const flow = io.flow();
        return { ...flow, write: (text) => flow.write(secrets.maskOut(text)) };
      },
    },
    files: {
      ...files,
      add: (path, text) => files.add(path, secrets.maskOut(text)),
      append: (path, text) => files.append(path, secrets.maskOut(text)),
      appendAside: (path, text) => files.appendAside(path, secrets.maskOut(text)),
    },
  };
}

/** What `--key-file` names, wherever it stands. */
function keyFilesOf(argv: readonly string[]): string[] {
  const flag = '--key-file';
  return argv.flatMap((word, at) => {
    if (word.startsWith(`${flag}=`)) return [word.slice(flag.length + 1)];
    return word === flag ? argv.slice(at + 1, at + 2) : [];
  });
}

/** More than this is no file of profiles, and no key file. */
const [largest, largestKey] = [1_000_000, 4096];

const keyName = /^QFPAY_(?:[A-Z]+_)?KEY$/;
/** Variables that hold an address, which may carry a password. */
const addressName = /^QFPAY_\w*URL$|^(?:https?|all)_proxy$/i;

/** The keys that variables hold, and the passwords of the addresses that they name. */
export function secretsOfVariables(context: Variables): Secret[] {
  // Of both layers: a key in `.env` is secret also where the environment has another one.
  const all = [...Object.entries(context.env), ...Object.entries(context.dotenv ?? {})];
  const keys = all.flatMap(([name, value = '']) => (keyName.test(name) && value !== '' ? [value] : []));
  const addresses = all.flatMap(([name, value = '']) => (addressName.test(name) ? [value] : []));
  return [...keys.map((key) => new ClientKey(key)), ...addresses.flatMap(passwordOf)];
}

/**
 * The password of an address, as it is written there and as it is meant; none where there is none. That of a Redis may have a
 * slash in it that should have been escaped.
 */
export function passwordOf(address: string): Secret[] {
  const [, password] =
    /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/)?[^/@\s]*?:([^/\s]+)@/i.exec(address) ??
    /^\s*rediss?:\/\/[^:@]*:(\S+)@/i.exec(address) ??
    [];
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

/** The key in a file that `--key-file` names. A pipe is left alone: it can be read once, and by whoever needs the key. */
function secretsOfFile(path: string, { files }: Pick<Context, 'files'>): Secret[] {
  try {
    const { size = 0 } = files.facts(path) ?? {};
    const read = readKeyText((size > 0 && files.read(path, largestKey)) || new Uint8Array());
    return 'key' in read ? [new ClientKey(read.key)] : [];
  } catch {
    return []; // who needs it is told what is wrong with it
  }
}

function readEntries(context: Context): Readonly<Record<string, unknown>> {
  try {
    const found = context.files.readSettings(`${configFolder(context)}/profiles.json`, largest);
    const file: unknown = JSON.parse(Buffer.from(found?.bytes ?? []).toString('utf8') || '{}');
    return isObject(file) && isObject(file['profiles']) ? file['profiles'] : {};
  } catch {
    return {}; // who needs a profile is told what is wrong with the file
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
