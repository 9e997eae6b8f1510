import type { ExplanationWords } from '../../explanation/words/words.ts';
import type { Block } from '../../report/report.ts';
import type { Diagnosis } from './diagnose.ts';
import type { GivenUp, RuledOut } from './ruled-out.ts';

export type Row = readonly [label: string, value: string];

/** What was found: each cause with what shows it and how it is mended. */
export function causeRows({ causes }: Diagnosis, { search, labels }: ExplanationWords): Row[] {
  const rows = causes.flatMap(({ id, title, evidence, fix }): Row[] => [
    [labels.cause, `${title} (${id})`],
    [labels.evidence, evidence],
    [labels.fix, fix],
  ]);
  if (causes.length < 2) return rows;
  return [['', search.together], ...rows];
}

/** That nothing was found, and what only the person can answer. */
export function nothingFoundBlocks(questions: readonly string[], { search }: ExplanationWords): Block[] {
  return [
    { kind: 'headline', tone: 'plain', word: search['nothing-found'], text: '' },
    ...questions.map((text): Block => ({ kind: 'hint', text })),
  ];
}

/** What was tried in vain, and what was not tried to its end. */
export function triedRows(
  tried: readonly RuledOut[],
  given_up: readonly GivenUp[],
  { search }: ExplanationWords,
): Row[] {
  return [
    ...tried.map(({ title, tried: count }): Row => [search['ruled-out'], `${title} (${count})`]),
    ...given_up.map(({ title }): Row => [search['given-up'], title]),
  ];
}
