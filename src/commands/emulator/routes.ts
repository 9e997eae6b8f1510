import { isLoopback } from '../../catalog/endpoints.ts';
import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import { adminPath } from '../../emulator/admin/admin.ts';
import { marked } from '../../emulator/answer.ts';
import { isCardPath } from '../../emulator/card-desk.ts';
import type { Exchange } from '../../emulator/exchange.ts';
import { t } from '../../language/t.ts';

/** Where `qrcode` and `pay_url` lead: this, and the order's `syssn`. */
export const walletPath = '/wallet/';

/** Names of this server that its pages and the admin call are asked for by, in small letters. */
type Names = ReadonlySet<string>;

export interface Routes {
  /** Tells of its calls by itself. */
  readonly gateway: Handler;
  readonly admin: Handler;
  /** The payer's pages; absent: there are none. */
  readonly wallet?: Handler | undefined;
  /** The payer's pages of cards. */
  readonly cards?: Handler | undefined;
  /** `--host`, and the host of `--public-url`; loopback is one anyway. */
  readonly names: Names;
  /** The world's clock, which nobody moves. */
  now(): Date;
  onExchange(exchange: Exchange): void;
}

/** One server for all that the emulator is: the gateway, the payer's pages, the admin call. */
export function routeOf({ gateway, admin, wallet, cards, names, now, onExchange }: Routes): Handler {
  async function told(request: ServedRequest, handler: Handler): Promise<ServedResponse> {
    const started = now().getTime();
    const response = await handler(request);
    const { method, path } = request;
    onExchange({ method, path, status: response.status, ms: now().getTime() - started });
    return marked(response);
  }
  return (request) => {
    const { path } = request;
    const page = path.startsWith(adminPath) ? admin : pageOf(path, wallet, cards);
    if (!page) return gateway(request);
    return told(request, isOwnName(request.headers['host'], names) ? page : misdirected);
  };
}

function pageOf(path: string, wallet: Handler | undefined, cards: Handler | undefined): Handler | undefined {
  return path.startsWith(walletPath) ? wallet : isCardPath(path) ? cards : undefined;
}

/** Whatever the port: a container's is another one outside. What names no host is no browser. */
function isOwnName(host: string | undefined, names: Names): boolean {
  if (host === undefined) return true;
  if (!URL.canParse(`http://${host}`)) return false;
  const name = new URL(`http://${host}`).hostname.replace(/\.$/, '');
  return isLoopback(name) || names.has(name);
}

/** A page of anybody may have its own name lead here, and would then be the same site to a browser. Signed calls need a key. */
function misdirected(): ServedResponse {
  const body = t`the pages and the admin call of this emulator answer to localhost, --host and --public-url only`;
  return { status: 421, headers: { 'content-type': 'text/plain; charset=UTF-8' }, body: `${body}\n` };
}

/** As a browser writes them in the Host header. */
export function namesOf({
  host,
  public_url,
}: {
  readonly host: string;
  readonly public_url?: string | undefined;
}): Names {
  const urls = [`http://${host.includes(':') ? `[${host}]` : host}`, ...(public_url === undefined ? [] : [public_url])];
  return new Set(urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : [])));
}
