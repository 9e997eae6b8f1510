import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { decodeList } from './decode-list.ts';
import { readCsv } from './read-csv.ts';
import { readNdjson } from './read-ndjson.ts';
import { readRow } from './read-row.ts';
import type { RefundList } from './refund-row.ts';
import { twinFaults } from './twins.ts';

/** The refunds that a file asks for, CSV or NDJSON, with every fault of every line. Asks nothing of anybody. */
export function readRefundList(bytes: Uint8Array): RefundList {
  const decoded = decodeList(bytes);
  if ('fault' in decoded) return { rows: [], notes: [], faults: [decoded.fault] };
  const { text } = decoded;
  const first = text.trimStart().charAt(0);
  if (first === '[') return { rows: [], notes: [], faults: [arrayFault()] };
  const raw = first === '{' ? readNdjson(text) : readCsv(text);
  const faults: Fault[] = [...raw.faults];
  const rows = raw.rows.flatMap((row) => readRow(row, raw.has_decimal_comma, faults) ?? []);
  if (raw.rows.length === 0 && faults.length === 0) faults.push(noRows());
  faults.push(...twinFaults(rows));
  return { rows, notes: raw.notes, faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}

function arrayFault(): Fault {
  return {
    field: 'file',
    rule: t`must be CSV, or one JSON object a line and no array`,
    next: t`jq -c '.[]' makes such lines`,
  };
}

function noRows(): Fault {
  return { field: 'file', rule: t`has no line below its header: there is nothing to refund` };
}
