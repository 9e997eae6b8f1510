import { stringify } from 'lossless-json';

/** One document on one line, or indented for a person at a terminal. A number keeps the digits that the gateway sent. */
export function renderJson(document: Readonly<Record<string, unknown>>, is_tty: boolean): string {
  return `${stringify(document, undefined, is_tty ? 2 : undefined)}\n`;
}
