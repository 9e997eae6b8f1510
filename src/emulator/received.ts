import type { ServedRequest } from '../context/network.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Given } from './given.ts';

/** The parameters in the order they came, decoded once: of the body for a POST, of the URL for a GET; else undefined. */
export function readParameters(request: ServedRequest): readonly Parameter[] | undefined {
  if (request.method === 'GET') return readForm(request.query);
  if (!isForm(headerOf(request, 'content-type'))) return undefined;
  const text = readUtf8(request.body);
  return text === undefined ? undefined : readForm(text);
}

/** As URLSearchParams reads it, which is asked where it is not plain: its list of pairs takes longer to make than all of them to decode. */
export function readForm(text: string): readonly Parameter[] {
  try {
    const pairs: Parameter[] = [];
    for (const part of text.split('&')) if (part !== '') pairs.push(readPair(part));
    return pairs;
  } catch {
    return [...new URLSearchParams(text)];
  }
}

/** Fails where a percent sign begins no byte, or bytes make no letter. */
function readPair(part: string): Parameter {
  const at = part.indexOf('=');
  return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
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
  for (const received in headers) {
    if (received.length === name.length && received.toLowerCase() === name) return headers[received] ?? '';
  }
  return '';
}

/** Of a parameter that came twice the last one counts. */
export function givenOf(parameters: readonly Parameter[]): Given {
  return (name) => {
    for (let at = parameters.length - 1; at >= 0; at -= 1) {
      const parameter = parameters[at];
      if (parameter?.[0] === name) return parameter[1];
    }
    return '';
  };
}
