import type { Outcome } from '../diagnosis/outcome.ts';
import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { t } from '../language/t.ts';
import type { Block, Tone } from './report.ts';

const tones: Readonly<Record<Outcome, Tone>> = {
  awaiting_payer: 'wait',
  paid: 'good',
  refunded: 'good',
  reversed: 'good',
  closed: 'plain',
  pending: 'wait',
  declined: 'bad',
  unknown: 'bad',
};

/** The outcome for a person, above everything else. */
export function outcomeHeadline(outcome: Outcome, text: string, simulated = false): Block {
  return {
    kind: 'headline',
    tone: tones[outcome],
    word: simulatedWord(outcomeWord(outcome).toUpperCase(), simulated),
    text,
  };
}

/** Nobody is to hand out goods for money that an emulator took. */
export function simulatedWord(word: string, simulated = false): string {
  return simulated ? t`${word} (simulated)` : word;
}

/** What a 0000 means where money is simulated, for the outcomes whose words speak of money that moved. */
export function simulatedMeaning(outcome: Outcome | undefined): string | undefined {
  switch (outcome) {
    case 'paid':
      return t`Simulated: the payment is made, and no real money moved.`;
    case 'refunded':
      return t`Simulated: the refund is made, and no real money moved.`;
    case 'reversed':
      return t`Simulated: the order was reversed, and no real money moved.`;
    default:
      return undefined;
  }
}
