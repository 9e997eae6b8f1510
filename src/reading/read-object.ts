import { t } from '../language/t.ts';
import { readHar } from './exchange/har.ts';
import { readWrapped } from './exchange/wrapped-request.ts';
import { javaMap } from './java-map.ts';
import { jsonEntries } from './json-entries.ts';
import { jsonFault, jsonObject } from './json-object.ts';
import { readWholeLiteral } from './literal/read-literal.ts';
import type { ReadOptions } from './message.ts';
import { phpDump } from './php-dump.ts';
import { readAs, unread } from './read-body.ts';
import { readMessage } from './read-message.ts';
import type { Reading } from './read-parameters.ts';

/**
 * Text that begins with a bracket: JSON of any shape, or what a language writes or prints for a list of names and values.
 * Undefined for what is none of them.
 */
export function readObject(text: string, bytes: Uint8Array, options: ReadOptions): Reading | undefined {
  if (!/^\s*(?:[{[]|array\s*\()/i.test(text)) return undefined;
  const entries = jsonEntries(text);
  const envelope = entries && (readHar(bytes, options) ?? readWrapped(entries));
  if (envelope) return readMessage(envelope);
  if (entries) return readAs(jsonObject(), text, bytes, []);
  const single = onlyElement(text);
  if (single !== undefined) {
    const inner = readObject(single, Buffer.from(single, 'utf8'), options);
    return (
      inner && {
        ...inner,
        body: bytes,
        notes: [t`the object stands alone in a JSON array, which was taken off`, ...inner.notes],
      }
    );
  }
  const notation = [javaMap(), phpDump()].find(({ fits }) => fits(text));
  return notation ? readAs(notation, text, bytes, []) : readWholeLiteral(text, bytes);
}

/** The text of the one object in a JSON array; undefined for anything else. */
function onlyElement(text: string): string | undefined {
  if (!/^\s*\[\s*\{/.test(text)) return undefined;
  const inside = text.slice(text.indexOf('[') + 1, text.lastIndexOf(']')).trim();
  return text.trimEnd().endsWith(']') && jsonEntries(inside) ? inside : undefined;
}

/** What begins like JSON is told what is wrong with it as JSON. */
export function readBrokenObject(text: string, bytes: Uint8Array): Reading | undefined {
  if (!/^\s*(?:\{|\[\s*[[{"\]])/.test(text)) return undefined;
  return { ...unread(bytes, jsonObject().title, [jsonFault(text)]), notation: jsonObject().name };
}
