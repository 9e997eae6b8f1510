import type { RunCommand } from '../../src/context.ts';
import { QfpayError } from '../../src/errors.ts';
import type { GlobalOptions } from '../../src/merchant/given.ts';
import type { Settings } from '../../src/merchant/merchant.ts';
import { resolveSettings } from '../../src/merchant/settings.ts';
import { type TestContext, testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

export const profilesFile = '/home/tester/.config/qfpay/profiles.json';

export interface MerchantWorld {
  readonly env?: Readonly<Record<string, string>>;
  /** Lines of `.env`. */
  readonly dotenv?: Readonly<Record<string, string>>;
  readonly profiles?: Readonly<Record<string, object>>;
  readonly current?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  readonly is_tty?: boolean;
  readonly answers?: readonly string[];
  readonly runCommand?: RunCommand;
}

/** A machine with these variables, this `.env` and these profiles. */
export function merchantWorld({ env = {}, dotenv, profiles, current, files = {}, ...rest }: MerchantWorld = {}) {
  const saved = profiles ? { [profilesFile]: JSON.stringify({ schema_version: 1, current, profiles }) } : {};
  const lines = Object.entries(dotenv ?? {}).map(([name, value]) => `${name}='${value}'\n`);
  const dotenvFile = dotenv ? { '/shop/.env': lines.join('') } : {};
  return testContext({ env, files: memoryFiles({ ...saved, ...dotenvFile, ...files }), ...rest });
}

export function settingsOf(options: GlobalOptions, world: MerchantWorld): Promise<Settings> {
  return resolveSettings(options, merchantWorld(world));
}

/** The error of a promise that has to fail, with everything in it that could be printed. */
export async function failureOf(promise: Promise<unknown>): Promise<QfpayError & { told: string }> {
  try {
    await promise;
  } catch (error) {
    if (!(error instanceof QfpayError)) throw error;
    return Object.assign(error, { told: everythingTold(error) });
  }
  throw new Error('it was expected to fail');
}

/** Message, facts, stack and causes: whatever a person, a document or a trace could show. */
export function everythingTold(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const facts = error instanceof QfpayError ? JSON.stringify(error.facts) : '';
  return [error.message, error.stack, facts, error.cause === undefined ? '' : everythingTold(error.cause)].join('\n');
}

export type { TestContext };
