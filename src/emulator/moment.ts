import { formatGatewayTime } from '../transaction/txdtm.ts';

/** `sysdtm` and `paydtm` of a time on the books; empty where there is none. */
export function formatMoment(ms: number | undefined): string {
  return ms === undefined ? '' : formatGatewayTime(new Date(ms));
}
