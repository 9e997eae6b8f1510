import { NetworkError, RateLimitedError } from '../../errors.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { t } from '../../language/t.ts';
import { findSyssns } from '../../lookup/find-orders.ts';
import { refusalOf } from '../../lookup/pages.ts';
import { compareWithRecord } from '../../notification/compare-with-record.ts';
import type { Confirmation } from './event.ts';

/** Asks `query` whether the books say what the notification says. A gateway that cannot be asked neither agrees nor not. */
export async function confirmByQuery(
  fields: Readonly<Record<string, string>>,
  gateway: Gateway,
): Promise<Confirmation> {
  const { syssn } = fields;
  if (!syssn) return { agrees: undefined, remarks: [t`it names no syssn to ask about`] };
  try {
    return await ask(syssn, fields, gateway);
  } catch (error) {
    if (!(error instanceof NetworkError || error instanceof RateLimitedError)) throw error;
    return { agrees: undefined, remarks: [t`query failed: ${error.message}`] };
  }
}

async function ask(syssn: string, fields: Readonly<Record<string, string>>, gateway: Gateway): Promise<Confirmation> {
  const lookup = await findSyssns(gateway, [syssn], {});
  const refusal = refusalOf(lookup);
  if (refusal) return { agrees: undefined, remarks: [t`query was refused: ${refusal.respcd}`] };
  const [record] = lookup.records;
  if (!record) return { agrees: false, remarks: [t`query knows no transaction ${syssn}`] };
  const remarks = compareWithRecord(fields, record).map(({ field, notified, queried }) =>
    queried
      ? t`${field} is ${notified} here and ${queried} by query`
      : t`${field} is ${notified} here and nothing by query`,
  );
  return { agrees: remarks.length === 0, remarks };
}
