import type { Context } from '../../context.ts';
import { checkOwnRequest } from '../../diagnosis/own-request.ts';
import type { PreparedRequest } from '../../gateway/gateway.ts';
import { configuredKeys } from '../../merchant/configured-keys.ts';
import { withDotenv } from '../../merchant/dotenv.ts';
import type { Settings } from '../../merchant/merchant.ts';
import type { RefusalDiagnosis } from '../../report/refused-signature.ts';
import { findingsOf } from './findings.ts';

/** A request that was answered 1108, and the gateway's words for it. */
export interface Refusal {
  readonly sent: PreparedRequest;
  readonly message: string;
}

/** Looks at the request that was refused and at what is configured; sends nothing, and runs no key command. */
export async function diagnoseRefusal(
  { sent, message }: Refusal,
  settings: Settings,
  context: Context,
): Promise<RefusalDiagnosis> {
  const { keys } = await configuredKeys(await withDotenv(context), { all_keys: false });
  const own = checkOwnRequest(sent, settings.merchant.client_key);
  const mchid = sent.params.find(([name]) => name === 'mchid')?.[1];
  return { request_checked: true, findings: findingsOf({ settings, own, mchid, message, others: keys }) };
}
