import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', '.github', 'workflows');
const workflows = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);

describe.each(workflows)('the workflow %s', (_name, text) => {
  test('uses actions by commit, and says which release that is', () => {
    const used = text.match(/uses: .*/g) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const each of used) expect(each).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('may read the code, and nothing else unless one job needs it', () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
    const granted = text.match(/: write$/gm) ?? [];
    expect(granted.length).toBe(text.includes('npm publish') ? 1 : 0);
    expect(text).not.toMatch(/secrets\.|pull_request_target|write-all/);
  });

  test('leaves no token in the checkout, and puts nothing that others write into a command', () => {
    expect(text.match(/persist-credentials: false/g)?.length).toBe(text.match(/actions\/checkout@/g)?.length);
    for (const [, command = ''] of text.matchAll(/run: (.*)/g)) expect(command).not.toContain('${{');
  });
});

test('what is published is the packed file, with provenance, from the repository that the package names', () => {
  const text = Object.fromEntries(workflows)['publish.yml'] ?? '';
  const steps = ['repository?.url', 'npm ci', 'npm test', 'npm pack', 'npm publish ./qfpay-*.tgz --provenance'];
  const places = steps.map((step) => text.indexOf(step));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test('every Node that the package is for is tested, on three systems', () => {
  const text = Object.fromEntries(workflows)['test.yml'] ?? '';
  expect(text).toContain('node: [20, 22, 24, 26]');
  expect(text).toContain('os: [ubuntu-latest, macos-latest, windows-latest]');
});
