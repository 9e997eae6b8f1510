import { version } from '../../../package.json';
import { tell } from '../../command/command.ts';
import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import { type CaseFacts, renderCaseFile } from '../../report/case-file.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { isProven } from '../../signature/verify.ts';
import type { Diagnosis } from '../../verdict/diagnose.ts';
import { remarksOf } from '../../verdict/judge.ts';
import { writeReportFile } from '../../verdict/task.ts';
import { type Checked, ruledOut } from './report.ts';

/** What there is to write down. */
interface Case extends Checked {
  readonly found: Diagnosis | undefined;
  /** Every key that is known. */
  readonly secrets: readonly ClientKey[];
}

/**
 * Writes down what was looked at, for support: no key, personal values masked.
 * @throws ConfigError it cannot be written
 */
export function writeCaseFile(path: string, written: Case, context: Context): void {
  writeReportFile(path, renderCaseFile(caseFacts(written, context), written.secrets), context.files);
  tell(context, t`the case file is written: ${path}`);
}

function caseFacts({ task, verdict, signer, words, found }: Case, { platform }: Context): CaseFacts {
  const { kind, received, parameters, reading, body } = task;
  const { content, scheme, sign_type } = verdict.against;
  const tried = found ? ruledOut(found, words) : [];
  return {
    kind,
    valid: isProven(verdict),
    title: reading?.title ?? t`words of the command line`,
    scheme,
    sign_type,
    received,
    expected: verdict.expected,
    key: signer.client_key,
    ...(reading?.headers ? { headers: reading.headers } : {}),
    parameters,
    ...(kind === 'request' ? {} : { body: Buffer.from(body).toString('utf8') }),
    signing_string: typeof content === 'string' ? content : Buffer.from(content).toString('utf8'),
    causes: found?.causes ?? [],
    tried: tried.map(({ title, tried: digests }) => ({ family: title, digests })),
    remarks: [...answerRemarks(task), ...remarksOf(task)],
    versions: { qfpay: version, node: platform.node, platform: platform.name },
  };
}

function answerRemarks({ kind, reading }: Case['task']): string[] {
  if (kind !== 'request' || !reading?.answered) return [];
  const { respcd, message } = reading.answered;
  return [t`the gateway answered it with ${message ? `${respcd} (${message})` : respcd}`];
}
