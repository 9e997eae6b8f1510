import type { AnyCommand } from '../command/command.ts';
import { type FlagTable, globalFlags, negated, saidOf, typedFlag, type ValueSource } from '../command/flags.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { type Lang, loadWords } from '../language/languages.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readProfiles } from '../merchant/profiles.ts';
import { helpTopics } from './help-topics.ts';

/**
 * What the shells call to be told what may stand at a place: `qfpay __complete -- <words>`, the last word being the one that is
 * typed. One candidate a line, its description behind a tab; `:files` where any file may stand. It asks nobody and runs no command, and
 * what it cannot tell it leaves out: whoever presses Tab wants no error.
 */
export async function complete(words: readonly string[], lang: Lang, context: Context): Promise<string> {
  try {
    const found = await candidates(words, lang, context);
    return found.map(({ value, does }) => (does ? `${value}\t${does}\n` : `${value}\n`)).join('');
  } catch {
    return '';
  }
}

async function candidates(
  words: readonly string[],
  lang: Lang,
  context: Context,
): Promise<readonly CompletionCandidate[]> {
  const [typed = '', before = ''] = [words.at(-1), words.at(-2)];
  const earlier = words.slice(0, -1);
  const entry = commands.find(({ name }) => earlier.includes(name) && earlier[0] !== 'help');
  const command = await entry?.load();
  const flags = flagsOf(command);
  const assigned = /^(--[a-z-]+)=/.exec(typed)?.[1];
  const flag = flags.find(({ name }) => name === (assigned ?? before));
  const world = { command, typed, lang, context };
  if (flag?.takes_value) {
    const values = await valuesFrom(flag.values, world);
    return starting(assigned ? values.map((each) => ({ ...each, value: `${assigned}=${each.value}` })) : values, typed);
  }
  if (typed.startsWith('-')) return starting(unused(flags, earlier), typed);
  if (!entry) return starting(firstWords(earlier), typed);
  const given = earlier.slice(earlier.indexOf(entry.name) + 1).filter((word) => !word.startsWith('-'));
  return starting(await positionalValues(given, world), typed);
}

/** A repeatable flag is offered again, as nobody can tell it from the others here. */
function unused(flags: readonly CompletedFlag[], earlier: readonly string[]): CompletionCandidate[] {
  const left = flags.filter(({ name, repeats }) => repeats || !earlier.includes(name));
  return left.map(({ name, does }) => ({ value: name, does }));
}

function firstWords(earlier: readonly string[]): CompletionCandidate[] {
  const all = commands.map(({ name, summary }) => ({ value: name, does: summary() }));
  const asks_help = earlier[0] === 'help';
  return [...all, ...(asks_help ? helpTopics().map((value) => ({ value })) : [{ value: 'help' }])];
}

function starting(found: readonly CompletionCandidate[], typed: string): CompletionCandidate[] {
  return found.filter((each) => each.value === filesWanted || each.value.toLowerCase().startsWith(typed.toLowerCase()));
}

/** A flag as it is typed, with its two dashes. */
interface CompletedFlag {
  readonly name: string;
  readonly does: string;
  readonly takes_value: boolean;
  readonly repeats: boolean;
  readonly values: ValueSource;
}

/** Those of a command, then those that every command takes. */
function flagsOf(command: AnyCommand | undefined): CompletedFlag[] {
  const table: FlagTable = { ...command?.flags, ...globalFlags };
  return Object.entries(table).flatMap(([key, flag]) => {
    const name = typedFlag(key, flag);
    const facts = {
      does: saidOf(flag),
      takes_value: 'placeholder' in flag,
      repeats: flag.kind === 'list' || flag.kind === 'commas',
      values: command?.global_values?.[key as keyof GlobalOptions] ?? flag.values ?? [],
    };
    if (flag.kind === 'negation') return [{ name: negated(name), ...facts }];
    if (flag.kind === 'either')
      return [
        { name, ...facts },
        { name: negated(name), ...facts, does: flag.negation() },
      ];
    const also = flag.also?.startsWith('--') ? [{ name: flag.also, ...facts }] : [];
    return [{ name, ...facts }, ...also];
  });
}

/** A value and, where it does not tell by itself, what it means. */
interface CompletionCandidate {
  readonly value: string;
  readonly does?: string | undefined;
}

interface CompletionWorld {
  /** So much of the word is there. */
  readonly typed: string;
  readonly command: AnyCommand | undefined;
  readonly lang: Lang;
  readonly context: Context;
}

/** The shell's own completion of file names. */
const filesWanted = ':files';

type CompletionSource = (
  world: CompletionWorld,
) => readonly CompletionCandidate[] | Promise<readonly CompletionCandidate[]>;

/** Lists that stand elsewhere. */
const sources: Readonly<Record<Exclude<ValueSource, readonly string[]>, CompletionSource>> = {
  files: () => [{ value: filesWanted }],
  profiles: ({ context }) => plain([...readProfiles(context).profiles.keys()]),
  'pay-types': payTypeValues,
  currencies: currencyValues,
  codes: codeValues,
  categories: categoryValues,
  rules: ({ command }) => plain(command?.skips ?? []),
  endpoints: async () => [...(await endpointValues()), ...plain(['checkout'])],
};

/** What may stand for a value; nothing where only the person knows. */
async function valuesFrom(source: ValueSource, world: CompletionWorld): Promise<readonly CompletionCandidate[]> {
  return typeof source === 'string' ? sources[source](world) : plain(source);
}

/** What may stand at the next place behind a command and the words it has; a place that repeats is every next one. */
async function positionalValues(
  given: readonly string[],
  world: CompletionWorld,
): Promise<readonly CompletionCandidate[]> {
  if (world.command?.name === 'api') return callValues(given, world.typed);
  const places = world.command?.arguments ?? [];
  const last = places.at(-1);
  const place = places[given.length] ?? (last?.repeats ? last : undefined);
  return valuesFrom(place?.values ?? [], world);
}

/** The documented calls, with what each does: all, or those of a method; by name, or by path where one is begun. */
async function endpointValues(method?: string, by: 'name' | 'path' = 'name'): Promise<CompletionCandidate[]> {
  const [{ endpointTable }, { endpointWords }] = [
    await import('../catalog/endpoint-table.ts'),
    await import('../calls/endpoint-words.ts'),
  ];
  return endpointTable
    .filter((each) => method === undefined || each.method === method)
    .map((each) => ({ value: each[by], does: endpointWords(each.name)?.says }));
}

/** A method or a call first, then the parameters of the call that were not given yet. */
async function callValues(given: readonly string[], typed: string): Promise<readonly CompletionCandidate[]> {
  const { findEndpoint } = await import('../catalog/endpoint-table.ts');
  const endpoint = given.flatMap((word) => findEndpoint(word) ?? []).at(0);
  if (!endpoint) {
    const method = given.find((word) => ['GET', 'POST'].includes(word));
    const methods = given.length === 0 ? plain(['GET', 'POST']) : [];
    return [...methods, ...(await endpointValues(method, typed.startsWith('/') ? 'path' : 'name'))];
  }
  const { parameterRule } = await import('../calls/endpoint-words.ts');
  const left = endpoint.parameters.filter(({ name }) => given.every((word) => !word.startsWith(`${name}=`)));
  return left.map((each) => ({ value: `${each.name}=`, does: parameterRule(each) }));
}

function plain(values: readonly string[]): CompletionCandidate[] {
  return values.map((value) => ({ value }));
}

/** By alias, and by code. */
async function payTypeValues({ lang }: CompletionWorld): Promise<CompletionCandidate[]> {
  const [{ payTypes }, { pay_type }] = [await import('../catalog/pay-types.ts'), await loadWords(lang)];
  const does = (code: string) => pay_type[code];
  return [
    ...payTypes.map(({ alias, code }) => ({ value: alias, does: does(code) })),
    ...payTypes.map(({ code }) => ({ value: code, does: does(code) })),
  ];
}

async function currencyValues({ lang }: CompletionWorld): Promise<CompletionCandidate[]> {
  const [{ currencies }, words] = [await import('../catalog/currencies.ts'), await loadWords(lang)];
  return currencies.map(({ code }) => ({ value: code, does: words.currency[code] }));
}

async function codeValues({ lang }: CompletionWorld): Promise<CompletionCandidate[]> {
  const [{ respcds }, words] = [await import('../catalog/respcd.ts'), await loadWords(lang)];
  return respcds.map(({ code }) => ({ value: code, does: words.respcd[code]?.meaning }));
}

async function categoryValues(): Promise<CompletionCandidate[]> {
  const { respcds } = await import('../catalog/respcd.ts');
  return plain([...new Set(respcds.map(({ category }) => category))].sort());
}
