import type { Context } from '../context.ts';
import { ConfigError, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import { keyWarnings, readKeyText } from './key-text.ts';

/** Keys have 32 characters; more than this is another file. */
const largest = 4096;

/** A key, where it came from, and what looks wrong with it. */
export interface FoundKey {
  readonly client_key: ClientKey;
  readonly source: string;
  readonly warnings: readonly string[];
}

/**
 * The key of `--key-file`: a file's, or stdin's for `-`. One line end is dropped, nothing else is changed.
 * @throws ConfigError a file that is missing, empty or no UTF-8 text
 * @throws UsageError `-` where stdin is a terminal, which would show the key as it is typed
 */
export async function readKeyFile(path: string, context: Context): Promise<FoundKey> {
  const bytes = path === '-' ? await readStdin(context) : context.files.read(path, largest);
  if (!bytes) throw badKeyFile(t`must name a file that is there`);
  const read = readKeyText(bytes);
  if ('rule' in read) throw badKeyFile(read.rule);
  const client_key = new ClientKey(read.key);
  context.secrets.add(client_key);
  return { client_key, source: '--key-file', warnings: keyWarnings(read.key, '--key-file') };
}

async function readStdin({ io }: Context): Promise<Uint8Array> {
  if (!io.stdin.is_tty) return io.readStdin(largest);
  throw new UsageError(t`--key-file - takes the key from a pipe: a terminal would show it`, {
    hint: 'qfpay … --key-file <path>',
  });
}

/** The path is not shown: it may be the key itself, typed where its file was meant. */
function badKeyFile(rule: string): ConfigError {
  return new ConfigError(`--key-file ${rule}`, { details: [{ field: '--key-file', rule }] });
}
