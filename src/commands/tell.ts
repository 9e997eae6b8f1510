import type { Context } from '../context.ts';
import { fittedTo } from '../render/failure-text.ts';
import { visible } from '../report/visible.ts';

/** One line on stderr, on the way. Words of the gateway may stand in it: they steer no terminal and make no line of their own. */
export function tell({ io }: Pick<Context, 'io'>, line: string): void {
  io.err(`${fittedTo(io.stderr, visible(line))}\n`);
}
