import { t } from '../language/t.ts';

/** Words of letters, such as `app.INFO:`, and times. Anything else may be a client key, or a part of one, and is not repeated. */
const plainWord = /^[("'[<{]*[A-Za-z]{1,16}(?:[._/:=-]{1,3}[A-Za-z]{1,16}){0,4}[\])"'>}:=,;.-]*$/;
const time = /^[([]?\d{1,6}(?:[:.,T+/-]\d{1,6}){0,9}Z?[\])]?[,:;]?$/;

/** A piece of the input for a note, short. */
export function excerpt(text: string): string {
  const words = text.trim().slice(0, 400).split(/\s+/).filter(Boolean);
  const shown = words.map((word) => (plainWord.test(word) || time.test(word) ? word : '…'));
  const line = shown.filter((word, index) => word !== '…' || shown[index - 1] !== '…').join(' ');
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}

/** What stood around the part that was read. White space around it is not worth a word. */
export function cutNotes(before: string, behind: string): string[] {
  const [lead, rest] = [before.trim(), behind.trim()];
  return [
    ...(lead === '' ? [] : [`${t`cut off before it:`} ${lengthy(lead)}`]),
    ...(rest === '' ? [] : [`${t`cut off behind it:`} ${lengthy(rest)}`]),
  ];
}

/** Whether a note tells of what was cut off behind. */
export function isCutBehind(note: string): boolean {
  return note.startsWith(t`cut off behind it:`);
}

function lengthy(text: string): string {
  return t`${excerpt(text)} (${text.length} characters)`;
}

/** Names for a note, the first few of them. */
export function nameList(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, 5).join(', ');
  return unique.length > 5 ? t`${shown} and ${unique.length - 5} more` : shown;
}
