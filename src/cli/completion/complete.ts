import type { Lang } from '../../catalog/words/words.ts';
import { commands } from '../../commands/index.ts';
import type { Context } from '../../context.ts';
import { helpTopics } from '../help-topics.ts';
import { type Flag, flagsOf } from './flags.ts';
import { type Candidate, filesWanted, flagValues, positionalValues } from './values.ts';

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

async function candidates(words: readonly string[], lang: Lang, context: Context): Promise<readonly Candidate[]> {
  const [typed = '', before = ''] = [words.at(-1), words.at(-2)];
  const earlier = words.slice(0, -1);
  const entry = commands.find(({ name }) => earlier.includes(name) && earlier[0] !== 'help');
  const flags = await flagsOf(entry);
  const assigned = /^(--[a-z-]+)=/.exec(typed)?.[1];
  const flag = flags.find(({ name }) => name === (assigned ?? before));
  const world = { command: entry?.name, lang, context };
  if (flag?.takes_value) {
    const values = await flagValues(flag.name, world);
    return starting(assigned ? values.map((each) => ({ ...each, value: `${assigned}=${each.value}` })) : values, typed);
  }
  if (typed.startsWith('-')) return starting(unused(flags, earlier), typed);
  if (!entry) return starting(firstWords(earlier), typed);
  const given = earlier.slice(earlier.indexOf(entry.name) + 1).filter((word) => !word.startsWith('-'));
  return starting(await positionalValues(given, world), typed);
}

/** A repeatable flag is offered again, as nobody can tell it from the others here. */
function unused(flags: readonly Flag[], earlier: readonly string[]): Candidate[] {
  const left = flags.filter(({ name, repeats }) => repeats || !earlier.includes(name));
  return left.map(({ name, does }) => ({ value: name, does }));
}

function firstWords(earlier: readonly string[]): Candidate[] {
  const all = commands.map(({ name, summary }) => ({ value: name, does: summary() }));
  const asks_help = earlier[0] === 'help';
  return [...all, ...(asks_help ? helpTopics().map((value) => ({ value })) : [{ value: 'help' }])];
}

function starting(found: readonly Candidate[], typed: string): Candidate[] {
  return found.filter((each) => each.value === filesWanted || each.value.toLowerCase().startsWith(typed.toLowerCase()));
}
