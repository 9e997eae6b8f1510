import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { type NotifyType, notifyTypes } from '../../notification/notification-kinds.ts';
import { type Tampering, tamperings } from '../../notification/tamper.ts';
import type { InputOptions } from '../given-input.ts';
import { targetUrlFault } from '../target-url.ts';

/** The flags of `notify`, as typed. */
export interface NotifyOptions extends InputOptions {
  readonly url?: string;
  /** Of `--kind`, or `--type`. */
  readonly kind?: string;
  readonly of?: string;
  readonly repeat?: string;
  readonly tamper?: string;
  readonly dry_run?: boolean;
  readonly mchid?: string;
}

/** How a message is handed over, whatever it is. */
export interface Sending {
  /** Empty in a dry run that names none. */
  readonly url: string;
  readonly repeat: number;
  readonly tampering: Tampering | undefined;
  readonly is_dry_run: boolean;
}

const mostRepeats = 1000;

/** Pure. What is returned means nothing where there are faults. */
export function readSending(options: NotifyOptions): { sending: Sending; faults: Fault[] } {
  const { url = '', repeat = '1', tamper, dry_run = false } = options;
  const tampering = tamperings.find((name) => name === tamper);
  const sending = { url, repeat: Number(repeat), tampering, is_dry_run: dry_run };
  return { sending, faults: [...urlFaults(options), ...repeatFaults(repeat), ...tamperFaults(tamper)] };
}

function urlFaults({ url, dry_run }: NotifyOptions): Fault[] {
  if (url === undefined)
    return dry_run ? [] : [{ field: 'url', rule: t`must be given: --url is where the endpoint is` }];
  const fault = targetUrlFault('url', url);
  return fault ? [fault] : [];
}

function repeatFaults(repeat: string): Fault[] {
  if (/^[1-9]\d{0,3}$/.test(repeat) && Number(repeat) <= mostRepeats) return [];
  return [{ field: 'repeat', value: repeat, rule: t`must be a number from 1 to ${mostRepeats}` }];
}

function tamperFaults(tamper: string | undefined): Fault[] {
  if (tamper === undefined || tamperings.some((name) => name === tamper)) return [];
  return [{ field: 'tamper', value: tamper, rule: t`must be ${tamperings.join(', ')}` }];
}

export function kindFaults({ kind }: NotifyOptions): Fault[] {
  if (kind === undefined || kindOf({ kind })) return [];
  return [{ field: 'kind', value: kind, rule: t`must be ${notifyTypes.join(t` or `)}` }];
}

/** Undefined when it was not said. */
export function kindOf({ kind }: NotifyOptions): NotifyType | undefined {
  return notifyTypes.find((name) => name === kind);
}

/** @throws UsageError flags that another action of `notify` has */
export function refuseFlags(options: NotifyOptions, names: readonly (keyof NotifyOptions)[], action: string): void {
  refuse(
    names
      .filter((name) => options[name] !== undefined)
      .map((name) => ({ field: name.replace('_file', ''), rule: t`does not go with notify ${action}` })),
  );
}
