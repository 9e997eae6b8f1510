import type { PayType } from '../../catalog/pay-types.ts';
import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { PaymentOptions } from '../../payment/read-payment.ts';
import { qrFileKind } from '../../render/qr.ts';

/** The flags of `pay`, as typed. */
export interface PayOptions extends PaymentOptions {
  readonly wait?: boolean;
  readonly wait_timeout?: string;
  readonly cancel_on_timeout?: boolean;
  readonly refund_after?: boolean;
  /** True after `--qr`, false after `--no-qr`. */
  readonly qr?: boolean;
  /** For a light terminal without colour, where the ink is the dark. */
  readonly qr_invert?: boolean;
  readonly qr_file?: string;
  readonly dry_run?: boolean;
}

/** What flags can be by themselves, but not together, or not with every pay type. */

export function waitFaults({ wait, wait_timeout }: PayOptions): Fault[] {
  if (wait_timeout === undefined || wait) return [];
  return [{ field: 'wait_timeout', value: wait_timeout, rule: t`needs --wait beside it` }];
}

export function cancelFaults({ wait, cancel_on_timeout }: PayOptions, pay_type: PayType | undefined): Fault[] {
  if (!cancel_on_timeout) return [];
  const field = 'cancel_on_timeout';
  const faults: Fault[] = wait ? [] : [{ field, rule: t`needs --wait beside it` }];
  if (pay_type && pay_type.cancel === null) {
    const { code, alias } = pay_type;
    faults.push({
      field,
      rule: t`cannot be used: QFPay names no call that ends an order of pay_type ${code} (${alias})`,
    });
  }
  return faults;
}

export function qrFaults({ qr_file, qr, qr_invert }: PayOptions, pay_type: PayType | undefined): Fault[] {
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
