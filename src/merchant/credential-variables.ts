import { type EnvName, envNames } from '../catalog/endpoints.ts';
import { findVariable, type Variable, type Variables } from './variables.ts';

const halves = ['APPCODE', 'KEY', 'MCHID'] as const;

export type CredentialName = (typeof halves)[number];

/** `QFPAY_SANDBOX_` or, for the plain ones, `QFPAY_`. */
type Prefix = string;

/** What the variables of one prefix hold. */
export interface VariableSet {
  readonly prefix: Prefix;
  readonly app_code: Variable | undefined;
  readonly client_key: Variable | undefined;
  readonly mchid: Variable | undefined;
}

/** The variables of an environment, and the plain ones. */
export interface VariableSets {
  readonly own: VariableSet;
  readonly plain: VariableSet;
}

export function readSets(env: EnvName, context: Variables): VariableSets {
  return { own: readSet(`QFPAY_${env.toUpperCase()}_`, context), plain: readSet('QFPAY_', context) };
}

function readSet(prefix: Prefix, context: Variables): VariableSet {
  const [app_code, client_key, mchid] = halves.map((half) => findVariable(context, prefix + half));
  return { prefix, app_code, client_key, mchid };
}

/** Every credential variable that is set, of whatever environment. */
export function setCredentialVariables(context: Variables): Variable[] {
  const prefixes = ['QFPAY_', ...envNames.filter((env) => env !== 'local').map((env) => `QFPAY_${env.toUpperCase()}_`)];
  return prefixes.flatMap((prefix) => halves.flatMap((half) => findVariable(context, prefix + half) ?? []));
}
