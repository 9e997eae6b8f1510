import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import type { Bug } from './bug.ts';
import { bugs } from './bugs.ts';
import { type Client, rightClient } from './client.ts';
import { isAccepted } from './gateway.ts';
import type { Occasion } from './occasions/occasion.ts';
import { receivedCase } from './received-case.ts';

export function rightCase(occasion: Occasion): SignatureCase {
  return receivedCase(rightClient(occasion), occasion);
}

/** What arrives from a client with these bugs; undefined when one of them cannot happen here, or nothing is broken by them. */
export function brokenCase(occasion: Occasion, chosen: readonly Bug[]): SignatureCase | undefined {
  let client: Client = rightClient(occasion);
  for (const bug of chosen.toSorted((a, b) => bugs.indexOf(a) - bugs.indexOf(b))) {
    const change = bug.change(client, occasion);
    if (!change) return undefined;
    client = { ...client, ...change };
  }
  const signed = receivedCase(client, occasion);
  return isAccepted(signed, occasion) ? undefined : signed;
}

/** Two mistakes in one client, each of which makes a difference of its own. */
export function brokenTwice(occasion: Occasion, [one, other]: readonly [Bug, Bug]): SignatureCase | undefined {
  if (one.id === other.id || one.slots.some((slot) => other.slots.includes(slot))) return undefined;
  const both = brokenCase(occasion, [one, other]);
  const [first, second] = [brokenCase(occasion, [one]), brokenCase(occasion, [other])];
  if (!both || !first || !second) return undefined;
  return isSame(both, first) || isSame(both, second) ? undefined : both;
}

/** Whether two clients cannot be told apart by what arrives from them. */
export function isSame(a: SignatureCase, b: SignatureCase): boolean {
  return print(a) === print(b);
}

function print({ received, announced, parameters, body }: SignatureCase): string {
  return JSON.stringify([received.toLowerCase(), announced, parameters, Buffer.from(body).toString('base64')]);
}
