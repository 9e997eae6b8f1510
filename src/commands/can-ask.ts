import type { Context } from '../context.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';

/** Whether there is somebody to ask. */
export function isInteractive({ input }: GlobalOptions, { io, env }: Pick<Context, 'io' | 'env'>): boolean {
  return input !== false && io.stdin.is_tty && !env['CI'];
}

/** Whether what is missing can be asked for: there is somebody, and the questions are seen. */
export function canAsk(options: GlobalOptions, context: Pick<Context, 'io' | 'env'>): boolean {
  return isInteractive(options, context) && context.io.stderr.is_tty && !options.json;
}
