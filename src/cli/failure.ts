import { CommanderError } from 'commander';
import { commands } from '../commands/index.ts';
import type { Context, Resume } from '../context.ts';
import { CancelledError, ConfigError, type ExitName, exitCodes, QfpayError } from '../errors.ts';
import { t } from '../language/t.ts';
import { folderHint } from '../merchant/folders.ts';
import type { Failure } from '../render/failure-text.ts';
import { commanderWords } from './commander-words.ts';

/** Any error as words and an exit code; undefined for help and version, which are no failures. */
export function understandFailure(error: unknown, context: Context, argv: readonly string[]): Failure | undefined {
  if (error instanceof CommanderError) return understandCommander(error, argv);
  if (error instanceof CancelledError) return interrupted(error, context);
  if (error instanceof ConfigError) return { ...folderHint(error.message, context), ...fromQfpay(error) };
  if (error instanceof QfpayError) return fromQfpay(error);
  return internal(error, context);
}

function fromQfpay({ code, exit_code, message, facts }: QfpayError): Failure {
  const { cause: _cause, ...told } = facts;
  return { code, exit_code, message, ...told };
}

/** Ctrl-C: whoever was moving money or waiting has left the command to go on with. */
function interrupted(error: CancelledError, context: Context): Failure {
  const { resume } = context.interruption;
  const { message, ...others } = fromQfpay(error);
  // The host says it in one word, and knows no language.
  const failure = { ...others, message: message === 'interrupted' ? t`interrupted` : message };
  return resume ? { ...failure, ...goingOn(resume) } : failure;
}

function understandCommander(error: CommanderError, argv: readonly string[]): Failure | undefined {
  if (error.exitCode === 0) return undefined;
  const code: ExitName = 'usage';
  const command = argv.find((word) => commands.some(({ name }) => name === word));
  const hint = command === undefined ? 'qfpay --help' : `qfpay ${command} --help`;
  return { code, exit_code: exitCodes.usage, hint, ...commanderWords(error) };
}

/**
 * A bug of ours. The stack helps whoever reports it, and holds code places only: messages never hold a key. Once money was on
 * its way, nobody knows what became of it, and that is what a script has to hear.
 */
function internal(error: unknown, { interruption: { sent } }: Context): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  const message = t`this is a bug in qfpay: ${reason}`;
  if (!sent) {
    const hint = t`please report it with the command line and the lines above, without any key`;
    return { code: 'internal', exit_code: exitCodes.internal, message, hint, ...stack };
  }
  return {
    code: 'unknown',
    exit_code: exitCodes.unknown,
    message: t`${message}; what was sent may have been processed`,
    hint: t`do not repeat it blindly; first run: ${sent.command}`,
    ...goingOn(sent),
    ...stack,
  };
}

/** How to go on with what was sent. */
function goingOn({ command, out_trade_no, known }: Resume): Pick<Failure, 'resume' | 'out_trade_no' | 'known'> {
  return {
    resume: command,
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(known === undefined ? {} : { known }),
  };
}
