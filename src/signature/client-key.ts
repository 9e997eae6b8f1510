import type { Secret } from '../context/secrets.ts';
import { hashHex } from './hash.ts';
import { shortestRun } from './key-forms.ts';

/** Public on purpose: only emulators on loopback know it. */
export const localKey = 'local-emulator-key-not-a-secret!';

/**
 * The merchant's secret. It prints, serialises and inspects as `<key 3f9a61c2>`, the first 8 hex digits of its SHA-256,
 * so that no message, report or trace can leak it by accident. Only the signature room asks for `reveal()`, and
 * the emulator, which signs in the gateway's place.
 */
export class ClientKey implements Secret {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The key itself, for hashing only. */
  reveal(): string {
    return this.#secret;
  }

  get is_public(): boolean {
    return this.#secret === localKey;
  }

  get fingerprint(): string {
    return hashHex('SHA256', this.#secret).slice(0, 8);
  }

  /** Whether a text holds the key, whole. */
  isIn(text: string): boolean {
    return isHeldIn(this.#secret, text);
  }

  /** The text with its fingerprint wherever the key stood. For what is made here; what others wrote is for `Secrets`. */
  mask(text: string): string {
    return this.isIn(text) ? text.replaceAll(this.#secret, () => this.toString()) : text;
  }

  toString(): string {
    return `<key ${this.fingerprint}>`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/** A key of a few characters, as in a test, is only looked for as the whole text: it could stand inside an amount by chance. */
export function isHeldIn(secret: string, text: string): boolean {
  if (secret === '') return false;
  return secret.length < shortestRun ? text === secret : text.includes(secret);
}
