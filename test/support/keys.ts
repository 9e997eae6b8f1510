/**
 * Every secret that a test gives to the tool. After the run, all that the tool printed and wrote is searched for them;
 * so a test that needs a key takes one from here.
 */
export const testKeys = {
  sandbox: 'kS4ndb0xK3yOnlyForTests0000000001',
  prod: 'kPr0dK3yOnlyForTests000000000000002',
  other: 'k0therK3yOnlyForTests00000000003',
  nasty: `k '"$&%=\\ 中文 0000000000000000004`,
} as const;

export const testAppCode = '0123456789ABCDEF0123456789ABCDEF';

/** The keys found in a text, by name; what they are is not repeated, so that a failing test does not leak them again. */
export function leakedKeys(text: string): string[] {
  return Object.entries(testKeys)
    .filter(([, key]) =>
      [key, key.toLowerCase(), encodeURIComponent(key), JSON.stringify(key).slice(1, -1)].some((form) =>
        text.includes(form),
      ),
    )
    .map(([name]) => name);
}
