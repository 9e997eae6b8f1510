import type { EnvName } from '../catalog/endpoints.ts';
import type { Chosen } from './given.ts';
import type { FoundKey } from './key-file.ts';

/** One set of credentials and the environment that it belongs to. */
export interface Identity {
  readonly env: Chosen<EnvName>;
  readonly key: FoundKey;
  readonly app_code?: Chosen<string>;
  readonly mchid?: Chosen<string>;
  /** Whether app code and key both stand in the `.env` of this folder; what else it says of them is its own business then. */
  readonly is_of_dotenv: boolean;
  /** What to say when the mchid above is sent. */
  readonly mchid_warnings?: readonly string[];
  readonly profile?: string;
  /** What named the profile: it is used whole then. The one that is marked current was named by nobody. */
  readonly named_by?: string;
  /** Where an app code was looked for, when there is none. */
  readonly app_code_variables?: readonly string[];
}
