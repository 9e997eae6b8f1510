import type { Lang } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { loadCatalogue } from '../language/load-catalogue.ts';
import { speak, t } from '../language/t.ts';
import { dotenvFault, withDotenv } from '../merchant/dotenv.ts';
import { stateFolder } from '../merchant/folders.ts';
import { chooseLang } from './choose-lang.ts';
import { understandFailure } from './failure.ts';
import { wrapFor } from './help.ts';
import { askedTopic } from './help-words.ts';
import { printFailure, printReport, printReports } from './print.ts';
import { parseCommandLine } from './program.ts';

export interface HostWishes {
  readonly no_color: boolean;
  readonly onWriteError: (error: Error) => void;
  readonly spareFolder: (world: Pick<Context, 'env' | 'platform'>) => string;
}

/**
 * One command line in, one exit code out. Prints the report or explains the error; never exits by itself, and nothing
 * runs after the verdict.
 */
export async function main(argv: readonly string[], makeContext: (wishes: HostWishes) => Context): Promise<number> {
  let write_error: Error | undefined;
  const context = makeContext({
    no_color: hasFlag(argv, '--no-color'),
    onWriteError: (error) => {
      write_error = error;
    },
    spareFolder: (world) => `${stateFolder(world)}/locks`,
  });
  const lang = await chooseLang(argv, context);
  speak(await loadCatalogue(lang));
  const exit_code = await run(argv, context, lang);
  if (!write_error) return exit_code;
  context.io.err(`${t`error: output could not be written: ${write_error.message}`}\n`);
  return exit_code === 0 ? exitCodes.internal : exit_code;
}

async function run(argv: readonly string[], context: Context, lang: Lang): Promise<number> {
  const is_json = hasFlag(argv, '--json');
  let world = context;
  try {
    const { io } = context;
    if (argv[0] === '__complete') {
      const { complete } = await import('./completion/complete.ts');
      io.out(await complete(argv.slice(argv[1] === '--' ? 2 : 1), lang, context));
      return exitCodes.ok;
    }
    const topic = askedTopic(argv);
    if (topic !== undefined) {
      const { topicReport } = await import('./help-topics.ts');
      await printReport(topicReport(topic), world, is_json);
      return exitCodes.ok;
    }
    const columns = io.stdout.is_tty ? io.stdout.columns : 80;
    const invocation = await parseCommandLine(argv, { out: io.out, columns, wrap: await wrapFor(lang, argv) });
    if (!invocation) return exitCodes.ok;
    // The overview tells of a .env that cannot be read among the rest.
    if (invocation.name !== 'overview') {
      const fault = dotenvFault(context);
      if (fault !== undefined) io.err(`${t`warning: ${fault}`}\n`);
      world = await withDotenv(context);
    }
    const said = invocation.command.run(invocation.options, invocation.args, world);
    if (Symbol.asyncIterator in said) return await printReports(said, world, is_json);
    const report = await said;
    await printReport(report, world, is_json);
    return report.exit_code;
  } catch (error) {
    const failure = understandFailure(error, world, argv);
    if (!failure) return exitCodes.ok;
    await printFailure(failure, world, { is_json, argv });
    return failure.exit_code;
  }
}

/** Whether a flag stands before a `--`. Needed before commander has read anything, to know how to fail. */
function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes(flag);
}
