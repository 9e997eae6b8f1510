import type { Fault } from '../errors.ts';
import type { Answered, ReadParameters } from './read-parameters.ts';

/** A request or response, out of whatever it was written in. */
export interface Message {
  /** What the first line says; undefined when there were headers only, one of them QFPay's. */
  readonly direction: 'request' | 'response' | undefined;
  /** With its query string. */
  readonly target?: string;
  /** Names in lower case; undefined when none can have been shown. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The bytes after the blank line; only as many as `Content-Length` says, where it does. */
  readonly body: Uint8Array;
  /** Parameters that were not written as a body; they stand instead of it. */
  readonly fields?: ReadParameters;
  /** For a person: what it was written in, when it is no raw HTTP. */
  readonly title?: string;
  readonly notes?: readonly string[];
  readonly faults?: readonly Fault[];
  /** Of a request, where its answer came along. */
  readonly answered?: Answered | undefined;
}

export interface ReadOptions {
  /** Which half of an exchange is wanted, where the input has both. */
  readonly prefers?: 'request' | 'response' | undefined;
}

/** Header names in lower case; of one that came twice, both values as a server joins them. */
export function headerRecord(pairs: Iterable<readonly [name: string, value: string]>): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    const before = headers.get(key);
    headers.set(key, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
  }
  return Object.fromEntries(headers);
}
