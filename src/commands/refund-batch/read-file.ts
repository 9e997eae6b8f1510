import type { Context } from '../../context.ts';
import { type Fault, faultsMessage, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { refundRules } from '../../refund/refund-rules.ts';
import { readRefundList } from '../../refund-list/read-refund-list.ts';
import type { RefundRow } from '../../refund-list/refund-row.ts';
import { beginning } from '../../report/beginning.ts';
import { liftRules } from '../../transaction/lift-rules.ts';
import { tell } from '../tell.ts';
import type { BatchRequest } from './request.ts';

/** Some hundred thousand lines; whoever has more has named another file. */
const largest = 32 * 1024 * 1024;

/**
 * The rows of the file, each understood by itself.
 * @throws UsageError with every fault of every line at once
 */
export async function readBatchFile(
  { file, max_rows, options }: BatchRequest,
  context: Context,
): Promise<readonly RefundRow[]> {
  const bytes = file === '-' ? await context.io.readStdin(largest) : context.files.read(file, largest);
  if (!bytes)
    throw lineError([{ field: 'file', value: file, rule: t`must name a file that is there, or be - for stdin` }]);
  const { rows, notes, faults: found } = readRefundList(bytes);
  const { faults: left, warnings } = liftRules(found, options.skip_rule ?? [], refundRules);
  const faults = [...left];
  if (max_rows !== undefined && rows.length > max_rows)
    faults.push({
      field: 'max_rows',
      value: String(max_rows),
      rule: t`is exceeded: the file has ${rows.length} refunds`,
    });
  if (faults.length > 0) throw lineError(faults);
  for (const note of notes) tell(context, t`note: ${note}`);
  for (const warning of warnings) tell(context, t`warning: ${warning}`);
  return rows;
}

/** Nothing of a file is sent of which a line is refused. */
export function lineError(faults: readonly Fault[]): UsageError {
  const [first] = faults;
  const details = faults.map((fault) =>
    fault.value === undefined ? fault : { ...fault, value: beginning(fault.value) },
  );
  const { line, field = '' } = first ?? {};
  const place = line === undefined ? field : t`line ${line}, ${field}`;
  const hint = t`nothing was sent; mend the file and run the same command again`;
  return new UsageError(faultsMessage(faults, `${place} ${first?.rule}`), { details, hint });
}
