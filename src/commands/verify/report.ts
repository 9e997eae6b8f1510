import type { Search } from '../../diagnosis/find-causes.ts';
import { signatureRemarks } from '../../diagnosis/signature-remarks.ts';
import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { exitCodes } from '../../errors.ts';
import type { Signer } from '../../merchant/merchant.ts';
import type { Block, Report, ReportError } from '../../report/report.ts';
import { visible } from '../../report/visible.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { digest } from '../../signature/sign.ts';
import type { Verdict } from '../../signature/verify.ts';
import { isCheckout } from '../sign/checkout.ts';
import type { VerifyTask } from './task.ts';

export interface Verification {
  readonly task: VerifyTask;
  readonly verdict: Verdict;
  readonly search: Search;
  readonly signer: Signer;
  readonly explain: boolean;
}

export function verifyReport(verification: Verification): Report {
  const { task, verdict, search, signer } = verification;
  const received = signer.client_key.mask(task.received);
  const data = {
    kind: task.kind,
    valid: verdict.is_valid,
    scheme: verdict.against.scheme,
    sign_type: verdict.against.sign_type,
    expected: verdict.expected,
    received,
    remarks: remarksOf(task),
    diagnosis: { causes: search.causes, tried: verdict.tried + search.tried },
  };
  const explanation = verification.explain ? explanationOf(verdict, signer.client_key) : undefined;
  return {
    command: 'verify',
    exit_code: verdict.is_valid ? exitCodes.ok : exitCodes.signature,
    data: { ...data, ...explanation },
    blocks: [...blocksOf(data, task, search), ...(explanation ? explanationBlocks(explanation) : [])],
    warnings: signer.warnings,
    ...(verdict.is_valid ? {} : { error: errorOf(search) }),
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

function errorOf({ causes: [cause] }: Search): ReportError {
  if (cause) return { message: `the signature does not match: ${cause.title}`, hint: cause.fix };
  const hint =
    'compare the signing string of --explain with yours; look for another key, or a parameter that is not shown';
  return { message: 'the signature does not match', hint };
}

interface Data {
  readonly kind: string;
  readonly valid: boolean;
  readonly scheme: string;
  readonly sign_type: string;
  readonly expected: string;
  readonly received: string;
  readonly remarks: readonly string[];
}

function blocksOf(data: Data, { reading }: VerifyTask, { causes }: Search): Block[] {
  const { kind, valid, scheme, sign_type, expected, received, remarks } = data;
  const rows: [string, string][] = [
    ['kind', reading ? `${kind}, read as ${reading.title}` : kind],
    ['scheme', `${scheme}, ${sign_type}`],
    ['received', visible(received)],
    ['expected', expected],
    ...causes.flatMap(({ id, title, evidence, fix }): [string, string][] => [
      ['cause', `${title} (${id})`],
      ['evidence', evidence],
      ['fix', fix],
    ]),
    ...remarks.map((remark): [string, string] => ['remark', visible(remark)]),
  ];
  const headline: Block = valid
    ? { kind: 'headline', tone: 'good', word: 'valid', text: 'the signature matches' }
    : { kind: 'headline', tone: 'bad', word: 'invalid', text: 'the signature does not match' };
  return [headline, { kind: 'rows', rows }];
}

interface Explanation {
  readonly signing_string: string;
  readonly digests: { readonly SHA256: string; readonly MD5: string };
}

function explanationOf({ against: { content } }: Verdict, key: ClientKey): Explanation {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  const digests = { SHA256: digest(content, key, 'SHA256'), MD5: digest(content, key, 'MD5') };
  return { signing_string: `${key.mask(text)}${key}`, digests };
}

function explanationBlocks({ signing_string, digests }: Explanation): Block[] {
  return [
    { kind: 'headline', tone: 'plain', word: 'What is signed, the client key appended', text: '' },
    { kind: 'text', text: visible(signing_string) },
    { kind: 'rows', rows: Object.entries(digests) },
  ];
}
