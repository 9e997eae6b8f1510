import type { IncomingMessage } from 'node:http';
import type { ServedRequest } from '../context.ts';

/** Longer than any call of the gateway: the longest list that a query takes is 128 characters. */
const urlLimit = 8192;

/** The request, its body whole; or what of it is too long. What comes after the limit is thrown away. Fails when the sender breaks off. */
export async function readRequest(
  incoming: IncomingMessage,
  body_limit: number,
): Promise<ServedRequest | 'body' | 'url'> {
  const url = incoming.url ?? '';
  const body = await readBody(incoming, body_limit);
  if (url.length > urlLimit) return 'url';
  if (!body) return 'body';
  const [path, query] = splitOnce(url, '?');
  return { method: incoming.method ?? '', path, query, headers: readHeaders(incoming), body };
}

function readBody(incoming: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    incoming.on('error', reject);
  });
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
