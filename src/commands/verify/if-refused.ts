import { baseUrls } from '../../catalog/endpoints.ts';
import { fillIn } from '../../explanation/explain.ts';
import type { ExplanationWords } from '../../explanation/words/words.ts';
import { editDistance } from '../../language/near-names.ts';
import type { CandidateKey } from '../../merchant/candidate-keys.ts';
import type { Signer } from '../../merchant/merchant.ts';
import type { VerifyTask } from './task.ts';

/** So few letters apart, a store number may be a mistyped one. */
const nearlyTheSame = 2;

/**
 * A request that is signed rightly can be answered 1108 all the same: QFPay says it of an mchid that is not the merchant's
 * (`MCHCODE非法`) and of a key of another environment as well.
 */
export function ifRefused(
  { parameters, reading }: VerifyTask,
  signer: Signer,
  keys: readonly CandidateKey[],
  words: ExplanationWords,
): string[] {
  const { search } = words;
  const stores = keys.flatMap(({ name, mchids }) => mchids.map((mchid) => ({ name, mchid })));
  const mchid = parameters.find(([name]) => name === 'mchid' || name === 'mchntid')?.[1];
  const sent_app_code = reading?.headers?.['x-qf-appcode'];
  const { app_code, client_key } = signer;
  return [
    ...hostAdvice(reading?.host, signer, words),
    ...(sent_app_code && app_code && sent_app_code !== app_code
      ? [fillIn(search['valid-app-code'], { name: sent_app_code, other: app_code })]
      : []),
    mchidAdvice(mchid, stores, words),
    fillIn(search['valid-environment'], { configured: String(client_key) }),
    search['valid-sent'],
  ];
}

/** Sent to the gateway of another environment than that of the key. */
function hostAdvice(host: string | undefined, { env, client_key }: Signer, { search }: ExplanationWords): string[] {
  const other = Object.entries(baseUrls).find(([, url]) => new URL(url).hostname === host)?.[0];
  if (host === undefined || other === undefined || env === 'local' || other === env) return [];
  return [fillIn(search['valid-host'], { host, other, configured: String(client_key), env })];
}

type Store = { readonly name: string; readonly mchid: string };

function mchidAdvice(mchid: string | undefined, stores: readonly Store[], { search }: ExplanationWords): string {
  if (!mchid) return search['valid-mchid-absent'];
  const is_known = stores.some((store) => store.mchid === mchid);
  const near = is_known ? undefined : stores.find((store) => editDistance(store.mchid, mchid) <= nearlyTheSame);
  if (!near) return fillIn(search['valid-mchid-present'], { name: mchid });
  return fillIn(search['valid-mchid-near'], { name: mchid, other: near.mchid, key: near.name });
}
