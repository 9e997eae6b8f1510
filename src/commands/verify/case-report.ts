import { version } from '../../../package.json';
import type { Context } from '../../context.ts';
import { candidateKeys } from '../../merchant/candidate-keys.ts';
import type { CaseFacts } from '../../report/case-facts.ts';
import { renderCaseFile } from '../../report/case-file.ts';
import { writeReportFile } from '../report-file.ts';
import type { Diagnosis } from './diagnose.ts';
import { remarksOf } from './remarks.ts';
import type { Checked } from './report.ts';
import { ruledOut } from './ruled-out.ts';

/**
 * Writes down what was looked at, for support: no key, personal values masked.
 * @throws ConfigError it cannot be written
 */
export async function writeCaseFile(
  path: string,
  checked: Checked,
  found: Diagnosis | undefined,
  context: Context,
): Promise<void> {
  const { keys } = await candidateKeys(context, { all_keys: false });
  const text = renderCaseFile(
    caseFacts(checked, found, context),
    keys.map(({ client_key }) => client_key),
  );
  writeReportFile(path, text, context.files);
}

function caseFacts(
  { task, verdict, signer, words }: Checked,
  found: Diagnosis | undefined,
  { platform }: Context,
): CaseFacts {
  const { kind, received, parameters, reading, body } = task;
  const { content, scheme, sign_type } = verdict.against;
  const tried = found ? ruledOut(found, words) : [];
  return {
    kind,
    valid: verdict.is_valid,
    title: reading?.title ?? 'words of the command line',
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
    remarks: remarksOf(task),
    versions: { qfpay: version, node: platform.node, platform: platform.name },
  };
}
