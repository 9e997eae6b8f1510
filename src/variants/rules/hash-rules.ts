import type { HashName } from '../../signature/hasher.ts';
import type { CauseRule, Deviation, Evidence } from '../deviation.ts';
import type { TakeDigest } from '../recipe.ts';

function taken(evidence: Evidence, take: TakeDigest): Deviation {
  return { step: 'take', evidence, apply: (recipe) => ({ ...recipe, take }) };
}

function* hmac(): Iterable<Deviation> {
  yield taken({ id: 'hmac-of-text' }, ({ hash, key, content }, hasher) => hasher.hmac(hash, key, [content]));
  yield taken({ id: 'hmac-of-key' }, ({ hash, key, content }, hasher) => hasher.hmac(hash, content, [key]));
  yield taken({ id: 'hmac-of-text-and-key' }, ({ hash, key, parts }, hasher) => hasher.hmac(hash, key, parts));
}

const inner: readonly HashName[] = ['MD5', 'SHA256', 'SHA1'];
const cases = [(hex: string) => hex, (hex: string) => hex.toUpperCase()];

function* doubleHash(): Iterable<Deviation> {
  for (const name of inner) {
    const evidence: Evidence = { id: 'hash-of-hash', values: { hash: name } };
    for (const write of cases) {
      yield taken(evidence, ({ hash, parts }, hasher) => hasher.hash(hash, [write(hasher.hash(name, parts))]));
      yield taken(evidence, ({ hash, content, key }, hasher) =>
        hasher.hash(hash, [write(hasher.hash(name, [content])), key]),
      );
      yield taken({ id: 'hash-of-key', values: { hash: name } }, ({ hash, content, key }, hasher) =>
        hasher.hash(hash, [content, write(hasher.hash(name, [key]))]),
      );
    }
    yield taken(evidence, ({ hash, parts }, hasher) =>
      hasher.hash(hash, [Buffer.from(hasher.hash(name, parts), 'hex')]),
    );
  }
}

export const hashRules: readonly CauseRule[] = [
  { id: 'hmac', family: 'hash', deviations: hmac },
  { id: 'double-hash', family: 'hash', deviations: doubleHash },
];
