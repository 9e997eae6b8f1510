import { supportAddress } from '../../catalog/endpoints.ts';
import type { TransportFault } from '../../errors.ts';
import type { Failure } from '../../gateway/retry.ts';
import { t } from '../../language/t.ts';
import { type DoctorCheck, failed, ok } from '../../report/doctor-check.ts';
import type { Probed } from './probe.ts';

function nextByFault(): Readonly<Partial<Record<TransportFault, string>>> {
  return {
    dns: t`check the name server and the VPN, and the host of --base-url`,
    refused: t`nothing listens there: check the base URL, its port, and the firewall`,
    unreachable: t`check the network cable, Wi-Fi or VPN, and the firewall`,
    tls: t`check this machine's clock, and whether something reads along: NODE_EXTRA_CA_CERTS adds its certificate`,
    timeout: t`a firewall may drop the packets: allow port 443 out, or set HTTPS_PROXY`,
    proxy: t`check HTTPS_PROXY and NO_PROXY, and that the proxy lets this host through`,
  };
}

function nextByKind(): Readonly<Record<Failure['kind'], string>> {
  return {
    'rate-limited': t`wait some minutes; announce expected peaks to ${supportAddress}`,
    'not-connected': t`check the network and the base URL`,
    timeout: t`run it again; --timeout gives it longer`,
    reset: t`run it again; if it stays so, a firewall or proxy in between cuts it off`,
    'server-error': t`the server is in trouble: try again in some minutes`,
    unusable: t`what answers is no QFPay gateway: check the base URL, the proxy, and whether a login page of the network is open`,
  };
}

/** Whether anybody answered as a gateway does. */
export function networkCheck(host: string, probed: Probed): DoctorCheck {
  const { verdict, from, until, status } = probed;
  const id = 'connection';
  if (verdict.kind === 'answer')
    return ok(id, t`${host} answered in ${until.getTime() - from.getTime()} ms (HTTP ${status})`);
  const { kind, problem, fault } = verdict;
  const next = (fault && nextByFault()[fault]) ?? nextByKind()[kind];
  const found = problem.includes(host) ? problem : `${host}: ${problem}`;
  return failed(id, found, next, kind === 'rate-limited' ? 'rate-limited' : 'network');
}
