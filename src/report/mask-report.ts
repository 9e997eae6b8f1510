import { ClientKey } from '../signature/client-key.ts';
import type { Report } from './report.ts';

/**
 * A report without any of the keys, wherever one stands in what was pasted: a note of the input, a header, an address. The last
 * line of defence; a text made of pieces is masked piece by piece.
 */
export function maskReport(report: Report, keys: readonly ClientKey[]): Report {
  const mask = (text: string) => keys.reduce((rest, key) => key.mask(rest), text);
  return masked(report, mask);
}

/** The same shape, its texts masked. A key is nobody's member name: those that come from outside are texts of lists. */
function masked<Value>(value: Value, mask: (text: string) => string): Value {
  if (typeof value === 'string') return mask(value) as Value;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, mask)) as Value;
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, mask)])) as Value;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !(value instanceof ClientKey);
}
