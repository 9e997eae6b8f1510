import { exitCodes } from '../../errors.ts';
import { type ExplanationWords, fillIn } from '../../explanation/explain.ts';
import { t } from '../../language/t.ts';
import { visible } from '../../language/terminal-text.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { understood, understoodText } from '../../reading/read-parameters.ts';
import type { Block, Report, ReportError } from '../../report/report.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { digest } from '../../signature/sign.ts';
import { isProven, type SignatureVerdict } from '../../signature/verify.ts';
import type { Family } from '../../variants/deviation.ts';
import { alignmentBlocks } from '../../verdict/alignment.ts';
import type { Diagnosis, JudgedSignature } from '../../verdict/diagnose.ts';
import { remarksOf } from '../../verdict/judge.ts';
import type { VerifyTask } from '../../verdict/task.ts';

/** A signature that was held against what is documented. */
export interface Checked {
  readonly task: VerifyTask;
  readonly verdict: SignatureVerdict;
  readonly signer: Signer;
  readonly words: ExplanationWords;
  readonly explain: boolean;
  /** Where in the input the signature stands: `line 3`. */
  readonly place?: string;
  /** All that stand in the input, where they are several. */
  readonly signatures?: readonly JudgedSignature[];
}

/** @param if_refused what to look at should the gateway refuse it all the same */
export function validReport(checked: Checked, if_refused: readonly string[]): Report {
  const { task, words } = checked;
  const data = dataOf(checked, true);
  const signing = checked.explain ? signingStringOf(checked.verdict, checked.signer.client_key) : undefined;
  const diagnosis = { causes: [], tried: checked.verdict.tried };
  const advice = if_refused.length > 0 ? [refusedTitle(task, words), ...if_refused] : [];
  return {
    command: 'verify',
    exit_code: exitCodes.ok,
    data: { ...data, diagnosis, ...(if_refused.length > 0 ? { if_refused } : {}), ...signing },
    blocks: [
      { kind: 'headline', tone: 'good', word: words.labels.valid, text: words.labels.matches },
      ...signatureBlocks(checked),
      { kind: 'rows', rows: [...understoodRows(data, task), ...rowsOf(data, words), ...remarkRows(data, words)] },
      ...(signing ? signingStringBlocks(signing, words) : []),
      ...advice.map((text): Block => ({ kind: 'hint', text })),
    ],
    warnings: checked.signer.warnings,
  };
}

/** The digest is one of this key's, but over a text that leaves out what decides: whoever saw it made can put anything beside it. */
export function partialReport(checked: Checked): Report {
  const { task, words, verdict, signer } = checked;
  const { covers, scheme } = verdict.against;
  const data = dataOf(checked, true);
  const signing = checked.explain ? signingStringOf(verdict, signer.client_key) : undefined;
  const said =
    covers === undefined
      ? {
          title: t`the signature fits what stands here, and this is not all that was sent`,
          message: t`the signature fits the parameters that were read, but the text shows that more, or something else, was sent`,
          hint: t`give what was sent itself: the body of the request, or its curl command`,
        }
      : {
          title: t`the signature covers only a part of the answer`,
          message: t`the signature covers only a part of the answer (${scheme}): the rest, respcd among it, may be anybody's`,
          hint: t`a signature of a request, handed back, looks like this too; ask query what is true`,
        };
  return {
    command: 'verify',
    exit_code: exitCodes.signature,
    data: {
      ...data,
      ...(covers === undefined ? {} : { covers }),
      diagnosis: { causes: [], tried: verdict.tried },
      ...signing,
    },
    blocks: [
      { kind: 'headline', tone: 'bad', word: words.labels.invalid, text: said.title },
      ...signatureBlocks(checked),
      { kind: 'rows', rows: [...understoodRows(data, task), ...rowsOf(data, words), ...remarkRows(data, words)] },
      ...(signing ? signingStringBlocks(signing, words) : []),
    ],
    warnings: signer.warnings,
    error: { message: said.message, hint: said.hint },
  };
}

/** An answer that came along says whether it was refused. */
function refusedTitle({ reading }: VerifyTask, { search }: ExplanationWords): string {
  const { respcd, message } = reading?.answered ?? {};
  if (respcd !== '1108') return search['valid-refused'];
  const answer = visible(message ? `${respcd} (${message})` : respcd);
  return fillIn(search['valid-answered'], { answer });
}

export function invalidReport(checked: Checked, found: Diagnosis): Report {
  const { task, words, verdict, signer } = checked;
  const data = dataOf(checked, found.causes.length > 0);
  const signing = checked.explain ? signingStringOf(checked.verdict, checked.signer.client_key) : undefined;
  const is_found = found.causes.length > 0;
  const ruled_out = is_found ? [] : ruledOut(found, words);
  const questions = is_found ? [] : openQuestions(found, task, words);
  const { causes, signing_strings } = found;
  // Where a cause is proven, what else is odd about the input only distracts from it.
  const hides = is_found && !checked.explain;
  const facts = [...understoodRows(data, task), ...rowsOf(data, words)];
  const tried = verdict.tried + found.search.tried;
  const given_up = is_found ? [] : givenUp(found, words);
  const is_complete = found.search.is_complete ? {} : { is_complete: false };
  const diagnosis = { causes, tried, ruled_out, questions, given_up, ...is_complete };
  return {
    command: 'verify',
    exit_code: exitCodes.signature,
    data: { ...data, diagnosis: { ...diagnosis, ...(signing_strings && { signing_strings }) }, ...signing },
    // What has to be mended comes first, what it rests on after it: a screen has 24 lines.
    blocks: [
      { kind: 'headline', tone: 'bad', word: words.labels.invalid, text: words.labels.mismatch },
      ...(is_found ? [{ kind: 'rows', rows: causeRows(found, words) } as const] : nothingFoundBlocks(questions, words)),
      ...alignmentBlocks(signing_strings, words, checked.explain),
      ...signatureBlocks(checked),
      { kind: 'rows', rows: [...facts, ...(hides ? [] : remarkRows(data, words))] },
      ...(is_found ? [] : [{ kind: 'rows', rows: triedRows(ruled_out, given_up, words) } as const]),
      ...(hides && data.remarks.length > 0 ? [moreRemarks(data, words)] : []),
      ...(signing ? signingStringBlocks(signing, words) : []),
    ],
    warnings: signer.warnings,
    is_told: true,
    error: errorOf(found, questions, words),
  };
}

function dataOf({ task, verdict, signer, place, signatures }: Checked, is_proven: boolean) {
  const input = understood(task.reading, task.parameters.length, (text) => signer.client_key.mask(text));
  return {
    ...(input ? { input, reading: readingOf(task, place, is_proven) } : {}),
    ...(signatures ? { signatures } : {}),
    ...(task.kind === 'request' && task.reading?.answered ? { answered: task.reading.answered } : {}),
    kind: task.kind,
    valid: isProven(verdict),
    scheme: verdict.against.scheme,
    sign_type: verdict.against.sign_type,
    expected: verdict.expected,
    received: signer.client_key.mask(task.received),
    remarks: remarksOf(task),
  };
}

/** How the input was read. Proven: a digest fits it, as it should be or by one of the causes. */
function readingOf({ reading, way }: VerifyTask, place: string | undefined, proven: boolean) {
  return { as: reading?.title ?? '', undone: way?.undone ?? [], ...(place === undefined ? {} : { place }), proven };
}

function errorOf(
  { causes: [cause] }: Diagnosis,
  questions: readonly string[],
  { search, labels }: ExplanationWords,
): ReportError {
  if (cause) return { message: fillIn(labels['mismatch-because'], { reason: cause.title }), hint: cause.fix };
  const likeliest = [search['question-parameter'], search['question-bytes']];
  return {
    message: fillIn(labels['mismatch-unexplained'], { reason: search['nothing-found'] }),
    hint: questions.find((each) => likeliest.includes(each)) ?? questions[0] ?? search['question-parameter'],
  };
}

function moreRemarks({ remarks }: Data, { search }: ExplanationWords): Block {
  return { kind: 'hint', text: fillIn(search['more-remarks'], { count: String(remarks.length) }) };
}

type Data = ReturnType<typeof dataOf>;

function understoodRows({ input }: Data, task: VerifyTask): Row[] {
  return input ? [['', visible(understoodText(input, task))]] : [];
}

function rowsOf({ kind, scheme, sign_type, received, expected }: Data, { labels }: ExplanationWords): Row[] {
  return [
    [labels.kind, kind],
    [labels.scheme, `${scheme}, ${sign_type}`],
    [labels.received, visible(received)],
    [labels.expected, expected],
  ];
}

/** One line for each of several signatures. */
function signatureBlocks({ signatures = [], words: { labels } }: Checked): Block[] {
  const shown = signatures.slice(0, mostShown);
  const rest = signatures.length - shown.length;
  const rows = shown.map(
    ({ place, valid, causes = [] }, at): Row => [
      `${at + 1}. ${place}`,
      [valid ? labels.valid : labels.invalid, ...causes].join('  '),
    ],
  );
  if (rows.length === 0) return [];
  return [
    { kind: 'rows', rows },
    ...(rest > 0 ? [{ kind: 'hint', text: t`and ${rest} more: --json has all of them` } as const] : []),
  ];
}

/** More of them are not read on a screen. */
const mostShown = 12;

function remarkRows({ remarks }: Data, { labels }: ExplanationWords): Row[] {
  return remarks.map((remark) => [labels.remark, visible(remark)]);
}

type Row = readonly [label: string, value: string];

/** What was found: each cause with what shows it and how it is mended. */
function causeRows({ causes }: Diagnosis, { search, labels }: ExplanationWords): Row[] {
  const rows = causes.flatMap(({ id, title, evidence, fix }): Row[] => [
    [labels.cause, `${title} (${id})`],
    [labels.evidence, evidence],
    [labels.fix, fix],
  ]);
  if (causes.length < 2) return rows;
  return [['', search.together], ...rows];
}

/** That nothing was found, and what only the person can answer. */
function nothingFoundBlocks(questions: readonly string[], { search }: ExplanationWords): Block[] {
  return [
    { kind: 'headline', tone: 'plain', word: search['nothing-found'], text: '' },
    ...questions.map((text): Block => ({ kind: 'hint', text })),
  ];
}

/** What was tried in vain, and what was not tried to its end. */
function triedRows(
  tried: readonly RuledOut[],
  given_up: readonly GivenUpSearch[],
  { search }: ExplanationWords,
): Row[] {
  return [
    ...tried.map(({ title, tried: count }): Row => [search['ruled-out'], `${title} (${count})`]),
    ...given_up.map(({ title }): Row => [search['given-up'], title]),
  ];
}

interface RuledOut {
  readonly family: string;
  readonly title: string;
  /** Digests. */
  readonly tried: number;
}

/** What was tried in vain, by kind. */
export function ruledOut({ search }: Diagnosis, words: ExplanationWords): RuledOut[] {
  const families = Object.entries(search.by_family) as [Family, number][];
  return [
    ...families.map(([family, tried]) => ({ family, title: words.families[family], tried })),
    ...(search.tried_pairs > 0
      ? [{ family: 'pairs', title: words.search['pairs-ruled-out'], tried: search.tried_pairs }]
      : []),
  ];
}

/** What the work that one input may cost did not allow to be tried, or not to its end. */
interface GivenUpSearch {
  readonly family: string;
  readonly title: string;
}

export function givenUp({ search }: Diagnosis, words: ExplanationWords): GivenUpSearch[] {
  return search.given_up.map((family) => {
    const title = family === 'pairs' ? words.search['pairs-ruled-out'] : words.families[family];
    return { family, title };
  });
}

/** Parameters that a client makes anew each time it is asked. */
const madeAnew = ['txdtm', 'out_trade_no', 'start_time', 'end_time'];

/** What only the person can answer, the likeliest first. */
export function openQuestions(
  { configured, skipped, search }: Diagnosis,
  { kind, parameters, received }: Pick<VerifyTask, 'kind' | 'parameters' | 'received'>,
  words: ExplanationWords,
): string[] {
  const { search: texts } = words;
  if (search.tried === 0) return [fillIn(texts['question-not-hex'], { count: String(received.length) })];
  const names = parameters.map(([name]) => name).filter((name) => madeAnew.includes(name));
  return [
    fillIn(texts['question-key'], { configured: String(configured.key) }),
    ...(skipped.some(({ reason }) => reason.includes('--all-keys')) ? [texts['question-other-keys']] : []),
    ...(kind === 'request' ? [texts['question-parameter']] : [texts['question-bytes']]),
    ...(kind === 'request' && names.length > 0 ? [fillIn(texts['question-value'], { name: names.join(', ') })] : []),
    texts['send-to-support'],
  ];
}

/** For `--explain`: what is hashed, the key as its fingerprint, and both hashes of it. */
interface SigningString {
  readonly signing_string: string;
  readonly digests: { readonly SHA256: string; readonly MD5: string };
}

function signingStringOf({ against: { content } }: SignatureVerdict, key: ClientKey): SigningString {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const digests = { SHA256: digest(content, key, 'SHA256'), MD5: digest(content, key, 'MD5') };
  return { signing_string: `${key.mask(text)}${key}`, digests };
}

function signingStringBlocks({ signing_string, digests }: SigningString, { labels }: ExplanationWords): Block[] {
  return [
    { kind: 'headline', tone: 'plain', word: labels['signing-string'], text: '' },
    { kind: 'text', text: visible(signing_string) },
    { kind: 'rows', rows: Object.entries(digests) },
  ];
}
