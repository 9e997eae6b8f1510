import { signatureRemarks } from '../../diagnosis/signature-remarks.ts';
import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { t } from '../../language/t.ts';
import { isCheckout } from '../sign/checkout.ts';
import type { VerifyTask } from './task.ts';

/** What is odd about an input, whether its signature matches or not. No digest is needed to see it. */
export function remarksOf(task: VerifyTask): string[] {
  const { kind, parameters, reading, received, announced, remarks } = task;
  const is_request = kind === 'request' && !isCheckout(parameters);
  return [
    ...remarks,
    ...signatureRemarks({ received, is_request, announced }),
    ...(kind === 'request' ? [...(reading?.notes ?? []), ...valueRemarks(parameters)] : []),
    ...(is_request && reading?.direction === 'request' ? transportRemarks(task) : []),
  ];
}

/** Whether it is a request that was seen on its way, with a body of which the gateway reads nothing. */
export function sentAsJson({ kind, reading }: Pick<VerifyTask, 'kind' | 'reading'>): boolean {
  if (kind !== 'request' || reading?.direction !== 'request') return false;
  return reading.notation === 'json' || /\bjson\b/i.test(reading.headers?.['content-type'] ?? '');
}

/** What the gateway would not read, however it is signed. */
function transportRemarks(task: Pick<VerifyTask, 'kind' | 'reading' | 'parameters'>): string[] {
  const has_sign = task.parameters.some(([name]) => name === 'sign');
  return [
    ...(sentAsJson(task)
      ? [t`the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only`]
      : []),
    ...(has_sign ? [t`the signature is a parameter: QFPay reads it from the header X-QF-SIGN`] : []),
  ];
}
