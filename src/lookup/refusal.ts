import { findRespcd } from '../catalog/respcd.ts';
import { DeclinedError, NetworkError, type QfpayError, SignatureError, signatureHint } from '../errors.ts';
import { t } from '../language/t.ts';
import { type Lookup, refusalOf } from './pages.ts';

/**
 * The same lookup, where the gateway did what it was asked. For whoever must know before money moves: a refused read says
 * nothing about any transaction.
 * @throws SignatureError (1108), DeclinedError (finally refused), NetworkError (another try may be served)
 */
export function acceptedLookup(lookup: Lookup): Lookup {
  const refusal = refusalOf(lookup);
  if (!refusal) return lookup;
  throw refusedQuery(refusal.respcd, refusal.message);
}

function refusedQuery(respcd: string, message: string): QfpayError {
  const told = [t`the gateway refused the query (${respcd})`, message].filter((text) => text !== '').join(': ');
  if (respcd === '1108') return new SignatureError(told, { hint: signatureHint().reading });
  const hint = `qfpay codes ${respcd}`;
  if (findRespcd(respcd)?.finality === 'final') return new DeclinedError(told, { hint });
  return new NetworkError(told, { hint });
}
