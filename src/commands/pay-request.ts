import type { PayType } from '../catalog/pay-types.ts';
import type { Context } from '../context.ts';
import { type Fault, UsageError } from '../errors.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { type PaymentOptions, readPayment } from '../payment/read-payment.ts';
import { qrFileKind } from '../render/qr.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { readSeconds } from './query-values.ts';

export interface PayOptions extends PaymentOptions {
  readonly wait?: boolean;
  readonly wait_timeout?: string;
  readonly cancel_on_timeout?: boolean;
  /** True after `--qr`, false after `--no-qr`. */
  readonly qr?: boolean;
  readonly qr_file?: string;
  readonly dry_run?: boolean;
}

/** A payment, understood and checked. Only its number and its time may still have to be made. */
export interface PayRequest {
  readonly pay_type: PayType;
  readonly parameters: readonly Parameter[];
  readonly wait: boolean;
  /** How long to wait at most; absent for as long as the order lives. */
  readonly wait_seconds?: number;
  /** Whether an order that nobody has paid by then is ended. */
  readonly cancels: boolean;
  readonly draws_qr: boolean;
  readonly qr_file?: string;
  readonly warnings: readonly string[];
  /** As typed, for the commands that are given to go on with. */
  readonly options: GlobalOptions;
}

/**
 * Reads what was typed.
 * @throws UsageError with every fault at once
 */
export function readPayRequest(options: PayOptions & GlobalOptions): PayRequest {
  const { pay_type, parameters, faults: found, warnings } = readPayment(options);
  const faults = [...found];
  const wait_seconds = readSeconds(options.wait_timeout, 'wait_timeout', faults);
  faults.push(...waitFaults(options), ...cancelFaults(options, pay_type), ...qrFaults(options, pay_type));
  const [first] = faults;
  if (first || !pay_type) throw usageError(first, faults);
  return {
    pay_type,
    parameters,
    wait: options.wait ?? false,
    ...(wait_seconds === undefined ? {} : { wait_seconds }),
    cancels: options.cancel_on_timeout ?? false,
    draws_qr: options.qr ?? !options.json,
    ...(options.qr_file === undefined ? {} : { qr_file: options.qr_file }),
    warnings,
    options,
  };
}

function usageError(first: Fault | undefined, details: readonly Fault[]): UsageError {
  const message = first ? `${first.field} ${first.rule}` : 'pay_type is required';
  return new UsageError(message, { hint: 'qfpay pay --help', details });
}

function waitFaults({ wait, wait_timeout }: PayOptions): Fault[] {
  if (wait_timeout === undefined || wait) return [];
  return [{ field: 'wait_timeout', value: wait_timeout, rule: 'needs --wait beside it' }];
}

function cancelFaults({ wait, cancel_on_timeout }: PayOptions, pay_type: PayType | undefined): Fault[] {
  if (!cancel_on_timeout) return [];
  const field = 'cancel_on_timeout';
  const faults: Fault[] = wait ? [] : [{ field, rule: 'needs --wait beside it' }];
  if (pay_type && pay_type.cancel === null) {
    const named = `pay_type ${pay_type.code} (${pay_type.alias})`;
    faults.push({ field, rule: `cannot be used: QFPay names no call that ends an order of ${named}` });
  }
  return faults;
}

function qrFaults({ qr_file, qr }: PayOptions, pay_type: PayType | undefined): Fault[] {
  const faults: Fault[] = [];
  if (qr_file !== undefined && !qrFileKind(qr_file)) {
    faults.push({ field: 'qr_file', value: qr_file, rule: 'must end in .png or .svg' });
  }
  const hasLink = !pay_type || pay_type.result === 'qrcode' || pay_type.result === 'pay_url';
  if (hasLink) return faults;
  const rule = `cannot be used: pay_type ${pay_type.code} (${pay_type.alias}) has no code to scan`;
  if (qr_file !== undefined) faults.push({ field: 'qr_file', value: qr_file, rule });
  if (qr) faults.push({ field: 'qr', rule });
  return faults;
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
    const fault = { field: 'auth_code', value: '-', rule: 'cannot come from stdin together with --key-file -' };
    throw new UsageError(`auth_code ${fault.rule}`, { details: [fault] });
  }
  const text = Buffer.from(await io.readStdin(largestCode)).toString('utf8');
  return { ...options, auth_code: text.replace(/\r?\n$/, '') };
}
