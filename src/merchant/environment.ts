import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { ConfigError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { findGiven, type Given } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Variables } from './variables.ts';

/** An environment that somebody named. */
export interface NamedEnv extends Given {
  readonly env: EnvName;
}

/**
 * What `--env` or QFPAY_ENV says.
 * @throws ConfigError for any name but the four: falling back silently could move real money
 */
export function namedEnv(options: GlobalOptions, context: Variables): NamedEnv | undefined {
  const given = findGiven('--env', options.env, 'QFPAY_ENV', context);
  return given && { ...given, env: readEnv(given) };
}

/** @throws ConfigError for an unknown name */
export function readEnv({ source, text }: Given): EnvName {
  const found = envNames.find((name) => name === text);
  if (found) return found;
  const rule = t`must be one of ${envNames.join(', ')}`;
  throw new ConfigError(`${source} ${rule}`, {
    details: [{ field: source, value: text, rule, ...didYouMean(text, envNames) }],
  });
}

/** A profile that was asked for by name; it is used whole. The one marked current is not explicit. */
export function explicitProfile(options: GlobalOptions, context: Variables): Given | undefined {
  return findGiven('--profile', options.profile, 'QFPAY_PROFILE', context);
}

/**
 * `local` ignores configured credentials, also a profile that a variable names; QFPAY_ENV is itself ignored beside an
 * explicit profile.
 */
export function isLocal(options: GlobalOptions, context: Variables): boolean {
  if (options.env !== undefined) return options.env === 'local';
  return !explicitProfile(options, context) && namedEnvText(options, context) === 'local';
}

function namedEnvText(options: GlobalOptions, context: Variables): string | undefined {
  return findGiven('--env', options.env, 'QFPAY_ENV', context)?.text;
}
