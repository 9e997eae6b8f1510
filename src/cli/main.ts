import type { Lang } from '../catalog/words/words.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { loadCatalogue } from '../language/load-catalogue.ts';
import { speak, t } from '../language/t.ts';
import { visible } from '../language/visible.ts';
import { dotenvFault, refusedLines, refusedText, withDotenv } from '../merchant/dotenv.ts';
import { stateFolder } from '../merchant/folders.ts';
import type { Report } from '../report/report.ts';
import { chooseLang } from './choose-lang.ts';
import { understandFailure } from './failure.ts';
import { wrapFor } from './help.ts';
import { askedTopic } from './help-words.ts';
import { printFailure, printReport, printReports } from './print.ts';
import { parseCommandLine, type ShownText } from './program.ts';

export interface HostWishes {
  readonly no_color: boolean;
  readonly onWriteError: (error: Error) => void;
  readonly onLost: (error?: unknown) => void;
  readonly spareFolder: (world: Pick<Context, 'env' | 'platform'>) => string;
}

/**
 * One command line in, one exit code out. Prints the report or explains the error; never exits by itself, and nothing
 * runs after the verdict. A command that can come to no end gets its verdict all the same.
 */
export async function main(argv: readonly string[], makeContext: (wishes: HostWishes) => Context): Promise<number> {
  let write_error: Error | undefined;
  let lose: (error?: unknown) => void = () => {};
  let has_verdict = false;
  // Every process runs dry in the end: that counts only where there is no verdict yet.
  const lost = new Promise<unknown>((resolve) => {
    lose = (error) => has_verdict || resolve(error);
  });
  const context = makeContext({
    no_color: hasFlag(argv, '--no-color'),
    onWriteError: (error) => {
      write_error = error;
    },
    onLost: lose,
    spareFolder: (world) => `${stateFolder(world)}/locks`,
  });
  const exit_code = await runOrLose(argv, context, lost);
  has_verdict = true;
  if (!write_error) return exit_code;
  context.io.err(`${t`error: output could not be written: ${write_error.message}`}\n`);
  return exit_code === 0 ? exitCodes.internal : exit_code;
}

/** What is still at work when the end was lost says nothing more: there is one document. */
async function runOrLose(argv: readonly string[], context: Context, lost: Promise<unknown>): Promise<number> {
  let is_lost = false;
  const unlessLost = (write: (text: string) => void) => (text: string) => {
    if (!is_lost) write(text);
  };
  const { io } = context;
  const world = { ...context, io: { ...io, out: unlessLost(io.out), err: unlessLost(io.err) } };
  const started = start(argv, world);
  return Promise.race([
    started,
    lost.then((error) => {
      is_lost = true;
      return explain(error ?? t`it came to its end without a result`, context, argv);
    }),
  ]);
}

async function start(argv: readonly string[], context: Context): Promise<number> {
  const lang = await chooseLang(argv, context);
  speak(await loadCatalogue(lang));
  return run(argv, context, lang);
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
    let text = '';
    const keep = (more: string) => {
      text += more;
    };
    const out = is_json ? keep : io.out;
    const invocation = await parseCommandLine(argv, { out, columns, wrap: await wrapFor(lang, argv) });
    if ('shown' in invocation) {
      if (is_json) await printReport(shownReport(invocation, text, argv, context), world, is_json);
      return exitCodes.ok;
    }
    // The overview tells of a .env that cannot be read among the rest.
    if (invocation.name !== 'overview') {
      const fault = dotenvFault(context);
      if (fault !== undefined) io.err(`${t`warning: ${fault}`}\n`);
      world = await withDotenv(context);
      for (const line of await refusedLines(world)) io.err(`${t`warning: ${visible(refusedText(line))}`}\n`);
    }
    if (!catalogues.has(invocation.name)) world = await withGuard(world, argv);
    const said = invocation.command.run(invocation.options, invocation.args, world);
    if (Symbol.asyncIterator in said) return await printReports(said, world, is_json);
    const report = await said;
    await printReport(report, world, is_json);
    return report.exit_code;
  } catch (error) {
    return await explain(error, world, argv);
  }
}

/** `--version` and `--help` for a program: what a person reads there, as a document. */
function shownReport({ shown }: ShownText, text: string, argv: readonly string[], { platform }: Context): Report {
  const topic = commands.find(({ name }) => argv.includes(name))?.name;
  const data =
    shown === 'version'
      ? { name: 'qfpay', version: text.trim(), node: platform.node, platform: platform.name }
      : { ...(topic === undefined ? {} : { topic }), text };
  return { command: shown, exit_code: exitCodes.ok, data, blocks: [] };
}

/** What is said of a failure is masked by every key that can be known, those of `.env` too. */
async function explain(error: unknown, context: Context, argv: readonly string[]): Promise<number> {
  const failure = understandFailure(error, context, argv);
  if (!failure) return exitCodes.ok;
  const known = await withDotenv(context).catch(() => context);
  await printFailure(failure, await withGuard(known, argv), { is_json: hasFlag(argv, '--json'), argv });
  return failure.exit_code;
}

/** Commands whose answers hold nothing that a person or a gateway wrote: they start without what masks that. */
const catalogues: ReadonlySet<string> = new Set(['codes', 'pay-types', 'currencies', 'completion']);

async function withGuard(world: Context, argv: readonly string[]): Promise<Context> {
  return (await import('./guard.ts')).guarded(world, argv);
}

/** Whether a flag stands before a `--`. Needed before commander has read anything, to know how to fail. */
function hasFlag(argv: readonly string[], flag: string): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes(flag);
}
