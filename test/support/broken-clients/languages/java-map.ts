/** Java's String.hashCode. */
function hashCode(text: string): number {
  let hash = 0;
  for (const unit of text.split('')) hash = (Math.imul(hash, 31) + unit.charCodeAt(0)) | 0;
  return hash;
}

/** The order in which a Java HashMap that was filled one by one gives its keys back. */
export function hashMapOrder(names: readonly string[]): string[] {
  let buckets = 16;
  while (names.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (name: string) => {
    const hash = hashCode(name);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return names.toSorted((a, b) => bucketOf(a) - bucketOf(b));
}
