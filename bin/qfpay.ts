import { main } from '../src/cli/main.ts';
import { hostContext } from '../src/host/context.ts';
import { endWith } from '../src/host/interruption.ts';

/**
 * What the committed `qfpay.cjs` calls: argv and the real world into main; its answer becomes the exit code. Until there is one
 * the status is that of a bug, so that a process that ends without a verdict has not succeeded.
 */
export async function run(argv: readonly string[]): Promise<number> {
  process.exitCode = 1;
  const exit_code = await main(argv, hostContext);
  endWith(exit_code);
  return exit_code;
}
