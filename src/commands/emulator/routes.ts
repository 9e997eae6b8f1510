import type { Handler, ServedRequest, ServedResponse } from '../../context/network.ts';
import { adminPath } from '../../emulator/admin/admin.ts';
import { marked } from '../../emulator/answer.ts';
import type { Exchange } from '../../emulator/exchange.ts';

/** Where `qrcode` and `pay_url` lead: this, and the order's `syssn`. */
export const walletPath = '/wallet/';

export interface Routes {
  /** Tells of its calls by itself. */
  readonly gateway: Handler;
  readonly admin: Handler;
  /** The payer's pages; absent: there are none. */
  readonly wallet?: Handler | undefined;
  /** The world's clock, which nobody moves. */
  now(): Date;
  onExchange(exchange: Exchange): void;
}

/** One server for all that the emulator is: the gateway, the payer's pages, the admin call. */
export function routeOf({ gateway, admin, wallet, now, onExchange }: Routes): Handler {
  async function told(request: ServedRequest, handler: Handler): Promise<ServedResponse> {
    const started = now().getTime();
    const response = await handler(request);
    const { method, path } = request;
    onExchange({ method, path, status: response.status, ms: now().getTime() - started });
    return marked(response);
  }
  return (request) => {
    if (request.path.startsWith(adminPath)) return told(request, admin);
    if (wallet && request.path.startsWith(walletPath)) return told(request, wallet);
    return gateway(request);
  };
}
