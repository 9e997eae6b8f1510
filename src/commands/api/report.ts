import { connectionFlags, shellLine } from '../../command/session.ts';
import type { Outcome } from '../../diagnosis/outcome.ts';
import { exitCodes } from '../../errors.ts';
import type { Answer } from '../../gateway/gateway.ts';
import type { CatalogWords } from '../../language/languages.ts';
import { t } from '../../language/t.ts';
import type { Block, Report } from '../../report/report.ts';
import {
  answerData,
  explainRespcd,
  outcomeHeadline,
  signatureWarnings,
  simulatedWord,
  transactionData,
} from '../../report/transaction-report.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import type { ApiRequest } from './request.ts';

/** What became of a call that `api` made itself. */
export interface ApiFindings {
  readonly env: string;
  readonly answer: Answer;
  /** Several pages, in their order; the answer is the last of them. */
  readonly pages?: readonly Answer[];
  /** Of the call, where its answer says something about money or refuses it. */
  readonly outcome?: Outcome;
  readonly exit_code: number;
  /** The answer was lost, and this is what the gateway's books said afterwards. */
  readonly settled_by?: string;
  /** The record that settled it. */
  readonly transaction?: Transaction;
  /** It was made by an earlier run. */
  readonly repeated?: true;
  readonly output?: { readonly file: string; readonly bytes: number };
  readonly simulated?: true;
  readonly reason?: string;
  readonly resume?: string;
  readonly warnings: readonly string[];
}

/** As the contract has it: the request, the code, the outcome, the answer as it came. */
export function apiReport(request: ApiRequest, findings: ApiFindings, words: CatalogWords): Report {
  const { options } = request;
  const { answer, exit_code, warnings } = findings;
  const told = explained(findings, words);
  const error = exit_code === 0 ? {} : { error: errorOf(findings, told) };
  const said = [...signatureWarnings([...(findings.pages ?? []), answer]), ...unsaid(request, answer), ...warnings];
  return {
    command: 'api',
    exit_code,
    data: { ...apiData(request, findings, told), ...(said.length > 0 ? { warnings: said } : {}) },
    blocks: options.raw ? rawBlocks(answer, options.include) : apiBlocks(request, findings, told),
    // Those of the request stand on stderr already.
    warnings: said.filter((warning) => !request.warnings.includes(warning)),
    ...error,
  };
}

/** States in which the documents let a subscription be charged: what was due is not paid. */
const chargeable: readonly unknown[] = ['UNPAID', 'INCOMPLETE', 'PAST_DUE'];

export function isChargeable(state: unknown): boolean {
  return chargeable.includes(state);
}

/** What a 0000 does not say by itself: that nothing was there to be changed, or that a subscription was made and could not be charged. */
function unsaid({ target, options }: ApiRequest, { respcd, fields }: Answer): string[] {
  if (respcd !== '0000') return [];
  const { rowAffected, subscription_id, state } = fields;
  const isUncharged = target.endpoint?.name === 'subscription_create' && isChargeable(state);
  const charge = ['qfpay', 'api', 'subscription_charge', `subscription_id=${String(subscription_id)}`];
  return [
    ...(rowAffected === '0'
      ? [t`nothing was changed: rowAffected is 0, perhaps because there is nothing with this id`]
      : []),
    ...(isUncharged
      ? [
          t`the subscription was made, and its first charge did not go through (${String(state)}): ${shellLine([...charge, ...connectionFlags(options)])}`,
        ]
      : []),
  ];
}

interface Told {
  readonly meaning?: string;
  readonly next_step?: string;
}

/** Bytes and redirects have no code. A 0000 that says nothing about money needs no advice. */
function explained({ answer, outcome, simulated }: ApiFindings, words: CatalogWords): Told {
  const { respcd } = answer;
  if (respcd === '' || (respcd === '0000' && outcome === undefined)) return {};
  return explainRespcd(respcd, words, outcome, simulated);
}

function errorOf({ answer, reason, resume, exit_code }: ApiFindings, { meaning, next_step }: Told) {
  const { respcd, message, respmsg } = answer;
  const more = respmsg === '' || message.includes(respmsg) ? '' : `(${respmsg})`;
  const said = [respcd, message, more].filter((text) => text !== '').join(' ');
  const refused = exit_code === exitCodes.declined || exit_code === exitCodes.signature;
  const sentence = refused
    ? t`the gateway refused the call: ${said}`
    : t`the gateway did not say that it is done: ${said}`;
  const hint = next_step ?? meaning;
  return {
    message: reason ?? sentence,
    ...(hint === undefined ? {} : { hint }),
    ...(resume === undefined ? {} : { resume }),
  };
}

function apiData({ target, options }: ApiRequest, findings: ApiFindings, told: Told): Report['data'] {
  const { env, answer, outcome, pages, settled_by, transaction, repeated, output, simulated } = findings;
  const { respcd, location, headers } = answer;
  return {
    env,
    request: { method: target.method, path: target.path },
    ...(outcome === undefined ? {} : { outcome }),
    ...(simulated ? { simulated } : {}),
    ...(respcd === '' ? {} : { respcd }),
    ...told,
    ...(location === undefined ? {} : { location }),
    ...(repeated ? { repeated } : {}),
    ...(settled_by === undefined ? {} : { settled_by }),
    ...(transaction === undefined ? {} : { transaction: transactionData(transaction) }),
    ...(output === undefined ? {} : { output }),
    ...(pages === undefined ? {} : { pages: pages.length }),
    ...(options.include ? { headers } : {}),
    ...(answer.is_file || location !== undefined ? { signature: answer.signature } : answerData(answer)),
    ...(pages === undefined ? {} : { response: joinedBody(pages) }),
  };
}

/** The first page's body with the records of all. */
function joinedBody(pages: readonly Answer[]): unknown {
  const bodies = pages.map(({ body }) => body as { readonly data?: readonly unknown[] });
  return { ...bodies[0], data: bodies.flatMap(({ data = [] }) => data) };
}

function rawBlocks(answer: Answer, include: boolean | undefined): Block[] {
  const body = Buffer.from(answer.raw).toString('utf8').replace(/\n$/, '');
  const head = include ? [{ kind: 'text', text: `HTTP ${answer.http_status}` } as const, ...headerBlocks(answer)] : [];
  return [...head, { kind: 'text', text: body }];
}

function headerBlocks({ headers = {} }: Answer): Block[] {
  const lines = Object.entries(headers).map(([name, value]): Block => ({ kind: 'text', text: `${name}: ${value}` }));
  return [...lines, { kind: 'text', text: '' }];
}

function apiBlocks({ target, options }: ApiRequest, findings: ApiFindings, told: Told): Block[] {
  const { answer, outcome, output, simulated, reason, repeated } = findings;
  const name = target.endpoint?.name ?? target.path;
  const text = [name, reason ?? told.meaning ?? answer.message].filter((part) => part !== '').join(': ');
  const word = simulatedWord(findings.exit_code === 0 ? t`DONE` : t`REFUSED`, simulated);
  const tone = findings.exit_code === 0 ? 'good' : 'bad';
  const headline: Block =
    outcome === undefined ? { kind: 'headline', tone, word, text } : outcomeHeadline(outcome, text, simulated);
  const more = [
    ...(answer.location === undefined ? [] : [['location', answer.location] as const]),
    ...(output === undefined ? [] : [[t`written to`, t`${output.file} (${output.bytes} bytes)`] as const]),
    ...(repeated ? [[t`repeated`, t`an earlier run has made it: nothing was sent`] as const] : []),
  ];
  return [
    ...(options.include ? headerBlocks(answer) : []),
    headline,
    ...(answer.is_file || answer.location !== undefined ? [] : bodyBlocks(findings)),
    ...(more.length > 0 ? [{ kind: 'rows', rows: more } as const] : []),
  ];
}

/** The fields as rows; records as a table where they are few columns, else as rows each. */
function bodyBlocks({ answer, pages = [answer] }: ApiFindings): Block[] {
  const records = pages.flatMap((page) => page.records ?? []);
  if (answer.records === undefined) return [{ kind: 'rows', rows: rowsOf(answer.fields) }];
  if (records.length === 0) return [{ kind: 'text', text: t`no records` }];
  return records.flatMap((record, at): Block[] => [
    ...(at > 0 ? [{ kind: 'text', text: '' } as const] : []),
    { kind: 'rows', rows: rowsOf(record) },
  ]);
}

function rowsOf(fields: Readonly<Record<string, unknown>>): (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([name, value]) => (value === '' ? [] : [[name, shown(value)] as const]));
}

/** What is nested as JSON; a number that JavaScript would change keeps its digits. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_name, inner: unknown) => {
    const isNumber = typeof inner === 'object' && inner !== null && 'isLosslessNumber' in inner;
    return isNumber ? String(inner) : inner;
  });
}
