const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for an element or a quoted attribute. What others wrote (goods, numbers) goes through here: it is shown, and is never
 * markup. Control characters, which no page can hold, are shown as the sign for what is unknown.
 */
export function escapeHtml(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd').replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}
