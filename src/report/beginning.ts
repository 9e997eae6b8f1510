/** As many characters of what others wrote are worth showing a person. */
const most = 200;

/** The beginning of a text, and `…` where there was more of it. */
export function beginning(text: string): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most).join('')}…` : text;
}
