import type { Context } from '../context.ts';
import { visible } from '../language/visible.ts';
import { fittedTo } from '../render/failure-text.ts';

/** One line on stderr, on the way. Words of the gateway may stand in it: they steer no terminal and make no line of their own. */
export function tell({ io, secrets }: Pick<Context, 'io' | 'secrets'>, line: string): void {
  io.err(`${fittedTo(io.stderr, visible(secrets.mask(line)))}\n`);
}
