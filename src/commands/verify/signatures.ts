import type { Context } from '../../context.ts';
import { loadExplanationWords } from '../../explanation/words/load-words.ts';
import type { CandidateKeys } from '../../merchant/candidate-keys.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import type { Judgement } from './judge.ts';

/** One of several signatures of an input. */
export interface JudgedSignature {
  readonly place: string;
  readonly kind: string;
  readonly valid: boolean;
  /** Their ids; left out where so many are wrong that it was not looked for them. */
  readonly causes?: readonly string[];
}

/** Of more wrong signatures than these the causes are not looked for: the one that is meant can be picked. */
const mostSearched = 3;

interface Searching {
  readonly signer: Signer;
  readonly known: CandidateKeys;
  readonly all_keys: boolean;
}

/** Every signature of an input with its own verdict. */
export async function signaturesOf(
  judged: readonly Judgement[],
  { meant, found }: { meant: Judgement; found: Diagnosis | undefined },
  searching: Searching,
  context: Context,
): Promise<JudgedSignature[]> {
  const words = await loadExplanationWords('en');
  const all: JudgedSignature[] = [];
  let searched = 0;
  for (const each of judged) {
    const { place = '', task, is_valid, is_partial } = each;
    const of = { place, kind: task.kind, valid: is_valid };
    if (is_valid || is_partial) all.push({ ...of, causes: [] });
    else if (each === meant) all.push({ ...of, causes: (found?.causes ?? []).map(({ id }) => id) });
    else if (++searched > mostSearched) all.push(of);
    else
      all.push({
        ...of,
        causes: (await diagnose({ judged: each, ...searching }, words, context)).causes.map(({ id }) => id),
      });
  }
  return all;
}
