import type { CommandResult, Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import type { FoundKey } from './key-file.ts';
import { keyWarnings, readKeyText } from './key-text.ts';
import { findVariable, type Variables } from './variables.ts';

/** Long enough to type a PIN. */
const timeout_ms = 30_000;

/**
 * The key that a profile's command prints, such as `pass show qfpay`; one line end is dropped.
 * @param source such as `profile shop`
 * @throws ConfigError the command failed, printed no key, or must not be run; what it printed is in no message
 */
export async function keyOfCommand(source: string, command: string, context: Context): Promise<FoundKey> {
  refuseForeign(t`key_command of ${source}`, context);
  const read = keyOrRule(await context.runCommand(command, timeout_ms));
  if ('rule' in read) throw failed(source, read.rule);
  const { key } = read;
  return { client_key: new ClientKey(key), source, warnings: keyWarnings(key, source) };
}

/**
 * Profiles that are not the person's own must not choose what is run, nor which variable of his is signed with.
 * @param field such as `key_env of profile shop`
 * @throws ConfigError they are not
 */
export function refuseForeign(field: string, context: Variables): void {
  if (findVariable(context, 'QFPAY_CONFIG_DIR')?.from !== '.env') return;
  const rule = t`is not used: QFPAY_CONFIG_DIR of a .env file chose the profiles`;
  const hint = t`export QFPAY_CONFIG_DIR, if its profiles are yours`;
  throw new ConfigError(`${field} ${rule}`, { hint, details: [{ field, rule }] });
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

function failed(source: string, rule: string): ConfigError {
  const field = t`key_command of ${source}`;
  const hint = t`run the command by itself to see why`;
  return new ConfigError(`${field} ${rule}`, { hint, details: [{ field, rule }] });
}
