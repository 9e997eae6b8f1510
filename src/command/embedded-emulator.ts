import { isLoopback } from '../catalog/endpoints.ts';
import type { Handler } from '../context/network.ts';
import type { Context } from '../context.ts';
import { type CardDeskOptions, createCardDesk, isCardPath } from '../emulator/card-desk.ts';
import { createEmulator } from '../emulator/emulator.ts';
import { createFileLedger } from '../emulator/ledger.ts';
import { stateFolder } from '../merchant/given.ts';
import { localMerchant } from '../merchant/merchant.ts';

/** Long enough to see an order wait for its payer, short enough not to wait oneself. */
const auto_pay_ms = 3000;

/** The pages of cards are loaded when a payer asks for the first one: only a checkout that is waited for has them. */
function withCardPages(gateway: Handler, world: CardDeskOptions): Handler {
  let pages: Promise<Handler> | undefined;
  return (request) => {
    const host = `http://${request.headers['host'] ?? ''}`;
    if (!isCardPath(request.path) || !URL.canParse(host) || !isLoopback(new URL(host).hostname))
      return gateway(request);
    pages ??= import('../wallet-page/card-pages.ts').then(({ createCardPages }) =>
      createCardPages(createCardDesk(world), world.random),
    );
    return pages.then((handler) => handler(request));
  };
}

/**
 * The gateway of `--env local`: a real server on loopback for as long as `work` takes. Its books are kept between runs.
 * @throws ConfigError the books are damaged; told before anything is sent, as a gateway could only fail
 */
export async function withEmbeddedEmulator<T>(context: Context, work: (base_url: string) => Promise<T>): Promise<T> {
  const { app_code, client_key } = localMerchant;
  const ledger = createFileLedger(context.files, `${stateFolder(context)}/local-gateway.ndjson`);
  await ledger.read();
  const merchants = { [app_code]: { client_key } };
  const handler = createEmulator({
    ledger,
    now: () => context.clock.now(),
    random: context.random,
    merchants,
    auto_pay_ms,
    // Never called: `.example` is reserved, and the wallet that pays is simulated.
    wallet_url: 'https://wallet.example/pay',
  });
  const world = { ledger, now: () => context.clock.now(), random: context.random, merchants };
  const server = await context.serve(0, withCardPages(handler, world));
  try {
    return await work(server.url);
  } finally {
    await server.close();
  }
}
