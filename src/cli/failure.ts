import { CommanderError } from 'commander';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
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
  return internal(error);
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
  if (!resume) return failure;
  return {
    ...failure,
    resume: resume.command,
    ...(resume.out_trade_no === undefined ? {} : { out_trade_no: resume.out_trade_no }),
    ...(resume.known === undefined ? {} : { known: resume.known }),
  };
}

function understandCommander(error: CommanderError, argv: readonly string[]): Failure | undefined {
  if (error.exitCode === 0) return undefined;
  const code: ExitName = 'usage';
  const command = argv.find((word) => commands.some(({ name }) => name === word));
  const hint = command === undefined ? 'qfpay --help' : `qfpay ${command} --help`;
  return { code, exit_code: exitCodes.usage, hint, ...commanderWords(error) };
}

/** A bug of ours. The stack helps whoever reports it, and holds code places only: messages never hold a key. */
function internal(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    code: 'internal',
    exit_code: exitCodes.internal,
    message: t`this is a bug in qfpay: ${message}`,
    hint: t`please report it with the command line and the lines above, without any key`,
    ...(stack === undefined ? {} : { stack }),
  };
}
