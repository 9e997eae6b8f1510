import { createHash, createHmac } from 'node:crypto';
import type { Parameter, SignType } from '../../../src/signature/sign.ts';
import type { Occasion } from './occasions/occasion.ts';

/** What is about to be hashed. */
export interface Parts {
  readonly text: string;
  readonly key: string;
  /** Both, attached to each other. */
  readonly plain: string;
}

export interface Tools {
  hash: (data: string | Uint8Array) => Buffer;
  hmac: (key: string, data: string) => Buffer;
}

/**
 * How a program signs, as small steps in the order in which they are taken. A bug overrides some of them. Of a request,
 * `given` to `join` make the text; of a response or notification, `rewrite` does.
 */
export interface Client {
  /** What goes out, in this order. */
  readonly sent: readonly Parameter[];
  /** A value on its way. */
  readonly wire: (value: string) => string;
  /** The request's body, where it is no form. */
  readonly json_body?: string;
  /** It is sent as JSON, of which the gateway reads nothing. */
  readonly is_unread?: true;
  /** Values go out as they are, whatever characters they have. */
  readonly is_raw?: true;
  /** What is at hand when the signature is made. */
  readonly given: readonly Parameter[];
  readonly isSigned: (name: string, value: string) => boolean;
  readonly print: (value: string, name: string) => string;
  readonly order: (parameters: readonly Parameter[]) => readonly Parameter[];
  readonly join: (parameters: readonly Parameter[]) => string;
  /** What the program makes of a body before it hashes it. */
  readonly rewrite: (body: string) => string;
  /** What is left of the body when somebody asks why it does not match. */
  readonly shown: (body: string) => string;
  readonly finish: (text: string) => string;
  readonly key: string;
  readonly attach: (text: string, key: string) => string;
  readonly encode: (text: string) => Uint8Array;
  readonly hash: SignType;
  readonly digest: (parts: Parts, tools: Tools) => Buffer;
  readonly write: (digest: Buffer) => string;
  readonly announced: SignType | 'none' | undefined;
}

/** The client that does all as QFPay's rules say. */
export function rightClient(occasion: Occasion): Client {
  return {
    sent: occasion.parameters,
    wire: (value) => encodeURIComponent(value).replaceAll('%20', occasion.space),
    given: occasion.parameters,
    isSigned: (name, value) => value !== '' && isSignedName(name, occasion.is_checkout),
    print: (value) => value,
    order: (parameters) => parameters.toSorted(([a], [b]) => compareBytes(a, b)),
    join: (parameters) => parameters.map(([name, value]) => `${name}=${value}`).join('&'),
    rewrite: (body) => body,
    shown: (body) => body,
    finish: (text) => text,
    key: occasion.keys[0],
    attach: (text, key) => text + key,
    encode: (text) => Buffer.from(text),
    hash: occasion.sign_type,
    digest: ({ plain }, { hash }) => hash(plain),
    write: (digest) => digest.toString('hex'),
    announced: announcement(occasion),
  };
}

export function isSignedName(name: string, is_checkout: boolean): boolean {
  if (name === 'sign') return false;
  return is_checkout ? name !== 'lang' : name !== 'sign_type';
}

export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function announcement({ announces, sign_type }: Occasion): Client['announced'] {
  if (announces === 'unknown') return undefined;
  return sign_type === 'MD5' && announces === 'SHA256 only' ? 'none' : sign_type;
}

/** The text under the signature, without the key. */
export function signedText(client: Client, occasion: Occasion): string {
  if (occasion.kind !== 'request') return client.finish(client.rewrite(occasion.body));
  const signed = client.given.filter(([name, value]) => client.isSigned(name, value));
  const printed = signed.map(([name, value]): Parameter => [name, client.print(value, name)]);
  return client.finish(client.join(client.order(printed)));
}

/** The signature, in lower-case hex. */
export function signatureOf(client: Client, occasion: Occasion): string {
  const name = client.hash === 'MD5' ? 'md5' : 'sha256';
  const tools: Tools = {
    hash: (data) =>
      createHash(name)
        .update(typeof data === 'string' ? client.encode(data) : data)
        .digest(),
    hmac: (key, data) => createHmac(name, client.encode(key)).update(client.encode(data)).digest(),
  };
  const [text, { key }] = [signedText(client, occasion), client];
  return client.write(client.digest({ text, key, plain: client.attach(text, key) }, tools));
}
