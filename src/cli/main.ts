import { CommanderError } from 'commander';
import { commands } from '../commands/index.ts';
import type { Context, Resume } from '../context.ts';
import { CancelledError, ConfigError, exitCodes, QfpayError } from '../errors.ts';
import { type Lang, loadCatalogue } from '../language/languages.ts';
import { speak, t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import { dotenvFault, refusedLines, refusedText, withDotenv } from '../merchant/dotenv.ts';
import { configFolder, folderHint, type GlobalOptions, resolveLang, stateFolder } from '../merchant/given.ts';
import type { JqFilter } from '../render/jq-filter.ts';
import { breakCommands } from '../render/wrap-text.ts';
import { failureOf, type ShownFailure } from '../report/document.ts';
import type { Report } from '../report/report.ts';
import { askedTopic, wrapFor } from './help.ts';
import { type DocumentStyle, printFailure, printReport, printReports } from './print.ts';
import { parseCommandLine, type ShownText } from './program.ts';

interface HostWishes {
  readonly no_color: boolean;
  readonly onWriteError: (error: Error) => void;
  readonly onLost: (error?: unknown) => void;
  readonly spareFolder: (world: Pick<Context, 'env' | 'platform'>) => string;
}

/**
 * One command line in, one exit code out. Prints the report or explains the error; never exits by itself, and nothing
 * runs after the verdict. A command that can come to no end gets its verdict all the same.
 */
export async function main(typed: readonly string[], makeContext: (wishes: HostWishes) => Context): Promise<number> {
  const named = withoutAliases(typed);
  const argv = jqExpression(named) === undefined ? named : ['--json', ...named];
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
  const world = await withSavedLang(argv, context);
  const lang = await chooseLang(argv, world);
  speak(await loadCatalogue(lang));
  // Git Bash and the like say what they are.
  breakCommands(world.platform.name !== 'win32' || (world.env['MSYSTEM'] ?? world.env['SHELL'] ?? '') !== '');
  return run(argv, world, lang);
}

async function run(argv: readonly string[], context: Context, lang: Lang): Promise<number> {
  const is_json = hasFlag(argv, '--json');
  let world = context;
  try {
    const { io } = context;
    const style = { is_json, filter: await filterOf(argv, context) };
    if (style.filter) world = await withGuard(world, argv);
    const answered = await answerAtOnce(argv, world, { lang, style });
    if (answered !== undefined) return answered;
    const columns = io.stdout.is_tty ? io.stdout.columns : 80;
    let text = '';
    const keep = (more: string) => {
      text += more;
    };
    const out = is_json ? keep : io.out;
    const invocation = await parseCommandLine(argv, {
      out,
      columns,
      has_colors: !is_json && io.stdout.color > 0,
      wrap: await wrapFor(lang, argv),
    });
    if ('shown' in invocation) {
      if (is_json) return await printReport(await shownReport(invocation, text, argv, context), world, style);
      return exitCodes.ok;
    }
    // The overview tells of a .env that cannot be read among the rest.
    if (invocation.name !== 'overview') {
      const fault = dotenvFault(context);
      if (fault !== undefined) io.err(`${t`warning: ${fault}`}\n`);
      world = await withDotenv(context);
      for (const line of await refusedLines(world)) io.err(`${t`warning: ${visible(refusedText(line))}`}\n`);
    }
    if (style.filter || !catalogues.has(invocation.name)) world = await withGuard(world, argv);
    const said = invocation.command.run(invocation.options, invocation.args, world);
    if (Symbol.asyncIterator in said) return await printReports(said, world, style);
    return await printReport(await said, world, style);
  } catch (error) {
    return await explain(error, world, argv);
  }
}

/** What a shell asks to complete a line, and a topic of help, are no command lines. */
async function answerAtOnce(
  argv: readonly string[],
  context: Context,
  { lang, style }: { readonly lang: Lang; readonly style: DocumentStyle },
): Promise<number | undefined> {
  const topic = askedTopic(argv);
  if (argv[0] === '__complete') {
    const { complete } = await import('./completion.ts');
    context.io.out(await complete(argv.slice(argv[1] === '--' ? 2 : 1), lang, context));
    return exitCodes.ok;
  }
  if (topic !== undefined) {
    const { topicReport } = await import('./help-topics.ts');
    return printReport(topicReport(topic, context), context, style);
  }
  return undefined;
}

/** `qfpay init` is `qfpay profile add`, where it is the first word: elsewhere it may be the value of a flag. */
function withoutAliases(argv: readonly string[]): readonly string[] {
  return argv[0] === 'init' ? ['profile', 'add', ...argv.slice(1)] : argv;
}

/** What `--jq` was given. */
function jqExpression(argv: readonly string[]): string | undefined {
  return argv[0] === '__complete' ? undefined : flagOf(argv, 'jq').jq;
}

/**
 * The expression, read before anything is done; without one, nothing of jq is loaded.
 * @throws UsageError where it is no jq
 */
async function filterOf(argv: readonly string[], { readShipped }: Context): Promise<JqFilter | undefined> {
  const expression = jqExpression(argv);
  if (!expression) return undefined;
  const { readJqFilter } = await import('../render/jq-filter.ts');
  const start = async () => (await import('../render/jq.ts')).startJq(expression, readShipped('dist/jq.wasm.br'));
  return readJqFilter(expression, start);
}

/** `--version` and `--help` for a program: what a person reads there, and for help all that may be typed. */
async function shownReport(
  { shown }: ShownText,
  text: string,
  argv: readonly string[],
  context: Context,
): Promise<Report> {
  const { helpTree, versionReport } = await import('./help-tree.ts');
  if (shown === 'version') return versionReport(context);
  return helpTree(text, commands.find(({ name }) => argv.includes(name))?.name);
}

/** What is said of a failure is masked by every key that can be known, those of `.env` too. */
async function explain(error: unknown, context: Context, argv: readonly string[]): Promise<number> {
  const of_commander = error instanceof CommanderError ? error : undefined;
  if (of_commander?.exitCode === 0) return exitCodes.ok; // help and version, which are no failures
  const failure = of_commander
    ? (await import('./guesses.ts')).understandCommander(of_commander, argv)
    : understandFailure(error, context);
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
  return flagsIn(argv).includes(flag);
}

function flagsIn(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end);
}

/**
 * The language of everything that is said, help and errors included, so it is read before commander has read anything. A
 * language that there is not is told of in English, by the command that reads its options.
 */
async function chooseLang(argv: readonly string[], context: Context): Promise<Lang> {
  const options: GlobalOptions = { ...flagOf(argv, 'lang'), json: hasFlag(argv, '--json') };
  try {
    const is_decided = options.lang !== undefined || options.json || context.env['QFPAY_LANG'];
    return resolveLang(options, is_decided ? context : await withDotenv(context));
  } catch (error) {
    if (error instanceof QfpayError) return 'en';
    throw error;
  }
}

/** A profile may say a language as well. Most machines have none, and a program reads English: then nothing is loaded for it. */
async function withSavedLang(argv: readonly string[], context: Context): Promise<Context> {
  const is_decided = flagOf(argv, 'lang').lang !== undefined || hasFlag(argv, '--json');
  if (is_decided || !context.files.hasFolder(configFolder(context))) return context;
  try {
    const options = { ...flagOf(argv, 'profile'), ...flagOf(argv, 'env'), ...flagOf(argv, 'key_file') };
    const { withProfileSettings } = await import('../merchant/settings.ts');
    const { profile_settings } = withProfileSettings(options, await withDotenv(context));
    return profile_settings ? { ...context, profile_settings } : context;
  } catch (error) {
    if (error instanceof QfpayError) return context;
    throw error;
  }
}

/** What a flag that takes a value was given before a `--`; empty where nothing follows. The last one counts, as for commander. */
function flagOf<Name extends 'lang' | 'profile' | 'env' | 'key_file' | 'jq'>(
  argv: readonly string[],
  name: Name,
): Pick<GlobalOptions, Name> {
  const flag = `--${name.replace('_', '-')}`;
  const words = flagsIn(argv);
  const at = words.findLastIndex((word) => word === flag || word.startsWith(`${flag}=`));
  const text = words[at] === flag ? (words[at + 1] ?? '') : words[at]?.slice(flag.length + 1);
  return (text === undefined ? {} : { [name]: text }) as Pick<GlobalOptions, Name>;
}

/** Any error as words and an exit code; what commander refuses has words of its own. */
export function understandFailure(error: unknown, context: Context): ShownFailure {
  if (error instanceof CancelledError) return interrupted(error, context);
  if (error instanceof ConfigError) return { ...folderHint(error.message, context), ...failureOf(error) };
  if (error instanceof QfpayError) return failureOf(error);
  return internal(error, context);
}

/** Ctrl-C: whoever was moving money or waiting has left the command to go on with. */
function interrupted(error: CancelledError, context: Context): ShownFailure {
  const { resume } = context.interruption;
  const { message, ...others } = failureOf(error);
  // The host says it in one word, and knows no language.
  const failure = { ...others, message: message === 'interrupted' ? t`interrupted` : message };
  return resume ? { ...failure, ...goingOn(resume) } : failure;
}

/**
 * A bug of ours. The stack helps whoever reports it, and holds code places only: messages never hold a key. Once money was on
 * its way, nobody knows what became of it, and that is what a script has to hear.
 */
function internal(error: unknown, { interruption: { sent } }: Context): ShownFailure {
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
function goingOn({ command, out_trade_no, known }: Resume): Pick<ShownFailure, 'resume' | 'out_trade_no' | 'known'> {
  return {
    resume: command,
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(known === undefined ? {} : { known }),
  };
}
