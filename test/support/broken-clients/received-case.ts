import { isUtf8 } from 'node:buffer';
import { ClientKey } from '../../../src/signature/client-key.ts';
import type { Parameter } from '../../../src/signature/sign.ts';
import type { NamedKey, SignatureCase } from '../../../src/variants/signature-case.ts';
import { bodyNotForm } from '../../../src/variants/wire-causes.ts';
import { type Client, signatureOf } from './client.ts';
import { fieldsOf } from './languages/json.ts';
import { decodeForm, decodeFormBytes } from './languages/percent-encoders.ts';
import type { Occasion } from './occasions/occasion.ts';

/** What arrives when a client signs on an occasion: all that whoever looks for its mistake is told. */
export function receivedCase(client: Client, occasion: Occasion): SignatureCase {
  const digits = signatureOf(client, occasion);
  const received = occasion.hex === 'upper' ? digits.toUpperCase() : digits;
  const [first, ...others] = occasion.keys.map(
    (key, index): NamedKey => ({ name: `profile ${index}`, key: new ClientKey(key) }),
  );
  if (!first) throw new Error('an occasion has a key');
  const { kind, app_code, mchids, is_checkout } = occasion;
  const known = { kind, received, announced: client.announced, app_code, mchids, is_checkout };
  const keys = [first, ...others] as const;
  return kind === 'request'
    ? { ...known, keys, ...arrived(client, occasion, received) }
    : { ...known, keys, parameters: fieldsOf(occasion.document), body: Buffer.from(client.shown(occasion.body)) };
}

type Arrived = Pick<SignatureCase, 'parameters' | 'body' | 'wire' | 'value_bytes' | 'sent_otherwise'>;

function arrived(client: Client, { is_checkout, has_body }: Occasion, received: string): Arrived {
  const sent: readonly Parameter[] = is_checkout ? [...client.sent, ['sign', received]] : client.sent;
  if (client.is_unread) {
    return { parameters: [], body: Buffer.from('{}'), sent_otherwise: [bodyNotForm(sent, 'JSON')] };
  }
  if (client.is_raw) return arrivedRaw(sent);
  if (client.json_body !== undefined) return { parameters: sent, body: Buffer.from(client.json_body) };
  const wire = sent.map(([name, value]): Parameter => [encodeURIComponent(name), client.wire(value)]);
  const form = wire.map(([name, value]) => `${name}=${value}`).join('&');
  const parameters = wire.map(([name, value]): Parameter => [decodeForm(name), decodeForm(value)]);
  const bytes = wire.map(([name, value]) => [decodeForm(name), decodeFormBytes(value)] as const);
  const value_bytes = bytes.filter(([, value]) => !isUtf8(value));
  return { parameters, wire, value_bytes, body: Buffer.from(has_body ? form : '') };
}

/** Put together without encoding, and taken apart as a server does it. */
function arrivedRaw(sent: readonly Parameter[]): Arrived {
  const form = sent.map(([name, value]) => `${name}=${value}`).join('&');
  const wire = form.split('&').map((pair): Parameter => [pair.split('=')[0] ?? '', pair.split('=').slice(1).join('=')]);
  const parameters = wire.map(([name, value]): Parameter => [decodeForm(name), decodeForm(value)]);
  return { parameters, wire, body: Buffer.from(form) };
}
