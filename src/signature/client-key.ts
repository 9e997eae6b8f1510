import { hashHex } from './hash.ts';

const shortestToFind = 8;

/**
 * The merchant's secret. It prints, serialises and inspects as `<key 3f9a61c2>`, the first 8 hex digits of its SHA-256,
 * so that no message, report or trace can leak it by accident. Only the signature room asks for `reveal()`, and
 * the emulator, which signs in the gateway's place.
 */
export class ClientKey {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The key itself, for hashing only. */
  reveal(): string {
    return this.#secret;
  }

  get fingerprint(): string {
    return hashHex('SHA256', this.#secret).slice(0, 8);
  }

  /**
   * Whether a text holds the key, whole. A key of a few characters, as in a test, is only looked for as the whole text,
   * since it could stand inside an amount by chance.
   */
  isIn(text: string): boolean {
    if (this.#secret === '') return false;
    return this.#secret.length < shortestToFind ? text === this.#secret : text.includes(this.#secret);
  }

  /** The text with its fingerprint wherever the key stood. */
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
