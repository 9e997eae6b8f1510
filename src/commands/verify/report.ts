import { signatureRemarks } from '../../diagnosis/signature-remarks.ts';
import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { exitCodes } from '../../errors.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import type { Signer } from '../../merchant/merchant.ts';
import type { Block, Report, ReportError } from '../../report/report.ts';
import { visible } from '../../report/visible.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { digest } from '../../signature/sign.ts';
import type { Verdict } from '../../signature/verify.ts';
import { isCheckout } from '../sign/checkout.ts';
import { alignmentBlocks } from './alignment.ts';
import type { Diagnosis } from './diagnose.ts';
import { openQuestions, type RuledOut, ruledOut } from './ruled-out.ts';
import type { VerifyTask } from './task.ts';

/** A signature that was held against what is documented. */
export interface Checked {
  readonly task: VerifyTask;
  readonly verdict: Verdict;
  readonly signer: Signer;
  readonly words: ExplanationWords;
  readonly explain: boolean;
}

/** @param if_refused what to look at should the gateway refuse it all the same */
export function validReport(checked: Checked, if_refused: readonly string[]): Report {
  const data = dataOf(checked);
  const diagnosis = { causes: [], tried: checked.verdict.tried };
  const advice = if_refused.length > 0 ? [checked.words.search['valid-refused'], ...if_refused] : [];
  return {
    command: 'verify',
    exit_code: exitCodes.ok,
    data: { ...data, diagnosis, ...(if_refused.length > 0 ? { if_refused } : {}), ...explained(checked) },
    blocks: [
      { kind: 'headline', tone: 'good', word: 'valid', text: 'the signature matches' },
      { kind: 'rows', rows: [...rowsOf(data, checked.task), ...remarkRows(data)] },
      ...explanationBlocks(explained(checked)),
      ...advice.map((text): Block => ({ kind: 'hint', text })),
    ],
    warnings: checked.signer.warnings,
  };
}

export function invalidReport(checked: Checked, found: Diagnosis): Report {
  const { task, words, verdict, signer } = checked;
  const data = dataOf(checked);
  const is_found = found.causes.length > 0;
  const ruled_out = is_found ? [] : ruledOut(found, words);
  const questions = is_found ? [] : openQuestions(found, task, words);
  const { causes, signing_strings } = found;
  const tried = verdict.tried + found.search.tried;
  const is_complete = found.search.is_complete ? {} : { is_complete: false };
  const diagnosis = { causes, tried, ruled_out, questions, ...is_complete };
  return {
    command: 'verify',
    exit_code: exitCodes.signature,
    data: { ...data, diagnosis: { ...diagnosis, ...(signing_strings && { signing_strings }) }, ...explained(checked) },
    blocks: [
      { kind: 'headline', tone: 'bad', word: 'invalid', text: 'the signature does not match' },
      { kind: 'rows', rows: [...rowsOf(data, task), ...causeRows(found, words), ...remarkRows(data)] },
      ...alignmentBlocks(found.aligned, words),
      ...(is_found ? [] : nothingFoundBlocks(ruled_out, questions, words)),
      ...explanationBlocks(explained(checked)),
    ],
    warnings: signer.warnings,
    error: errorOf(found, words),
  };
}

function dataOf({ task, verdict, signer }: Checked) {
  return {
    kind: task.kind,
    valid: verdict.is_valid,
    scheme: verdict.against.scheme,
    sign_type: verdict.against.sign_type,
    expected: verdict.expected,
    received: signer.client_key.mask(task.received),
    remarks: remarksOf(task),
  };
}

function remarksOf({ kind, parameters, reading, received, announced, remarks }: VerifyTask): string[] {
  const is_request = kind === 'request' && !isCheckout(parameters);
  return [
    ...remarks,
    ...signatureRemarks({ received, is_request, announced }),
    ...(kind === 'request' ? [...(reading?.notes ?? []), ...valueRemarks(parameters)] : []),
    ...(is_request && reading?.direction === 'request' ? transportRemarks(reading.notation, parameters) : []),
  ];
}

function transportRemarks(notation: string | undefined, parameters: VerifyTask['parameters']): string[] {
  const has_sign = parameters.some(([name]) => name === 'sign');
  return [
    ...(notation === 'json'
      ? ['the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only']
      : []),
    ...(has_sign ? ['the signature is a parameter: QFPay reads it from the header X-QF-SIGN'] : []),
  ];
}

function errorOf({ causes: [cause] }: Diagnosis, { search }: ExplanationWords): ReportError {
  if (cause) return { message: `the signature does not match: ${cause.title}`, hint: cause.fix };
  return { message: `the signature does not match. ${search['nothing-found']}`, hint: search['question-parameter'] };
}

type Row = readonly [label: string, value: string];
type Data = ReturnType<typeof dataOf>;

function rowsOf({ kind, scheme, sign_type, received, expected }: Data, { reading }: VerifyTask): Row[] {
  return [
    ['kind', reading ? `${kind}, read as ${reading.title}` : kind],
    ['scheme', `${scheme}, ${sign_type}`],
    ['received', visible(received)],
    ['expected', expected],
  ];
}

function causeRows({ causes }: Diagnosis, { search }: ExplanationWords): Row[] {
  const rows = causes.flatMap(({ id, title, evidence, fix }): Row[] => [
    ['cause', `${title} (${id})`],
    ['evidence', evidence],
    ['fix', fix],
  ]);
  if (causes.length < 2) return rows;
  return [['', search.together], ...rows];
}

function remarkRows({ remarks }: Data): Row[] {
  return remarks.map((remark) => ['remark', visible(remark)]);
}

function nothingFoundBlocks(
  tried: readonly RuledOut[],
  questions: readonly string[],
  words: ExplanationWords,
): Block[] {
  const { search } = words;
  return [
    { kind: 'headline', tone: 'plain', word: search['nothing-found'], text: '' },
    { kind: 'rows', rows: tried.map(({ title, tried: count }): Row => [search['ruled-out'], `${title} (${count})`]) },
    ...questions.map((text): Block => ({ kind: 'hint', text })),
  ];
}

interface Explanation {
  readonly signing_string: string;
  readonly digests: { readonly SHA256: string; readonly MD5: string };
}

function explained({ explain, verdict, signer }: Checked): Explanation | undefined {
  return explain ? explanationOf(verdict, signer.client_key) : undefined;
}

function explanationOf({ against: { content } }: Verdict, key: ClientKey): Explanation {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const digests = { SHA256: digest(content, key, 'SHA256'), MD5: digest(content, key, 'MD5') };
  return { signing_string: `${key.mask(text)}${key}`, digests };
}

function explanationBlocks(explanation: Explanation | undefined): Block[] {
  if (!explanation) return [];
  return [
    { kind: 'headline', tone: 'plain', word: 'What is signed, the client key appended', text: '' },
    { kind: 'text', text: visible(explanation.signing_string) },
    { kind: 'rows', rows: Object.entries(explanation.digests) },
  ];
}
