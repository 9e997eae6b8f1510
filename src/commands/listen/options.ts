import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { targetUrlFault } from '../target-url.ts';

/** The flags of `listen`, as typed. */
export interface ListenOptions {
  readonly port?: string;
  readonly host?: string;
  readonly path?: string;
  readonly forward_to?: string;
  readonly save?: string;
  readonly confirm?: boolean;
}

/** Where to listen, and what to do with what comes. */
export interface ListenPlan {
  readonly port: number;
  readonly host: string;
  /** Undefined takes any path. */
  readonly path?: string | undefined;
  readonly forward_to?: string | undefined;
  /** The folder that keeps what came. */
  readonly save?: string | undefined;
  readonly confirm: boolean;
}

export const defaultPort = 8080;
const loopback = '127.0.0.1';

/** Pure. The plan means nothing where there are faults. */
export function readListenPlan(options: ListenOptions): { plan: ListenPlan; faults: Fault[] } {
  const { port = String(defaultPort), host = loopback, path, forward_to, save, confirm = false } = options;
  const plan = { port: Number(port), host, path, forward_to, save, confirm };
  return { plan, faults: [...portFaults(port), ...pathFaults(path), ...folderFaults(save), ...forwardFaults(plan)] };
}

function portFaults(port: string): Fault[] {
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return [];
  return [{ field: 'port', value: port, rule: t`must be a number from 0 to 65535`, next: t`0 takes a free one` }];
}

function pathFaults(path: string | undefined): Fault[] {
  if (path === undefined || /^\/[^\s?#]*$/.test(path)) return [];
  return [{ field: 'path', value: path, rule: t`must begin with / and have no space, ? or #` }];
}

function folderFaults(save: string | undefined): Fault[] {
  return save === '' ? [{ field: 'save', value: save, rule: t`must name a folder` }] : [];
}

/** What it hands on to itself would go round for ever. */
function forwardFaults({ forward_to, host, port }: ListenPlan): Fault[] {
  if (forward_to === undefined) return [];
  const fault = targetUrlFault('forward_to', forward_to);
  if (fault) return [fault];
  const target = new URL(forward_to);
  const target_port = target.port || (target.protocol === 'https:' ? '443' : '80');
  const same = [host, 'localhost', loopback].includes(target.hostname) && target_port === String(port);
  return same ? [{ field: 'forward_to', value: forward_to, rule: t`must be another server than this one` }] : [];
}
