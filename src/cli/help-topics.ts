import { commands } from '../commands/index.ts';
import { type ExitName, exitCodes, UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { nearNames } from '../payment/near-names.ts';
import type { Block, Report } from '../report/report.ts';

const topics: Readonly<Record<string, () => Report>> = {
  'exit-codes': exitCodesReport,
  environment: environmentReport,
};

/** What `qfpay help <word>` says where the word names no command.
 * @throws UsageError with the nearest topics and commands
 */
export function topicReport(word: string): Report {
  const topic = Object.hasOwn(topics, word) ? topics[word] : undefined;
  if (topic) return topic();
  const near = nearNames(word, [...Object.keys(topics), ...commands.map(({ name }) => name)]);
  const hint = near.length > 0 ? near.map((name) => `qfpay help ${name}`).join(', ') : 'qfpay help';
  throw new UsageError(t`there is no help on ${word}`, { hint });
}

/** By the names of src/errors.ts, so that no code can be left out. */
function meanings(): Readonly<Record<ExitName, string>> {
  return {
    ok: t`done; with pay --wait and refund --wait: the money moved`,
    internal: t`a bug in this tool`,
    usage: t`a bad flag, or a value that the rules forbid; nothing was sent`,
    config: t`credentials, profile, environment or base URL missing, mixed or wrong; nothing was sent`,
    declined: t`the gateway gave a final negative answer, or what was named does not exist`,
    pending: t`no final answer in time; the order may still be paid; ask again with qfpay query`,
    signature: t`qfpay verify found no match, or the gateway answered 1108`,
    network: t`the connection was never made: surely not processed, safe to repeat`,
    unknown: t`the request may have been processed; do not repeat it blindly`,
    'rate-limited': t`still HTTP 429 after six tries`,
    interrupted: t`stopped by Ctrl-C; the command to go on with is on stderr`,
  };
}

function exitCodesReport(): Report {
  const said = meanings();
  const entries = (Object.keys(exitCodes) as ExitName[]).map((name) => ({
    code: exitCodes[name],
    name,
    meaning: said[name],
  }));
  const rows = entries.map(({ code, name, meaning }) => [String(code), name, meaning]);
  const columns = [{ title: t`Exit`, align: 'right' as const }, { title: t`Name` }, { title: t`Meaning` }];
  return report('exit-codes', { exit_codes: entries }, [{ kind: 'table', columns, rows }]);
}

/** Each variable that the tool reads, in the order of the contract; a test compares them with the code. */
function variables(): readonly (readonly [name: string, meaning: string])[] {
  return [
    ['QFPAY_ENV', t`environment: prod, test, sandbox (default) or local`],
    ['QFPAY_APPCODE', t`the app code; QFPAY_PROD_APPCODE and the like for one environment only`],
    ['QFPAY_KEY', t`the client key; QFPAY_PROD_KEY and the like for one environment only`],
    ['QFPAY_MCHID', t`the store number, where QFPay issued one`],
    ['QFPAY_PROFILE', t`the profile to use instead of the current one`],
    ['QFPAY_BASE_URL', t`another base URL: https, or loopback; from .env loopback only`],
    ['QFPAY_SIGN_TYPE', t`SHA256 (default) or MD5`],
    ['QFPAY_TIMEZONE', t`the IANA zone of txdtm (default Asia/Hong_Kong)`],
    ['QFPAY_TIMEOUT', t`seconds for one whole HTTP exchange (default 30)`],
    ['QFPAY_LANG', t`en, zh-Hans or zh-Hant; else the locale decides`],
    ['QFPAY_LOG', t`a file that gets one line of JSON for each HTTP exchange`],
    ['QFPAY_CONFIG_DIR', t`where profiles are kept`],
    ['QFPAY_STATE_DIR', t`where journals and history are kept`],
  ];
}

function environmentReport(): Report {
  const rows = variables();
  const precedence = t`Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.`;
  const data = { variables: rows.map(([name, meaning]) => ({ name, meaning })), precedence };
  return report('environment', data, [
    { kind: 'rows', rows },
    { kind: 'text', text: precedence },
  ]);
}

function report(topic: string, data: Report['data'], blocks: readonly Block[]): Report {
  return { command: 'help', exit_code: 0, data: { topic, ...data }, blocks };
}
