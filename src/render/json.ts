import { stringify } from 'lossless-json';
import { visibleJson } from '../language/visible.ts';

/**
 * One document on one line, or indented for a person. A number keeps the digits that the gateway sent. On a terminal nothing in
 * it steers that: the value is the same, written otherwise.
 */
export function renderJson(
  document: Readonly<Record<string, unknown>>,
  is_indented: boolean,
  is_tty = is_indented,
): string {
  const json = `${stringify(document, undefined, is_indented ? 2 : undefined)}\n`;
  return is_tty ? visibleJson(json) : json;
}
