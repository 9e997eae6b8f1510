import type { Context } from '../context.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import type { Settings } from '../merchant/merchant.ts';
import { resolveSettings } from '../merchant/settings.ts';
import { tell } from './tell.ts';

/** A gateway to speak with, and what it was opened with. */
export interface Session {
  readonly settings: Settings;
  readonly gateway: Gateway;
}

/** Opens a session for the length of `work`. `--env local` brings its own gateway up first, and takes it down after. */
export async function withSession<T>(
  options: GlobalOptions,
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const settings = await resolveSettings(options, context);
  for (const warning of settings.warnings) tell(context, `warning: ${warning}`);
  const { createGateway } = await import('../gateway/create-gateway.ts');
  if (settings.env !== 'local') return work({ settings, gateway: createGateway(settings, context) });
  const { withEmbeddedEmulator } = await import('./embedded-emulator.ts');
  return withEmbeddedEmulator(context, (base_url) => {
    const embedded = { ...settings, base_url };
    return work({ settings: embedded, gateway: createGateway(embedded, context) });
  });
}
