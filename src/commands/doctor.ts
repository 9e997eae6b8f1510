import { engines } from '../../package.json';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { configuredKeys } from '../merchant/configured-keys.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { type DoctorCheck, doctorReport, failed, ok, warning } from '../report/doctor-report.ts';
import type { Example, Report } from '../report/report.ts';
import { formatGatewayTime, formatTxdtm } from '../transaction/txdtm.ts';
import { command, exits, tell } from './command.ts';
import { configurationChecks } from './doctor/configuration-checks.ts';
import { connectionChecks, limiterChecks } from './doctor/connection-checks.ts';
import { type FlagValues, toggle } from './flags.ts';

/** As typed. */
export const doctorFlags = {
  offline: toggle(() => t`send nothing`),
  all_keys: toggle(() => t`after a 1108 also run the commands that tell keys of profiles`),
};

export const doctorCommand = command({
  name: 'doctor',
  says: () =>
    t`Check this machine and its configuration, one line each: Node, which source won for each setting and why, the shape of the key, base URL, proxy, clock, and a signed query that can find nothing. A refused signature (1108) is tried with the other hash, keys and environments that are configured, which tells a wrong key from a wrong environment. Moves no money. Exit status: 3 configuration, 7 network, 9 nothing but HTTP 429, 6 signature, else 0.`,
  flags: doctorFlags,
  examples,
  exits: exits.asking,
  run: doctor,
});

function examples(): readonly Example[] {
  return [
    ['qfpay doctor', t`what is in use now`],
    ['qfpay doctor --env prod', t`the credentials of prod`],
    ['qfpay doctor --profile shop --json', t`a saved merchant, for a script`],
    ['qfpay doctor --offline', t`without asking the gateway`],
  ];
}

/** Looks at everything, also after something has failed. */
async function doctor(options: DoctorOptions, _args: readonly string[], outside: Context): Promise<Report> {
  const context = await withDotenv(outside);
  const { checks, usable, preferences } = await configurationChecks(options, context);
  const others = (all_keys: boolean) => configuredKeys(context, { all_keys });
  const asking = { usable, offline: options.offline === true, others: () => others(options.all_keys === true) };
  if (!asking.offline) for (const caution of usable?.settings.cautions ?? []) tell(context, t`warning: ${caution}`);
  const connection = await connectionChecks(asking, context);
  const all = [
    nodeCheck(context.platform.node),
    ...checks,
    ...connection,
    ...(await limiterChecks(asking.offline, context)),
    zoneCheck(preferences.timezone, context.clock.now()),
  ];
  return doctorReport(all);
}

export type DoctorOptions = FlagValues<typeof doctorFlags> & GlobalOptions;

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
