import { longestShown } from './read-parameters.ts';

const longWord = new RegExp(`[\\w+/=-]{${longestShown + 1},}`, 'g');

/** A piece of the input for a note: short, and without long words, one of which may be the client key. */
export function excerpt(text: string): string {
  const start = text.trim().slice(0, 400).replace(longWord, '…');
  const letters = [...start];
  return JSON.stringify(letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : start);
}

/** What stood around the part that was read. White space around it is not worth a word. */
export function cutNotes(before: string, behind: string): string[] {
  const said = (where: string, text: string) =>
    text.trim() === '' ? [] : [`cut off ${where} it: ${excerpt(text)} (${text.trim().length} characters)`];
  return [...said('before', before), ...said('behind', behind)];
}

/** Names for a note, the first few of them. */
export function nameList(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, 5).join(', ');
  return unique.length > 5 ? `${shown} and ${unique.length - 5} more` : shown;
}
