import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readTime } from '../query/values.ts';
import { targetUrlFault } from '../target-url.ts';
import { type PollPlan, pollSinceFault, pollTargetFault } from './poll.ts';

/** The flags of `listen`, as typed. */
export interface ListenOptions {
  readonly port?: string;
  readonly host?: string;
  readonly path?: string;
  readonly forward_to?: string;
  readonly save?: string;
  readonly confirm?: boolean;
  readonly poll?: boolean;
  readonly every?: string;
  readonly since?: string;
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
  /** Nothing is listened for: `query` is asked instead. */
  readonly poll?: PollPlan | undefined;
}

export const defaultPort = 8080;
const loopback = '127.0.0.1';

/** Pure. The plan means nothing where there are faults. */
export function readListenPlan(options: ListenOptions, now: Date): { plan: ListenPlan; faults: Fault[] } {
  const polled = options.poll ? readPollPlan(options, now) : { faults: strangersFaults(options, ['every', 'since'], t`goes with --poll only`) };
  const { port = String(defaultPort), host = loopback, path, forward_to, save, confirm = false } = options;
  const plan = { port: Number(port), host, path, forward_to, save, confirm };
  const faults = [...portFaults(port), ...pathFaults(path), ...folderFaults(save), ...forwardFaults(plan), ...polled.faults];
  return { plan: 'poll' in polled ? { ...plan, poll: polled.poll } : plan, faults };
}

function strangersFaults(options: ListenOptions, names: readonly (keyof ListenOptions)[], rule: string): Fault[] {
  return names.filter((name) => options[name] !== undefined).map((field) => ({ field, rule }));
}

const defaultEvery = '5';

function readPollPlan(options: ListenOptions, now: Date): { poll: PollPlan; faults: Fault[] } {
  const { forward_to, every = defaultEvery } = options;
  const names = ['port', 'host', 'path', 'save', 'confirm'] as const;
  const faults = strangersFaults(options, names, t`does not go with --poll`);
  const since = readTime(options.since, 'since', faults);
  const sinceFault = since && pollSinceFault(since, now);
  if (sinceFault) faults.push({ ...sinceFault, value: options.since ?? '' });
  if (!/^\d{1,5}$/.test(every) || Number(every) < 3 || Number(every) > 3600) {
    faults.push({ field: 'every', value: every, rule: t`must be whole seconds from 3 to 3600` });
  }
  if (forward_to === undefined) {
    const next = '--forward-to http://localhost:3000/qfpay/notify';
    faults.push({ field: 'forward_to', rule: t`is required with --poll`, next });
  } else if (URL.canParse(forward_to)) faults.push(...[pollTargetFault(forward_to) ?? []].flat());
  return { poll: { target: forward_to ?? '', every_ms: Number(every) * 1000, since }, faults };
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
