import type { CommandResult, Context } from '../context.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import { ClientKey } from '../signature/client-key.ts';
import type { FoundKey } from './key-file.ts';
import { keyWarnings, readKeyText } from './key-text.ts';

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
