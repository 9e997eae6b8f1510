import { signatureRemarks } from '../../diagnosis/signature-remarks.ts';
import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { t } from '../../language/t.ts';
import type { CandidateKey } from '../../merchant/candidate-keys.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { isCheckout } from '../sign/checkout.ts';
import type { VerifyCases, VerifyTask } from './task.ts';

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

interface Configured {
  readonly signer: Signer;
  readonly keys: readonly CandidateKey[];
}

/** What the configuration says of a request, and of what it stands in. No digest proves any of it. */
export function withRemarks(task: VerifyTask, given: VerifyCases, configured: Configured): VerifyTask {
  const shown = given.shows_key
    ? [t`the client key stands in the input: it is masked here, but whoever has that text can sign with it`]
    : [];
  const left_out =
    given.left_out > 0 ? [t`${given.left_out} more signatures stand in the input, and were not looked at`] : [];
  const own = task.kind === 'request' ? configuredRemarks(task, configured) : [];
  return { ...task, remarks: [...task.remarks, ...shown, ...left_out, ...own] };
}

function configuredRemarks({ parameters, reading }: VerifyTask, { signer, keys }: Configured): string[] {
  const has_store = parameters.some(([name, value]) => /^mch(?:nt)?id$/.test(name) && value !== '');
  const own = keys.find(({ client_key }) => client_key.reveal() === signer.client_key.reveal());
  const mchid = has_store ? undefined : own?.mchids[0];
  const app_code = reading?.headers?.['x-qf-appcode'];
  const other =
    app_code === undefined || own?.app_code === app_code ? undefined : keys.find((key) => key.app_code === app_code);
  return [
    ...(mchid === undefined || own === undefined
      ? []
      : [t`the request has no mchid, and ${own.name} has ${mchid}: where QFPay gave one, every call has to send it`]),
    ...(other ? [t`the app code ${app_code ?? ''} is that of ${other.name}, and the key is another one's`] : []),
  ];
}
