import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { ConfiguredKeys } from '../../merchant/configured-keys.ts';
import { type DoctorCheck, ok, skipped } from '../../report/doctor-check.ts';
import { withEmbeddedEmulator } from '../embedded-emulator.ts';
import { clockCheck } from './clock-check.ts';
import type { Usable } from './configuration-checks.ts';
import { networkCheck } from './network-check.ts';
import { probe } from './probe.ts';
import { failedAs, settle } from './settle.ts';
import { signatureCheck } from './signature-check.ts';

export interface Asking {
  readonly usable: Usable | undefined;
  readonly others: () => Promise<ConfiguredKeys>;
  readonly offline: boolean;
}

/** What only sending can show: proxy, connection, clock and signature. */
export async function connectionChecks({ usable, others, offline }: Asking, context: Context): Promise<DoctorCheck[]> {
  if (offline || !usable) {
    const why = offline ? '--offline' : t`there is nothing to send with, see above`;
    return ['proxy', 'connection', 'clock', 'signature'].map((id) => skipped(id, why));
  }
  const done = await settle(() =>
    usable.settings.base_url === '' ? askEmulator(usable, others, context) : ask(usable, others, context),
  );
  return 'value' in done ? done.value : [failedAs('connection', done.error)];
}

async function ask(usable: Usable, others: Asking['others'], context: Context): Promise<DoctorCheck[]> {
  const { base_url } = usable.settings;
  const proxy = await settle(() => context.findProxy(base_url));
  if ('error' in proxy) {
    return [
      failedAs('proxy', proxy.error),
      ...['connection', 'clock', 'signature'].map((id) => skipped(id, t`no way out, see proxy`)),
    ];
  }
  const probed = await probe(usable.settings, context);
  return [
    ok('proxy', proxy.value === undefined ? t`none: requests go out directly` : t`requests go through ${proxy.value}`),
    networkCheck(new URL(base_url).host, probed),
    clockCheck(probed),
    await signatureCheck(usable, probed, others, context),
  ];
}

/** Its clock is this machine's own, and it is reached without a network. */
function askEmulator(usable: Usable, others: Asking['others'], context: Context): Promise<DoctorCheck[]> {
  return withEmbeddedEmulator(context, async (base_url) => {
    const local = { is_overridden: true, settings: { ...usable.settings, base_url } };
    const probed = await probe(local.settings, context);
    return [
      skipped('proxy', t`the emulator is in this process`),
      networkCheck(t`the emulator in this process`, probed),
      skipped('clock', t`the emulator's is this machine's own`),
      await signatureCheck(local, probed, others, context),
    ];
  });
}
