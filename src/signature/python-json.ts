export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

/**
 * JSON as Python's `json.dumps` prints it, which is how QFPay's answers look: a space after `:` and `,`, everything beyond
 * ASCII as `\uXXXX`. Signatures are over these bytes, so the spelling is part of the wire format.
 */
export function formatPythonJson(value: Json): string {
  if (typeof value === 'string') return formatText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (isList(value)) return `[${value.map(formatPythonJson).join(', ')}]`;
  let members = '';
  for (const name in value) {
    members += `${members === '' ? '' : ', '}${formatText(name)}: ${formatPythonJson(value[name] ?? null)}`;
  }
  return `{${members}}`;
}

/** Most texts are printed as they are, and telling so is fast. */
const plain = /^[ !#-[\]-~]*$/;

function formatText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  const known = formatted.get(text);
  if (known !== undefined) return known;
  if (formatted.size >= most) formatted.clear();
  const fresh = formatEscaped(text);
  formatted.set(text, fresh);
  return fresh;
}

/** The gateway's own words come again and again. */
const formatted = new Map<string, string>();
const most = 200;

function formatEscaped(text: string): string {
  const escaped = JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit);
  // ASCII by now, but still kept two bytes a letter, as would be all that it becomes part of; that is slow to send and to hash.
  return Buffer.from(escaped, 'latin1').toString('latin1');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
