import type { Context } from '../../context.ts';
import { type Cause, explainFinding } from '../../explanation/explain.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import { t } from '../../language/t.ts';
import { type CandidateKeys, candidateKeys } from '../../merchant/candidate-keys.ts';
import type { SkippedKey } from '../../merchant/configured-keys.ts';
import type { Signer } from '../../merchant/merchant.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { loadHasher } from '../../signature/hasher.ts';
import type { Attempts } from '../../signature/verify.ts';
import type { Match } from '../../variants/candidate.ts';
import { shownText } from '../../variants/recipe.ts';
import { type Search, searchDeviations } from '../../variants/search.ts';
import type { NamedKey, SignatureCase } from '../../variants/signature-case.ts';
import { bodyNotForm } from '../../variants/wire-causes.ts';
import { isCheckout } from '../sign/checkout.ts';
import type { SigningStrings } from './alignment.ts';
import { sentAsJson } from './remarks.ts';
import type { VerifyTask } from './task.ts';

/** What came of the search for what was done otherwise. */
export interface Diagnosis {
  /** All of them together give the received signature; none where nothing that was tried does. */
  readonly causes: readonly Cause[];
  readonly search: Search;
  readonly signing_strings?: SigningStrings;
  readonly configured: NamedKey;
  /** All that were tried, those that a command told among them. */
  readonly keys: readonly ClientKey[];
  /** Keys that were not tried. */
  readonly skipped: readonly SkippedKey[];
}

export interface Mismatch {
  readonly task: VerifyTask;
  readonly attempts: Attempts;
  readonly signer: Signer;
  /** The keys that can be read without running anything, where they were read already. */
  readonly known?: CandidateKeys;
  readonly all_keys: boolean;
}

/** @throws CancelledError a key command was interrupted */
export async function diagnose(mismatch: Mismatch, words: ExplanationWords, context: Context): Promise<Diagnosis> {
  const { all_keys } = mismatch;
  const known = (all_keys ? undefined : mismatch.known) ?? (await candidateKeys(context, { all_keys }));
  const signed = caseOf(mismatch, known.keys);
  const search = searchDeviations(signed, mismatch.attempts, await loadHasher());
  const strings = search.match && stringsOf(search.match);
  return {
    causes: (search.match?.findings ?? []).map((finding) => explainFinding(finding, words)),
    search,
    ...(strings ? { signing_strings: strings } : {}),
    configured: signed.keys[0],
    keys: signed.keys.map(({ key }) => key),
    skipped: known.skipped,
  };
}

function stringsOf({ recipe, base, read }: Match): SigningStrings {
  return { signed: shownText(recipe), right: shownText(base), ...(read ? { read: shownText(read) } : {}) };
}

function caseOf({ task, signer }: Mismatch, known: CandidateKeys['keys']): SignatureCase {
  const { kind, received, announced, parameters, body, reading } = task;
  const secret = signer.client_key.reveal();
  const same = known.find(({ client_key }) => client_key.reveal() === secret);
  const others = known.filter((key) => key !== same);
  const app_code = signer.app_code ?? same?.app_code;
  return {
    kind,
    received,
    announced,
    parameters,
    body,
    is_checkout: isCheckout(parameters),
    keys: [
      { name: same?.name ?? t`the key given`, key: signer.client_key },
      ...others.map(({ name, client_key }): NamedKey => ({ name, key: client_key })),
    ],
    mchids: [...new Set(known.flatMap(({ mchids }) => mchids))],
    ...(app_code === undefined ? {} : { app_code }),
    ...(reading?.wire ? { wire: reading.wire } : {}),
    ...(reading?.value_bytes ? { value_bytes: reading.value_bytes } : {}),
    ...(reading?.printed ? { printed: reading.printed } : {}),
    ...(sentAsJson(task) ? { sent_otherwise: [bodyNotForm(parameters, 'JSON')] } : {}),
  };
}
