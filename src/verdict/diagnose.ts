import type { Context } from '../context.ts';
import { type Cause, type ExplanationWords, explainFinding, loadExplanationWords } from '../explanation/explain.ts';
import { t } from '../language/t.ts';
import { type CandidateKeys, candidateKeys, type SkippedKey } from '../merchant/configured-keys.ts';
import type { Signer } from '../merchant/merchant.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { loadHasher } from '../signature/hasher.ts';
import type { Parameter } from '../signature/sign.ts';
import type { Finding } from '../variants/bases.ts';
import type { Match } from '../variants/candidate.ts';
import { requestRecipe, shownText } from '../variants/recipe.ts';
import { type Search, type SignatureReading, searchReadings } from '../variants/search.ts';
import type { NamedKey, SignatureCase } from '../variants/signature-case.ts';
import type { SigningStrings } from './alignment.ts';
import { type Judgement, wireCauses } from './judge.ts';
import { isCheckout } from './signed-checkout.ts';
import type { VerifyTask } from './task.ts';

/** What came of the search for what was done otherwise. */
export interface Diagnosis {
  /** All of them together give the received signature; none where nothing that was tried does. */
  readonly causes: readonly Cause[];
  readonly search: Search;
  /** The way of reading that the causes are about. */
  readonly decided: VerifyTask;
  readonly signing_strings?: SigningStrings;
  readonly configured: NamedKey;
  /** All that were tried, those that a command told among them. */
  readonly keys: readonly ClientKey[];
  /** Keys that were not tried. */
  readonly skipped: readonly SkippedKey[];
}

interface Mismatch {
  readonly judged: Pick<Judgement, 'task' | 'attempts' | 'counting' | 'sent_otherwise' | 'signed'>;
  readonly signer: Signer;
  /** The keys that can be read without running anything, where they were read already. */
  readonly known?: CandidateKeys;
  readonly all_keys: boolean;
  /** Only one likely cause is looked for. */
  readonly is_quick?: boolean;
}

/** @throws CancelledError a key command was interrupted */
export async function diagnose(mismatch: Mismatch, words: ExplanationWords, context: Context): Promise<Diagnosis> {
  const { all_keys, judged, is_quick = false } = mismatch;
  const known = (all_keys ? undefined : mismatch.known) ?? (await candidateKeys(context, { all_keys }));
  const hasher = await loadHasher();
  const counting = judged.counting.length > 0 ? judged.counting : [[judged.task, judged.attempts] as const];
  const cases = counting.map(([task, attempts]) => ({ signed: caseOf(task, mismatch.signer, known.keys), attempts }));
  const search =
    judged.sent_otherwise === 'body-reserialised'
      ? printedAgain(cases[0])
      : searchReadings(cases, hasher, { has_pairs: judged.signed === undefined, is_quick });
  const match = search.match ?? (judged.signed && matchWith(judged.signed, cases[0]));
  const strings = match && stringsOf(match);
  const [configured] = cases[0]?.signed.keys ?? [];
  return {
    causes: (match?.findings ?? []).map((finding) => explainFinding(finding, words)),
    search,
    decided: counting[search.at ?? 0]?.[0] ?? judged.task,
    ...(strings ? { signing_strings: strings } : {}),
    configured: configured ?? { name: t`the key given`, key: mismatch.signer.client_key },
    keys: cases[0]?.signed.keys.map(({ key }) => key) ?? [mismatch.signer.client_key],
    skipped: known.skipped,
  };
}

function stringsOf({ recipe, base, read }: Match): SigningStrings {
  return { signed: shownText(recipe), right: shownText(base), ...(read ? { read: shownText(read) } : {}) };
}

function caseOf(task: VerifyTask, signer: Signer, known: CandidateKeys['keys']): SignatureCase {
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
    sent_otherwise: wireCauses(task),
    ...(reading?.wire ? { wire: reading.wire } : {}),
    ...(reading?.value_bytes ? { value_bytes: reading.value_bytes } : {}),
    ...(reading?.printed ? { printed: reading.printed } : {}),
  };
}

/** What fits, as what was signed, and what was sent as what would have been right: the difference is the cause. */
function matchWith(signed: VerifyTask, sent: SignatureReading | undefined): Match | undefined {
  if (!sent) return undefined;
  const base = requestRecipe(sent.signed, sent.attempts[0].sign_type);
  const recipe = requestRecipe({ ...sent.signed, parameters: signed.parameters }, base.hash);
  const findings = differences(sent.signed.parameters, signed.parameters);
  // A text that has little in common with what was sent says nothing about it.
  const is_alike = findings.length * 2 <= sent.signed.parameters.length;
  return findings.length > 0 && is_alike ? { findings, recipe, base } : undefined;
}

/** What was signed otherwise than it was sent, name by name. */
function differences(sent: readonly Parameter[], signed: readonly Parameter[]): Finding[] {
  const of = (given: readonly Parameter[], wanted: string) =>
    given.find(([name, value]) => name === wanted && value !== '')?.[1];
  const names = [...new Set([...sent, ...signed].filter(([name]) => name !== 'sign').map(([name]) => name))];
  return names.flatMap((name): Finding[] => {
    const [was_sent, was_signed] = [of(sent, name), of(signed, name)];
    if (was_sent === was_signed) return [];
    if (was_signed === undefined)
      return [{ id: 'param-missing', evidence: { id: 'not-signed', values: { name } }, parameters: [name] }];
    if (was_sent === undefined)
      return [
        {
          id: 'param-extra',
          evidence: { id: 'signed-unsent', values: { name, signed: was_signed } },
          parameters: [name],
        },
      ];
    return [
      {
        id: 'param-changed',
        evidence: { id: 'value-other', values: { name, signed: was_signed, sent: was_sent } },
        parameters: [name],
      },
    ];
  });
}

/** The digest fits the body as it was written again, but what stands in the input is not what came. */
function printedAgain(reading: SignatureReading | undefined): Search & { readonly at?: number } {
  const nothing = { tried: 0, by_family: {}, tried_pairs: 0, is_complete: true, given_up: [] };
  if (!reading) return nothing;
  const { signed, attempts } = reading;
  const base = { ...requestRecipe(signed, attempts[0].sign_type), body: attempts[0].content };
  const evidence = { id: 'json-written-again' } as const;
  const findings: Finding[] = [{ id: 'body-reserialised', evidence, parameters: [] }];
  return { ...nothing, match: { findings, recipe: base, base }, at: 0 };
}

/** One of several signatures of an input. */
export interface JudgedSignature {
  readonly place: string;
  readonly kind: string;
  readonly valid: boolean;
  /** Their ids; left out where so many are wrong that it was not looked for them. */
  readonly causes?: readonly string[];
}

/** Of more wrong signatures than these the causes are not looked for: the one that is meant can be picked. */
const mostSignaturesSearched = 3;

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
    else if (++searched > mostSignaturesSearched) all.push(of);
    else
      all.push({
        ...of,
        causes: (await diagnose({ judged: each, ...searching }, words, context)).causes.map(({ id }) => id),
      });
  }
  return all;
}
