import type { CommandResult, Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { shellWord } from '../language/terminal-text.ts';
import { ClientKey } from '../signature/client-key.ts';
import { configFolder, findVariable, type Variables } from './given.ts';
import { type FoundKey, keyWarnings, readKeyText } from './identity.ts';
import { type BrokenProfile, formatProfiles, type Profile, type Profiles, parseProfiles } from './profile-file.ts';

export function profilesPath(context: Context): string {
  return `${configFolder(context)}/profiles.json`;
}

/**
 * The saved merchants; none when nothing was saved yet.
 * @throws ConfigError a file that others can read or change, or that is broken, or cannot be read
 */
export function readProfiles(context: Context): Profiles {
  const path = profilesPath(context);
  const file = context.files.readSettings(path);
  if (!file) return { current: undefined, profiles: new Map() };
  // Mode bits of Windows are made up; its user folders are private by themselves.
  if (context.platform.name !== 'win32' && file.mode & 0o077) throw tooOpen(path, file.mode);
  const { is_foreign, is_replaceable } = file;
  const warnings = [
    ...(is_foreign ? [t`${path} belongs to another user: its keys are used, its key_command and key_env are not`] : []),
    ...(is_replaceable
      ? [t`${path} is in a folder that others can write to: they can put another file in its place`]
      : []),
  ];
  return { ...parseProfiles(new TextDecoder().decode(file.bytes), path), is_foreign, warnings };
}

function tooOpen(path: string, mode: number): ConfigError {
  const rule = t`holds keys and must be readable by its owner only`;
  return new ConfigError(`${path} ${rule}`, {
    hint: `chmod 600 '${path}'`,
    details: [{ field: path, value: `0${mode.toString(8)}`, rule }],
  });
}

/** Reads, changes and saves under a lock, so that two processes lose nothing of each other's. */
export async function changeProfiles(context: Context, change: (profiles: Profiles) => Profiles): Promise<Profiles> {
  const path = profilesPath(context);
  const lock = await context.files.lock(`${path}.lock`);
  try {
    const saved = readProfiles(context);
    if (saved.is_foreign) throw foreign(path);
    const changed = change(saved);
    context.files.write(path, formatProfiles(changed), 0o600, 'link');
    return changed;
  } finally {
    lock.release();
  }
}

/** Written again it would be this user's, with all that the other one had put in. */
function foreign(path: string): ConfigError {
  const rule = t`belongs to another user and is not changed`;
  return new ConfigError(`${path} ${rule}`, {
    hint: t`have its owner change it, or have QFPAY_CONFIG_DIR name a folder of yours`,
    details: [{ field: path, rule }],
  });
}

/**
 * @throws ConfigError for a name that was never saved, and for a profile that is broken
 */
export function requireProfile({ profiles, broken }: Profiles, name: string, field: string): Profile {
  const found = profiles.get(name);
  if (found) return found;
  const unread = broken?.get(name);
  if (unread) throw brokenProfile(name, unread);
  const known = [...profiles.keys()];
  const rule = t`must name a saved profile`;
  const saved = known.length > 0 ? t`saved: ${known.join(', ')}` : t`none is saved yet`;
  throw new ConfigError(`${field} ${rule}`, {
    hint: known.length > 0 ? 'qfpay profile list' : 'qfpay profile add --help',
    details: [{ field, value: name, rule, next: didYouMean(name, known).next ?? saved }],
  });
}

function brokenProfile(name: string, { fault }: BrokenProfile): ConfigError {
  const hint = t`correct it there, or begin again: qfpay profile remove ${shellWord(name)}`;
  return new ConfigError(`${fault.field} ${fault.rule}`, { hint, details: [fault] });
}

/** Also one that is broken. */
export function isSaved({ profiles, broken }: Profiles, name: string): boolean {
  return profiles.has(name) || broken?.has(name) === true;
}

/** Also one that is broken. */
export function withoutProfile({ current, profiles, broken = new Map() }: Profiles, name: string): Profiles {
  return {
    current: current === name ? undefined : current,
    profiles: new Map([...profiles].filter(([each]) => each !== name)),
    broken: new Map([...broken].filter(([each]) => each !== name)),
  };
}

/**
 * @param saved the file that the profile is of; what is wrong with it is among the key's warnings
 * @throws ConfigError a key that is not where the profile says, or that another user's file says where to find
 */
export async function keyOfProfile(
  name: string,
  profile: Profile,
  saved: Profiles,
  context: Context,
): Promise<FoundKey> {
  const source = `profile ${name}`;
  if (saved.is_foreign && profile.key.kind !== 'client_key') throw foreignKey(source, profile.key.kind, context);
  const found = await keyOf(source, profile, context);
  return { ...found, warnings: [...(saved.warnings ?? []), ...found.warnings] };
}

function foreignKey(source: string, kind: string, context: Context): ConfigError {
  const path = profilesPath(context);
  const rule = t`is not used: ${path} belongs to another user`;
  return new ConfigError(t`the ${kind} of ${source} ${rule}`, {
    hint: t`have the file belong to you (chown), or give the key by QFPAY_KEY or --key-file`,
    details: [{ field: kind, rule }],
  });
}

async function keyOf(source: string, { key }: Profile, context: Context): Promise<FoundKey> {
  switch (key.kind) {
    case 'client_key':
      return { client_key: key.client_key, source, warnings: keyWarnings(key.client_key.reveal(), source) };
    case 'key_env':
      return keyOfVariable(source, key.key_env, context);
    case 'key_command':
      return keyOfCommand(source, key.key_command, context);
  }
}

function keyOfVariable(source: string, key_env: string, context: Variables): FoundKey {
  const found = findVariable(context, key_env);
  if (found) {
    return {
      client_key: new ClientKey(found.value),
      source: `${source}, ${found.source}`,
      warnings: keyWarnings(found.value, found.source),
    };
  }
  throw new ConfigError(t`${source} takes its key from ${key_env}, which is not set`, {
    details: [{ field: key_env, rule: t`is not set`, next: t`${source} takes its key from it` }],
    hint: t`export ${key_env}, or save another source of the key: qfpay profile add --help`,
  });
}

/** Long enough to type a PIN. */
const timeout_ms = 30_000;

/**
 * The key that a profile's command prints, such as `pass show qfpay`; one line end is dropped.
 * @param source such as `profile shop`
 * @throws ConfigError the command failed, or printed no key; what it printed on stdout is in no message, what
 * it said on stderr only where it failed
 */
export async function keyOfCommand(source: string, command: string, context: Context): Promise<FoundKey> {
  const result = await context.runCommand(command, timeout_ms);
  const read = keyOrRule(result);
  if ('rule' in read) throw failed(source, read.rule, complaint(result, context));
  const client_key = new ClientKey(read.key);
  context.secrets.add(client_key);
  return { client_key, source, warnings: keyWarnings(read.key, source) };
}

const longestComplaint = 300;

/** What a key may look like: QFPay's have 32 letters and digits. The parts of a UUID are shorter. */
const keyLike = /(?<![A-Za-z\d])(?=[A-Za-z]*\d)[A-Za-z\d]{16,}(?![A-Za-z\d])/g;

/**
 * The end of what it said on stderr. It may have printed the key before it failed, so what looks like one on stdout is masked;
 * a trace of the shell (`set -x`) or a debugging log may hold a key that never came so far: the one is left out, of the other
 * what looks like a key.
 */
function complaint({ stdout, stderr }: CommandResult, { secrets }: Context): string | undefined {
  const words = Buffer.from(stdout).toString('utf8').split(/\s+/);
  secrets.add(...words.filter((word) => word.length >= 8).map((word) => new ClientKey(word)));
  const lines = Buffer.from(stderr)
    .toString('utf8')
    .split('\n')
    .filter((line) => !/^\++ /.test(line));
  const said = secrets.mask(lines.join('\n')).replace(keyLike, '***').trim();
  if (said === '') return undefined;
  return t`it said: ${said.length > longestComplaint ? `…${said.slice(-longestComplaint)}` : said}`;
}

function keyOrRule({ stdout, exit_code, stopped }: CommandResult): ReturnType<typeof readKeyText> {
  if (stopped === 'time') return { rule: t`must end within ${timeout_ms / 1000} s` };
  if (stopped === 'size') return { rule: t`must print the key alone: it printed more than 64 KiB` };
  if (exit_code === undefined) return { rule: t`must run to its end` };
  if (exit_code !== 0) return { rule: t`must succeed: it ended with exit code ${exit_code}` };
  const read = readKeyText(stdout);
  if ('rule' in read) return { rule: t`must print the key: what it prints ${read.rule}` };
  // An entry of pass has the user's name and notes beneath its first line.
  const lines = read.key.trimEnd().split('\n').length;
  return lines > 1 ? { rule: t`must print the key alone: it printed ${lines} lines` } : read;
}

function failed(source: string, rule: string, next: string | undefined): ConfigError {
  const field = t`key_command of ${source}`;
  const hint = t`run the command by itself to see why`;
  const details = [{ field, rule, ...(next === undefined ? {} : { next }) }];
  return new ConfigError(`${field} ${rule}`, { hint, details });
}
