import { t } from '../language/t.ts';
import type { BatchRow } from './batch-findings.ts';

/** What a row counts as: a refund that stood already counts as repeated and not as made. */
export const kinds = ['refunded', 'repeated', 'declined', 'pending', 'unknown', 'not_sent'] as const;
export type Kind = (typeof kinds)[number];

export function kindOf({ outcome, repeated }: Pick<BatchRow, 'outcome' | 'repeated'>): Kind {
  if (outcome === 'refunded') return repeated ? 'repeated' : 'refunded';
  return kinds.find((kind) => kind === outcome) ?? 'unknown';
}

/** They add up to the number of rows. */
export function countsOf(rows: readonly BatchRow[]): Record<Kind, number> {
  const counts = { refunded: 0, repeated: 0, declined: 0, pending: 0, unknown: 0, not_sent: 0 };
  for (const row of rows) counts[kindOf(row)] += 1;
  return counts;
}

export interface Sum {
  readonly kind: Kind;
  /** The kind for a person. */
  readonly word: string;
  readonly txcurrcd: string;
  readonly rows: number;
  /** Cents. */
  readonly txamt: number;
}

function words(): Readonly<Record<Kind, string>> {
  return {
    refunded: t`refunded now`,
    repeated: t`refunded before`,
    declined: t`declined`,
    pending: t`pending`,
    unknown: t`unknown`,
    not_sent: t`not sent`,
  };
}

/** Rows and money by what became of them and by currency. */
export function batchSums(rows: readonly BatchRow[]): Sum[] {
  return kinds.flatMap((kind) => {
    const sums = new Map<string, Sum>();
    for (const row of rows.filter((each) => kindOf(each) === kind)) {
      const { txcurrcd = '', txamt } = row;
      const { rows, txamt: sum } = sums.get(txcurrcd) ?? { rows: 0, txamt: 0 };
      sums.set(txcurrcd, { kind, word: words()[kind], txcurrcd, rows: rows + 1, txamt: sum + Number(txamt) });
    }
    return [...sums.values()];
  });
}

/** `428 refunded now, 2 declined`. */
export function sumText(rows: readonly BatchRow[]): string {
  const counts = countsOf(rows);
  return (
    kinds.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${words()[kind]}`] : [])).join(', ') || t`no rows`
  );
}
