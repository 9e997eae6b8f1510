import { isOpen, type JournalEntry, type JournalFile } from './journal-entry.ts';

/**
 * What several journals of one file have, each refund once. A number is one refund at the gateway, whoever sent it: made in one of
 * them, it is made. Else what is least known counts, for a runner that met a refusal does not know what another one has in the air.
 */
export function mergeJournals(journals: readonly JournalFile[]): JournalFile {
  const entries = new Map<string, JournalEntry>();
  for (const journal of journals) {
    for (const [refund_no, entry] of journal.entries) {
      const other = entries.get(refund_no);
      if (!other || rankOf(entry) > rankOf(other)) entries.set(refund_no, entry);
    }
  }
  return { entries, damaged: [] };
}

/** A line that nobody vouches for tells less than any that somebody does. */
function rankOf(entry: JournalEntry): number {
  const vouched = entry.is_vouched ? 10 : 0;
  if (entry.settled?.outcome === 'refunded') return vouched + 4;
  if (isOpen(entry)) return vouched + (entry.settled?.outcome === 'pending' ? 2 : 3);
  return vouched + (entry.settled?.outcome === 'declined' ? 1 : 0);
}
