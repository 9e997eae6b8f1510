import { expect, test } from 'vitest';
import { describeFaults, effectOf, faultKinds, isPending } from '../../../src/emulator/faults/faults.ts';

test('each fault has a name and amounts of its own, all of them from 9,000.00 to 9,099.99', () => {
  const names = faultKinds().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const ordered = [...faultKinds()].sort((a, b) => a.magic.from - b.magic.from);
  for (const [index, { magic }] of ordered.entries()) {
    expect(magic.from).toBeGreaterThan(ordered[index - 1]?.magic.to ?? 899_999);
    expect(magic.to).toBeGreaterThanOrEqual(magic.from);
    expect(magic.to).toBeLessThanOrEqual(909_999);
  }
});

test.each(faultKinds().map((kind) => [kind.name, kind] as const))('%s does something', (_name, kind) => {
  const { fault: _its_name, is_lost: _alone, ...effect } = effectOf(kind);
  expect(Object.keys(effect).length).toBeGreaterThan(0);
});

test('the listing has every fault with what it does', () => {
  const listed = describeFaults();
  expect(listed.map(({ fault }) => fault)).toEqual(faultKinds().map(({ name }) => name));
  expect(listed.every(({ summary }) => summary.length > 10)).toBe(true);
});

test('1143, 1145 and 1298 are the codes after which money still moves', () => {
  expect(['1143', '1145', '1298', '1205', '1254', '0000', '7777'].filter(isPending)).toEqual(['1143', '1145', '1298']);
});
