import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { resolveSigner } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { understoodText } from '../reading/understood.ts';
import type { Example, Report } from '../report/report.ts';
import type { Command } from './command.ts';
import { addExamples } from './examples.ts';
import { addInputOption, asksForPaste } from './given-input.ts';
import { explain } from './sign/explanation.ts';
import { type Signed, signNotification, signRequest } from './sign/signed.ts';
import { readSignTask, type SignOptions } from './sign/task.ts';
import { tell } from './tell.ts';

export const signCommand: Command<SignOptions> = { declare, run: sign };

function examples(): readonly Example[] {
  return [
    ['qfpay sign txamt=100 txcurrcd=HKD mchid=ZaMVg12345', t`the signature of these parameters`],
    ['qfpay sign --input request.json --explain', t`each step, from a file`],
    ['qfpay sign --endpoint query syssn=20260302180500020000000001 --curl', t`a curl command that sends it`],
    ["echo 'txamt=100&txcurrcd=HKD' | qfpay sign --input - --json", t`in a pipe, for a script`],
    ['qfpay sign --kind notification --input notification.json', t`a notification, over its raw bytes`],
  ];
}

function declare(command: CommanderCommand): void {
  addInputOption(command, t`anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line`);
  command
    .description(t`Sign parameters exactly as they are given. Prints the signature alone, for scripts.`)
    .argument('[name=value...]', t`parameters; values are taken raw`)
    .option('--endpoint <name>', t`payment, query, refund, reversal, close, /path or checkout (default: payment)`)
    .option('--kind <kind>', t`request, or notification: the raw bytes of the input (default: request)`)
    .option('--explain', t`show each step: what is left out and why, the signing string, the hash, the headers`)
    .option('--curl', t`print a curl command that sends the request; the key is not in it`);
  addExamples(command, examples());
}

async function sign(options: SignOptions & GlobalOptions, args: readonly string[], context: Context): Promise<Report> {
  const signing = resolveSigner(options, context);
  if (asksForPaste(options, args, context)) await signing;
  const [signer, task] = await together([() => signing, () => readSignTask(options, args, context)]);
  const signed =
    options.kind === 'notification'
      ? signNotification(task.given, signer, options)
      : signRequest(task, signer, options);
  // stdout is the signature alone, for scripts; what was understood is told beside it.
  if (signed.input && !options.json && !options.explain) tell(context, understoodText(signed.input));
  return signReport(signed, options, signer.warnings);
}

function signReport(signed: Signed, options: SignOptions, warnings: readonly string[]): Report {
  const { sign_type, signature, signing_string, params, headers, curl, input, dropped, remarks } = signed;
  const explained = options.explain ? { dropped, remarks } : {};
  return {
    command: 'sign',
    exit_code: 0,
    data: {
      sign_type,
      signature,
      signing_string,
      params,
      headers,
      ...(curl === undefined ? {} : { curl }),
      ...(input === undefined ? {} : { input }),
      ...explained,
    },
    blocks: [
      ...(options.explain ? explain(signed) : []),
      ...(options.explain || curl !== undefined ? [] : [{ kind: 'text', text: signature } as const]),
      ...(curl === undefined ? [] : [{ kind: 'text', text: curl } as const]),
    ],
    warnings: [...warnings, ...(options.explain ? [] : remarks)],
  };
}
