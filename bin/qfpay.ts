import { main } from '../src/cli/main.ts';
import { hostContext } from '../src/host/context.ts';

main(process.argv.slice(2), hostContext).then((exit_code) => {
  process.exitCode = exit_code;
});
