import type { Fault } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import type { GivenParameter } from '../call.ts';
import { emulatedCalls } from './emulated-calls.ts';
import {
  type Effect,
  effectOf,
  type FaultArguments,
  type FaultKind,
  faultKinds,
  isInDoubt,
  isPending,
  settlements,
} from './faults.ts';

/** A rule, and how many calls were its own so far. */
interface CountedRule {
  readonly rule: FaultRule;
  readonly fitted: number;
}

/** The rules that hold now, in the order they were added. */
export interface RuleBook {
  add(rules: readonly FaultRule[]): void;
  clear(): void;
  list(): readonly CountedRule[];
  /** The first rule that is about a call and not used up decides. */
  readonly find: FindFault;
}

export function createRuleBook(initial: readonly FaultRule[] = []): RuleBook {
  let counted = initial.map(uncounted);
  return {
    add(rules) {
      counted.push(...rules.map(uncounted));
    },
    clear() {
      counted = [];
    },
    list: () => counted.map((each) => ({ ...each })),
    find(asked) {
      const own = counted.filter(({ rule }) => isAbout(rule, asked));
      for (const each of own) each.fitted += 1;
      const rule = own.find(isDue)?.rule;
      const kind = rule && faultKinds().find(({ name }) => name === rule.fault);
      return kind && effectOf(kind, rule);
    },
  };
}

interface Counting {
  readonly rule: FaultRule;
  fitted: number;
}

function uncounted(rule: FaultRule): Counting {
  return { rule, fitted: 0 };
}

function isDue({ rule: { nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1 }, fitted }: Counting): boolean {
  const first = nth ?? 1;
  return fitted >= first && fitted < first + times;
}

/** Which calls a fault befalls. What is not said lets every call through. */
export interface FaultRule extends FaultArguments {
  /** A name of the table of faults. */
  readonly fault: string;
  /** A call that the emulator answers. */
  readonly endpoint?: string;
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
export function isAbout(rule: FaultRule, { endpoint, given }: FaultableCall): boolean {
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

/** A call that was understood and is rightly signed; nothing else was looked at yet. */
export interface FaultableCall {
  readonly endpoint: string;
  readonly given: GivenParameter;
}

/** Says what goes wrong with a call; undefined: nothing. It may count, so each call is asked about once. */
export type FindFault = (asked: FaultableCall) => Effect | undefined;

/** The rules of a text, or all that is wrong with it. */
interface ReadRules {
  readonly rules: readonly FaultRule[];
  readonly faults: readonly Fault[];
}

/** A JSON object or array of rules, or one object a line. `place` names the text in a fault, such as a file's name. */
export function readRules(text: string, place: string): ReadRules {
  const whole = parse(text);
  if (whole !== undefined) return readAll([whole].flat(), (index) => `${place}[${index}]`);
  const lines = text.split(/\r?\n/).map((line, index) => ({ line, number: index + 1 }));
  const filled = lines.filter(({ line }) => line.trim() !== '');
  return readAll(
    filled.map(({ line }) => parse(line)),
    (index) => `${place}:${filled[index]?.number}`,
  );
}

function readAll(values: readonly unknown[], placeOf: (index: number) => string): ReadRules {
  const faults = values.flatMap((value, index) => faultsOf(value, placeOf(index)));
  return { rules: faults.length > 0 ? [] : (values as Record<string, unknown>[]).map(ruleOf), faults };
}

/** An amount and a pay type may be written as numbers. */
function ruleOf({ txamt, pay_type, ...rule }: Readonly<Record<string, unknown>>): FaultRule {
  const texts = { ...(txamt === undefined ? {} : { txamt: String(txamt) }) };
  return {
    ...rule,
    ...texts,
    ...(pay_type === undefined ? {} : { pay_type: String(pay_type) }),
  } as unknown as FaultRule;
}

interface Field {
  readonly rule: string;
  accepts(value: unknown): boolean;
}

function text(): Field {
  return { rule: t`must be text`, accepts: (value) => typeof value === 'string' && value !== '' };
}

function count(): Field {
  return {
    rule: t`must be an integer from 1`,
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  };
}

function fields(): Readonly<Record<keyof FaultRule, Field>> {
  return {
    fault: {
      rule: t`must be a name that qfpay emulator --faults lists`,
      accepts: (value) => faultKinds().some(({ name }) => name === value),
    },
    endpoint: {
      rule: t`must be one of ${emulatedCalls.join(', ')}`,
      accepts: (value) => emulatedCalls.some((name) => name === value),
    },
    out_trade_no: text(),
    txamt: { rule: t`must be an integer of cents`, accepts: (value) => /^[1-9]\d{0,10}$/.test(String(value)) },
    pay_type: { rule: t`must be six digits`, accepts: (value) => /^\d{6}$/.test(String(value)) },
    nth: count(),
    times: count(),
    respcd: {
      rule: t`must be four digits in quotes`,
      accepts: (value) => typeof value === 'string' && /^\d{4}$/.test(value),
    },
    settles: {
      rule: t`must be one of ${settlements.join(', ')}`,
      accepts: (value) => settlements.some((each) => each === value),
    },
    seconds: {
      rule: t`must be a number from 0 to 86400`,
      accepts: (value) => typeof value === 'number' && value >= 0 && value <= 86_400,
    },
  };
}

function faultsOf(value: unknown, place: string): Fault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ field: place, rule: t`must be a JSON object, such as {"fault": "lost-after", "endpoint": "refund"}` }];
  }
  const rule: Readonly<Record<string, unknown>> = { ...value };
  const missing = rule['fault'] === undefined ? [fieldFault(place, 'fault', undefined)] : [];
  return [...missing, ...Object.entries(rule).flatMap(([name, given]) => valueFaults(place, name, given, rule))];
}

function valueFaults(place: string, name: string, value: unknown, rule: Readonly<Record<string, unknown>>): Fault[] {
  if (!isField(name)) {
    const names = Object.keys(fields());
    return [{ field: `${place} ${name}`, rule: t`must be one of ${names.join(', ')}`, ...didYouMean(name, names) }];
  }
  if (!fields()[name].accepts(value)) return [fieldFault(place, name, value)];
  if (name !== 'respcd' && name !== 'seconds' && name !== 'settles') return [];
  const kind = faultKinds().find(({ name: fault }) => fault === rule['fault']);
  const isTaken = kind === undefined || kind.takes?.includes(name);
  if (!isTaken) return [{ field: `${place} ${name}`, rule: t`does not go with the fault ${kind.name}` }];
  const { respcd = '1205' } = rule;
  const isSettled = name === 'settles' && typeof respcd === 'string' && !isPending(respcd) && !isInDoubt(respcd);
  return isSettled
    ? [{ field: `${place} settles`, rule: t`does not go with ${respcd}, which settles it by itself` }]
    : [];
}

function fieldFault(place: string, name: keyof FaultRule, value: unknown): Fault {
  return {
    field: `${place} ${name}`,
    ...(value === undefined ? {} : { value: String(value) }),
    rule: fields()[name].rule,
    ...meant(name, value),
  };
}

function meant(name: keyof FaultRule, value: unknown): Pick<Fault, 'next'> {
  if (typeof value !== 'string') return {};
  if (name === 'fault')
    return didYouMean(
      value,
      faultKinds().map((kind) => kind.name),
    );
  return name === 'endpoint' ? didYouMean(value, emulatedCalls) : {};
}

function isField(name: string): name is keyof FaultRule {
  return Object.hasOwn(fields(), name);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** Amounts from 9,000.00 to 9,099.99 of a payment or a refund: the table of faults says what each does. */
export function createMagic(): FindFault {
  const counts = new Map<string, number>();
  return ({ endpoint, given }) => {
    if (endpoint !== 'payment' && endpoint !== 'refund') return undefined;
    const txamt = Number(given('txamt'));
    if (!(txamt >= 900_000 && txamt <= 909_999)) return undefined;
    const kind = faultKinds().find(({ magic }) => magic.from <= txamt && txamt <= magic.to);
    if (!kind || isUsedUp(kind, given('out_trade_no'), counts)) return undefined;
    return effectOf(kind, kind.read?.(txamt));
  };
}

function isUsedUp({ name, times }: FaultKind, out_trade_no: string, counts: Map<string, number>): boolean {
  if (times === undefined) return false;
  const key = `${name} ${out_trade_no}`;
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count > times;
}
