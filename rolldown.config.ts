import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

/** Which commit it was built from, where that can be told; `-dirty` where the tree held something else. For `--version --json`. */
function tellCommit(): Plugin {
  return {
    name: 'tell-commit',
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'build.json',
        source: `${JSON.stringify({ commit: commitOfTree() })}\n`,
      });
    },
  };
}

function commitOfTree(): string | undefined {
  if (!existsSync(join(import.meta.dirname, '.git'))) return undefined;
  const words = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const { status, stdout } = spawnSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Few letters beyond ASCII, such as an arrow, are written as escapes: with one of them V8 holds a whole chunk in twice the room, and
 * every start reads it so. A catalogue of Chinese stays as it is, and so does a chunk with a text that knows no escapes.
 */
function escapeFewLetters(): Plugin {
  return {
    name: 'escape-few-letters',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const others = chunk.code.match(/[^\0-\x7f]/g)?.length ?? 0;
        const is_literal = /\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.test(chunk.code);
        if (others > 0 && others < chunk.code.length / 50 && !is_literal)
          chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped);
      }
    },
  };
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The engine of `--jq`, read when it is asked for. In the library's own way to find it, a bundle would look in the wrong folder. */
function shipJq(): Plugin {
  return {
    name: 'ship-jq',
    generateBundle() {
      const source = readFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'));
      this.emitFile({ type: 'asset', fileName: 'jq.wasm', source });
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
const commandLine = defineConfig({
  input: { qfpay: 'bin/qfpay.ts' },
  platform: 'node',
  plugins: [
    leaveOutUnused(),
    loadChildProcessLate(),
    makeFormattersLate(),
    escapeFewLetters(),
    shipJq(),
    tellCommit(),
    thirdPartyLicenses(),
  ],
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

/** What a library never uses: it draws nothing, and speaks English. Whoever wants a QR code has the link. */
function leaveOutUnspoken(): Plugin {
  const unspoken = /(^qrcode$|\/zh-han[st]\.ts$)/;
  return {
    name: 'leave-out-unspoken',
    resolveId: (id) => (unspoken.test(id) ? `\0unspoken:${id}` : null),
    load: (id) => (id.startsWith('\0unspoken:') ? `throw new Error('this is no part of the library');` : null),
  };
}

/** ESM hands on what CommonJS loaded: there is one QfpayError in a process, whoever asked for it. */
function esmWrapper(): Plugin {
  return {
    name: 'esm-wrapper',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      const names = entry?.type === 'chunk' ? entry.exports.toSorted() : [];
      const source = `import library from './index.cjs';\n${names.map((name) => `export const ${name} = library.${name};\n`).join('')}`;
      this.emitFile({ type: 'asset', fileName: 'index.mjs', source });
    },
  };
}

/** `import { … } from "qfpay"`: names of classes stay, as they stand in a stack trace. */
const library = defineConfig({
  input: { index: 'src/library/index.ts' },
  platform: 'node',
  plugins: [leaveOutUnused(), leaveOutUnspoken(), makeFormattersLate(), esmWrapper()],
  output: {
    dir: 'dist/library',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false,
    minify: true,
    keepNames: true,
    comments: false,
  },
});

export default [commandLine, library];
