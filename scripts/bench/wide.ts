import { run } from '../../bin/qfpay.ts';

/** The tool itself, for a bundle in which the limiter is replaced. */
void run(process.argv.slice(2)).then((exit_code) => {
  process.exitCode = exit_code;
});
