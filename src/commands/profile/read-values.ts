import { ConfigError, UsageError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { readEnv } from '../../merchant/environment.ts';
import { isProfileName, type Profile } from '../../merchant/profile-file.ts';
import { isVisible } from '../../merchant/resolve-merchant.ts';

/** @throws UsageError none, or one that could not be typed without quotes */
export function readName(name: string | undefined): string {
  if (name !== undefined && isProfileName(name)) return name;
  const rule = t`must have letters, digits and . _ - only, at most 64`;
  throw new UsageError(name === undefined ? t`the name of the profile is missing` : t`the name of a profile ${rule}`, {
    hint: 'qfpay profile add --help',
    details: [{ field: 'name', ...(name === undefined ? {} : { value: name }), rule }],
  });
}

/**
 * @throws UsageError none
 * @throws ConfigError an unknown one, or local
 */
export function readProfileEnv(text: string | undefined): Profile['env'] {
  if (text === undefined) throw missingFlag('--env', t`prod, test or sandbox: credentials belong to one of them`);
  const env = readEnv({ text, source: '--env', typed: true, from: 'flag' });
  if (env !== 'local') return env;
  const rule = t`must be prod, test or sandbox: local has its own credentials`;
  throw new ConfigError(`--env ${rule}`, { details: [{ field: '--env', value: text, rule }] });
}

/** An app code or mchid. The value is not shown: it may be the key, typed where it does not belong. */
export function readVisible(field: string, text: string | undefined): string {
  if (text === undefined) throw missingFlag(field, t`the app code that QFPay issued`);
  if (isVisible(text)) return text;
  const rule = t`must have visible ASCII characters only`;
  throw new UsageError(`${field} ${rule}`, { details: [{ field, rule }] });
}

export function missingFlag(field: string, what: string): UsageError {
  return new UsageError(t`${field} is missing`, {
    hint: 'qfpay profile add --help',
    details: [{ field, rule: t`is missing`, next: what }],
  });
}
