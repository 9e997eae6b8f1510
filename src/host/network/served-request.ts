import type { IncomingMessage } from 'node:http';
import type { ServedRequest } from '../../context/network.ts';

/** Longer than any call of the gateway: the longest list that a query takes is 128 characters. */
const urlLimit = 8192;

/** The request, its body whole; or what of it is too long. What comes after the limit is thrown away. Fails when the sender breaks off. */
export function readRequest(incoming: IncomingMessage, limit: number): Promise<ServedRequest | 'body' | 'url'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(isTooLong(incoming) ? 'url' : 'body');
    });
    incoming.on('end', () => resolve(isTooLong(incoming) ? 'url' : wholeRequest(incoming, chunks)));
    incoming.on('error', reject);
  });
}

function isTooLong({ url = '' }: IncomingMessage): boolean {
  return url.length > urlLimit;
}

function wholeRequest(incoming: IncomingMessage, [first, ...others]: readonly Buffer[]): ServedRequest {
  const [path, query] = splitOnce(incoming.url ?? '', '?');
  const body = first && others.length === 0 ? first : Buffer.concat([...(first ? [first] : []), ...others]);
  return { method: incoming.method ?? '', path, query, headers: readHeaders(incoming), body };
}

/** Node joins what came twice, but for cookies that a server sets, which no request has any business to bring. */
function readHeaders({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  if (headers['set-cookie'] === undefined) return headers as Readonly<Record<string, string>>;
  const { 'set-cookie': _cookies, ...others } = headers;
  return others as Readonly<Record<string, string>>;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
