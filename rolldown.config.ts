import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type ChunkingContext, defineConfig, type Plugin } from 'rolldown';
import { bundledPackages } from './scripts/bundled-packages.ts';
import { langs, loadCatalogue } from './src/language/languages.ts';

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
  'form-data-encoder': `
    export const isFormData = () => false;
    export class FormDataEncoder { constructor() { throw new Error('no uploads in this bundle'); } }`,
  '@colors/colors/safe': `throw new Error('tables have no colours in this bundle');`,
};

/** Of pngjs, what reads pictures: codes are only ever drawn. */
const drawn: Readonly<Record<string, string>> = {
  './parser-async': `
    const { EventEmitter } = require('node:events');
    module.exports = class Parser extends EventEmitter { write() { throw new Error('this bundle reads no pictures'); } };`,
  './parser-sync': `module.exports = () => { throw new Error('this bundle reads no pictures'); };`,
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

/** The SDK of the Model Context Protocol takes schemas by either zod, and checks forms with ajv: here there are none of the old zod, and no forms. */
const unspoken: Readonly<Record<string, string>> = {
  'zod/v3': `export const object = () => { throw new Error('zod 3 is not part of this bundle'); };`,
  'zod-to-json-schema': `export const zodToJsonSchema = object; function object() { throw new Error('zod 3 is not part of this bundle'); }`,
  '../validation/ajv-provider.js': `
    export class AjvJsonSchemaValidator { constructor() { throw new Error('ajv is not part of this bundle'); } }`,
  '../locales/index.js': `export {};`,
};

/** Of ioredis, what is for a cluster, behind sentinels, or of one seller's own certificates: here is one server, by its address. */
const sentinels = `export default class SentinelConnector { constructor() { throw new Error('no sentinels in this bundle'); } }`;
const lone: Readonly<Record<string, string>> = {
  './cluster': `export default class Cluster { constructor() { throw new Error('no cluster in this bundle'); } }`,
  './SentinelConnector': sentinels,
  './connectors/SentinelConnector': sentinels,
  '../constants/TLSProfiles': `export default {};`,
};

const replaced: Readonly<Record<string, string>> = { ...unused, ...drawn, ...silent, ...unspoken, ...lone };

/** npm may put the same version of it beside each of those that need it. */
const once = '@inquirer/core';

function leaveOutUnused(): Plugin {
  return {
    name: 'leave-out-unused',
    resolveId: (id, importer) => {
      // cli-table3 measures by our own function (src/render/table.ts), and has no need of another table of widths.
      if (id === 'string-width' && importer?.includes('/cli-table3/')) return '\0unmeasured';
      if (id === once) return oneOf(once);
      return id in replaced ? `\0replaced:${id}` : null;
    },
    load: (id) => {
      if (id === '\0unmeasured') return `export default () => { throw new Error('measured by src/render/table.ts'); };`;
      return id.startsWith('\0replaced:') ? replaced[id.slice('\0replaced:'.length)] : null;
    },
  };
}

/** @throws where its users need several versions of it */
function oneOf(name: string): string {
  const prompts = createRequire(createRequire(import.meta.url).resolve('@inquirer/prompts'));
  const users = ['input', 'password', 'search'].map((user) => createRequire(prompts.resolve(`@inquirer/${user}`)));
  const versions = new Set(users.map((user) => (user(`${name}/package.json`) as { version: string }).version));
  if (versions.size > 1) throw new Error(`${name} ${[...versions].join(' and ')}: look whether one of them serves all`);
  return users[0]?.resolve(name) ?? '';
}

/**
 * The libraries of spreadsheets are written for browsers of long ago, and each of their files brings along the same few helpers, a
 * line each: here a helper is there once. What stands behind its name is told apart by all the lines that it goes by.
 */
function shareHelpers(): Plugin {
  const prefix = '\0helper:';
  const helpers = new Map<string, string>();
  const isIn = (text: string) => (name: string) => new RegExp(`\\b${name}\\b`).test(text);
  const importOf = (name: string, id: string) => `import { ${name} } from '${id}';\n`;

  /** Keeps a helper with those that it calls; gives its id. */
  function keep(name: string, lines: ReadonlyMap<string, string>): string {
    const text = lines.get(name) ?? '';
    const called = [...lines.keys()].filter((other) => other !== name && isIn(text)(other));
    const code = `${called.map((other) => importOf(other, keep(other, lines))).join('')}${text}\nexport { ${name} };`;
    const id = `${prefix}${name}-${hashOf(code)}`;
    helpers.set(id, code);
    return id;
  }

  return {
    name: 'share-helpers',
    resolveId: (wanted) => (wanted.startsWith(prefix) ? wanted : null),
    load: (wanted) => helpers.get(wanted) ?? null,
    transform: (code, id) => {
      if (!/\/(read|write)-excel-file\/modules\//.test(id)) return null;
      const line = /^function (_\w+|ownKeys)\(.*\}$/gm;
      const lines = new Map([...code.matchAll(line)].map(([text, name = '']) => [name, text]));
      const rest = code.replace(line, '');
      const needed = [...lines.keys()].filter(isIn(rest));
      return `${needed.map((name) => importOf(name, keep(name, lines))).join('')}${rest}`;
    },
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
 * The measure of texts is taken with two patterns over classes of Unicode, which Node looks up as the library is loaded: a
 * twentieth of a start, for texts that are mostly ASCII. So each is made when a text first comes to it.
 */
function makePatternsLate(): Plugin {
  const helper = `
    function late(make) {
      let made;
      const pattern = () => (made ??= make());
      return { test: (text) => pattern().test(text), get lastIndex() { return pattern().lastIndex; }, set lastIndex(at) { pattern().lastIndex = at; } };
    }`;
  return {
    name: 'make-patterns-late',
    transform: (code, id) => {
      if (!id.includes('/fast-string-truncated-width/dist/index.js')) return null;
      const late = code.replace(/^const (CJKT_WIDE_RE|EMOJI_RE) = (.*);$/gm, 'const $1 = late(() => $2);');
      if (late.split('late(').length !== 3) throw new Error(`no two patterns to make late in ${id}`);
      return late + helper;
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

/** Tables of which a few lines are used: of the 400 commands of Redis, the rest of which can still be called by name; of 90 spinners. */
const shortened: readonly { readonly table: string; readonly kept: readonly string[] }[] = [
  {
    table: '/@ioredis/commands/built/commands.json',
    kept: ['auth', 'client', 'hello', 'info', 'quit', 'select', 'subscribe', 'psubscribe', 'ssubscribe', 'eval'],
  },
  { table: '/cli-spinners/spinners.json', kept: ['dots', 'line'] },
];

function shortenTables(): Plugin {
  return {
    name: 'shorten-tables',
    transform: (code, id) => {
      const found = shortened.find(({ table }) => id.endsWith(table));
      if (!found) return null;
      const all = Object.entries(JSON.parse(code) as Record<string, unknown>);
      return JSON.stringify(Object.fromEntries(all.filter(([name]) => found.kept.includes(name))));
    },
  };
}

/** FNV-1a, 30 of its 32 bits, as five letters. */
function hashOf(text: string): string {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$';
  return [0, 6, 12, 18, 24].map((bits) => letters.charAt((hash >>> bits) & 63)).join('');
}

/** What `t` says in each language that has a catalogue of it, by the file that holds it. */
const catalogues = new Map<string, Readonly<Record<string, string>>>();
for (const lang of langs) {
  const catalogue = await loadCatalogue(lang);
  if (catalogue) catalogues.set(`/src/language/${lang.toLowerCase()}/texts.ts`, catalogue);
}

/**
 * What `t` says in another language is kept as a list, and a text's place in it by the hash of its English, in a chunk that all
 * share: the English itself stands in the code already, and would be a thirtieth of the package.
 */
function shareTexts(): Plugin {
  const english = [...new Set([...catalogues.values()].flatMap((catalogue) => Object.keys(catalogue)))];
  const hashes = english.map(hashOf);
  const id = '\0texts';
  return {
    name: 'share-texts',
    resolveId: (wanted) => (wanted === id ? id : null),
    load: (wanted) => {
      if (wanted === id)
        return `const places = new Map('${hashes.join('')}'.match(/.{5}/g).map((hash, at) => [hash, at]));
          ${hashOf}
          export const catalogueOf = (said) => new Proxy({}, { get: (_none, text) => said[places.get(hashOf(text))] });`;
      const [path, catalogue] = [...catalogues].find(([each]) => wanted.endsWith(each)) ?? [];
      if (!catalogue) return null;
      const strays = english.filter((text) => !(text in catalogue));
      if (strays.length > 0) throw new Error(`not said in ${path}: ${strays.join('; ')}`);
      const twins = english.filter((_text, at) => hashes.indexOf(hashes[at] ?? '') !== at);
      if (twins.length > 0) throw new Error(`the hash of another text as well: ${twins.join('; ')}`);
      const said = JSON.stringify(english.map((text) => catalogue[text]));
      return `import { catalogueOf } from '${id}';
        export const texts = catalogueOf(${said});`;
    },
  };
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

/** What a chunk gives to others is written as a line of code for each; all in one list do the same in a seventh of the letters. */
function shortenExports(): Plugin {
  const one =
    'Object\\.defineProperty\\(exports,[`"]([\\w$]+)[`"],\\{enumerable:!0,get:function\\(\\)\\{return ([\\w$]+)\\}\\}\\)';
  const several = new RegExp(`${one}(?:,${one})+`, 'g');
  return {
    name: 'shorten-exports',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || chunk.isEntry) continue;
        chunk.code = chunk.code.replace(several, (run) => {
          const list = [...run.matchAll(new RegExp(one, 'g'))].map(([, name, local]) => `${name}:()=>${local}`);
          return `Object.entries({${list.join()}}).map(([n,get])=>Object.defineProperty(exports,n,{enumerable:!0,get}))`;
        });
      }
    },
  };
}

/**
 * The engine of `--jq`, read when it is asked for, a third of its size. In the library's own way to find it, a bundle would look in
 * the wrong folder. A package has it as small as can be, which takes some seconds.
 */
function shipJq(): Plugin {
  return {
    name: 'ship-jq',
    generateBundle() {
      const engine = readFileSync(createRequire(import.meta.url).resolve('jq-wasm/jq.wasm'));
      const quality = process.env['QFPAY_PACKED'] === undefined ? 9 : constants.BROTLI_MAX_QUALITY;
      const source = brotliCompressSync(engine, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
      this.emitFile({ type: 'asset', fileName: 'jq.wasm.br', source });
    },
  };
}

/**
 * What goes the same way is one chunk: a module that each of the ways of a group takes belongs to the first such group. A way
 * is made of the files that it loads, those behind an `import()` among them. Without this there is a chunk for each set of
 * commands that share something, and every one is a file to open at each start: 78 for `pay`.
 */
const calling = ['src/gateway/create-gateway.ts', 'src/host/network/http.ts'];
interface ChunkGroup {
  readonly name: string;
  readonly ways: readonly (readonly string[])[];
  /** Only what the library can come to as well. */
  readonly is_of_library?: true;
}

const libraryEntry = 'src/library/index.ts';
const start = ['src/cli/main.ts', 'src/host/context.ts', 'src/command/flags.ts'];
/** Who signs is looked for by every command that signs, and by no other. */
const signing = [
  ['src/commands/sign.ts', 'src/cli/guard.ts'],
  ['src/commands/pay.ts', 'src/cli/guard.ts'],
];
const groups: readonly ChunkGroup[] = [
  // Apart from `start`, for a library loads nothing of the command line.
  { name: 'base', ways: [start], is_of_library: true },
  { name: 'start', ways: [start] },
  { name: 'signer', ways: signing },
  {
    name: 'tables',
    ways: [
      ['src/commands/codes.ts', 'src/render/json.ts'],
      ['src/commands/pay.ts', ...calling, 'src/render/json.ts'],
    ],
  },
  { name: 'words', ways: [['src/render/text.ts', 'src/render/wrap-text.ts']] },
  // What a library loads at once: no network.
  { name: 'signed', ways: [[libraryEntry]] },
  // What `verify` knows of pay types and currencies: with the network it would cost a quarter of a bare start.
  { name: 'types', ways: [['src/commands/verify.ts'], ['src/commands/pay.ts', ...calling]] },
  // What is to be signed or verified, as it was given; and the one reader that a lone curl command needs.
  { name: 'given', ways: [['src/commands/sign.ts'], ['src/commands/verify.ts']] },
  { name: 'curl', ways: [['src/reading/curl/plain-command.ts']] },
  {
    name: 'calling',
    ways: [
      ['src/commands/pay.ts', ...calling],
      ['src/commands/query.ts', ...calling],
    ],
  },
  { name: 'pay', ways: [['src/commands/pay.ts']] },
];

/** The files that a way loads; with `late`, also whatever they may load on first use. */
function filesOnWay(way: readonly string[], context: ChunkingContext, late = false): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = way.map((path) => join(import.meta.dirname, path));
  for (const path of waiting)
    if (!existsSync(path)) throw new Error(`rolldown.config.ts names ${path}, which is not there`);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    const { importedIds = [], dynamicallyImportedIds = [] } = context.getModuleInfo(id) ?? {};
    waiting.push(...importedIds, ...(late ? dynamicallyImportedIds : []));
  }
  return found;
}

const groupedFiles = new Map<string, ReadonlySet<string>>();

function filesOfGroup({ name, ways, is_of_library }: ChunkGroup, context: ChunkingContext): ReadonlySet<string> {
  const known = groupedFiles.get(name);
  if (known) return known;
  const [first = new Set<string>(), ...others] = [
    ...ways.map((way) => filesOnWay(way, context)),
    ...(is_of_library ? [filesOnWay([libraryEntry], context, true)] : []),
  ];
  const files = new Set([...first].filter((file) => others.every((other) => other.has(file))));
  groupedFiles.set(name, files);
  return files;
}

function groupOf(id: string, context: ChunkingContext): string | null {
  if (id.includes('/src/library/')) return null;
  return groups.find((group) => filesOfGroup(group, context).has(id))?.name ?? null;
}

/** ESM hands on what CommonJS loaded: there is one QfpayError in a process, whoever asked for it. */
function esmWrapper(): Plugin {
  return {
    name: 'esm-wrapper',
    generateBundle(_options, bundle) {
      const entry = bundle['library/index.cjs'];
      const names = entry?.type === 'chunk' ? entry.exports.toSorted() : [];
      const source = `import library from './index.cjs';\n${names.map((name) => `export const ${name} = library.${name};\n`).join('')}`;
      this.emitFile({ type: 'asset', fileName: 'library/index.mjs', source });
    },
  };
}

/**
 * Two light entries, the command line and `import { … } from "qfpay"`, and a chunk for whatever is loaded on first use, which they
 * share; CommonJS because Node starts it faster than ESM. Names of classes stay, as they stand in a stack trace.
 */
export default defineConfig({
  input: { qfpay: 'bin/qfpay.ts', 'library/index': libraryEntry },
  platform: 'node',
  plugins: [
    leaveOutUnused(),
    loadChildProcessLate(),
    makeFormattersLate(),
    makePatternsLate(),
    shareHelpers(),
    shortenTables(),
    shareTexts(),
    escapeFewLetters(),
    shortenExports(),
    shipJq(),
    tellCommit(),
    bundledPackages(),
    esmWrapper(),
  ],
  output: {
    dir: 'dist',
    format: 'cjs',
    cleanDir: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name]-[hash].cjs',
    dynamicImportInCjs: false, // `import()` of Node's own modules as require: the launcher runs plain scripts
    minify: {
      compress: { keepNames: { function: false, class: true } },
      mangle: { keepNames: { function: false, class: true } },
    },
    comments: false,
    codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: groupOf }] },
  },
});
