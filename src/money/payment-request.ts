import type { PayType } from '../catalog/pay-types.ts';
import { either, type FlagValues, flagFaults, list, needs, readSeconds, toggle, value } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { type Fault, refuse, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { readPayment } from '../payment/read-payment.ts';
import { payTypeHint } from '../payment/resolve-pay-type.ts';
import { refundRules } from '../refund/refund-rules.ts';
import { qrFileKind } from '../render/qr.ts';
import type { Parameter } from '../signature/sign.ts';

/** A payment, understood and checked. Only its number and its time may still have to be made. */
export interface PayRequest {
  readonly pay_type: PayType;
  readonly parameters: readonly Parameter[];
  readonly wait: boolean;
  /** How long to wait at most; absent for as long as the order lives. */
  readonly wait_seconds?: number;
  /** Whether an order that nobody has paid by then is ended. */
  readonly cancels: boolean;
  /** Whether it is given back as soon as it is paid, and which rules of refund are skipped then. */
  readonly refunds: boolean;
  readonly refund_skips: readonly string[];
  /** Undefined: where stderr is a terminal. */
  readonly draws_qr: boolean | undefined;
  /** Whether the terminal is light, which matters without colour. */
  readonly inverts_qr: boolean;
  readonly qr_file?: string;
  readonly warnings: readonly string[];
  /** As typed, for the commands that are given to go on with. */
  readonly options: GlobalOptions;
}

/**
 * Reads what was typed.
 * @throws UsageError with every fault at once
 */
export function readPayRequest(typed: PayOptions & GlobalOptions): PayRequest {
  const { options, refund_skips, pay_type, parameters, warnings, wait_seconds, faults } = readTyped(typed);
  refuse(faults, payTypeHint(faults, 'qfpay pay --help'));
  if (!pay_type) throw new UsageError(t`pay_type is required`, { hint: 'qfpay pay --help' });
  return {
    pay_type,
    parameters,
    wait: options.wait ?? false,
    ...(wait_seconds === undefined ? {} : { wait_seconds }),
    cancels: options.cancel_on_timeout ?? false,
    refunds: options.refund_after ?? false,
    refund_skips,
    draws_qr: options.qr ?? (options.json ? false : undefined),
    inverts_qr: options.qr_invert ?? false,
    ...(options.qr_file === undefined ? {} : { qr_file: options.qr_file }),
    warnings,
    options,
  };
}

/** Everything that is wrong with what was typed, what is missing included. */
export function requestFaults(typed: PayOptions & GlobalOptions): readonly Fault[] {
  return readTyped(typed).faults;
}

/** What is known of the refund behind a payment while the payment itself may not be complete. */
export interface RefundAfterPlan extends Pick<PayRequest, 'refunds' | 'refund_skips'> {
  readonly pay_type?: PayType | undefined;
}

export function refundPlan(typed: PayOptions & GlobalOptions): RefundAfterPlan {
  const { refund_skips, pay_type } = readTyped(typed);
  return { refunds: typed.refund_after ?? false, refund_skips, pay_type };
}

function readTyped(typed: PayOptions & GlobalOptions) {
  const options = typed.refund_after ? { ...typed, wait: true } : typed;
  const { own, refund_skips } = splitSkips(options);
  const { faults: found, ...read } = readPayment({ ...options, skip_rule: own });
  const faults = [...found];
  const wait_seconds = readSeconds(options.wait_timeout, 'wait_timeout', faults);
  const { pay_type } = read;
  faults.push(...flagFaults(payRules, options), ...cancelFaults(options, pay_type), ...qrFaults(options, pay_type));
  return { ...read, options, refund_skips, wait_seconds, faults };
}

/** With `--refund-after` the rules of refund can be skipped too. */
function splitSkips({ skip_rule = [], refund_after }: PayOptions & GlobalOptions) {
  const isOfRefund = (id: string) => refund_after === true && refundRules.rule_ids.some((known) => known === id);
  return { own: skip_rule.filter((id) => !isOfRefund(id)), refund_skips: skip_rule.filter(isOfRefund) };
}

/**
 * An order whose code could be written nowhere is not made: no folder is made for it, and no link is followed.
 * @throws UsageError
 */
export function refuseQrFile({ qr_file }: PayOptions, { files }: Context): void {
  if (qr_file === undefined) return;
  const found = files.hasFolder(qr_file) ? files.writeFault(qr_file) : t`its folder is not there`;
  const rule = t`must be a new file, or one of yours, in a folder that is there: ${found}`;
  if (found !== undefined) refuse([{ field: 'qr_file', value: qr_file, rule }], 'qfpay pay --help');
}

/** A payer's code is at most 128 characters; what is longer comes from somewhere else. */
const largestCode = 1024;

/**
 * `--auth-code -` is the code that a scanner types, with the line end that scanners add.
 * @throws UsageError
 */
export async function withScannedCode<T extends PayOptions & GlobalOptions>(options: T, { io }: Context): Promise<T> {
  if (options.auth_code !== '-') return options;
  if (options.key_file === '-') {
    const fault = { field: 'auth_code', value: '-', rule: t`cannot come from stdin together with --key-file -` };
    throw new UsageError(`auth_code ${fault.rule}`, { details: [fault] });
  }
  const text = Buffer.from(await io.readStdin(largestCode)).toString('utf8');
  return { ...options, auth_code: text.replace(/\r?\n$/, '') };
}

/** The same where a person can be asked for it: on a terminal stdin is the person. */
export function withoutDash(typed: PayOptions & GlobalOptions): PayOptions & GlobalOptions {
  const { auth_code, ...others } = typed;
  return auth_code === undefined || auth_code === '-' ? others : typed;
}

/** As typed. */
export const payFlags = {
  pay_type: value('<code|alias>', () => t`how it is paid, such as 800201 or wechat-mpm (see qfpay pay-types)`, {
    values: 'pay-types',
  }),
  txamt: value('<n>', () => t`the amount in the currency's smallest unit: 1280 is HKD 12.80`),
  amount: value('<d>', () => t`the same in major units: 12.80`),
  currency: value('<code>', () => t`ISO 4217`, { default: 'HKD', values: 'currencies' }),
  out_trade_no: value('<s>', () => t`your number for it, never used before (default: one is made)`),
  goods_name: value('<s>', () => t`what is sold, at most 20 characters`),
  auth_code: value('<s|->', () => t`the code from the payer's screen, - for stdin (CPM pay types)`),
  expired_time: value('<minutes>', () => t`how long the order lives, 5 to 120`, { default: '30' }),
  notify_url: value('<url>', () => t`where QFPay tells of the payment`),
  return_url: value('<url>', () => t`where the payer comes back to`),
  udid: value('<s>', () => t`device, shown in the merchant portal`),
  txdtm: value('<time>', () => t`YYYY-MM-DD hh:mm:ss (default: now, in --timezone)`),
  param: list('<name=value>', () => t`any other parameter of the pay type (repeatable)`, { also: '-p' }),
  wait: toggle(() => t`ask until the payment is final`),
  wait_timeout: value('<seconds>', () => t`how long (default: until the order expires, 90 for CPM)`),
  cancel_on_timeout: toggle(() => t`with --wait: end the order when nobody has paid by then`),
  refund_after: toggle(() => t`wait, and give the payment back in full; not in prod`),
  qr: either(
    () => t`draw the QR code on stderr, also with --json`,
    () => t`do not draw it`,
  ),
  qr_invert: toggle(() => t`draw it for a light terminal without colour`),
  qr_file: value('<file>', () => t`write the QR code to a .png or .svg`, { values: 'files' }),
  dry_run: toggle(() => t`show the request and send nothing`),
};

export type PayOptions = FlagValues<typeof payFlags>;

/** What flags can be by themselves, but not together, or not with every pay type. */
const payRules = [needs('wait_timeout', 'wait'), needs('cancel_on_timeout', 'wait')];

function cancelFaults({ cancel_on_timeout }: PayOptions, pay_type: PayType | undefined): Fault[] {
  if (!cancel_on_timeout) return [];
  const field = 'cancel_on_timeout';
  const faults: Fault[] = [];
  if (pay_type && pay_type.cancel === null) {
    const { code, alias } = pay_type;
    faults.push({
      field,
      rule: t`cannot be used: QFPay names no call that ends an order of pay_type ${code} (${alias})`,
    });
  }
  return faults;
}

function qrFaults({ qr_file, qr, qr_invert }: PayOptions, pay_type: PayType | undefined): Fault[] {
  const faults: Fault[] = [];
  if (qr_file !== undefined && !qrFileKind(qr_file)) {
    faults.push({ field: 'qr_file', value: qr_file, rule: t`must end in .png or .svg` });
  }
  if (qr_invert && qr === false) faults.push({ field: 'qr_invert', rule: t`excludes --no-qr` });
  const hasLink = !pay_type || pay_type.result === 'qrcode' || pay_type.result === 'pay_url';
  if (hasLink) return faults;
  const { code, alias } = pay_type;
  const rule = t`cannot be used: pay_type ${code} (${alias}) has no code to scan`;
  if (qr_file !== undefined) faults.push({ field: 'qr_file', value: qr_file, rule });
  if (qr) faults.push({ field: 'qr', rule });
  if (qr_invert) faults.push({ field: 'qr_invert', rule });
  return faults;
}
