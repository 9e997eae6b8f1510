import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Who may import whom. A folder may always import from itself; `context`, `errors` are the two files on the ground. */
const ground = ['context', 'errors', 'catalog', 'language'];
const mayImport: Readonly<Record<string, readonly string[]>> = {
  bin: ['cli', 'host'],
  cli: [
    'commands',
    'command',
    'calls',
    'report',
    'render',
    'merchant',
    'payment',
    'signature',
    ...ground,
    'package.json',
  ],
  library: [
    ...[
      'commands',
      'command',
      'money',
      'verdict',
      'report',
      'host',
      'merchant',
      'notification',
      'reading',
      'diagnosis',
      'signature',
      'transaction',
    ],
    ...ground,
  ],
  commands: [
    'package.json',
    ...['command', 'money', 'verdict', 'report', 'render', 'lookup', 'gateway', 'emulator', 'history', 'merchant'],
    ...['payment', 'reading', 'refund', 'hold', 'calls', 'refund-list', 'journal', 'wallet-page', 'notification'],
    ...['reconciliation', 'explanation', 'variants', 'diagnosis', 'signature', 'transaction', ...ground],
  ],
  money: [
    ...['command', 'report', 'render', 'lookup', 'gateway', 'history', 'hold', 'journal', 'merchant', 'payment'],
    ...['refund', 'refund-list', 'spreadsheet', 'diagnosis', 'signature', 'transaction', ...ground],
  ],
  verdict: [
    ...['command', 'report', 'reading', 'explanation', 'variants', 'merchant', 'diagnosis', 'signature', ...ground],
  ],
  command: [
    ...['report', 'render', 'gateway', 'emulator', 'wallet-page', 'merchant', 'notification', 'reading', 'spreadsheet'],
    ...['diagnosis', 'signature', 'transaction', ...ground],
  ],
  render: ['report', 'context', 'errors', 'language'],
  report: ['gateway', 'reconciliation', 'spreadsheet', 'hold', 'diagnosis', 'transaction', 'signature', ...ground],
  lookup: ['gateway', 'history', 'diagnosis', 'transaction', 'signature', ...ground],
  gateway: ['merchant', 'signature', ...ground],
  emulator: ['merchant', 'notification', 'signature', 'transaction', ...ground],
  'wallet-page': ['emulator', 'transaction', 'signature', 'catalog', 'context', 'language'],
  notification: ['reading', 'diagnosis', 'transaction', 'signature', 'language'],
  history: ['merchant', 'transaction', ...ground],
  journal: ['history', ...ground],
  merchant: ['signature', ...ground],
  calls: ['transaction', 'signature', ...ground],
  payment: ['transaction', 'signature', ...ground],
  reading: ['signature', 'errors', 'language'],
  'refund-list': ['refund', 'payment', 'spreadsheet', 'transaction', ...ground],
  hold: ['refund', 'diagnosis', 'transaction', ...ground],
  reconciliation: ['spreadsheet', 'diagnosis', 'transaction', ...ground],
  spreadsheet: ['transaction', 'errors', 'language', 'catalog'],
  refund: ['diagnosis', 'transaction', 'signature', ...ground],
  explanation: ['variants', 'signature', 'catalog', 'language'],
  variants: ['signature', 'catalog', 'language'],
  diagnosis: ['signature', 'transaction', ...ground],
  transaction: ['catalog', 'errors', 'context', 'language'],
  signature: ['context', 'errors', 'language'],
  host: ['catalog', 'context', 'errors', 'language', 'package.json'],
  catalog: ['language'],
  context: ['errors'],
  errors: ['language'],
  language: [],
};

/** Libraries, each where it belongs. A room that is not named here uses none. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  cli: ['commander'],
  command: ['commander', 'lossless-json'],
  commands: [
    'lossless-json',
    '@modelcontextprotocol/sdk/server/index.js',
    '@modelcontextprotocol/sdk/server/stdio.js',
    '@modelcontextprotocol/sdk/types.js',
    'node:stream',
  ],
  render: [
    ...[
      'chalk',
      'cli-table3',
      'cli-table3/src/utils.js',
      'cli-table3',
      'cli-table3/src/utils.js',
      'qrcode',
      'jq-wasm',
      'lossless-json',
      'fast-string-width',
    ],
    ...['node:process', 'node:v8', 'node:vm', 'node:zlib'],
  ],
  gateway: ['lossless-json'],
  library: ['lossless-json'],
  reading: ['lossless-json'],
  merchant: ['dotenv'],
  signature: ['@noble/hashes/legacy.js', '@noble/hashes/sha2.js', 'node:crypto'],
  variants: ['lossless-json'],
  refund: ['node:crypto'],
  'refund-list': ['node:crypto'],
  spreadsheet: ['csv-parse/sync', 'read-excel-file/universal', 'write-excel-file/universal'],
  emulator: ['node:crypto', 'node:zlib'],
  host: ['got', '@inquirer/prompts', 'ora', 'hpagent', 'ioredis', 'proxy-from-env', 'fast-string-width'],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourceFiles(): string[] {
  return ['bin', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name).split(sep).join('/')),
  );
}

/** Every specifier of a file: imports, re-exports, dynamic imports and types of modules. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.ES2023, true);
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ file, target: specifier });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    return ts.isStringLiteral(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments;
    return argument && ts.isStringLiteral(argument) ? argument.text : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return node.argument.literal.text;
  }
  return undefined;
}

function roomOf(path: string): string {
  const parts = path.replace(/^src\//, '').split('/');
  return (parts[0] ?? '').replace(/\.ts$/, '');
}

function resolved({ file, target }: Import): string {
  return posix.normalize(posix.join(dirname(file), target));
}

const files = sourceFiles();
const imports = files.flatMap(importsOf);
const own = imports.filter(({ target }) => target.startsWith('.'));
const foreign = imports.filter(({ target }) => !target.startsWith('.'));

test('the tree is read at all', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(own.length).toBeGreaterThan(100);
});

test('each room imports only from rooms below it', () => {
  const upward = own.filter((found) => {
    const [from, to] = [roomOf(found.file), roomOf(resolved(found))];
    return from !== to && !mayImport[from]?.includes(to);
  });
  expect(upward).toEqual([]);
});

test('no command imports another, but the two that hand over to commands: api and mcp', () => {
  const ownerOf = (path: string) => /^src\/commands\/([\w-]+)/.exec(path)?.[1];
  const handing = ['src/commands/api/hand-over.ts', 'src/commands/mcp/tools.ts'];
  const crossing = imports.flatMap(({ file, target }) => {
    const [own, other] = [ownerOf(file), target.startsWith('.') && ownerOf(posix.join(dirname(file), target))];
    return own && other && own !== other && own !== 'index' && !handing.includes(file) ? [`${file} -> ${target}`] : [];
  });
  expect(crossing).toEqual([]);
});

test('each library is used only where it belongs', () => {
  const strays = foreign.filter(({ file, target }) => {
    const allowed = mayUse[roomOf(file)] ?? [];
    return !allowed.includes(target) && !(roomOf(file) === 'host' && target.startsWith('node:'));
  });
  expect(strays).toEqual([]);
});

test('no two files import each other, not even by a detour', () => {
  const edges = new Map<string, string[]>();
  for (const found of own) edges.set(found.file, [...(edges.get(found.file) ?? []), resolved(found)]);
  const reached = (start: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const waiting = [...(edges.get(start) ?? [])];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      waiting.push(...(edges.get(file) ?? []));
    }
    return seen;
  };
  expect(files.filter((file) => reached(file).has(file))).toEqual([]);
});

test('nothing exits or prints by itself outside bin, host and the prompt', () => {
  const offenders = files
    .filter((file) => !['bin', 'host'].includes(roomOf(file)))
    // It writes programs of other people, which do.
    .filter((file) => !file.endsWith('sign/sample-code.ts'))
    .filter((file) =>
      /\bprocess\.|\bconsole\./.test(readFileSync(join(root, file), 'utf8').replace(/^\s*(\*|\/\/|\/\*).*$/gm, '')),
    )
    .map((file) => relative(root, join(root, file)));
  expect(offenders).toEqual([]);
});
