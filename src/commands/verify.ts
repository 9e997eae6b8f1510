import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { loadExplanationWords } from '../explanation/words/load-words.ts';
import { t } from '../language/t.ts';
import { candidateKeys } from '../merchant/candidate-keys.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { resolveLang, resolveSigner } from '../merchant/settings.ts';
import { together } from '../merchant/together.ts';
import { responseFields } from '../reading/response-fields.ts';
import type { Example, Report } from '../report/report.ts';
import { checkoutRule } from '../signature/canonical-text.ts';
import { keyFaults } from '../signature/key-guard.ts';
import type { SignType } from '../signature/sign.ts';
import {
  type Attempts,
  holdAgainst,
  isProven,
  notificationAttempts,
  requestAttempts,
  responseAttempts,
} from '../signature/verify.ts';
import type { Command } from './command.ts';
import { addExamples, addNote } from './examples.ts';
import { addInputOption, asksForPaste } from './given-input.ts';
import { checkoutSignType, isCheckout } from './sign/checkout.ts';
import { diagnose } from './verify/diagnose.ts';
import { ifRefused } from './verify/if-refused.ts';
import { invalidReport, partialReport, validReport } from './verify/report.ts';
import { readVerifyTask, type VerifyOptions, type VerifyTask } from './verify/task.ts';

export const verifyCommand: Command<VerifyOptions> = { declare, run: verify };

function examples(): readonly Example[] {
  return [
    ['qfpay verify --input request.http --explain', t`why the signature of a request does not match`],
    ['qfpay verify txamt=100 txcurrcd=HKD --signature 99D9F7…74E8', t`parameters and the signature that was computed`],
    [
      'qfpay verify --input notification.json --signature 6C107D6DFF33BF43CADB27D7072150D2',
      t`a notification that came in`,
    ],
    ['curl -si https://… | qfpay verify --input - --kind response', t`the answer of the gateway`],
  ];
}

function declare(command: CommanderCommand): void {
  addInputOption(
    command,
    t`anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line`,
  );
  command
    .description(t`Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.`)
    .argument('[name=value...]', t`parameters of a request; sign=… is the received signature`)
    .option('--signature <hex>', t`the received signature (default: X-QF-SIGN or sign in the input)`)
    .option('--kind <kind>', t`request, response or notification (default: found from the input)`)
    .option('--explain', t`show the signing string and both digests`)
    .option('--report <file.md>', t`write a case file for support: no key, personal values masked`)
    .option('--all-keys', t`try the keys of profiles that a command tells, too`);
  addExamples(command, examples());
  addNote(command, t`--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.`);
}

async function verify(
  options: VerifyOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<Report> {
  const signing = resolveSigner(options, context, { asks_sign_type: false });
  if (asksForPaste(options, args, context)) await signing;
  const [signer, task, lang] = await together([
    () => signing,
    () => readVerifyTask(options, args, context),
    () => resolveLang(options, context),
  ]);
  const { client_key } = signer;
  const known = await candidateKeys(context, { all_keys: false });
  const secrets = [client_key, ...known.keys.map((key) => key.client_key)];
  if (task.kind === 'request') refuse(keyFaults(task.parameters, ...secrets), 'qfpay help sign');
  const attempts = attemptsOf(task);
  const verdict = holdAgainst(attempts, task.received, client_key);
  const words = await loadExplanationWords(lang);
  const checked = { task, verdict, signer, words, explain: options.explain === true };
  const mismatch = { task, attempts, signer, known, all_keys: options.all_keys === true };
  const found = verdict.is_valid ? undefined : await diagnose(mismatch, words, context);
  secrets.push(...(found?.keys ?? []));
  if (options.report !== undefined) {
    const { writeCaseFile } = await import('./verify/case-report.ts');
    writeCaseFile(options.report, { ...checked, found, secrets }, context);
  }
  context.secrets.add(...secrets);
  // The paste may hold a key anywhere: in a note, a header, an address.
  const told = (report: Report) => context.secrets.maskValue(report);
  if (found) return told(invalidReport(checked, found));
  if (!isProven(verdict)) return told(partialReport(checked));
  const if_refused = task.kind === 'request' ? ifRefused(task, signer, known.keys, words) : [];
  return told(validReport(checked, if_refused));
}

/** The ways that QFPay documents for this kind. */
function attemptsOf(task: VerifyTask): Attempts {
  const { kind, parameters, body, received } = task;
  const announced = task.announced === 'none' ? undefined : task.announced;
  if (kind === 'notification') return notificationAttempts(body, announced);
  if (kind === 'response') return responseAttempts({ body, received, announced }, responseFields(body));
  return requestAttempts(parameters, requestHash(task), isCheckout(parameters) ? checkoutRule : {});
}

/** A checkout announces its hash itself. Where nothing can have announced one, the number of digits tells. */
function requestHash({ announced, parameters, received }: VerifyTask): SignType {
  const said = isCheckout(parameters) ? checkoutSignType(parameters, undefined) : undefined;
  if (said !== undefined) return said;
  if (announced === undefined) return received.length > 32 ? 'SHA256' : 'MD5';
  return announced === 'none' ? 'MD5' : announced;
}
