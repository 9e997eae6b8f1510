import type { Context } from '../../context.ts';
import { UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readKeyFile } from '../../merchant/key-file.ts';
import type { KeySource } from '../../merchant/profile-file.ts';
import type { ProfileOptions } from './options.ts';
import { missingFlag } from './read-values.ts';

/** Where the key is kept, and what looks wrong with one that was read. */
export interface SavedKey {
  readonly key: KeySource;
  readonly warnings: readonly string[];
}

/**
 * A key in the file, in a variable, or told by a command: one of them. A command is not run here.
 * @throws UsageError none of them, several, or one that cannot be meant
 * @throws ConfigError a key file that holds no key
 */
export async function readKey({ key_file, key_env, key_command }: ProfileOptions, context: Context): Promise<SavedKey> {
  const given = { '--key-file': key_file, '--key-env': key_env, '--key-command': key_command };
  const flags = Object.entries(given).flatMap(([flag, value]) => (value === undefined ? [] : [flag]));
  if (flags.length > 1) throw tooMany(flags);
  if (key_env !== undefined) return { key: { kind: 'key_env', key_env: readVariableName(key_env) }, warnings: [] };
  if (key_command !== undefined) {
    if (key_command.trim() === '')
      throw missingFlag('--key-command', t`a shell command that prints the key and nothing else`);
    return { key: { kind: 'key_command', key_command }, warnings: [] };
  }
  if (key_file === undefined)
    throw missingFlag('--key-file', t`a file with the client key, or - for stdin; or else --key-env or --key-command`);
  const { client_key, warnings } = await readKeyFile(key_file, context);
  return { key: { kind: 'client_key', client_key }, warnings };
}

function readVariableName(text: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return text;
  const rule = t`must be the name of a variable: letters, digits and _`;
  throw new UsageError(`--key-env ${rule}`, { details: [{ field: '--key-env', value: text, rule }] });
}

function tooMany(flags: readonly string[]): UsageError {
  const rule = t`must be the only source of the key, not beside ${flags.slice(1).join(', ')}`;
  return new UsageError(`${flags[0]} ${rule}`, { details: [{ field: flags[0] ?? '', rule }] });
}
