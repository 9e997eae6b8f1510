import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';

/**
 * An endpoint of the user's own, where notifications go: http or https, as QFPay calls both ports 80 and 443.
 * @returns why it cannot be one
 */
export function targetUrlFault(field: string, text: string): Fault | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    const rule = t`must be a whole URL that begins with http:// or https://`;
    return {
      field,
      value: text,
      rule,
      ...(!text.includes('://') && URL.canParse(`http://${text}`) ? { next: t`such as http://${text}` } : {}),
    };
  }
  // The value is not shown: it holds a password.
  if (url.username || url.password) return { field, rule: t`must have no user name or password` };
  return undefined;
}
