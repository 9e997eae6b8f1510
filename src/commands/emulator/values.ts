import { documentedLimits, type Limit } from '../../emulator/limiter.ts';
import { isCallable } from '../../emulator/notifying/attempt.ts';
import type { Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';

/** A value, or what is wrong with the text. */
export type Read<T> = { readonly value: T } | { readonly fault: Fault };

/** Not one that other tools of this trade listen on. */
export const defaultPort = 8437;

function fault(field: string, value: string, rule: string): { readonly fault: Fault } {
  return { fault: { field, value, rule } };
}

export function readPort(text = String(defaultPort)): Read<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535
    ? { value: port }
    : fault('--port', text, t`must be a port from 0 to 65535; 0 takes a free one`);
}

export function readHost(text = '127.0.0.1'): Read<string> {
  const host = text.replace(/^\[(.*)\]$/, '$1');
  const rule = t`must be an address or a name of this machine, without a port`;
  return /^[\w.:%-]{1,255}$/.test(host) ? { value: host } : fault('--host', text, rule);
}

/** Milliseconds after which the payer pays by himself; undefined for never. */
export function readAutoPay(text = 'off'): Read<number | undefined> {
  if (text === 'off') return { value: undefined };
  const seconds = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return seconds <= 86_400
    ? { value: seconds * 1000 }
    : fault('--auto-pay', text, t`must be seconds from 0 to 86400, or off`);
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000 };

export function readLimits(text = 'documented'): Read<readonly Limit[]> {
  if (text === 'off') return { value: [] };
  if (text === 'documented') return { value: documentedLimits };
  const limits = text.split(',').map((part) => /^([1-9]\d{0,5})\/([1-9]\d{0,3})?([sm])$/.exec(part));
  const read = limits.flatMap((match) => (match ? [limitOf(match)] : []));
  const rule = t`must be documented, off, or limits such as 100/1s,400/1m`;
  return read.length === limits.length ? { value: read } : fault('--limits', text, rule);
}

function limitOf([, count, times = '1', unit = 's']: RegExpExecArray): Limit {
  return { count: Number(count), ms: Number(times) * (units[unit] ?? 0) };
}

export function readTimeScale(text = '1'): Read<number> {
  const scale = /^\d{1,7}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  const rule = t`must be a number above 0 that the waits between notifications are divided by, such as 60`;
  return scale > 0 ? { value: scale } : fault('--time-scale', text, rule);
}

export function readUrl(field: string, text: string | undefined): Read<string | undefined> {
  if (text === undefined) return { value: undefined };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return fault(field, text, t`must be a whole http or https URL`);
  // The value is not shown: it holds a password.
  if (url.username || url.password) return { fault: { field, rule: t`must have no user name or password` } };
  return { value: text };
}

/** Where notifications go. */
export function readNotifyUrl(text: string | undefined): Read<string | undefined> {
  const read = readUrl('--notify-url', text);
  if ('fault' in read || read.value === undefined || isCallable(new URL(read.value))) return read;
  return fault('--notify-url', read.value, t`must not be of a link-local address`);
}
