import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Component {
  readonly type: string;
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl: string;
  readonly 'bom-ref': string;
  readonly licenses: readonly { readonly expression: string }[];
}

interface BillOfMaterials {
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const bill = JSON.parse(read('dist/sbom.cdx.json')) as BillOfMaterials;
const nameOf = ({ group, name }: Component) => (group === undefined ? name : `${group}/${name}`);

test('the bill of materials is CycloneDX and about this package', () => {
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
  const { name, version } = JSON.parse(read('package.json')) as { name: string; version: string };
  expect(bill.metadata.component).toMatchObject({
    type: 'application',
    name,
    version,
    purl: `pkg:npm/${name}@${version}`,
  });
});

test('names each package of the bundle once, in the version that was installed, with its licence', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version?: string }> };
  for (const component of bill.components) {
    const installed = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${nameOf(component)}`));
    expect(installed.map(([, { version }]) => version)).toContain(component.version);
    expect(component.licenses.map(({ expression }) => expression)).toEqual([expect.stringMatching(/\w/)]);
    expect(component.purl).toBe(`pkg:npm/${nameOf(component).replace('@', '%40')}@${component.version}`);
  }
  expect(new Set(bill.components.map(({ purl }) => purl)).size).toBe(bill.components.length);
});

test('knows the same packages as the licences beside it', () => {
  const licences = read('dist/THIRD-PARTY-LICENSES.txt');
  for (const component of bill.components) expect(licences).toContain(`${nameOf(component)} ${component.version} (`);
  for (const name of ['got', 'commander', 'chalk', 'ora', 'dotenv', 'jq-wasm'])
    expect(bill.components.map(nameOf)).toContain(name);
});

test('says that the package is made of all of them', () => {
  const refs = bill.components.map((component) => component['bom-ref']);
  expect(bill.dependencies).toEqual([{ ref: bill.metadata.component['bom-ref'], dependsOn: refs }]);
});
