const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** What Python 3 prints for a text inside a list or dictionary. Double quotes only around a single one. */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const inner = text.replace(/[\\\n\r\t]/g, (found) => escapes[found] ?? found);
  return quote + (quote === "'" ? inner.replaceAll("'", "\\'") : inner) + quote;
}

/** `str(b'…')`: bytes that are not ASCII as `\xe4`. */
export function pythonBytes(text: string): string {
  const bytes = pythonRepr(Buffer.from(text).toString('latin1'));
  return `b${bytes.replace(/[\u0080-\u00ff]/g, (found) => `\\x${found.charCodeAt(0).toString(16)}`)}`;
}
