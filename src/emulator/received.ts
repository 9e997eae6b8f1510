import type { ServedRequest } from '../context.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Given } from './given.ts';

/** The parameters in the order they came, decoded once: of the body for a POST, of the URL for a GET; else undefined. */
export function readParameters(request: ServedRequest): readonly Parameter[] | undefined {
  if (request.method === 'GET') return [...new URLSearchParams(request.query)];
  if (!isForm(headerOf(request, 'content-type'))) return undefined;
  const text = readUtf8(request.body);
  return text === undefined ? undefined : [...new URLSearchParams(text)];
}

/** Some clients name no type at all; JSON and multipart bodies are no forms. */
function isForm(type: string): boolean {
  return type === '' || type.toLowerCase().startsWith('application/x-www-form-urlencoded');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readUtf8(body: Uint8Array): string | undefined {
  try {
    return decoder.decode(body);
  } catch {
    return undefined;
  }
}

/** Empty when it did not come; a server has small names already, a test may not. */
export function headerOf({ headers }: ServedRequest, name: string): string {
  const small = headers[name];
  if (small !== undefined) return small;
  const found = Object.entries(headers).find(([received]) => received.toLowerCase() === name);
  return found?.[1] ?? '';
}

/** Of a parameter that came twice the last one counts. */
export function givenOf(parameters: readonly Parameter[]): Given {
  const values = new Map(parameters);
  return (name) => values.get(name) ?? '';
}
