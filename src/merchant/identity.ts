import type { EnvName } from '../catalog/endpoints.ts';
import type { Chosen } from './given.ts';
import type { FoundKey } from './key-file.ts';

/** One set of credentials and the environment that it belongs to. */
export interface Identity {
  readonly env: Chosen<EnvName>;
  readonly key: FoundKey;
  readonly app_code?: Chosen<string>;
  readonly mchid?: Chosen<string>;
  /** What to say when the mchid above is sent. */
  readonly mchid_warnings?: readonly string[];
  readonly profile?: string;
  /** Where an app code was looked for, when there is none. */
  readonly app_code_variables?: readonly string[];
}
