import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * The bundle carries other people's code, so it carries their licences, one text file beside it, and says what it is made of: whoever
 * installs it depends on no package, and an audit of dependencies sees none of these.
 */
export function bundledPackages(): Plugin {
  return {
    name: 'bundled-packages',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = [...new Set(modules.flatMap((id) => packageFolder(id) ?? []))].sort();
      const source = textOf(folders.map(licenseOf));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
      const own = manifestOf(join(import.meta.dirname, '..'));
      const bill = billOfMaterials(own, folders.map(manifestOf));
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: `${JSON.stringify(bill)}\n` });
    },
  };
}

/** CycloneDX 1.6. Without a time and a number of its own, so that the same tree packs to the same bytes. */
function billOfMaterials(own: Manifest, packages: readonly Manifest[]) {
  const component = (type: 'application' | 'library') => (manifest: Manifest) => {
    const { name = '', version = '', license } = manifest;
    const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
    const purl = `pkg:npm/${scope === undefined ? '' : `${encodeURIComponent(scope)}/`}${rest}@${version}`;
    const licenses = license === undefined ? [] : [{ expression: license }];
    return {
      ...{ type, 'bom-ref': purl, name: rest, version, purl, licenses },
      ...(scope === undefined ? {} : { group: scope }),
    };
  };
  const subject = component('application')(own);
  // A package can be installed in several places.
  const components = [...new Map(packages.map(component('library')).map((each) => [each.purl, each])).values()];
  return {
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: { component: subject, lifecycles: [{ phase: 'build' }] },
    components,
    dependencies: [{ ref: subject['bom-ref'], dependsOn: components.map((each) => each['bom-ref']) }],
  };
}

function packageFolder(id: string): string | undefined {
  if (!id.includes('node_modules')) return undefined;
  let folder = dirname(id);
  while (!existsSync(join(folder, 'package.json')) || !manifestOf(folder).name) folder = dirname(folder);
  return folder;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

interface License {
  readonly title: string;
  /** Who is to be named with it; the text is the same for many. */
  readonly copyright: string;
  readonly text: string;
}

function licenseOf(folder: string): License {
  const { name, version, license = 'see the package' } = manifestOf(folder);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const whole = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim();
  const isNotice = (line: string) => /^\s*(copyright|\(c\)|©)/i.test(line);
  // The terms of Apache's licence speak of copyright as well: there nothing is taken out.
  const is_short = whole.length < 2_500;
  const lines = whole.split('\n');
  const copyright = is_short ? lines.filter(isNotice).map((line) => line.trim()) : [];
  const text = is_short ? lines.filter((line) => !isNotice(line)).join('\n') : whole;
  return { title: `${name} ${version} (${license})`, copyright: copyright.join('\n'), text: text.trim() };
}

/** Each text once, after everybody whose it is; texts that differ in nothing but line breaks are the same. */
function textOf(licenses: readonly License[]): string {
  const alike = new Map<string, License[]>();
  for (const license of licenses) {
    const words = license.text.replace(/\s+/g, ' ');
    alike.set(words, [...(alike.get(words) ?? []), license]);
  }
  const parts = [...alike.values()].map((group) => {
    const owners = group.map(({ title, copyright }) => (copyright === '' ? title : `${title}\n${copyright}`));
    return `${owners.join('\n\n')}\n\n${group[0]?.text ?? ''}\n`;
  });
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
