import type { EnvName } from '../catalog/endpoints.ts';
import type { Lang } from '../language/languages.ts';
import { ClientKey, localKey } from '../signature/client-key.ts';
import type { SignType } from '../signature/sign.ts';
import type { FolderChoice } from './dotenv.ts';

/** Who signs. `mchid` is there only when it is set and not empty: QFPay refuses an empty one. */
export interface Merchant {
  readonly app_code: string;
  readonly client_key: ClientKey;
  readonly mchid?: string;
}

/** Everything a gateway command needs to know before it starts. */
export interface Settings {
  readonly env: EnvName;
  /** Without a slash at its end; empty for `local` until its server is up. */
  readonly base_url: string;
  readonly merchant: Merchant;
  readonly sign_type: SignType;
  /** IANA zone that `txdtm` is written in. */
  readonly timezone: string;
  readonly timeout_ms: number;
  /** Of what a person reads. */
  readonly lang: Lang;
  /** By call, where sources differ and another method than the table's is forced. */
  readonly methods?: Readonly<Record<string, 'GET' | 'POST'>>;
  readonly profile?: string;
  /** File for QFPAY_LOG. */
  readonly log?: string;
  /** The Redis of QFPAY_LIMITER_URL, where the request limits are kept. It may hold a password. */
  readonly limiter_url?: string;
  readonly verbose: boolean;
  /** For stderr: an mchid that fell back to the plain variable, and the like. */
  readonly warnings: readonly string[];
  /** Those of them that whoever agrees to a call has to see once more: where it goes, and who chose for whom. */
  readonly cautions?: readonly string[];
  /** The folder's `.env` chose credentials that stand elsewhere: where nobody can be asked, somebody has to say it again. */
  readonly folder_choice?: FolderChoice;
  /** Where each value came from: a flag, a variable (`QFPAY_KEY (.env)`), a profile, `default`. Never the value itself. */
  readonly sources?: Readonly<Record<string, string>>;
}

/** What `sign` and `verify` need: the key, and an app code for the headers when there is one. */
export interface Signer {
  readonly env: EnvName;
  readonly base_url: string;
  readonly client_key: ClientKey;
  readonly app_code?: string;
  /** Only where it was asked for. */
  readonly mchid?: string;
  readonly sign_type: SignType;
  readonly warnings: readonly string[];
}

export type { Lang };

/** Who signs with `--env local`, and whom `qfpay emulator` knows when no other merchant is given. */
export const localMerchant: Merchant = {
  app_code: '10CA1000000000000000000000000001',
  client_key: new ClientKey(localKey),
};
