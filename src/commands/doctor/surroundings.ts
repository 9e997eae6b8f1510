import { engines } from '../../../package.json';
import { t } from '../../language/t.ts';
import { type DoctorCheck, failed, ok, warning } from '../../report/doctor-check.ts';
import { formatGatewayTime, formatTxdtm } from '../../transaction/txdtm.ts';

export function nodeCheck(version: string): DoctorCheck {
  const wanted = engines.node.replace(/^>=/, '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least_major = 0, least_minor = 0] = wanted.split('.').map(Number);
  const isEnough = major > least_major || (major === least_major && minor >= least_minor);
  if (isEnough) return ok('node', t`${version}, at least ${wanted} is needed`);
  return failed('node', t`${version}, but at least ${wanted} is needed`, 'install a later Node: https://nodejs.org');
}

/** The gateway does not check the zone, but it counts days and windows in UTC+8. */
export function zoneCheck(zone: string, now: Date): DoctorCheck {
  const there = formatTxdtm(now, zone);
  const here = formatGatewayTime(now);
  if (there === here) return ok('txdtm', t`${there} in ${zone}, as in Hong Kong`);
  return warning(
    'txdtm',
    t`${there} in ${zone}, but ${here} in Hong Kong, in whose time QFPay counts days`,
    t`leave --timezone and QFPAY_TIMEZONE out, unless the shop is elsewhere`,
  );
}
