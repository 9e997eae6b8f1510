import type { Outcome } from '../diagnosis/outcome.ts';
import { outcomeWord } from '../diagnosis/outcome-word.ts';
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
export function outcomeHeadline(outcome: Outcome, text: string): Block {
  return { kind: 'headline', tone: tones[outcome], word: outcomeWord(outcome).toUpperCase(), text };
}
