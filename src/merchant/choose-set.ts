import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { CredentialName, VariableSet, VariableSets } from './credential-variables.ts';
import type { Variable } from './variables.ts';

/** A key, and the app code of the same set when there is one. */
export interface KeySet {
  readonly client_key: Variable;
  readonly app_code: Variable | undefined;
  readonly prefix: string;
}

/**
 * The set that signs: the environment's own variables as soon as one of app code and key is among them, else the plain ones.
 * Undefined when neither has any.
 * @throws ConfigError for a set without a key, and for halves of two sets
 */
export function chooseSet({ own, plain }: VariableSets, needs: readonly CredentialName[]): KeySet | undefined {
  const is_own = Boolean(own.app_code ?? own.client_key);
  if (is_own) refuseMixture(own, plain);
  const { app_code, client_key, prefix } = is_own ? own : plain;
  if (client_key) return { client_key, app_code, prefix };
  if (app_code) throw halfSet(app_code, [`${prefix}KEY`]);
  const mchid = own.mchid ?? plain.mchid;
  if (mchid) {
    throw halfSet(
      mchid,
      needs.map((name) => `QFPAY_${name}`),
    );
  }
  return undefined;
}

function refuseMixture(own: VariableSet, plain: VariableSet): void {
  const present = own.app_code ?? own.client_key;
  const stranger = own.app_code ? plain.client_key : plain.app_code;
  if (!present || !stranger || (own.app_code && own.client_key)) return;
  const absent = `${own.prefix}${own.app_code ? 'KEY' : 'APPCODE'}`;
  throw new ConfigError(t`${present.source} and ${stranger.source} belong to two sets of credentials`, {
    hint: t`set ${absent}, or unset ${present.name}`,
    details: [
      { field: absent, rule: t`is not set` },
      { field: present.name, rule: t`goes with ${absent}, not with ${stranger.name}` },
    ],
  });
}

/** Some of a set is there and some is not. */
export function halfSet({ source, name }: Pick<Variable, 'source' | 'name'>, absent: readonly string[]): ConfigError {
  const names = absent.join(t` and `);
  const told = absent.length > 1 ? t`${source} is set, but ${names} are not` : t`${source} is set, but ${names} is not`;
  return new ConfigError(told, {
    hint: t`set ${names}, or unset ${name}`,
    details: absent.map((field) => ({ field, rule: t`is not set` })),
  });
}
