import type { SignType } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, flavours } from '../bug.ts';
import type { Client } from '../client.ts';

const digested =
  (digest: Client['digest']): Change =>
  () => ({ digest });

const cut =
  (from: number, to: number): Change =>
  (client) => ({
    write: (digest) => {
      const digits = client.write(digest);
      return digits.length > to - from ? digits.slice(from, to) : digits;
    },
  });

const allBut =
  (count: number): Change =>
  (client) => ({ write: (digest) => client.write(digest).slice(0, -count) });

/** Made with one hash while the header names the other. */
const announcing =
  (hash: SignType, announced: Client['announced'], kinds: readonly string[]): Change =>
  (client, occasion) =>
    kinds.includes(occasion.kind) && client.announced !== undefined ? { hash, announced } : undefined;

/** Capitals would make other bytes of it. */
const written =
  (coding: 'base64' | 'base64url'): Change =>
  (_client, { hex }) =>
    hex === 'upper' ? undefined : { write: (digest) => digest.toString(coding) };

export const digestBugs: readonly Bug[] = [
  ...flavours('wrong-sign-type', ['digest'], {
    'SHA256 announced, MD5 made': announcing('MD5', 'SHA256', ['request', 'notification']),
    'MD5 announced, SHA256 made': announcing('SHA256', 'MD5', ['request', 'response', 'notification']),
    'nothing announced, SHA256 made': announcing('SHA256', 'none', ['notification']),
  }),
  ...flavours('missing-signtype-header', ['digest'], {
    'SHA256 without a header': announcing('SHA256', 'none', ['request']),
  }),
  ...flavours('hmac', ['digest'], {
    'HMAC of the text with the key': digested(({ text, key }, { hmac }) => hmac(key, text)),
    'HMAC of text and key with the key': digested(({ plain, key }, { hmac }) => hmac(key, plain)),
    'HMAC of the key with the text': digested(({ text, key }, { hmac }) => hmac(text, key)),
  }),
  ...flavours('double-hash', ['digest'], {
    'hash of the lower-case hex': digested(({ plain }, { hash }) => hash(hash(plain).toString('hex'))),
    'hash of the upper-case hex': digested(({ plain }, { hash }) => hash(hash(plain).toString('hex').toUpperCase())),
    'hash of the bytes': digested(({ plain }, { hash }) => hash(hash(plain))),
    'hash of the hashed text and the key': digested(({ text, key }, { hash }) =>
      hash(hash(text).toString('hex') + key),
    ),
    'the same, upper case': digested(({ text, key }, { hash }) => hash(hash(text).toString('hex').toUpperCase() + key)),
    'hash of the text and the hashed key': digested(({ text, key }, { hash }) =>
      hash(text + hash(key).toString('hex')),
    ),
  }),
  ...flavours('digest-not-hex', [], {
    base64: written('base64'),
    'base64 for addresses': written('base64url'),
  }),
  ...flavours('truncated-signature', [], {
    'the middle 16, "16-digit MD5"': (client, occasion) =>
      client.hash === 'MD5' ? cut(8, 24)(client, occasion) : undefined,
    'a column of 16': cut(0, 16),
    'a column of 20': cut(0, 20),
    'a column of 32': cut(0, 32),
    'a column of 40': cut(0, 40),
    'a column of 50': cut(0, 50),
    'the last digit lost': allBut(1),
    'the last two digits lost': allBut(2),
    'Java BigInteger: no zeros in front': (client) => ({ write: (digest) => client.write(digest).replace(/^0+/, '') }),
    'Java toHexString: no zero before a digit': () => ({
      write: (digest) => [...digest].map((byte) => byte.toString(16)).join(''),
    }),
  }),
];
