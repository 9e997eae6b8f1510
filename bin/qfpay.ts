import { main } from '../src/cli/main.ts';
import { hostContext, oweVerdict } from '../src/host/context.ts';

/** What the committed `qfpay.cjs` calls: argv and the real world into main; its answer becomes the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  const end = oweVerdict();
  const exit_code = await main(argv, hostContext);
  end(exit_code);
  return exit_code;
}
