import type { EndpointName } from '../../catalog/endpoints.ts';
import type { Asked } from './asked.ts';
import type { FaultArguments } from './faults.ts';

/** Which calls a fault befalls. What is not said lets every call through. */
export interface Rule extends FaultArguments {
  /** A name of the table of faults. */
  readonly fault: string;
  readonly endpoint?: EndpointName;
  /** A number, or a pattern where `*` stands for any characters. */
  readonly out_trade_no?: string;
  /** Cents. */
  readonly txamt?: string;
  readonly pay_type?: string;
  /** The first of the calls that fit which it befalls, from 1. */
  readonly nth?: number;
  /** How many calls it befalls from then on: all of them when neither is said, one when only `nth` is. */
  readonly times?: number;
}

/** Whether a rule is about a call, whatever it counted before. */
export function isAbout(rule: Rule, { endpoint, given }: Asked): boolean {
  return (
    [undefined, endpoint].includes(rule.endpoint) &&
    [undefined, given('txamt')].includes(rule.txamt) &&
    [undefined, given('pay_type')].includes(rule.pay_type) &&
    isNamed(rule.out_trade_no, given('out_trade_no'))
  );
}

/** A query names several numbers at once. */
function isNamed(pattern: string | undefined, out_trade_no: string): boolean {
  return pattern === undefined || out_trade_no.split(',').some((name) => fits(pattern, name));
}

/** Piece by piece, the first place that fits: no pattern can make this slow. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...pieces] = pattern.split('*');
  const last = pieces.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = text.indexOf(piece, at);
    if (found < 0 || found + piece.length > text.length - last.length) return false;
    at = found + piece.length;
  }
  return true;
}
