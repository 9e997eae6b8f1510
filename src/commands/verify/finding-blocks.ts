import type { ExplanationWords } from '../../explanation/words/words.ts';
import type { Block } from '../../report/report.ts';
import type { Diagnosis } from './diagnose.ts';
import type { RuledOut } from './ruled-out.ts';

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

/** What was tried in vain, and what only the person can answer. */
export function nothingFoundBlocks(
  tried: readonly RuledOut[],
  questions: readonly string[],
  words: ExplanationWords,
): Block[] {
  const { search } = words;
  return [
    { kind: 'headline', tone: 'plain', word: search['nothing-found'], text: '' },
    { kind: 'rows', rows: tried.map(({ title, tried: count }): Row => [search['ruled-out'], `${title} (${count})`]) },
    ...questions.map((text): Block => ({ kind: 'hint', text })),
  ];
}
