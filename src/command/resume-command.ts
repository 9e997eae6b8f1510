import { shellWord } from '../language/terminal-text.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { globalFlags } from './flag-groups.ts';
import { flagWords } from './flags.ts';

/** The flags without which the same command would speak with another gateway, or as another merchant. */
const { env, profile, mchid, base_url, sign_type, key_file } = globalFlags;
const connection = { env, profile, mchid, base_url, sign_type, key_file };

/** The `qfpay query` that goes on with an order, ready to be pasted into a shell. */
export function resumeCommand(out_trade_no: string, options: GlobalOptions): string {
  return shellLine(['qfpay', 'query', out_trade_no, ...connectionFlags(options)]);
}

/** What can be done with a hold, ready to be pasted into a shell. */
export function holdCommands(name: readonly string[], options: GlobalOptions): string[] {
  const flags = connectionFlags(options);
  return [
    shellLine(['qfpay', 'capture', ...name, '--full', ...flags]),
    shellLine(['qfpay', 'unfreeze', ...name, ...flags]),
  ];
}

/** As they were typed. */
export function connectionFlags(options: GlobalOptions): string[] {
  return flagWords(connection, { ...options });
}

/** Words as one line for a POSIX shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
