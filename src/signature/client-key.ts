import { createHash } from 'node:crypto';

/**
 * The merchant's secret. It prints, serialises and inspects as `<key 3f9a61c2>`, the first 8 hex digits of its SHA-256,
 * so that no message, report or trace can leak it by accident. Only the signature room asks for `reveal()`.
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
    return createHash('sha256').update(this.#secret, 'utf8').digest('hex').slice(0, 8);
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
