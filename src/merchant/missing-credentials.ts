import type { EnvName } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { t } from '../language/t.ts';
import type { CredentialName } from './credential-variables.ts';
import type { Profiles } from './profile-file.ts';
import type { Variable } from './variables.ts';

/** What there is instead of what was needed. */
export interface Found extends Profiles {
  /** Credential variables of other environments. */
  readonly variables: readonly Variable[];
}

function ways(): Readonly<Record<CredentialName, string>> {
  return {
    APPCODE: t`export it, or write it to .env`,
    KEY: t`export it, write it to .env, or name its file with --key-file`,
    MCHID: t`export it, or write it to .env`,
  };
}

/** No key and no merchant: somebody who is there can be asked. */
export class MissingCredentialsError extends ConfigError {}

/**
 * The newcomer's first screen: what is missing, the two ways to set it, and that `--env local` needs none. Where only a key is
 * needed, it is that of what was signed: the emulator's would give a wrong verdict.
 */
export function missingCredentials(env: EnvName, needs: readonly CredentialName[], found: Found): ConfigError {
  const profile = 'qfpay profile add <name>';
  const variables = needs.map((name) => `QFPAY_${name}`);
  const names = variables.join(t` and `);
  const unset = needs.length > 1 ? t`${names} are not set` : t`${names} is not set`;
  const why = [unset, ...reasons(env, found)].join(t`, `);
  const what = needs.includes('APPCODE')
    ? t`credentials for ${env} are missing: ${why}`
    : t`the client key for ${env} is missing: ${why}`;
  const is_key = !needs.includes('APPCODE');
  return new MissingCredentialsError(what, {
    hint: is_key
      ? t`set QFPAY_KEY to the key that signed it, or name a file that holds it: --key-file <file>`
      : t`to try qfpay without credentials, add --env local: a gateway of its own, no real money`,
    details: [
      ...needs.map((name) => ({ field: `QFPAY_${name}`, rule: t`is not set`, next: ways()[name] })),
      {
        field: 'profile',
        rule: t`none is in use`,
        next: `${profile} --env ${env} --appcode <app code> --key-file <file> --use`,
      },
    ],
  });
}

function reasons(env: EnvName, { variables, current, profiles }: Found): string[] {
  const others = [...profiles].filter(([name, profile]) => profile.env === env && name !== current);
  return [
    ...elsewhere(variables),
    currentReason(variables, { current, profiles }),
    ...(others.length === 0 ? [] : [t`but --profile can name ${others.map(([name]) => name).join(t` or `)}`]),
  ];
}

function currentReason(variables: readonly Variable[], { current, profiles }: Profiles): string {
  if (current === undefined) return t`and no profile is marked current`;
  if (variables.length > 0)
    return t`and the current profile ${current} is used only when no credential variable is set`;
  return t`and the current profile ${current} is for ${profiles.get(current)?.env}`;
}

function elsewhere(variables: readonly Variable[]): string[] {
  if (variables.length === 0) return [];
  const sources = variables.map(({ source }) => source).join(', ');
  return [variables.length === 1 ? t`${sources} serves another environment` : t`${sources} serve other environments`];
}
