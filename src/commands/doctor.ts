import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import { configuredKeys } from '../merchant/configured-keys.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import { doctorReport } from '../report/doctor-report.ts';
import type { Example, Report } from '../report/report.ts';
import type { Command } from './command.ts';
import { configurationChecks } from './doctor/configuration-checks.ts';
import { connectionChecks } from './doctor/connection-checks.ts';
import type { DoctorOptions } from './doctor/options.ts';
import { nodeCheck, zoneCheck } from './doctor/surroundings.ts';
import { addExamples } from './examples.ts';
import { tell } from './tell.ts';

export const doctorCommand: Command<DoctorOptions> = { declare, run: doctor };

function declare(command: Parameters<Command['declare']>[0]): void {
  command
    .description(
      t`Check this machine and its configuration, one line each: Node, which source won for each setting and why, the shape of the key, base URL, proxy, clock, and a signed query that can find nothing. A refused signature (1108) is tried with the other hash, keys and environments that are configured, which tells a wrong key from a wrong environment. Moves no money. Exit status: 3 configuration, 7 network, 9 nothing but HTTP 429, 6 signature, else 0.`,
    )
    .option('--offline', t`send nothing`)
    .option('--all-keys', t`after a 1108 also run the commands that tell keys of profiles`);
  addExamples(command, examples());
}

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
    zoneCheck(preferences.timezone, context.clock.now()),
  ];
  return doctorReport(all);
}
