import { main } from '../src/cli/main.ts';
import { hostContext } from '../src/host/context.ts';

/** What the committed `qfpay.cjs` calls: argv and the real world into main; its answer becomes the exit code. */
export function run(argv: readonly string[]): Promise<number> {
  return main(argv, hostContext);
}
