import { CommanderError } from 'commander';
import type { Lang } from '../catalog/words/words.ts';
import { commands } from '../commands/index.ts';
import type { Context, Resume } from '../context.ts';
import { CancelledError, ConfigError, type ExitName, exitCodes, QfpayError } from '../errors.ts';
import { loadCatalogue } from '../language/load-catalogue.ts';
import { speak, t } from '../language/t.ts';
import { visible } from '../language/visible.ts';
import { dotenvFault, refusedLines, refusedText, withDotenv } from '../merchant/dotenv.ts';
import { folderHint, stateFolder } from '../merchant/folders.ts';
import { type GlobalOptions, resolveLang } from '../merchant/given.ts';
import type { ShownFailure } from '../render/failure-text.ts';
import type { Report } from '../report/report.ts';
import { askedTopic, wrapFor } from './help.ts';
import { printFailure, printReport, printReports } from './print.ts';
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
    if (await isAnsweredAtOnce(argv, context, { lang, is_json })) return exitCodes.ok;
    const columns = io.stdout.is_tty ? io.stdout.columns : 80;
    let text = '';
    const keep = (more: string) => {
      text += more;
    };
    const out = is_json ? keep : io.out;
    const invocation = await parseCommandLine(argv, { out, columns, wrap: await wrapFor(lang, argv) });
    if ('shown' in invocation) {
      if (is_json) await printReport(await shownReport(invocation, text, argv, context), world, is_json);
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

/** What a shell asks to complete a line, and a topic of help, are no command lines. */
async function isAnsweredAtOnce(
  argv: readonly string[],
  context: Context,
  { lang, is_json }: { readonly lang: Lang; readonly is_json: boolean },
): Promise<boolean> {
  const topic = askedTopic(argv);
  if (argv[0] === '__complete') {
    const { complete } = await import('./completion.ts');
    context.io.out(await complete(argv.slice(argv[1] === '--' ? 2 : 1), lang, context));
  } else if (topic !== undefined) {
    const { topicReport } = await import('./help-topics.ts');
    await printReport(topicReport(topic), context, is_json);
  } else return false;
  return true;
}

/** `--version` and `--help` for a program: what a person reads there, and for help all that may be typed. */
async function shownReport(
  { shown }: ShownText,
  text: string,
  argv: readonly string[],
  { platform }: Context,
): Promise<Report> {
  if (shown === 'version') {
    const data = { name: 'qfpay', version: text.trim(), node: platform.node, platform: platform.name };
    return { command: shown, exit_code: exitCodes.ok, data, blocks: [] };
  }
  const { helpTree } = await import('./help-tree.ts');
  return helpTree(text, commands.find(({ name }) => argv.includes(name))?.name);
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

/**
 * The language of everything that is said, help and errors included, so it is read before commander has read anything. A
 * language that there is not is told of in English, by the command that reads its options.
 */
async function chooseLang(argv: readonly string[], context: Context): Promise<Lang> {
  const options: GlobalOptions = { ...langFlag(argv), json: argv.includes('--json') };
  try {
    const is_decided = options.lang !== undefined || options.json || context.env['QFPAY_LANG'];
    return resolveLang(options, is_decided ? context : await withDotenv(context));
  } catch (error) {
    if (error instanceof QfpayError) return 'en';
    throw error;
  }
}

/** The last one counts, as for commander. */
function langFlag(argv: readonly string[]): Pick<GlobalOptions, 'lang'> {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at];
  const lang = word === '--lang' ? argv[at + 1] : word?.slice('--lang='.length);
  return lang === undefined ? {} : { lang };
}

/** Any error as words and an exit code; undefined for help and version, which are no failures. */
export function understandFailure(error: unknown, context: Context, argv: readonly string[]): ShownFailure | undefined {
  if (error instanceof CommanderError) return understandCommander(error, argv);
  if (error instanceof CancelledError) return interrupted(error, context);
  if (error instanceof ConfigError) return { ...folderHint(error.message, context), ...fromQfpay(error) };
  if (error instanceof QfpayError) return fromQfpay(error);
  return internal(error, context);
}

function fromQfpay({ code, exit_code, message, facts }: QfpayError): ShownFailure {
  const { cause: _cause, ...told } = facts;
  return { code, exit_code, message, ...told };
}

/** Ctrl-C: whoever was moving money or waiting has left the command to go on with. */
function interrupted(error: CancelledError, context: Context): ShownFailure {
  const { resume } = context.interruption;
  const { message, ...others } = fromQfpay(error);
  // The host says it in one word, and knows no language.
  const failure = { ...others, message: message === 'interrupted' ? t`interrupted` : message };
  return resume ? { ...failure, ...goingOn(resume) } : failure;
}

function understandCommander(error: CommanderError, argv: readonly string[]): ShownFailure | undefined {
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

/** commander's English as a message in our language, and what may have been meant; its own words for a code unknown here. */
function commanderWords({ code, message: english }: CommanderError): { message: string; hint?: string } {
  const [first = '', ...rest] = english.replace(/^error: /, '').split('\n');
  const name = /'(.*)'/.exec(first)?.[1] ?? '';
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(rest.join(' '))?.[1];
  return {
    message: sayings(name, first)[code] ?? first,
    ...(near === undefined ? {} : { hint: t`Did you mean ${near}?` }),
  };
}

function sayings(name: string, english: string): Readonly<Record<string, string>> {
  const [, expected = '', got = ''] = /Expected (\d+) arguments? but got (\d+)/.exec(english) ?? [];
  return {
    'commander.unknownOption': t`unknown option '${name}'`,
    'commander.unknownCommand': t`unknown command '${name}'`,
    'commander.missingArgument': t`missing required argument '${name}'`,
    'commander.optionMissingArgument': t`option '${name}' argument missing`,
    'commander.excessArguments': t`too many arguments for ${name}: ${expected} expected, ${got} given`,
  };
}
