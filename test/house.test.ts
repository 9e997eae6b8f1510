import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { measureHouse } from '../scripts/house.mjs';

const root = join(import.meta.dirname, '..');
const house = measureHouse(root);

test('the tree is read at all', () => {
  expect(house.files.length).toBeGreaterThan(100);
});

test('a file is one step of the work, 400 lines at most; tables of data aside', () => {
  const large = house.files.filter(({ lines, is_data }) => lines > 400 && !is_data);
  expect(large.map(({ path, lines }) => `${path} ${lines}`)).toEqual([]);
});

test('a file of its own has two importers, is a table or a chunk, or is too much for the one that calls it', () => {
  expect(house.lone.map(({ path, importers }) => `${path} belongs to ${importers[0]}`)).toEqual([]);
});

test('a function has 40 lines at most', () => {
  expect(house.functions.filter(({ lines }) => lines > 40)).toEqual([]);
});

test('flags are said once, as data', () => {
  const sayers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) =>
      /\.addOption\(|commander\.argument\(|\.option\(['`]-/.test(readFileSync(join(root, 'src', name), 'utf8')),
    )
    .map((name) => name.split(sep).join('/'));
  expect(sayers).toEqual(['command/command.ts']);
});

test('what tests stand on is described where it stands', () => {
  const folder = join(root, 'test/support');
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  const names = readdirSync(folder).filter((name) => name !== 'README.md');
  expect(names.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test('a name of a type means one thing', () => {
  expect(house.names_twice).toEqual([]);
});

test('the tree is cut no finer than seven files in a thousand lines, and no deeper than 20', () => {
  const lines = house.files.reduce((sum, file) => sum + file.lines, 0);
  expect(house.files.length / (lines / 1000)).toBeLessThan(7);
  expect(house.chain.length).toBeLessThanOrEqual(20);
});

describe('the measures see what is planted', () => {
  const planted = plantedTree({
    'bin/a.ts': "import '../src/one.ts';\n",
    'src/one.ts': `import { two } from './two.ts';\nexport interface Twice {}\nexport function long() {\n${'  two();\n'.repeat(45)}}\n`,
    'src/two.ts': "export interface Twice {}\nexport const two = () => import('./late.ts');\n",
    'src/late.ts': `${'export {};\n'.repeat(401)}`,
    'src/room/caller.ts':
      "import './lone.ts';\nimport type { Late } from './late.ts';\nimport './large.ts';\nexport const late = (): Promise<Late> => import('./late.ts');\n",
    'src/room/lone.ts': 'export {};\n',
    'src/room/late.ts': 'export interface Late {}\n',
    'src/room/large.ts': 'export {};\n'.repeat(347),
    'src/hall/guest.ts': "import '../room/caller.ts';\n",
  });

  afterAll(() => rmSync(planted, { recursive: true }));

  test('a long function, a long file, a name that stands twice, the chain and who imports what', () => {
    const found = measureHouse(planted);
    expect(found.functions.filter(({ lines }) => lines > 40).map(({ name }) => name)).toEqual(['long']);
    expect(found.files.find(({ lines }) => lines > 400)).toMatchObject({ path: 'src/late.ts', is_loaded_late: true });
    expect(found.names_twice).toEqual([['Twice', ['src/one.ts', 'src/two.ts']]]);
    expect(found.chain).toEqual(['bin/a.ts', 'src/one.ts', 'src/two.ts']);
    expect(found.files.find(({ path }) => path === 'src/two.ts')?.importers).toEqual(['src/one.ts']);
    expect(found.lone.map(({ path }) => path)).toEqual(['src/room/lone.ts']);
  });
});

function plantedTree(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'house-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
