import { t } from '../language/t.ts';
import type { Reading } from './read-parameters.ts';
import type { ReceivedSignature } from './received-signature.ts';

/** What an input was taken for: the first thing a person has to see, since the rest stands on it. */
export interface Understood {
  /** `a curl command (POSIX shell) with a form body (values decoded)`. */
  readonly title: string;
  readonly notation?: string;
  /** How many were read, those of the command line among them. */
  readonly parameters: number;
  /** What could be meant otherwise. */
  readonly notes: readonly string[];
}

type Signature = Pick<ReceivedSignature, 'source' | 'announced'>;

/**
 * For the JSON document's `input`; undefined when there were words of the command line only. `mask` takes the client key out
 * of what is quoted from the input.
 */
export function understood(
  reading: Reading | undefined,
  parameters: number,
  mask: (text: string) => string,
): Understood | undefined {
  if (!reading) return undefined;
  const { title, notation, notes } = reading;
  return { title, ...(notation === undefined ? {} : { notation }), parameters, notes: [...new Set(notes)].map(mask) };
}

/** `read as a URL with a query string: 12 parameters, signature from X-QF-SIGN, sign type SHA256`, for a person. */
export function understoodText({ title, parameters }: Understood, signature?: Signature): string {
  const count = parameters === 1 ? t`1 parameter` : t`${parameters} parameters`;
  return t`read as ${title}: ${[count, ...signatureWords(signature)].join(t`, `)}`;
}

function signatureWords({ source, announced }: Signature = { source: undefined, announced: undefined }): string[] {
  if (source === undefined) return [];
  const type = announced === 'none' ? t`no X-QF-SIGNTYPE` : t`sign type ${announced}`;
  return [t`signature from ${source}`, ...(announced === undefined ? [] : [type])];
}
