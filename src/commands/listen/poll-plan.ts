import { type FlagValues, readTime, toggle, value } from '../../command/flags.ts';
import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { furthestBack, isPrivateHost } from '../../notification/polling.ts';

/** The flags of `listen --poll`. */
export const pollFlags = {
  poll: toggle(() => t`listen to nobody: ask query for changes, and hand each to --forward-to as QFPay would`),
  every: value('<seconds>', () => t`with --poll: how often, 3 to 3600; at most 20 requests a minute`, { default: '5' }),
  since: value('<time>', () => t`with --poll: hand over what changed since then, a month at most`),
};

type PollOptions = FlagValues<typeof pollFlags>;

/** The flags that only a server of our own has. */
interface ServerOptions {
  readonly port?: string;
  readonly host?: string;
  readonly path?: string;
  readonly save?: string;
  readonly confirm?: boolean;
  readonly forward_to?: string;
}

/** What `listen --poll` is to do. */
export interface PollPlan {
  readonly target: string;
  readonly every_ms: number;
  readonly since?: Date | undefined;
}

/** Signed with the merchant's key: it goes to this machine or the own network, and nowhere else. */
export function pollTargetFault(target: string): Fault | undefined {
  if (isPrivateHost(new URL(target).hostname)) return undefined;
  const rule = t`must be localhost or a private address (127.x, 10.x, 172.16-31.x, 192.168.x, [::1], [fd…]) with --poll`;
  return { field: 'forward_to', value: target, rule };
}

export function pollSinceFault(since: Date, now: Date): Fault | undefined {
  const value = since.toISOString();
  if (since > now) return { field: 'since', value, rule: t`must not be in the future` };
  if (now.getTime() - since.getTime() <= furthestBack) return undefined;
  return { field: 'since', value, rule: t`must be at most a month back with --poll` };
}

/** Pure. The plan means nothing where there are faults; undefined without `--poll`. */
export function readPollPlan(
  options: PollOptions & ServerOptions,
  now: Date,
): { readonly poll?: PollPlan; readonly faults: Fault[] } {
  if (!options.poll) return { faults: givenOf(options, ['every', 'since'], t`goes with --poll only`) };
  const { forward_to, every = '5' } = options;
  const faults = givenOf(options, ['port', 'host', 'path', 'save', 'confirm'], t`does not go with --poll`);
  const since = readTime(options.since, 'since', faults, now);
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

function givenOf<Options extends object>(
  options: Options,
  names: readonly (keyof Options & string)[],
  rule: string,
): Fault[] {
  return names.filter((name) => options[name] !== undefined).map((field) => ({ field, rule }));
}
