import type { Handler, HttpRequest, HttpResponse, Serve } from '../../src/context/network.ts';

/** A network of one server, in memory: what is served is reached by whatever is sent. */
export interface Loopback {
  readonly requests: HttpRequest[];
  readonly serve: Serve;
  readonly http: (request: HttpRequest) => Promise<HttpResponse>;
}

export function loopback(): Loopback {
  const requests: HttpRequest[] = [];
  let handler: Handler | undefined;
  return {
    requests,
    serve: async (_port, wanted) => {
      handler = wanted;
      return { url: 'http://127.0.0.1:49152', close: async () => {} };
    },
    http: async (request) => {
      requests.push(request);
      const { pathname, search } = new URL(request.url);
      const { method, headers, body = '', bytes = Buffer.from(body) } = request;
      const asked = { method, path: pathname, query: search.slice(1), headers: lower(headers), body: bytes };
      const served = await handler?.(asked);
      if (!served) throw new Error(`nothing is served at ${request.url}`);
      return { status: served.status, headers: lower(served.headers), body: Buffer.from(served.body) };
    },
  };
}

/** A gateway as it is seen over a connection. */
export function connected(handler: Handler): Handler {
  return async (request) => {
    const { headers, ...response } = await handler(request);
    return { ...response, headers: lower(headers) };
  };
}

/** Names come in small letters over a real connection, both ways. */
function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
