import type { Context } from '../context.ts';
import { visible } from '../report/visible.ts';

/** One line on stderr, on the way. Words of the gateway may stand in it: they steer no terminal and make no line of their own. */
export function tell({ io }: Pick<Context, 'io'>, line: string): void {
  io.err(`${visible(line)}\n`);
}
