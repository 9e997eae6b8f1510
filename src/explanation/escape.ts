import { escaped, unseen } from '../language/visible.ts';

/** Blanks that can be taken for a plain space, and what stands for what could not be read. */
const misread = '\\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\ufffc\\ufffd';
const found = new RegExp(`[${unseen}${misread}]`, 'gu');

/** What cannot be seen, or be told from a plain space, as an escape; in an emoji too, where one of two texts may lack it. */
export function escapeInvisible(text: string): string {
  return text.replace(found, (letter) => (letter === '\0' ? '\\0' : escaped(letter)));
}
