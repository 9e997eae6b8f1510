import type { DocumentedEndpoint } from '../catalog/endpoint-table.ts';
import { envNames } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import {
  ConfigError,
  exitCodes,
  type Fault,
  QfpayError,
  refuse,
  SignatureError,
  UnknownOutcomeError,
  UsageError,
} from '../errors.ts';
import { embeddedContext } from '../host/embedded-context.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { ReportDocument } from '../report/document.ts';
import type { Report } from '../report/report.ts';
import { createSecrets } from '../signature/secrets.ts';
import type {
  AnyParameters,
  CallDocument,
  CallName,
  CallOptions,
  CancelFields,
  CaptureFields,
  PaymentFields,
  QfpayClientOptions,
  QueryDocument,
  QueryFields,
  RefundDocument,
  RefundFields,
  StoredSending,
  TransactionDocument,
} from './client-types.ts';
import type { CallParameters } from './endpoint-types.ts';
import { inOwnWords, readKey, textOf } from './signing.ts';

/** What `import { … } from "qfpay"` gives. Nothing of the command line is loaded, and nothing at all but what is used. */
export type { EnvName } from '../catalog/endpoints.ts';

export type { Outcome } from '../diagnosis/outcome.ts';

export {
  CancelledError,
  ConfigError,
  DeclinedError,
  type ErrorFacts,
  type Fault,
  NetworkError,
  QfpayError,
  RateLimitedError,
  SignatureError,
  UnknownOutcomeError,
  UsageError,
} from '../errors.ts';

export type { ReportDocument } from '../report/document.ts';

export type { SignType } from '../signature/sign.ts';

export type { Scheme } from '../signature/verify.ts';

export type { Transaction } from '../transaction/transaction.ts';

/**
 * A merchant at a gateway. Every call does what the command of its name does: the same checks before anything is sent, the same
 * outcomes and waits, the same refund numbers, the same settling of a lost answer by `query`. What QFPay said is the value, a
 * decline too; thrown is what leaves nothing to say: UsageError (nothing was sent), NetworkError (surely not processed),
 * UnknownOutcomeError (may have been processed: ask `query` by its `out_trade_no`), RateLimitedError, SignatureError (1108).
 */
export class QfpayClient {
  readonly #context: Context;
  readonly #connection: GlobalOptions;
  readonly #keeps_books: boolean;

  /**
   * @throws TypeError the key cannot be one
   * @throws UsageError with every other option that cannot be meant
   */
  constructor(options: QfpayClientOptions) {
    checkOptions(options);
    const { env, appcode = '', mchid, base_url, sign_type, timezone, timeout, state_dir, store } = options;
    const key = env === 'local' ? undefined : readKey(options.key);
    const given = { env, mchid, base_url, sign_type, timezone, timeout: timeout?.toString() };
    const said = Object.entries(given).filter(([, value]) => value !== undefined);
    this.#connection = { ...Object.fromEntries(said), json: true, input: false, yes: true };
    this.#keeps_books = state_dir !== undefined || store !== undefined;
    this.#context = embeddedContext({
      variables: key ? { QFPAY_APPCODE: appcode, QFPAY_KEY: key.reveal() } : {},
      secrets: createSecrets({ inUse: () => (key ? [key] : []), saved: () => [] }),
      state_dir,
      onSending: store && ((sending) => keepIn(store, sending as StoredSending)),
      onNote: options.on_note,
    });
  }

  /** Makes an order or charges a payer's code, once. A number that was used for the same order gives that order, `repeated`. */
  async pay(fields: PaymentFields): Promise<TransactionDocument> {
    const { wait, cancel_on_timeout, skip_rule, txcurrcd, ...values } = fields;
    if (!this.#keeps_books && values.out_trade_no === undefined) throw unkeptNumber('pay');
    const { options, others } = splitFields(values, payFields);
    const param = others.map(([name, value]) => `${name}=${value}`);
    const { payCommand } = await import('../commands/pay.ts');
    return (await this.#run(payCommand, {
      ...{ ...options, wait, cancel_on_timeout, skip_rule, qr: false },
      ...(txcurrcd === undefined ? {} : { currency: txcurrcd }),
      ...(param.length > 0 ? { param } : {}),
    })) as TransactionDocument;
  }

  /** Looks transactions up, by numbers or in a window. What is not found stands in `error.details`. */
  async query(fields: QueryFields): Promise<QueryDocument> {
    const { wait, all, out_trade_no, syssn, pay_type, ...values } = fields;
    const { options } = splitFields(values, ['respcd', 'since', 'until', 'page', 'page_size', 'wait_timeout'], 'query');
    const lists = { out_trade_no: listOf(out_trade_no), syssn: listOf(syssn), pay_type: listOf(pay_type) };
    const { queryCommand } = await import('../commands/query.ts');
    return (await this.#run(queryCommand, { ...options, ...lists, wait, all })) as QueryDocument;
  }

  /** Gives a payment back, or a part of it, once: the same call again gives the same refund, `repeated`, and moves no money. */
  async refund(fields: RefundFields): Promise<RefundDocument> {
    const { out_trade_no, wait, full, skip_rule, ...values } = fields;
    const known = ['syssn', 'txamt', 'amount', 'refund_no', 'since', 'until', 'wait_timeout'];
    const { options } = splitFields(values, known, 'refund');
    const { refundCommand } = await import('../commands/refund.ts');
    return (await this.#run(
      refundCommand,
      { ...options, wait, full, skip_rule },
      wordOf(out_trade_no),
    )) as RefundDocument;
  }

  /** Ends an order that nobody has paid, by the call for orders with a QR code. */
  async close(fields: CancelFields): Promise<TransactionDocument> {
    const { closeCommand } = await import('../commands/cancel.ts');
    return this.#cancel(closeCommand, fields);
  }

  /** Ends an order that is not finished, by the call for scanned codes; a paid card order is voided. */
  async reverse(fields: CancelFields): Promise<TransactionDocument> {
    const { reverseCommand } = await import('../commands/cancel.ts');
    return this.#cancel(reverseCommand, fields);
  }

  /**
   * Takes money that a pre-authorisation holds. A capture whose answer got lost is never sent again by itself. `syssn` is the hold's,
   * `out_trade_no` the capture's own number.
   */
  async capture(fields: CaptureFields): Promise<CallDocument<'capture'>> {
    return this.call('capture', fields);
  }

  /**
   * Any documented call by its name, or any path: checked, signed, settled and kept as `qfpay api` does it. A payment or refund goes
   * by the rules of `pay` and `refund`.
   */
  async call<Name extends CallName>(
    name: Name,
    parameters: CallParameters[Name],
    options?: CallOptions,
  ): Promise<CallDocument<Name>>;
  async call(path: `/${string}`, parameters: AnyParameters, options?: CallOptions): Promise<CallDocument>;
  async call(name: string, parameters: object, { method, ...wishes }: CallOptions = {}): Promise<CallDocument> {
    const values = Object.entries(parameters).map(([field, value]) => {
      const is_json = typeof value === 'object' && value !== null;
      return [field, is_json ? JSON.stringify(value) : textOf(field, value)] as const;
    });
    const given = values.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
    const words = [...(method ? [method] : []), name, ...given.map((pair) => pair.join('='))];
    const { findEndpoint } = await import('../catalog/endpoint-table.ts');
    if (!this.#keeps_books && isUnnumbered(findEndpoint(name), method, given)) throw unkeptNumber(name);
    const { apiCommand } = await import('../commands/api.ts');
    return (await this.#run(apiCommand, wishes, words)) as CallDocument;
  }

  async #cancel(command: LibraryCommand, fields: CancelFields): Promise<TransactionDocument> {
    const { out_trade_no, skip_rule, ...values } = fields;
    const { options } = splitFields(values, ['syssn'], 'close and reverse');
    return (await this.#run(command, { ...options, skip_rule }, wordOf(out_trade_no))) as TransactionDocument;
  }

  async #run(command: LibraryCommand, own: object, args: readonly string[] = []): Promise<ReportDocument> {
    const given = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
    const { interruption } = this.#context;
    const context = { ...this.#context, interruption: { ...interruption, resume: undefined, sent: undefined } };
    try {
      const report = await command.run({ ...this.#connection, ...given }, args, context);
      return await answerOf(report, context);
    } catch (error) {
      if (error instanceof QfpayError) throw inOwnWords(error, context);
      // A bug of ours after something has left: what a caller has to know first is that.
      const { sent } = context.interruption;
      if (!sent) throw error;
      const { command: resume, out_trade_no, known } = sent as NonNullable<Context['interruption']['sent']>;
      const facts = { resume, cause: error, ...(known ? { known } : {}), ...(out_trade_no ? { out_trade_no } : {}) };
      throw new UnknownOutcomeError('what was sent may have been processed', facts);
    }
  }
}

export type * from './client-types.ts';
export type { CallAnswers, CallParameters } from './endpoint-types.ts';

export {
  explainSignature,
  type ParameterValue,
  type ReceivedHeaders,
  type ReceivedMessage,
  type SignatureQuestion,
  type SignedParameters,
  sign,
  type VerifiedNotification,
  type VerifiedResponse,
  verifyNotification,
  verifyResponse,
} from './signing.ts';

/** A command of the command line, which does the work here as well. */
interface LibraryCommand {
  run(options: GlobalOptions, args: readonly string[], context: Context): Promise<Report>;
}

/** @throws UsageError every option that cannot be meant, at once */
function checkOptions(options: QfpayClientOptions): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError('the options of a QfpayClient are an object');
  const { env, appcode, timeout, store, on_note, state_dir } = options;
  const faults: Fault[] = [];
  const isText = (value: unknown) => typeof value === 'string' && value !== '';
  if (!envNames.includes(env)) faults.push({ field: 'env', rule: `must be one of ${envNames.join(', ')}` });
  if (env !== 'local' && !isText(appcode)) faults.push({ field: 'appcode', rule: 'is required' });
  if (timeout !== undefined && !(timeout > 0 && timeout <= 3600))
    faults.push({ field: 'timeout', value: String(timeout), rule: 'must be seconds, above 0 and at most 3600' });
  if (state_dir !== undefined && !isText(state_dir)) faults.push({ field: 'state_dir', rule: 'must name a folder' });
  for (const [field, value] of Object.entries({ store, on_note }))
    if (value !== undefined && typeof value !== 'function') faults.push({ field, rule: 'must be a function' });
  refuse(faults);
}

/** @throws ConfigError it could not be kept: nothing was sent */
async function keepIn(store: NonNullable<QfpayClientOptions['store']>, sending: StoredSending): Promise<void> {
  try {
    await store(sending.out_trade_no, sending);
  } catch (cause) {
    const facts = sending.out_trade_no === '' ? {} : { out_trade_no: sending.out_trade_no };
    throw new ConfigError('store failed, so nothing was sent', { ...facts, cause });
  }
}

/** A number that nobody has kept cannot be asked for when the answer is lost. */
function unkeptNumber(method: string): UsageError {
  const rule = 'is required: a number that nobody kept cannot be asked for when an answer is lost';
  const next = 'give one that you have stored, or the client a store or a state_dir';
  return new UsageError(`out_trade_no ${rule}`, {
    details: [{ field: 'out_trade_no', rule, next }],
    hint: `${method}: ${next}`,
  });
}

/** A call that moves money, or may, and could not be asked for by a number of the caller's. A refund's is derived. */
function isUnnumbered(
  endpoint: DocumentedEndpoint | undefined,
  method: string | undefined,
  given: readonly (readonly [string, string])[],
): boolean {
  const has_number = given.some(([name, value]) => name === 'out_trade_no' && value !== '');
  if (!endpoint) return method !== 'GET' && !has_number;
  return endpoint.has_own_number === true && endpoint.command !== 'refund' && !has_number;
}

const payFields: readonly string[] = [
  ...['pay_type', 'txamt', 'amount', 'out_trade_no', 'goods_name', 'auth_code', 'expired_time'],
  ...['notify_url', 'return_url', 'udid', 'txdtm', 'wait_timeout'],
];

/**
 * Values as a command line would have them.
 * @param command with it, a name that is not known is refused
 */
function splitFields(fields: object, known: readonly string[], command?: string) {
  const strange = Object.keys(fields).filter((name) => command !== undefined && !known.includes(name));
  refuse(strange.map((field) => ({ field, rule: `is no field of ${command}` })));
  const texts = Object.entries(fields).flatMap(([name, value]) => {
    const text = textOf(name, value);
    return text === undefined ? [] : [[name, text] as const];
  });
  const others = texts.filter(([name]) => !known.includes(name));
  return { options: Object.fromEntries(texts.filter(([name]) => known.includes(name))), others };
}

function listOf(value: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : value;
}

function wordOf(out_trade_no: string | undefined): readonly string[] {
  return out_trade_no === undefined ? [] : [out_trade_no];
}

/** @throws UnknownOutcomeError, SignatureError where the command line would end with 8 or 6 */
async function answerOf(report: Report, context: Context): Promise<ReportDocument> {
  const { plainDocument } = await import('../command/plain-document.ts');
  const document = plainDocument(report, context);
  const failure = { [exitCodes.unknown]: UnknownOutcomeError, [exitCodes.signature]: SignatureError }[report.exit_code];
  if (!failure) return document;
  const { message, hint, resume, out_trade_no = numberIn(report) } = report.error ?? { message: '' };
  throw new failure(message || 'the outcome is not known', {
    ...(hint === undefined ? {} : { hint }),
    ...(resume === undefined ? {} : { resume }),
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    known: document,
  });
}

function numberIn({ data }: Report): string | undefined {
  const { transaction } = data as { readonly transaction?: { readonly out_trade_no?: string } };
  return transaction?.out_trade_no;
}
