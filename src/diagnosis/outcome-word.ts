import { t } from '../language/t.ts';

/** An outcome for a person, as one word; what is none of the contract's stays as it is. */
export function outcomeWord(outcome: string): string {
  const words: Readonly<Record<string, string>> = {
    awaiting_payer: t`awaiting payer`,
    paid: t`paid`,
    refunded: t`refunded`,
    reversed: t`reversed`,
    closed: t`closed`,
    pending: t`pending`,
    declined: t`declined`,
    unknown: t`unknown`,
    not_sent: t`not sent`,
  };
  return Object.hasOwn(words, outcome) ? (words[outcome] ?? outcome) : outcome;
}
