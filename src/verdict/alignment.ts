import {
  type Aligned,
  type AlignedPiece,
  alignStrings,
  differentNames,
  differentOrders,
  type Orders,
} from '../explanation/align.ts';
import { type ExplanationWords, fillIn } from '../explanation/explain.ts';
import type { AlignedLine, Block } from '../report/report.ts';

/** Of what is alike only so much is shown. */
const longestSame = 60;

/** More differences than these push the cause off a screen of 24 lines. */
const mostDifferences = 4;

/** The signing strings of a mistake, the key as its fingerprint. */
export interface SigningStrings {
  readonly signed: string;
  readonly right: string;
  /** What the gateway reads, where that is not what was meant. */
  readonly read?: string;
}

/** What was signed against what has to be signed, or against what is read of it, for a person. */
export function alignmentBlocks(strings: SigningStrings | undefined, words: ExplanationWords, all: boolean): Block[] {
  if (!strings) return [];
  const { search } = words;
  const { signed, right, read } = strings;
  if (signed === right) {
    if (!read?.includes('=') || read === signed) return [];
    return namesOrStrings(signed, read, [search['aligned-read'], search.read], words, all);
  }
  const titles = [search.aligned, search.right] as const;
  const orders = differentOrders(signed, right);
  if (!orders) return namesOrStrings(signed, right, titles, words, all);
  return [
    ...nameBlocks(orders, [search['aligned-order'], search.right], words),
    ...(orders.sorted === right ? [] : stringBlocks(orders.sorted, right, titles, words, all)),
  ];
}

type Titles = readonly [title: string, label: string];

/** Where the names are all that differs, they say more than two strings without a common part. */
function namesOrStrings(signed: string, other: string, titles: Titles, words: ExplanationWords, all: boolean): Block[] {
  const names = differentNames(signed, other);
  return names ? nameBlocks(names, titles, words) : stringBlocks(signed, other, titles, words, all);
}

type AlignedNames = Pick<Orders, 'signed' | 'right'>;

function nameBlocks(names: AlignedNames, [title, label]: Titles, { search }: ExplanationWords): Block[] {
  const rows = [
    [search.signed, names.signed.join(', ')],
    [label, names.right.join(', ')],
  ] as const;
  return [
    { kind: 'headline', tone: 'plain', word: title, text: '' },
    { kind: 'rows', rows },
  ];
}

function stringBlocks(
  signed: string,
  other: string,
  [title, label]: Titles,
  { search }: ExplanationWords,
  all: boolean,
): Block[] {
  const aligned = alignStrings(signed, other);
  const differing = aligned.filter((part) => !('same' in part));
  const shown = all ? aligned : upTo(aligned, mostDifferences);
  const count = String(differing.length - mostDifferences);
  const is_cut = shown.length < aligned.length && differing.length > mostDifferences;
  return [
    { kind: 'headline', tone: 'plain', word: title, text: '' },
    { kind: 'aligned', lines: shown.flatMap((part) => linesOf(part, search.signed, label)) },
    ...(is_cut ? [{ kind: 'text', text: fillIn(search['more-differences'], { count }) } as const] : []),
  ];
}

/** All of a text until so many of its parts differ. */
function upTo(aligned: readonly Aligned[], most: number): readonly Aligned[] {
  const places = aligned.flatMap((part, place) => ('same' in part ? [] : [place]));
  return places.length <= most ? aligned : aligned.slice(0, (places[most - 1] ?? 0) + 1);
}

function linesOf(part: Aligned, signed: string, other: string): AlignedLine[] {
  if ('same' in part) return [{ label: '', text: shorten(part.same) }];
  return [...lineOf(signed, part.signed), ...lineOf(other, part.right)];
}

function lineOf(label: string, piece: AlignedPiece | undefined): AlignedLine[] {
  if (!piece) return [];
  const { text, start, end } = piece;
  return [{ label, text, mark: { start, end } }];
}

/** Its end stands beside what differs, its beginning says where it is. */
function shorten(text: string): string {
  if (text.length <= longestSame) return text;
  return `${text.slice(0, longestSame / 3)}…${text.slice((-longestSame * 2) / 3)}`;
}
