import type { Server } from '../../context/network.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Report } from '../../report/report.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import type { ListenPlan } from './options.ts';

/** The first line of all: that notifications can come now, and where they have to go. */
export function readyReport(
  server: Server,
  { plan, key }: { readonly plan: ListenPlan; readonly key: ClientKey },
): Report {
  const { path, forward_to, save } = plan;
  const url = `${server.url}${path ?? ''}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t`verifies with`, String(key)],
    [t`forwards to`, forward_to],
    [t`saves in`, save],
    [t`checks with`, plan.confirm ? 'query' : undefined],
  ];
  return {
    command: 'listen',
    exit_code: exitCodes.ok,
    data: {
      event: 'ready',
      url,
      port: Number(new URL(server.url).port || 80),
      ...(forward_to === undefined ? {} : { forward_to }),
      ...(save === undefined ? {} : { save }),
      confirm: plan.confirm,
      reachable: reachable(server),
    },
    blocks: [
      { kind: 'headline', tone: 'good', word: 'LISTENING', text: url },
      { kind: 'rows', rows: rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const])) },
      { kind: 'hint', text: reachable(server) },
      { kind: 'text', text: '' },
    ],
  };
}

/** Nobody should wait for notifications that cannot come. */
function reachable({ url }: Server): string {
  const { port } = new URL(url);
  const where = t`QFPay itself calls a public address on port 80 or 443 only, at the URL that is registered with it`;
  if (['', '443'].includes(port)) return t`${where}: see that it leads here`;
  return t`${where}: a tunnel has to lead from there to this port; qfpay notify send and the emulator reach it as it is`;
}
