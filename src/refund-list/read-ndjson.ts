import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import { isColumn, misspelt } from './heading.ts';
import type { ListColumn, RawList, RawRow } from './refund-row.ts';

/** One JSON object a line. */
export function readNdjson(text: string): RawList {
  const faults: Fault[] = [];
  const ignored = new Set<string>();
  const rows = text.split('\n').flatMap((content, index): RawRow[] => {
    if (content.trim() === '') return [];
    const line = index + 1;
    const object = parseObject(content);
    if (object) return [{ line, fields: readFields(object, line, { faults, ignored }) }];
    faults.push({
      line,
      field: 'file',
      rule: t`must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}`,
    });
    return [];
  });
  const notes = ignored.size > 0 ? [t`members that are not looked at: ${[...ignored].join(', ')}`] : [];
  return { rows, notes, faults, has_decimal_comma: false };
}

interface Found {
  readonly faults: Fault[];
  readonly ignored: Set<string>;
}

function readFields(
  object: Readonly<Record<string, unknown>>,
  line: number,
  { faults, ignored }: Found,
): RawRow['fields'] {
  const fields: Partial<Record<ListColumn, string>> = {};
  for (const [name, value] of Object.entries(object)) {
    const near = isColumn(name) ? [] : misspelt(name.toLowerCase(), name, line);
    faults.push(...near);
    if (!isColumn(name)) {
      if (near.length === 0) ignored.add(name);
    } else if (value !== null && value !== '') readValue(name, value, line, { fields, faults });
  }
  return fields;
}

/** A number of more than 15 digits has lost some by the time it is read, so it has to be text. */
function readValue(
  name: ListColumn,
  value: unknown,
  line: number,
  { fields, faults }: { fields: Partial<Record<ListColumn, string>>; faults: Fault[] },
): void {
  const is_exact = typeof value === 'number' && (Number.isSafeInteger(value) || name === 'amount');
  if (is_exact || typeof value === 'string' || typeof value === 'boolean') fields[name] = String(value).trim();
  else
    faults.push({
      line,
      field: name,
      value: JSON.stringify(value),
      rule: t`must be text in quotes, so that no digit is lost`,
    });
}

function parseObject(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    const is_object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return is_object ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
