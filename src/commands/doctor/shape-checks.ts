import { t } from '../../language/t.ts';
import { keyShapeFaults, keyShapeOddities } from '../../merchant/key-text.ts';
import type { KnownMerchant } from '../../merchant/resolve-merchant.ts';
import { type DoctorCheck, ok, skipped, warning } from '../../report/doctor-check.ts';
import type { Settled } from './settle.ts';

/** What a key, an app code and a mchid look like. QFPay promises no shape, so that nothing of it is a failure by itself. */
export function shapeChecks(known: Settled<KnownMerchant>): DoctorCheck[] {
  if ('error' in known) return [skipped('key_shape', t`no credentials to look at`)];
  const { merchant, warnings } = known.value;
  return [
    keyShapeCheck(known.value),
    appCodeCheck(merchant.app_code, merchant.client_key.reveal() === merchant.app_code),
    ...mchidChecks(merchant.mchid),
    ...warnings.map((told) => warning('credentials', told, t`unset what is not meant`)),
  ];
}

function keyShapeCheck({ merchant: { client_key }, identity }: KnownMerchant): DoctorCheck {
  const faults = keyShapeFaults(client_key.reveal());
  const odd = keyShapeOddities(client_key.reveal());
  const told = [...faults, ...odd];
  if (told.length === 0) return ok('key_shape', t`${client_key} has 32 characters and nothing around it`);
  const next =
    faults.length > 0
      ? t`take away what stands around the key; it is signed with as it is, a common cause of 1108`
      : t`hold it against QFPay's mail, and copy it whole`;
  return warning('key_shape', t`${client_key} of ${identity.key.source} ${told.join(t` and `)}`, next);
}

function appCodeCheck(app_code: string, is_key: boolean): DoctorCheck {
  if (is_key)
    return warning('app_code_shape', t`the app code and the key are the same text`, t`copy both again: they are two`);
  if (/^[0-9A-Fa-f]{32}$/.test(app_code)) return ok('app_code_shape', t`32 hexadecimal digits`);
  const count = app_code.length;
  if (count > 64) return warning('app_code_shape', t`${count} characters, at most 64 are documented`, t`copy it again`);
  return ok('app_code_shape', t`${count} characters; 32 hexadecimal digits were seen so far`);
}

function mchidChecks(mchid: string | undefined): DoctorCheck[] {
  if (mchid === undefined) return [skipped('mchid_shape', t`none is sent: right where QFPay issued none`)];
  if (mchid.length <= 16) return [ok('mchid_shape', t`${mchid.length} characters, at most 16 are documented`)];
  const found = t`${mchid.length} characters, at most 16 are documented`;
  return [
    warning('mchid_shape', found, t`a mchid is a short store number such as ZaMVg12345; a wrong one is answered 1108`),
  ];
}
