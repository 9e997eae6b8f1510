import { endpoints } from '../../catalog/endpoints.ts';
import type { Fault } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import { faultKinds } from './faults.ts';
import type { Rule } from './rule.ts';

/** The rules of a text, or all that is wrong with it. */
export interface ReadRules {
  readonly rules: readonly Rule[];
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
function ruleOf({ txamt, pay_type, ...rule }: Readonly<Record<string, unknown>>): Rule {
  const texts = { ...(txamt === undefined ? {} : { txamt: String(txamt) }) };
  return { ...rule, ...texts, ...(pay_type === undefined ? {} : { pay_type: String(pay_type) }) } as unknown as Rule;
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

function fields(): Readonly<Record<keyof Rule, Field>> {
  return {
    fault: {
      rule: t`must be a name that qfpay emulator --faults lists`,
      accepts: (value) => faultKinds().some(({ name }) => name === value),
    },
    endpoint: {
      rule: t`must be one of ${Object.keys(endpoints).join(', ')}`,
      accepts: (value) => typeof value === 'string' && Object.hasOwn(endpoints, value),
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
  if (name !== 'respcd' && name !== 'seconds') return [];
  const kind = faultKinds().find(({ name: fault }) => fault === rule['fault']);
  const isTaken = kind === undefined || kind.takes?.includes(name);
  return isTaken ? [] : [{ field: `${place} ${name}`, rule: t`does not go with the fault ${kind.name}` }];
}

function fieldFault(place: string, name: keyof Rule, value: unknown): Fault {
  return {
    field: `${place} ${name}`,
    ...(value === undefined ? {} : { value: String(value) }),
    rule: fields()[name].rule,
    ...meant(name, value),
  };
}

function meant(name: keyof Rule, value: unknown): Pick<Fault, 'next'> {
  if (typeof value !== 'string') return {};
  if (name === 'fault')
    return didYouMean(
      value,
      faultKinds().map((kind) => kind.name),
    );
  return name === 'endpoint' ? didYouMean(value, Object.keys(endpoints)) : {};
}

function isField(name: string): name is keyof Rule {
  return Object.hasOwn(fields(), name);
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
