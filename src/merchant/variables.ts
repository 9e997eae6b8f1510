import type { Context } from '../context.ts';

/** A variable that is set, and where: the environment, or `.env` beneath it. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  readonly from: 'environment' | '.env';
  /** For a person: `QFPAY_KEY`, `QFPAY_KEY (.env)`. */
  readonly source: string;
}

export type Variables = Pick<Context, 'env' | 'dotenv'>;

/** The environment's variable, else that of `.env`. An empty one counts as unset. */
export function findVariable({ env, dotenv }: Variables, name: string): Variable | undefined {
  const value = env[name];
  if (value) return { name, value, from: 'environment', source: name };
  const beneath = dotenv?.[name];
  return beneath ? { name, value: beneath, from: '.env', source: `${name} (.env)` } : undefined;
}

/** Every value of that name, the one that counts first: a variable of the environment does not make that of `.env` go away. */
export function listVariables({ env, dotenv }: Variables, name: string): Variable[] {
  const layers: Variables[] = [{ env }, { env: {}, ...(dotenv ? { dotenv } : {}) }];
  return layers.flatMap((layer) => findVariable(layer, name) ?? []);
}
