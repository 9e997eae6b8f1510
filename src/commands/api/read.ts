import { endpointTable } from '../../catalog/endpoint-table.ts';
import type { Endpoint } from '../../catalog/endpoints.ts';
import { findRespcd } from '../../catalog/respcd.ts';
import type { Context } from '../../context.ts';
import { ConfigError, exitCodes, NetworkError, UnknownOutcomeError } from '../../errors.ts';
import type { Answer, Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { Parameter } from '../../signature/sign.ts';
import { makeOutTradeNo } from '../../transaction/transaction.ts';
import { formatTxdtm } from '../../transaction/txdtm.ts';
import type { ApiFindings } from './report.ts';
import type { ApiRequest } from './request.ts';

/** The call for the gateway. One that may be sent once only is never repeated by itself, whether money is in it or not. */
export function endpointOf({ target, is_once, options }: ApiRequest): Endpoint {
  const { endpoint, method, path } = target;
  const mchid = endpoint?.parameters.some(({ name }) => name === 'mchid') ?? true;
  return {
    name: endpoint?.name ?? path,
    method,
    path,
    moves_money: is_once && !options.idempotent,
    ...(endpoint?.changes || (is_once && options.idempotent) ? { changes: true } : {}),
    ...(endpoint ? { answer: endpoint.answer, signed_by: endpoint.signed_by } : { answer: 'any' }),
    ...(mchid ? {} : { takes_mchid: false }),
  };
}

/** What is sent: what was given, and what the tool knows better than whoever types. */
export function filledParameters(
  { target, parameters }: ApiRequest,
  { merchant, timezone }: Settings,
  { clock, random }: Pick<Context, 'clock' | 'random'>,
): readonly Parameter[] {
  const now = clock.now();
  const known: Readonly<Record<string, () => string>> = {
    out_trade_no: () => makeOutTradeNo(now, random),
    txdtm: () => formatTxdtm(now, timezone),
    app_code: () => merchant.app_code,
    code: () => merchant.app_code,
  };
  const given = new Set(parameters.map(([name]) => name));
  const missing = target.endpoint?.parameters.filter(({ name, filled }) => filled && !given.has(name)) ?? [];
  return [...parameters, ...missing.flatMap(({ name }): Parameter[] => (known[name] ? [[name, known[name]()]] : []))];
}

/**
 * A call that may be repeated: sent, and read.
 * @throws NetworkError no usable answer, RateLimitedError, CancelledError
 */
export async function readOnce(
  request: ApiRequest,
  gateway: Gateway,
  context: Pick<Context, 'clock' | 'random' | 'files' | 'secrets'>,
): Promise<ApiFindings> {
  const endpoint = endpointOf(request);
  const parameters = filledParameters(request, gateway.settings, context);
  const { output } = request.options;
  const { env } = gateway.settings;
  if (request.options.paginate) return readPages(request, gateway, { endpoint, parameters });
  const answer = await answerTo(request, gateway, { endpoint, parameters });
  const exit_code = exitOfRead(answer);
  const kept = exit_code === 0 && output !== undefined ? { output: writeOutput(output, answer, context) } : {};
  return { env, answer, exit_code, ...refusalOf(answer), ...kept, warnings: request.warnings };
}

/**
 * Of a call that may be repeated.
 * @throws UnknownOutcomeError it changes something, and no answer tells whether it has; which call it was is known all the same
 * @throws NetworkError, RateLimitedError, CancelledError as the gateway does
 */
export async function answerTo(
  { target }: ApiRequest,
  gateway: Gateway,
  { endpoint, parameters }: CallToSend,
): Promise<Answer> {
  try {
    return await gateway.send(endpoint, parameters);
  } catch (error) {
    if (!(error instanceof UnknownOutcomeError)) throw error;
    const { method, path } = target;
    throw error.beside({ known: { env: gateway.settings.env, outcome: 'unknown', request: { method, path } } });
  }
}

/** Of a read that was refused: final, still going on, or to be tried again. */
function exitOfRead({ respcd }: Answer): number {
  if (respcd === '' || respcd === '0000') return exitCodes.ok;
  if (respcd === '1108') return exitCodes.signature;
  const finality = findRespcd(respcd)?.finality;
  if (finality === 'final') return exitCodes.declined;
  return finality === 'pending' ? exitCodes.pending : exitCodes.network;
}

function refusalOf({ respcd }: Answer): Pick<ApiFindings, 'outcome'> {
  return findRespcd(respcd)?.finality === 'final' && respcd !== '0000' ? { outcome: 'declined' } : {};
}

/** Whole or not at all, for its owner only. A file as it is; JSON as it came, but for keys in it. */
export function writeOutput(
  file: string,
  { raw, is_file }: Answer,
  { files, secrets }: Pick<Context, 'files' | 'secrets'>,
): { file: string; bytes: number } {
  const content = is_file ? raw : Buffer.from(secrets.mask(Buffer.from(raw).toString('utf8')), 'utf8');
  files.write(file, content);
  return { file, bytes: content.length };
}

interface KeptAnswer<T> {
  readonly kept?: T;
  /** Why it is not. */
  readonly problem?: string;
}

/** Of a call that has done something: a disk that is full now must not hide that. It is warned of, and the answer is shown. */
export function keepingAnswer<T>(write: () => T): KeptAnswer<T> {
  try {
    return { kept: write() };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problem: t`it was done, and the answer is not kept: ${error.message}` };
  }
}

interface CallToSend {
  readonly endpoint: Endpoint;
  readonly parameters: readonly Parameter[];
}

/** The most that QFPay documents. */
const fullPage = 100;
/** A hundred thousand records: whoever has more asks for less at once. */
const mostPages = 1000;

/** All pages, from the first to one that is not full. One that is refused ends it, and is the answer. */
async function readPages(
  request: ApiRequest,
  gateway: Gateway,
  { endpoint, parameters }: CallToSend,
): Promise<ApiFindings> {
  const given = parameters.find(([name]) => name === 'page_size');
  const size: Parameter = given ?? ['page_size', String(fullPage)];
  const rest = parameters.filter(([name]) => name !== 'page_size');
  const pages: Answer[] = [];
  const { env } = gateway.settings;
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await gateway.send(endpoint, [...rest, ['page', String(page)], size]);
    const exit_code = exitOfRead(answer);
    const common = { env, answer, exit_code, warnings: request.warnings };
    if (exit_code !== 0) return { ...common, ...refusalOf(answer) };
    const records = answer.records ?? [];
    // A gateway that takes no heed of `page` would bring the same one for ever.
    const isSame = pages.length > 0 && JSON.stringify(pages.at(-1)?.records) === JSON.stringify(records);
    if (isSame) return { ...common, pages };
    pages.push(answer);
    if (records.length < Number(size[1])) return { ...common, pages };
  }
  throw new NetworkError(t`${endpoint.name} has more than ${mostPages} pages`, {
    hint: t`ask for a part of them, such as one day`,
  });
}

/** A call of the table that only reads, for whoever needs to know before or after another one. */
export function readCall(gateway: Gateway, name: string, parameters: readonly Parameter[]): Promise<Answer> {
  const endpoint = endpointTable.find((each) => each.name === name);
  if (!endpoint) throw new Error(`there is no ${name} in the table`);
  const { method, path } = endpoint;
  return gateway.send({ name, method, path, moves_money: false, takes_mchid: false }, parameters);
}
