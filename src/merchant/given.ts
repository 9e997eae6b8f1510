import { ConfigError, type Fault, UsageError } from '../errors.ts';
import { findVariable, type Variables } from './variables.ts';

/** A setting as somebody gave it, and where. */
export interface Given {
  readonly text: string;
  /** `--timeout`, `QFPAY_TIMEOUT`, `QFPAY_TIMEOUT (.env)`. */
  readonly source: string;
  /** On the command line, and not in a variable. */
  readonly typed: boolean;
  readonly from: 'flag' | 'environment' | '.env';
}

/** A value that was decided, and where it came from. */
export interface Chosen<T> {
  readonly value: T;
  readonly source: string;
}

/** A value that whoever wrote the folder may have decided. */
export interface Override<T> extends Chosen<T> {
  readonly from: Given['from'];
}

/** The flag, else the variable. A flag counts also when it is empty; an empty variable does not. */
export function findGiven(
  flag: string,
  typed: string | undefined,
  variable: string,
  context: Variables,
): Given | undefined {
  if (typed !== undefined) return { text: typed, source: flag, typed: true, from: 'flag' };
  const found = findVariable(context, variable);
  return found && { text: found.value, source: found.source, typed: false, from: found.from };
}

/** A bad value: a usage error when it was typed, a configuration error when a variable holds it. */
export function badValue({ source, text, typed }: Given, rule: string, next?: string): UsageError | ConfigError {
  const fault: Fault = { field: source, value: text, rule, ...(next === undefined ? {} : { next }) };
  const facts = { details: [fault] };
  return typed ? new UsageError(`${source} ${rule}`, facts) : new ConfigError(`${source} ${rule}`, facts);
}
