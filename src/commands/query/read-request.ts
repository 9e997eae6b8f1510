import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { findPayType, unknownPayType } from '../../payment/resolve-pay-type.ts';
import { recordColumnNames } from '../../report/record-table.ts';
import { columnFaults } from '../columns.ts';
import { combinationFaults } from './combinations.ts';
import type { QueryOptions, QueryRequest } from './request.ts';
import { readNumbers, readSeconds, readTime, readWhole } from './values.ts';

/**
 * Reads what was typed. A window without an end ends now.
 * @throws UsageError with every fault at once
 */
export function readQueryRequest(
  options: QueryOptions & GlobalOptions,
  args: readonly string[],
  now: Date,
): QueryRequest {
  const faults: Fault[] = [];
  const start = readTime(options.since, 'since', faults);
  const end = readTime(options.until, 'until', faults) ?? now;
  const request = {
    out_trade_no: readNumbers([...args, ...(options.out_trade_no ?? [])], 'out_trade_no', faults),
    syssn: readNumbers(options.syssn ?? [], 'syssn', faults),
    window: start && { start, end },
    filter: {
      pay_type: options.pay_type && readPayTypes(options.pay_type, faults),
      respcd: readRespcd(options.respcd, faults),
    },
    page: readWhole(options.page, 'page', 1_000_000, faults),
    page_size: readWhole(options.page_size, 'page_size', 100, faults),
    wait_seconds: readSeconds(options.wait_timeout, 'wait_timeout', faults),
  };
  faults.push(...combinationFaults(options, request), ...columnFaults(options, recordColumnNames));
  refuse(faults, 'qfpay query --help');
  return request;
}

function readPayTypes(texts: readonly string[], faults: Fault[]): string[] {
  return texts
    .flatMap((text) => text.split(','))
    .flatMap((text) => {
      const found = findPayType(text);
      if (!found) faults.push(unknownPayType(text));
      return found?.code ?? [];
    });
}

function readRespcd(text: string | undefined, faults: Fault[]): string | undefined {
  if (text !== undefined && !/^\d{4}$/.test(text))
    faults.push({ field: 'respcd', value: text, rule: t`must be four digits, such as 0000` });
  return text;
}
