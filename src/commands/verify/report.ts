import { exitCodes } from '../../errors.ts';
import { fillIn } from '../../explanation/explain.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import { t } from '../../language/t.ts';
import { visible } from '../../language/visible.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { understood, understoodText } from '../../reading/understood.ts';
import type { Block, Report, ReportError } from '../../report/report.ts';
import { isProven, type Verdict } from '../../signature/verify.ts';
import { alignmentBlocks } from './alignment.ts';
import type { Diagnosis } from './diagnose.ts';
import { causeRows, nothingFoundBlocks, type Row, triedRows } from './finding-blocks.ts';
import { remarksOf } from './remarks.ts';
import { givenUp, openQuestions, ruledOut } from './ruled-out.ts';
import type { JudgedSignature } from './signatures.ts';
import { signingStringBlocks, signingStringOf } from './signing-string.ts';
import type { VerifyTask } from './task.ts';

/** A signature that was held against what is documented. */
export interface Checked {
  readonly task: VerifyTask;
  readonly verdict: Verdict;
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
  const data = dataOf(checked, true);
  const signing = checked.explain ? signingStringOf(verdict, signer.client_key) : undefined;
  const { scheme } = verdict.against;
  return {
    command: 'verify',
    exit_code: exitCodes.signature,
    data: { ...data, covers: 'partial', diagnosis: { causes: [], tried: verdict.tried }, ...signing },
    blocks: [
      {
        kind: 'headline',
        tone: 'bad',
        word: words.labels.invalid,
        text: t`the signature covers only a part of the answer`,
      },
      ...signatureBlocks(checked),
      { kind: 'rows', rows: [...understoodRows(data, task), ...rowsOf(data, words), ...remarkRows(data, words)] },
      ...(signing ? signingStringBlocks(signing, words) : []),
    ],
    warnings: signer.warnings,
    error: {
      message: t`the signature covers only a part of the answer (${scheme}): the rest, respcd among it, may be anybody's`,
      hint: t`a signature of a request, handed back, looks like this too; ask query what is true`,
    },
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
