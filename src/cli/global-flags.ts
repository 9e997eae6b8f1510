import { type Command, Option } from 'commander';
import { envNames } from '../catalog/endpoints.ts';
import { langs } from '../catalog/words/words.ts';

/** The flags that every command takes, before or after its name. What they mean is decided by the merchant room. */
export function addGlobalFlags(program: Command): void {
  program
    .option('--env <name>', `environment: ${envNames.join(', ')} (default: sandbox)`)
    .option('--profile <name>', 'use this saved merchant, whole')
    .option('--mchid <id>', 'store number, where QFPay issued one')
    .option('--key-file <path|->', 'read the client key from a file or stdin')
    .option('--base-url <url>', "another base URL than the environment's")
    .option('--sign-type <type>', 'SHA256 or MD5 (default: SHA256)')
    .option('--timezone <zone>', 'IANA zone that txdtm is written in (default: Asia/Hong_Kong)')
    .option('--timeout <seconds>', 'for one whole HTTP exchange (default: 30)')
    .option('--lang <lang>', langs.join(', '))
    .option('--json', 'print one JSON document')
    .option('--no-input', 'never ask; what is missing is an error')
    .option('--no-color', 'no colours')
    .option('--verbose', 'trace HTTP on stderr, secrets masked')
    .option('--yes', 'go ahead without asking')
    .addOption(
      new Option('--skip-rule <id>', 'send what this local rule would refuse (repeatable)').argParser(
        (id: string, earlier: string[] | undefined) => [...(earlier ?? []), id],
      ),
    );
}
