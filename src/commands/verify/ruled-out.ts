import { fillIn } from '../../explanation/explain.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import type { Family } from '../../variants/deviation.ts';
import type { Diagnosis } from './diagnose.ts';
import type { VerifyTask } from './task.ts';

export interface RuledOut {
  readonly family: string;
  readonly title: string;
  /** Digests. */
  readonly tried: number;
}

/** What was tried in vain, by kind. */
export function ruledOut({ search }: Diagnosis, words: ExplanationWords): RuledOut[] {
  const families = Object.entries(search.by_family) as [Family, number][];
  return [
    ...families.map(([family, tried]) => ({ family, title: words.families[family], tried })),
    ...(search.tried_pairs > 0
      ? [{ family: 'pairs', title: words.search['pairs-ruled-out'], tried: search.tried_pairs }]
      : []),
  ];
}

/** What the work that one input may cost did not allow to be tried, or not to its end. */
export interface GivenUp {
  readonly family: string;
  readonly title: string;
}

export function givenUp({ search }: Diagnosis, words: ExplanationWords): GivenUp[] {
  return search.given_up.map((family) => {
    const title = family === 'pairs' ? words.search['pairs-ruled-out'] : words.families[family];
    return { family, title };
  });
}

/** Parameters that a client makes anew each time it is asked. */
const madeAnew = ['txdtm', 'out_trade_no', 'start_time', 'end_time'];

/** What only the person can answer, the likeliest first. */
export function openQuestions(
  { configured, skipped, search }: Diagnosis,
  { kind, parameters, received }: Pick<VerifyTask, 'kind' | 'parameters' | 'received'>,
  words: ExplanationWords,
): string[] {
  const { search: texts } = words;
  if (search.tried === 0) return [fillIn(texts['question-not-hex'], { count: String(received.length) })];
  const names = parameters.map(([name]) => name).filter((name) => madeAnew.includes(name));
  return [
    fillIn(texts['question-key'], { configured: String(configured.key) }),
    ...(skipped.some(({ reason }) => reason.includes('--all-keys')) ? [texts['question-other-keys']] : []),
    ...(kind === 'request' ? [texts['question-parameter']] : [texts['question-bytes']]),
    ...(kind === 'request' && names.length > 0 ? [fillIn(texts['question-value'], { name: names.join(', ') })] : []),
    texts['send-to-support'],
  ];
}
