import { t } from '../../language/t.ts';
import { type DoctorCheck, failed, ok, skipped, warning } from '../../report/doctor-check.ts';
import type { Probed } from './probe.ts';

const noticeable = 30_000;
const harmful = 5 * 60_000;

/**
 * This machine's clock against the answer's `Date`. It was written somewhere between sending and receiving, and within one second
 * of what it says: only what goes beyond both is held against the clock.
 */
export function clockCheck({ from, until, date }: Pick<Probed, 'from' | 'until' | 'date'>): DoctorCheck {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return skipped('clock', t`no answer with a Date header to hold the clock against`);
  const ahead = from.getTime() - (theirs + 1_000);
  const behind = theirs - until.getTime();
  const skew = Math.max(ahead, behind, 0);
  const next = t`set the clock by the network (NTP): a wrong txdtm, TLS failures and missed query windows come of it`;
  if (skew <= noticeable) return ok('clock', t`as the answering server's, within ${Math.max(1, seconds(skew))} s`);
  const found =
    ahead > behind
      ? t`${spoken(skew)} ahead of the answering server's`
      : t`${spoken(skew)} behind the answering server's`;
  return skew > harmful ? failed('clock', found, next) : warning('clock', found, next);
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function spoken(ms: number): string {
  return ms < 120_000 ? `${seconds(ms)} s` : `${Math.round(ms / 60_000)} min`;
}
