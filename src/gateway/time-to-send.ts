import { type Rule, spanOf, type Traffic } from './traffic.ts';

/**
 * Pure: milliseconds from `now` until the last of so many background requests may leave, when each is answered at once and
 * nobody else sends. What is in the air counts as arriving now.
 */
export function timeToSend(requests: number, traffic: Traffic, rules: readonly Rule[], now: number): number {
  const past = (rule: Rule) =>
    traffic.slots
      .filter(({ is_background }) => is_background || rule.counts === 'all')
      .map(({ until }) => Math.min(until, now))
      .sort((a, b) => a - b);
  const lanes = rules.map((rule) => ({ limit: rule.requests, span: spanOf(rule), at: past(rule) }));
  let last = Math.max(now, traffic.closed_until);
  for (let sent = 0; sent < requests; sent += 1) {
    last = Math.max(last, ...lanes.map(({ limit, span, at }) => (at[at.length - limit] ?? -Infinity) + span));
    for (const { at } of lanes) at.push(last);
  }
  return requests > 0 ? last - now : 0;
}
