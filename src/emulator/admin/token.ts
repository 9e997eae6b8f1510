import { hashHex } from '../../signature/hash.ts';
import { isSameDigest } from '../../signature/verify.ts';

/** Whether `Authorization: Bearer ...` carries the token. Hashes are compared, so that time tells nothing of the token. */
export function isAuthorised(authorization: string, token: string): boolean {
  const [scheme = '', given = '', ...more] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'bearer' || more.length > 0) return false;
  return isSameDigest(hashHex('SHA256', token), hashHex('SHA256', given));
}
