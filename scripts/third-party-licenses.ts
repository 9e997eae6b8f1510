import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** The bundle carries other people's code, so it carries their licences: one text file beside it. */
export function thirdPartyLicenses(): Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_options, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const source = textOf([...folders].sort().map(licenseOf));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
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
