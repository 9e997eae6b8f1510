import { type Command, Option } from 'commander';
import { envNames } from '../catalog/endpoints.ts';
import { langs } from '../catalog/words/words.ts';
import { t } from '../language/t.ts';

/** The flags that every command takes, before or after its name. What they mean is decided by the merchant room. */
export function addGlobalFlags(program: Command): void {
  program
    .option('--env <name>', t`environment: ${envNames.join(', ')} (default: sandbox)`)
    .option('--profile <name>', t`use this saved merchant, whole`)
    .option('--mchid <id>', t`store number, where QFPay issued one`)
    .option('--key-file <path|->', t`read the client key from a file or stdin`)
    .option('--base-url <url>', t`another base URL than the environment's`)
    .option('--sign-type <type>', t`SHA256 or MD5 (default: SHA256)`)
    .option('--timezone <zone>', t`IANA zone that txdtm is written in (default: Asia/Hong_Kong)`)
    .option('--timeout <seconds>', t`for one whole HTTP exchange (default: 30)`)
    .option('--lang <lang>', langs.join(', '))
    .option('--json', t`print one JSON document`)
    .option('--no-input', t`never ask; what is missing is an error`)
    .option('--no-color', t`no colours`)
    .option('--verbose', t`trace HTTP on stderr, secrets masked`)
    .option('--yes', t`go ahead without asking`)
    .addOption(
      new Option('--skip-rule <id>', t`send what this local rule would refuse (repeatable)`).argParser(
        (id: string, earlier: string[] | undefined) => [...(earlier ?? []), id],
      ),
    );
}
