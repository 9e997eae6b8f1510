import { refuse } from '../errors.ts';
import { t } from '../language/t.ts';
import { type Parameter, type SignType, signTypes } from '../signature/sign.ts';

export { isCheckout } from '../signature/sign.ts';

/**
 * The hash that a checkout's own `sign_type` names; undefined when it has none.
 * @throws UsageError it names no hash, or another one than the flag
 */
export function checkoutSignType(parameters: readonly Parameter[], typed: string | undefined): SignType | undefined {
  const value = parameters.find(([name]) => name === 'sign_type')?.[1];
  if (value === undefined) return undefined;
  const found = signTypes.find((type) => type === value.toUpperCase());
  const field = 'sign_type';
  if (!found) refuse([{ field, value, rule: t`must be ${signTypes.join(t` or `)}` }], 'qfpay sign --help');
  else if (typed !== undefined && typed.toUpperCase() !== found) {
    refuse([{ field, value, rule: t`must be the hash that --sign-type names: ${typed}` }], 'qfpay sign --help');
  }
  return found;
}

export function checkoutRemarks(parameters: readonly Parameter[]): string[] {
  const has = (wanted: string) => parameters.some(([name, value]) => name === wanted && value !== '');
  return [
    ...(has('sign_type') ? [] : [t`a checkout link needs sign_type among its parameters, and signs it`]),
    ...(has('lang') ? [t`lang is part of the link but not signed; should the page refuse it, sign without lang`] : []),
  ];
}
