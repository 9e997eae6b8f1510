import { t } from '../../language/t.ts';
import type { Chosen } from '../../merchant/given.ts';
import { type DoctorCheck, failed, ok, skipped, warning } from '../../report/doctor-check.ts';
import type { Settled } from './settle.ts';

/** Hosts of old documents and old code. */
const legacyHosts = ['openapi.qfpay.com', 'openapi-test.qfpay.com', 'osqt.qfpay.com', 'test-openapi-th.qfapi.com'];

interface BaseUrl {
  readonly override: Chosen<string> | undefined;
  readonly chosen: Chosen<string> | undefined;
}

/** That it is https and of the environment is checked where it is chosen. */
export function baseUrlChecks(base_url: Settled<BaseUrl>): DoctorCheck[] {
  const id = 'host';
  if ('error' in base_url) return [skipped(id, t`the base URL is refused, see base_url`)];
  const { override, chosen } = base_url.value;
  if (!chosen) return [skipped(id, t`the settings are not complete, see above`)];
  if (chosen.value === '') return [ok(id, t`the emulator in this process`)];
  const { hostname } = new URL(chosen.value);
  if (legacyHosts.includes(hostname)) {
    const next = t`leave --base-url and QFPAY_BASE_URL out: each environment has its own`;
    return [failed(id, t`${hostname} is a host of old documents, not to be used any more`, next)];
  }
  if (!override) return [ok(id, t`${chosen.value}, the environment's own`)];
  const next = t`leave it out to speak with QFPay itself`;
  return [
    warning(id, t`requests go to ${chosen.value}, as ${override.source} says, and not to QFPay's own host`, next),
  ];
}
