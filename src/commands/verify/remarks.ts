import { signatureRemarks } from '../../diagnosis/signature-remarks.ts';
import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { t } from '../../language/t.ts';
import type { Reading } from '../../reading/reading.ts';
import { isCheckout } from '../sign/checkout.ts';
import type { VerifyTask } from './task.ts';

/** What is odd about an input, whether its signature matches or not. No digest is needed to see it. */
export function remarksOf({ kind, parameters, reading, received, announced, remarks }: VerifyTask): string[] {
  const is_request = kind === 'request' && !isCheckout(parameters);
  return [
    ...remarks,
    ...signatureRemarks({ received, is_request, announced }),
    ...(kind === 'request' ? [...(reading?.notes ?? []), ...valueRemarks(parameters)] : []),
    ...(is_request && reading?.direction === 'request' ? transportRemarks(reading, parameters) : []),
  ];
}

/** What the gateway would not read, however it is signed. */
function transportRemarks({ notation, headers }: Reading, parameters: VerifyTask['parameters']): string[] {
  const has_sign = parameters.some(([name]) => name === 'sign');
  const is_json = notation === 'json' || /\bjson\b/i.test(headers?.['content-type'] ?? '');
  return [
    ...(is_json ? [t`the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only`] : []),
    ...(has_sign ? [t`the signature is a parameter: QFPay reads it from the header X-QF-SIGN`] : []),
  ];
}
