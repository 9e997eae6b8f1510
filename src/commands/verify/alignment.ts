import type { Aligned, Piece } from '../../explanation/align.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import type { AlignedLine, Block } from '../../report/report.ts';

/** Of what is alike only so much is shown. */
const longestSame = 60;

/** What was signed against what has to be signed, for a person. */
export function alignmentBlocks(aligned: readonly Aligned[], { search }: ExplanationWords): Block[] {
  if (aligned.length === 0) return [];
  return [
    { kind: 'headline', tone: 'plain', word: search.aligned, text: '' },
    { kind: 'aligned', lines: aligned.flatMap((part) => linesOf(part, search)) },
  ];
}

function linesOf(part: Aligned, words: ExplanationWords['search']): AlignedLine[] {
  if ('same' in part) return [{ label: '', text: shorten(part.same) }];
  return [...lineOf(words.signed, part.signed), ...lineOf(words.right, part.right)];
}

function lineOf(label: string, piece: Piece | undefined): AlignedLine[] {
  if (!piece) return [];
  const { text, start, end } = piece;
  return [{ label, text, mark: { start, end } }];
}

/** Its end stands beside what differs, its beginning says where it is. */
function shorten(text: string): string {
  if (text.length <= longestSame) return text;
  return `${text.slice(0, longestSame / 3)}…${text.slice((-longestSame * 2) / 3)}`;
}
