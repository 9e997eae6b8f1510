import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ChunkingContext, defineConfig, type Plugin } from 'rolldown';
import { thirdPartyLicenses } from './scripts/third-party-licenses.ts';

/**
 * Parts of got that are never used here (no HTTP/2, no cache, no DNS cache). Left out, `pay` starts about a tenth faster.
 * Each throws when it is used after all, so that nothing can quietly do less.
 */
const unused: Readonly<Record<string, string>> = {
  'http2-wrapper': `export default { auto() { throw new Error('HTTP/2 is not part of this bundle'); } };`,
  'cacheable-lookup': `export default class CacheableLookup { constructor() { throw new Error('no DNS cache in this bundle'); } }`,
  'cacheable-request': `
    export default class CacheableRequest { constructor() { throw new Error('no HTTP cache in this bundle'); } }
    export class CacheError extends Error {}
    export class RequestError extends Error {}`,
  keyv: `export default class Keyv { constructor() { throw new Error('no HTTP cache in this bundle'); } }`,
};

/** ioredis tells whoever sets DEBUG of every command that it sends, and so of the password. It comes past the mask for secrets. */
const silent: Readonly<Record<string, string>> = {
  debug: `export default () => Object.assign(() => {}, { enabled: false });`,
};

/** commander loads child_process, and with it the network, for executable subcommands, which there are none of here. */
const lazyChildProcess = `
  export default { spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args) };`;

function loadChildProcessLate(): Plugin {
  const id = '\0lazy:child_process';
  return {
    name: 'load-child-process-late',
    resolveId: (wanted, importer) => (wanted === 'node:child_process' && importer?.includes('/commander/') ? id : null),
    load: (wanted) => (wanted === id ? lazyChildProcess : null),
  };
}

const replaced: Readonly<Record<string, string>> = { ...unused, ...silent };

function leaveOutUnused(): Plugin {
  return {
    name: 'leave-out-unused',
    resolveId: (id) => (id in replaced ? `\0replaced:${id}` : null),
    load: (id) => (id.startsWith('\0replaced:') ? replaced[id.slice('\0replaced:'.length)] : null),
  };
}

/**
 * got brings a library that makes two formatters of lists as it is loaded, for messages that are never written here. Node looks
 * up all its locales for that: a quarter of what `pay` does until its end. So each is made when it is first used.
 */
function makeFormattersLate(): Plugin {
  return {
    name: 'make-formatters-late',
    transform: (code, id) => {
      if (!id.includes('/@sindresorhus/is/distribution/index.js')) return null;
      const late = code.replace(/= (new Intl\.ListFormat\(.*\));/g, '= { format: (list) => $1.format(list) };');
      if (late === code)
        throw new Error(`nothing to make late in ${id}: look whether it still makes formatters as it is loaded`);
      return late;
    },
  };
}

/**
 * What goes the same way is one chunk: a module that each of the ways of a group takes belongs to the first such group. A way
 * is made of the files that it loads, those behind an `import()` among them. Without this there is a chunk for each set of
 * commands that share something, and every one is a file to open at each start: 78 for `pay`.
 */
const calling = ['src/gateway/create-gateway.ts', 'src/host/network/http.ts'];
const groups: readonly { readonly name: string; readonly ways: readonly (readonly string[])[] }[] = [
  { name: 'start', ways: [['src/cli/main.ts', 'src/host/context.ts']] },
  {
    name: 'tables',
    ways: [
      ['src/commands/codes.ts', 'src/render/json.ts'],
      ['src/commands/pay.ts', ...calling, 'src/render/json.ts'],
    ],
  },
  { name: 'words', ways: [['src/render/text.ts', 'src/render/wrap-text.ts', 'src/render/failure-text.ts']] },
  {
    name: 'merchant',
    ways: [
      ['src/commands/sign.ts', 'src/cli/guard.ts'],
      ['src/commands/pay.ts', 'src/cli/guard.ts'],
    ],
  },
  {
    name: 'calling',
    ways: [
      ['src/commands/pay.ts', ...calling],
      ['src/commands/query.ts', ...calling],
    ],
  },
  { name: 'pay', ways: [['src/commands/pay.ts']] },
];

/** The files that a way loads. */
function filesOnWay(way: readonly string[], context: ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = way.map((path) => join(import.meta.dirname, path));
  for (const path of waiting)
    if (!existsSync(path)) throw new Error(`rolldown.config.ts names ${path}, which is not there`);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}

const groupedFiles = new Map<string, ReadonlySet<string>>();

function filesOfGroup({ name, ways }: (typeof groups)[number], context: ChunkingContext): ReadonlySet<string> {
  const known = groupedFiles.get(name);
  if (known) return known;
  const [first = new Set<string>(), ...others] = ways.map((way) => filesOnWay(way, context));
  const files = new Set([...first].filter((file) => others.every((other) => other.has(file))));
  groupedFiles.set(name, files);
  return files;
}

function groupOf(id: string, context: ChunkingContext): string | null {
  return groups.find((group) => filesOfGroup(group, context).has(id))?.name ?? null;
}

/** A light entry and a chunk for whatever is loaded on first use; CommonJS because Node starts it faster than ESM. */
export default defineConfig({
  input: { qfpay: 'bin/qfpay.ts' },
  platform: 'node',
  plugins: [leaveOutUnused(), loadChildProcessLate(), makeFormattersLate(), thirdPartyLicenses()],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false, // `import()` of Node's own modules as require: the launcher runs plain scripts
    minify: true,
    comments: false,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: groupOf }] },
  },
});
