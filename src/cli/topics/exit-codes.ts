import { type ExitName, exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Report } from '../../report/report.ts';
import { topicOf } from './topic.ts';

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

/** `qfpay help exit-codes` */
export function exitCodesReport(): Report {
  const said = meanings();
  const entries = (Object.keys(exitCodes) as ExitName[]).map((name) => ({
    code: exitCodes[name],
    name,
    meaning: said[name],
  }));
  const rows = entries.map(({ code, name, meaning }) => [String(code), name, meaning]);
  const columns = [{ title: t`Exit`, align: 'right' as const }, { title: t`Name` }, { title: t`Meaning` }];
  return topicOf('exit-codes', { exit_codes: entries }, [{ kind: 'table', columns, rows }]);
}
