import { createHash } from 'node:crypto';
import type { Parameter, SignType } from '../../../src/signature/sign.ts';
import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { compareBytes, isSignedName } from './client.ts';
import { fieldsOf, isNested, isObject, type JsonObject } from './languages/json.ts';
import type { Occasion } from './occasions/occasion.ts';

/** Whether a signature is right by QFPay's rules, held against what arrived. */
export function isAccepted(signed: SignatureCase, occasion: Occasion): boolean {
  const key = occasion.keys[0];
  const received = signed.received.toLowerCase();
  return typesOf(signed).some((type) =>
    contentsOf(signed, occasion).some((content) => hashOf(type, content, key) === received),
  );
}

function hashOf(type: SignType, content: string | Uint8Array, key: string): string {
  return createHash(type === 'MD5' ? 'md5' : 'sha256')
    .update(content)
    .update(key)
    .digest('hex');
}

/** A missing header means MD5; where nobody knows the headers, the length tells. A response may be MD5 whatever it says. */
function typesOf({ kind, announced, received }: SignatureCase): SignType[] {
  const long = received.length === 64 ? 'SHA256' : 'MD5';
  if (kind === 'response') return announced === 'MD5' ? ['MD5'] : ['SHA256', 'MD5'];
  if (kind === 'notification') return [announced === 'SHA256' ? 'SHA256' : 'MD5'];
  return [announced === 'none' ? 'MD5' : (announced ?? long)];
}

function contentsOf({ kind, parameters, body }: SignatureCase, occasion: Occasion): (string | Uint8Array)[] {
  if (kind === 'notification') return [body];
  if (kind === 'response') return [body, ...responseForms(occasion.document)];
  const { is_checkout } = occasion;
  const signed = parameters.filter(([name]) => isSignedName(name, is_checkout));
  const withLang = parameters.filter(([name]) => is_checkout && name !== 'sign');
  return [sorted(signed), ...(is_checkout ? [sorted(withLang)] : [])];
}

function responseForms(document: JsonObject): string[] {
  const data = document.entries.find(([name]) => name === 'data')?.[1];
  const top = fieldsOf({ entries: document.entries.filter(([, value]) => !isNested(value)) });
  const status = ['respcd', 'resperr', 'respmsg'];
  return [
    ...(isObject(data) ? [sorted(fieldsOf(data))] : []),
    sorted(top),
    sorted(top.filter(([name]) => !status.includes(name))),
  ];
}

function sorted(parameters: readonly Parameter[]): string {
  return parameters
    .filter(([, value]) => value !== '')
    .toSorted(([a], [b]) => compareBytes(a, b))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
