import { tell } from '../../command/command.ts';
import { type DeliveredMessage, targetUrlFault } from '../../command/deliver.ts';
import { type FlagValues, toggle, value } from '../../command/flags.ts';
import { type InputOptions, inputFlag, readGivenInput } from '../../command/given-input.ts';
import { resumeCommand, withSession } from '../../command/session.ts';
import type { Context } from '../../context.ts';
import { DeclinedError, type Fault, refuse, signatureHint, UsageError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import { findOrders, findSyssns } from '../../lookup/find-orders.ts';
import { type Lookup, refusalOf } from '../../lookup/query.ts';
import { monthTeller } from '../../lookup/window.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import { type Preferences, readPreferences, resolveSigner, together } from '../../merchant/settings.ts';
import {
  fieldsOfTransaction,
  formatNotification,
  type NotificationFields,
  notifyTypeOf,
  signNotification,
  type Tampering,
  tamperings,
} from '../../notification/notification.ts';
import { hasAmount, type NotifyType, notifyTypes } from '../../notification/notification-kinds.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { type Parameter, refuseKey } from '../../signature/sign.ts';
import { parseTxamt } from '../../transaction/money.ts';
import { makeOutTradeNo, type Transaction } from '../../transaction/transaction.ts';
import { checkTxdtm, formatGatewayTime } from '../../transaction/txdtm.ts';
/**
 * A notification signed as QFPay signs, of given fields or of a real transaction.
 * @param faults of the flags that say where it goes, told together with those of the fields
 */
export async function makeMessage(
  options: NotifyOptions & GlobalOptions,
  words: readonly string[],
  { context, faults }: { readonly context: Context; readonly faults: readonly Fault[] },
): Promise<DeliveredMessage> {
  const given = await readGivenInput(options, words, context);
  const fields = [...(given.reading?.parameters ?? []), ...given.words.parameters];
  const inputFaults = [...given.faults, ...given.words.faults, ...(given.reading?.faults ?? [])];
  const task = { options, fields, context };
  const all = [
    ...faults,
    ...kindFaults(options),
    ...ofFaults(options),
    ...inputFaults,
    ...fieldFaults(fields),
    ...amountFaults(fields, options),
  ];
  if (options.of !== undefined) {
    const [, said] = await together([() => refuse(all, 'qfpay help notify'), () => readPreferences(options, context)]);
    return ofTransaction(options.of, said, task);
  }
  const [signer] = await together([
    () => resolveSigner(options, context, { asks_sign_type: false, asks_mchid: true }),
    () => refuse(all, 'qfpay help notify'),
  ]);
  for (const warning of signer.warnings) tell(context, t`warning: ${warning}`);
  const notify_type = kindOf(options) ?? 'payment';
  const { mchid, client_key } = signer;
  return signed(notify_type, { ...madeUpFields(notify_type, context), mchid }, { fields, key: client_key });
}

/** Of an event that is about an amount; a token and a state of a subscription are not. */
function amountFaults(fields: readonly Parameter[], { of, kind }: NotifyOptions): Fault[] {
  const needsAmount = hasAmount(kindOf({ kind }) ?? 'payment');
  if (of !== undefined || !needsAmount || fields.some(([name]) => name === 'txamt')) return [];
  return [{ field: 'txamt', rule: t`must be given, in cents`, next: t`such as txamt=1280, or --of a transaction` }];
}

interface Task {
  readonly options: NotifyOptions & GlobalOptions;
  readonly fields: readonly Parameter[];
  readonly context: Context;
}

/** What is given goes before what the books say. */
function ofTransaction(
  number: string,
  said: Preferences,
  { options, fields, context }: Task,
): Promise<DeliveredMessage> {
  return withSession(said, context, async ({ gateway, settings: { merchant } }) => {
    const record = await findTransaction(number, gateway, { context, options });
    const notify_type = kindOf(options) ?? notifyTypeOf(record) ?? refuseUntold(number);
    const original = await originalNumber(record, notify_type, gateway);
    const known = { ...fieldsOfTransaction(record, notify_type, merchant.mchid), ...original };
    return signed(notify_type, known, { fields, key: merchant.client_key });
  });
}

/** An endpoint that took a hold for a payment would ship the goods. */
function refuseUntold(number: string): never {
  const rule = t`must be a payment, a capture, a refund or a release: ${number} is a hold, or ends an order`;
  throw new UsageError(`of ${rule}`, {
    hint: t`QFPay notifies of what was paid or refunded, and of nothing else`,
    details: [{ field: 'of', value: number, rule }],
  });
}

/** A refund's record names its payment by `syssn` only, and its notification by both numbers. */
async function originalNumber(
  { orig_syssn, orig_out_trade_no }: Transaction,
  notify_type: NotifyType,
  gateway: Gateway,
): Promise<NotificationFields> {
  if (notify_type !== 'refund' || orig_syssn === undefined || orig_out_trade_no !== undefined) return {};
  const { records } = await findSyssns(gateway, [orig_syssn], {});
  return { orig_out_trade_no: records.find(({ syssn }) => syssn === orig_syssn)?.out_trade_no };
}

/** @throws UsageError a field that is or holds the key */
function signed(
  notify_type: NotifyType,
  known: NotificationFields,
  { fields, key }: { readonly fields: readonly Parameter[]; readonly key: ClientKey },
): DeliveredMessage {
  refuseKey(fields, key);
  const body = Buffer.from(formatNotification(notify_type, { ...known, ...Object.fromEntries(fields) }));
  return { body, headers: { 'content-type': 'application/json', 'x-qf-sign': signNotification(body, key) } };
}

/** As typed. */
export const notifyFlags = {
  ...inputFlag(() => t`send: the fields, as a JSON object, a form or lines`),
  url: value('<url>', () => t`the endpoint, http or https`),
  kind: value(
    '<kind>',
    () =>
      t`send: payment, refund, unfreeze, payment_token, subscription or subscription_payment (default: payment, or what --of is)`,
    {
      also: '--type',
      values: notifyTypes,
    },
  ),
  of: value('<number>', () => t`send: take the fields of a real transaction, by out_trade_no or syssn`),
  repeat: value('<n>', () => t`hand it over that many times, one after the other`, { default: '1' }),
  tamper: value('<what>', () => t`change the signature, amount or body after signing: the endpoint has to refuse it`, {
    values: ['signature', 'amount', 'body'],
  }),
  dry_run: toggle(() => t`print the body and the headers, and send nothing`),
};

export type NotifyOptions = FlagValues<typeof notifyFlags> & Pick<InputOptions, 'is_piped'>;

/** How a message is handed over, whatever it is. */
export interface NotifyTarget {
  /** Empty in a dry run that names none. */
  readonly url: string;
  readonly repeat: number;
  readonly tampering: Tampering | undefined;
  readonly is_dry_run: boolean;
}

const mostRepeats = 1000;

/** Pure. What is returned means nothing where there are faults. */
export function readSending(options: NotifyOptions): { sending: NotifyTarget; faults: Fault[] } {
  const { url = '', repeat = '1', tamper, dry_run = false } = options;
  const tampering = tamperings.find((name) => name === tamper);
  const sending = { url, repeat: Number(repeat), tampering, is_dry_run: dry_run };
  return { sending, faults: [...urlFaults(options), ...repeatFaults(repeat), ...tamperFaults(tamper)] };
}

function urlFaults({ url, dry_run }: NotifyOptions): Fault[] {
  if (url === undefined)
    return dry_run ? [] : [{ field: 'url', rule: t`must be given: --url is where the endpoint is` }];
  const fault = targetUrlFault('url', url);
  return fault ? [fault] : [];
}

function repeatFaults(repeat: string): Fault[] {
  if (/^[1-9]\d{0,3}$/.test(repeat) && Number(repeat) <= mostRepeats) return [];
  return [{ field: 'repeat', value: repeat, rule: t`must be a number from 1 to ${mostRepeats}` }];
}

function tamperFaults(tamper: string | undefined): Fault[] {
  if (tamper === undefined || tamperings.some((name) => name === tamper)) return [];
  return [{ field: 'tamper', value: tamper, rule: t`must be ${tamperings.join(', ')}` }];
}

function kindFaults({ kind }: NotifyOptions): Fault[] {
  if (kind === undefined || kindOf({ kind })) return [];
  const rule = t`must be ${notifyTypes.join(t` or `)}`;
  return [{ field: 'kind', value: kind, rule, ...didYouMean(kind, notifyTypes) }];
}

/** A query knows no tokens and no subscriptions: what is told of them is made from given fields. */
function ofFaults({ of, kind }: NotifyOptions): Fault[] {
  const notify_type = kindOf({ kind });
  if (of === undefined || notify_type === undefined || transactionTypes.includes(notify_type)) return [];
  return [{ field: 'of', value: of, rule: t`goes with ${transactionTypes.join(t` or `)} only` }];
}

const transactionTypes: readonly NotifyType[] = ['payment', 'refund', 'unfreeze'];

/** Undefined when it was not said. */
function kindOf({ kind }: { readonly kind?: string | undefined }): NotifyType | undefined {
  return notifyTypes.find((name) => name === kind);
}

/** @throws UsageError flags that another action of `notify` has */
export function refuseFlags(options: NotifyOptions, names: readonly (keyof NotifyOptions)[], action: string): void {
  refuse(
    names
      .filter((name) => options[name] !== undefined)
      .map((name) => ({ field: name.replace('_file', ''), rule: t`does not go with notify ${action}` })),
  );
}

type NotifyWorld = Pick<Context, 'clock' | 'random'>;

/** What is not given is made up, so that a test needs to name only what it is about. */
function madeUpFields(notify_type: NotifyType, { clock, random }: NotifyWorld): NotificationFields {
  const now = clock.now();
  const time = formatGatewayTime(now);
  const common = { txcurrcd: 'HKD', txdtm: time, sysdtm: time, syssn: makeUpSyssn(time, random) };
  const out_trade_no = makeOutTradeNo(now, random);
  const id = (prefix: string) => `${prefix}_${Buffer.from(random.bytes(16)).toString('hex')}`;
  switch (notify_type) {
    case 'payment':
      return { ...common, out_trade_no, pay_type: '800201', paydtm: time };
    case 'refund': {
      const orig_out_trade_no = makeOutTradeNo(now, random);
      return { ...common, out_trade_no, orig_syssn: makeUpSyssn(time, random), orig_out_trade_no };
    }
    case 'unfreeze':
      return { ...common, out_trade_no, orig_syssn: makeUpSyssn(time, random) };
    case 'payment_token': {
      const token_expiry_date = `${now.getUTCFullYear() + 3}-12-31 00:00:00`;
      return { sysdtm: time, tokenid: id('tk'), cardcd: '5200****1096', customer_id: id('cust'), token_expiry_date };
    }
    case 'subscription':
      return { sysdtm: time, subscription_id: id('sub') };
    case 'subscription_payment': {
      const subscription_id = id('sub');
      const subscription_order_id = `sub_ord_${subscription_id.slice(4)}_0001`;
      return {
        ...common,
        sysdtm: undefined,
        subscription_id,
        subscription_order_id,
        product_id: id('prod'),
        customer_id: id('cust'),
      };
    }
  }
}

/** 26 digits that begin with the day, as QFPay's do. */
function makeUpSyssn(time: string, random: NotifyWorld['random']): string {
  const digits = Array.from(random.bytes(13), (byte) => byte % 10).join('');
  return `${time.slice(0, 10).replaceAll('-', '')}18050${digits}`;
}

/** What no notification of QFPay's would have; anything else may be tried on an endpoint. */
function fieldFaults(fields: readonly Parameter[]): Fault[] {
  const names = fields.map(([name]) => name);
  return [
    ...fields.flatMap(([name, value]) => valueFault(name, value) ?? []),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => ({ field: name, rule: t`must be given once` })),
  ];
}

function valueFault(name: string, value: string): Fault | undefined {
  if (name === 'txamt') {
    const read = parseTxamt(value);
    return 'fault' in read ? { field: name, value, rule: read.fault.rule } : undefined;
  }
  if (!['txdtm', 'sysdtm', 'paydtm'].includes(name) || value === '') return undefined;
  const fault = checkTxdtm(value);
  return fault && { ...fault, field: name };
}

/**
 * The transaction of a number, QFPay's or the merchant's own.
 * @throws DeclinedError there is none
 * @throws UsageError QFPay sends no notification of it: it is not paid, or not done
 */
async function findTransaction(
  number: string,
  gateway: Gateway,
  { context, options }: { readonly context: Context; readonly options: GlobalOptions },
): Promise<Transaction> {
  const lookup = await lookUp(number, gateway, context);
  const refusal = refusalOf(lookup);
  if (refusal) throw new DeclinedError(t`query was refused: ${refusal.respcd}`, { hint: signatureHint() });
  const [record] = lookup.records;
  if (!record) throw new DeclinedError(t`no transaction ${number} was found`, { hint: resumeCommand(number, options) });
  if (record.respcd !== '0000') {
    throw new UsageError(t`of must be a transaction that went through: ${number} stands at ${record.respcd}`, {
      hint: t`QFPay notifies of what was paid or refunded, and of nothing else`,
    });
  }
  return record;
}

async function lookUp(number: string, gateway: Gateway, context: Context): Promise<Lookup> {
  const named = looksLikeSyssn(number) ? await findSyssns(gateway, [number], {}) : undefined;
  if (named && (named.records.length > 0 || refusalOf(named))) return named;
  return findOrders(gateway, { out_trade_no: [number], now: context.clock.now(), monthOf: monthTeller(context) });
}

function looksLikeSyssn(number: string): boolean {
  return /^20\d{24}$/.test(number);
}
