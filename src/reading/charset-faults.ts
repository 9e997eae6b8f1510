import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { ReadParameters } from './read-parameters.ts';

/**
 * Values that no text can stand for. Whoever signs needs the text; whoever searches for what was signed has the bytes.
 */
export function charsetFaults({ value_bytes = [] }: ReadParameters): Fault[] {
  return value_bytes.map(([field]) => ({ field, rule: t`must be UTF-8 when it is percent-decoded` }));
}
