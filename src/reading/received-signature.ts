import { t } from '../language/t.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import { type SignType, signTypes } from '../signature/sign.ts';
import type { Reading } from './reading.ts';

/** The `X-QF-SIGNTYPE` that came along: `none` when there were headers without it, undefined when nobody can tell. */
export type Announced = SignType | 'none' | undefined;

export interface ReceivedSignature {
  /** Undefined when none was given. */
  readonly received: string | undefined;
  /** Where it stood; undefined when none was given. */
  readonly source: '--signature' | 'X-QF-SIGN' | 'sign' | undefined;
  readonly announced: Announced;
  /** Without those that stand for headers. */
  readonly parameters: readonly Parameter[];
  readonly remarks: readonly string[];
}

export interface GivenSignature {
  readonly signature?: string | undefined;
  readonly announced?: Announced;
}

/** What was typed goes before a header, a header before a `sign` parameter. */
export function findSignature(
  given: GivenSignature,
  reading: Pick<Reading, 'headers'> | undefined,
  parameters: readonly Parameter[],
): ReceivedSignature {
  const isHeader = ([name]: Parameter) => /^x-qf-(sign|signtype|appcode)$/i.test(name);
  const written = parameters.filter(isHeader).map(([name, value]) => [name.toLowerCase(), value.trim()]);
  const headers =
    written.length > 0 || reading?.headers ? { ...reading?.headers, ...Object.fromEntries(written) } : undefined;
  const parameter = parameters.find(([name]) => name === 'sign')?.[1].trim();
  const all = { '--signature': given.signature?.trim(), 'X-QF-SIGN': headers?.['x-qf-sign'], sign: parameter };
  const sources = (['--signature', 'X-QF-SIGN', 'sign'] as const).filter((source) => all[source] !== undefined);
  const others = new Set(sources.map((source) => all[source]?.toUpperCase())).size > 1;
  const { announced, remarks } = announcedBy(given.announced, headers);
  return {
    received: sources[0] && all[sources[0]],
    source: sources[0],
    announced,
    parameters: parameters.filter((pair) => !isHeader(pair)),
    remarks: [
      ...remarks,
      ...(others
        ? [t`several different signatures were given: the first of --signature, X-QF-SIGN, sign is checked`]
        : []),
    ],
  };
}

function announcedBy(
  given: Announced,
  headers: Readonly<Record<string, string>> | undefined,
): { announced: Announced; remarks: string[] } {
  if (given !== undefined || !headers) return { announced: given, remarks: [] };
  const text = headers['x-qf-signtype'];
  if (text === undefined) return { announced: 'none', remarks: [] };
  const announced = signTypes.find((type) => type === text.toUpperCase());
  return { announced: announced ?? 'none', remarks: announced ? [] : [t`X-QF-SIGNTYPE is neither SHA256 nor MD5`] };
}
