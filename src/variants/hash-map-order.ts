import type { Parameter } from '../signature/canonical-text.ts';

/**
 * The order in which a Java HashMap gives back what was put in one by one: by the bucket of the name's hash code. A map that
 * grew with its entries has buckets for at least four thirds of them.
 */
export function inHashMapOrder(parameters: readonly Parameter[]): readonly Parameter[] {
  let buckets = 16;
  while (parameters.length > buckets * 0.75) buckets *= 2;
  return parameters
    .map((parameter) => ({ parameter, bucket: spreadHash(parameter[0]) & (buckets - 1) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ parameter }) => parameter);
}

/** Java's `String.hashCode`, its upper half mixed into the lower, as HashMap does. */
function spreadHash(name: string): number {
  let hash = 0;
  for (let place = 0; place < name.length; place++) hash = (Math.imul(hash, 31) + name.charCodeAt(place)) | 0;
  return hash ^ (hash >>> 16);
}
