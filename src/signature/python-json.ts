export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  /** Undefined: left out. */
  readonly [name: string]: Json | undefined;
}

/**
 * JSON as Python's `json.dumps` prints it, which is how QFPay's answers look: a space after `:` and `,`, everything beyond
 * ASCII as `\uXXXX`. Signatures are over these bytes, so the spelling is part of the wire format.
 */
export function formatPythonJson(value: Json): string {
  return append('', value);
}

/** Onto what there is: to put pieces together and those together again costs a server more than all else here. */
function append(before: string, value: Json): string {
  if (typeof value === 'string') return plain.test(value) ? `${before}"${value}"` : before + formatText(value);
  if (typeof value !== 'object' || value === null) return before + String(value);
  return isList(value) ? appendList(before, value) : appendObject(before, value);
}

function appendList(before: string, values: readonly Json[]): string {
  let text = `${before}[`;
  let separator = '';
  for (const value of values) {
    text = append(text + separator, value);
    separator = ', ';
  }
  return `${text}]`;
}

function appendObject(before: string, value: JsonObject): string {
  let text = `${before}{`;
  let separator = '';
  for (const name in value) {
    const member = value[name];
    if (member === undefined) continue;
    text = append(text + separator + formatName(name), member);
    separator = ', ';
  }
  return `${text}}`;
}

/** Most texts are printed as they are, and telling so is fast. */
const plain = /^[ !#-[\]-~]*$/;

const most = 200;

/** The gateway's own words come again and again. */
const formatText = kept(formatEscaped);

/** And so do the names of its fields. */
const formatName = kept((name) => `${append('', name)}: `);

/** The same, remembering what it made. */
function kept(format: (text: string) => string): (text: string) => string {
  const formatted = new Map<string, string>();
  return (text) => {
    const known = formatted.get(text);
    if (known !== undefined) return known;
    if (formatted.size >= most) formatted.clear();
    const fresh = format(text);
    formatted.set(text, fresh);
    return fresh;
  };
}

function formatEscaped(text: string): string {
  const escaped = JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit);
  // ASCII by now, but still kept two bytes a letter, as would be all that it becomes part of; that is slow to send and to hash.
  return Buffer.from(escaped).toString('latin1');
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Array.isArray does not narrow a readonly array. */
function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
