import { version } from '../../package.json';
import type { AnyCommand, CommandEntry } from '../command/command.ts';
import { type FlagData, type FlagTable, globalFlags, negated, typedFlag, type ValueSource } from '../command/flags.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../errors.ts';
import type { Report } from '../report/report.ts';

/** What a value is, by the placeholder that stands for it in help. */
const valueTypes: Readonly<Record<string, string>> = {
  '<n>': 'integer',
  '<port>': 'integer',
  '<minutes>': 'integer',
  '<seconds>': 'integer',
  '<d>': 'amount',
  '<money>': 'money',
  '<time>': 'time',
  '<url>': 'url',
  '<name=value>': 'name=value',
};

/** What a build can be told by: its version, the commit where one was known, and a digest of what it is made of. */
export async function versionReport({
  platform,
  readShipped,
}: Pick<Context, 'platform' | 'readShipped'>): Promise<Report> {
  const data = {
    name: 'qfpay',
    version,
    ...(await buildFacts(readShipped)),
    node: platform.node,
    platform: platform.name,
  };
  return { command: 'version', exit_code: exitCodes.ok, data, blocks: [] };
}

/** The entry names every other chunk, each by a digest of what is in it. */
async function buildFacts(
  readShipped: Context['readShipped'],
): Promise<{ readonly commit?: string; readonly build?: string }> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', readShipped('dist/qfpay.cjs'));
    const { commit } = JSON.parse(Buffer.from(readShipped('dist/build.json')).toString('utf8')) as { commit?: string };
    return { ...(commit === undefined ? {} : { commit }), build: Buffer.from(digest).toString('hex').slice(0, 12) };
  } catch {
    // Run from its sources, there is no build.
    return {};
  }
}

/**
 * `qfpay help --json`: every command with its arguments, flags, rules, ends and examples, for programs that build command
 * lines; `qfpay help pay --json` is one of them. `text` is what a person reads there.
 */
export async function helpTree(text: string, topic: string | undefined): Promise<Report> {
  const named = commands.filter(({ name }) => topic === undefined || name === topic);
  const trees = await Promise.all(named.map(commandTree));
  const [only] = trees;
  const data = {
    ...(topic === undefined ? {} : { topic }),
    text,
    version,
    global_flags: flagTrees(globalFlags),
    exit_codes: Object.entries(exitCodes).map(([name, code]) => ({ code, name })),
    ...(topic === undefined || only === undefined ? { commands: trees } : only),
  };
  return { command: 'help', exit_code: exitCodes.ok, data, blocks: [] };
}

async function commandTree({ name, summary, load }: CommandEntry) {
  const command: AnyCommand = await load();
  return {
    name,
    summary: summary(),
    description: command.says([]),
    arguments: (command.arguments ?? []).map(({ name: argument, repeats, says, values }) => ({
      name: argument,
      repeats: repeats === true,
      description: says(),
      ...valuesTree(values),
    })),
    flags: flagTrees(command.flags),
    ...(command.global_values === undefined ? {} : { global_values: command.global_values }),
    rules: command.skips ?? [],
    exits: command.exits.map((exit) => ({ code: exitCodes[exit], name: exit })),
    examples: command.examples().map(([line, does]) => ({ command: line, does })),
  };
}

function flagTrees(flags: FlagTable): readonly object[] {
  return Object.entries(flags).map(([name, flag]) => ({
    name,
    flag: flag.kind === 'negation' ? negated(typedFlag(name, flag)) : typedFlag(name, flag),
    ...(flag.also === undefined ? {} : { also: flag.also }),
    ...(flag.kind === 'either' ? { negation: negated(typedFlag(name, flag)) } : {}),
    type: typeOf(flag),
    ...('placeholder' in flag ? { placeholder: flag.placeholder } : {}),
    repeats: flag.kind === 'list' || flag.kind === 'commas',
    ...(flag.default === undefined ? {} : { default: flag.default }),
    ...valuesTree(flag.values),
    description: flag.says(),
  }));
}

function typeOf(flag: FlagData): string {
  if (!('placeholder' in flag)) return 'boolean';
  if (flag.values === 'files') return 'file';
  return valueTypes[flag.placeholder] ?? 'string';
}

/** The words themselves, or where they are listed: `qfpay pay-types`. */
function valuesTree(values: ValueSource | undefined): object {
  if (values === undefined || values === 'files') return {};
  return typeof values === 'string' ? { values_of: values } : { values };
}
