import { type Fault, refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from './canonical-text.ts';
import type { ClientKey } from './client-key.ts';

const keyNames = /^(qfpay_?)?((client|app|api|secret|private)[_-]?)?(key|secret)$/i;

/**
 * Parameters that look like the client key. It is appended to what is signed and never sent; as a parameter it would be
 * printed, and sent to whoever reads the request. Its value stands in no fault. Several keys, where more than one is known.
 */
export function keyFaults(parameters: readonly Parameter[], ...keys: readonly Pick<ClientKey, 'isIn'>[]): Fault[] {
  return parameters.flatMap(([name, value], index) => {
    if (keys.some((key) => key.isIn(name)))
      return [fault(t`parameter ${index + 1}`, t`has the client key in its name: the key is never a parameter`)];
    if (keys.some((key) => key.isIn(value)))
      return [fault(name, t`holds the client key: the key is never a parameter`)];
    return keyNames.test(name) ? [fault(name, t`is named like the client key: the key is never a parameter`)] : [];
  });
}

function fault(field: string, rule: string): Fault {
  return {
    field,
    rule,
    next: t`leave it out; the key comes from QFPAY_KEY, a profile or --key-file`,
  };
}

/**
 * Before anything is kept, shown or sent.
 * @throws UsageError a parameter that looks like the client key, without its value
 */
export function refuseKey(parameters: readonly Parameter[], ...keys: readonly Pick<ClientKey, 'isIn'>[]): void {
  refuse(keyFaults(parameters, ...keys));
}
