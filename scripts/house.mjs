import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import ts from 'typescript';

/** Tables whose length says nothing of their shape: what each language says, catalogues of QFPay. */
const data = /^src\/(catalog\/|language\/|library\/endpoint-types\.ts$)/;

/**
 * How the house stands: its files with their lines, importers and longest chain, its functions, and names of types that stand for
 * two things.
 * @param {string} root the folder of package.json
 */
export function measureHouse(root) {
  const paths = ['bin', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')),
  );
  const sources = new Map(paths.map((path) => [path, readSource(root, path)]));
  const imports = new Map(paths.map((path) => [path, importsOf(path, sources.get(path), sources)]));
  const own = paths.filter((path) => path.startsWith('src/'));
  const files = own.map((path) => ({
    path,
    lines: sources.get(path).text.split('\n').length - 1,
    is_data: data.test(path),
    importers: paths.filter((other) => imports.get(other).some((found) => found.path === path)),
    is_loaded_late: paths.some((other) => imports.get(other).some((found) => found.path === path && found.is_chunk)),
  }));
  return {
    files,
    lone: files.filter((file) => isLone(file, files)),
    functions: own.flatMap((path) => functionsOf(path, sources.get(path))),
    names_twice: namesTwice(own, sources),
    type_names: own.flatMap((path) => typeNamesOf(sources.get(path))).length,
    chain: longestChain(paths, imports),
  };
}

/** One step of the work, from its beginning to its end. */
const longestStep = 350;

/**
 * A file that belongs to the one that calls it: nobody else does, they share a room, and both together are one step. Apart stay what
 * is loaded late, which is a chunk of the bundle, and tables, which are vocabularies.
 */
function isLone({ path, lines, is_data, importers: [only, ...others], is_loaded_late }, files) {
  if (only === undefined || others.length > 0 || is_data || is_loaded_late) return false;
  const caller = files.find((file) => file.path === only);
  return caller !== undefined && roomOf(caller.path) === roomOf(path) && caller.lines + lines <= longestStep;
}

function roomOf(path) {
  return path.split('/')[1];
}

function readSource(root, path) {
  return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2023, true);
}

/** Imports of files of ours; late ones are an `import()` alone, which makes a chunk, also where a type of it is told at once. */
function importsOf(path, source, sources) {
  const found = new Map();
  const add = (specifier, kind) => {
    const target = posix.normalize(posix.join(dirname(path), specifier));
    if (specifier.startsWith('.') && sources.has(target)) found.set(target, (found.get(target) ?? new Set()).add(kind));
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier.text, node.importClause?.isTypeOnly ? 'type' : 'value');
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node.moduleSpecifier.text, 'value');
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal.text, 'type');
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0].text, 'late');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found].map(([target, kinds]) => ({
    path: target,
    is_late: kinds.size === 1 && kinds.has('late'),
    is_chunk: kinds.has('late') && !kinds.has('value'),
  }));
}

/** Each function with the lines that are its own: those of functions inside it count for them. */
function functionsOf(path, source) {
  const found = [];
  const lineOf = (place) => source.getLineAndCharacterOfPosition(place).line;
  const visit = (node, outer) => {
    let here = outer;
    if (ts.isFunctionLike(node) && node.body) {
      const first = lineOf(node.getStart());
      const lines = lineOf(node.getEnd()) - first + 1;
      here = { path, name: node.name?.getText() ?? '', line: first + 1, lines };
      if (!isTable(node)) found.push(here);
      // A line that both stand on counts for both.
      if (outer) outer.lines -= Math.max(0, lines - 2);
    }
    ts.forEachChild(node, (child) => visit(child, here));
  };
  visit(source, undefined);
  return found;
}

/** A function that only gives a table, so that its texts are in the language that is spoken: data. */
function isTable({ body }) {
  const [only, ...others] = body.statements ?? [];
  const given = only && ts.isReturnStatement(only) ? only.expression : undefined;
  return (
    others.length === 0 &&
    given !== undefined &&
    (ts.isObjectLiteralExpression(given) || ts.isArrayLiteralExpression(given))
  );
}

function typeNamesOf(source) {
  return source.statements
    .filter((each) => ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each) || ts.isClassDeclaration(each))
    .flatMap(({ name }) => (name ? [name.text] : []));
}

/** Each name that two files declare, with the files. */
function namesTwice(paths, sources) {
  const places = new Map();
  for (const path of paths)
    for (const name of typeNamesOf(sources.get(path))) places.set(name, [...(places.get(name) ?? []), path]);
  return [...places].filter(([, where]) => where.length > 1);
}

/** The longest way from a file to one that imports nothing, over what is loaded together. */
function longestChain(paths, imports) {
  const known = new Map();
  const from = (path) => {
    if (!known.has(path)) {
      known.set(path, [path]);
      const ways = imports
        .get(path)
        .filter(({ is_late }) => !is_late)
        .map((found) => from(found.path));
      known.set(path, [path, ...ways.reduce((best, way) => (way.length > best.length ? way : best), [])]);
    }
    return known.get(path);
  };
  return paths.map(from).reduce((best, way) => (way.length > best.length ? way : best), []);
}

function printHouse(root) {
  const { files, lone, functions, names_twice, type_names, chain } = measureHouse(root);
  const lines = files.map((file) => file.lines).sort((a, b) => a - b);
  const at = (share) => lines[Math.min(lines.length - 1, Math.floor(lines.length * share))];
  const total = lines.reduce((sum, each) => sum + each, 0);
  const alone = files.filter(({ importers, is_loaded_late }) => importers.length === 1 && !is_loaded_late);
  const twice = names_twice.reduce((sum, [, where]) => sum + where.length, 0);
  const rows = [
    ['files in src', files.length],
    ['lines', total],
    ['files per 1,000 lines', (files.length / (total / 1000)).toFixed(1)],
    ['lines a file, median / p90 / max', `${at(0.5)} / ${at(0.9)} / ${lines.at(-1)}`],
    ['longest import chain', chain.length],
    ['files with one importer', alone.length],
    ['files that their only caller could hold', lone.length],
    ['names of types that stand twice', `${names_twice.length} (${((100 * twice) / type_names).toFixed(1)} %)`],
    ['functions over 40 lines', functions.filter((each) => each.lines > 40).length],
  ];
  for (const [what, figure] of rows) process.stdout.write(`${what.padEnd(36)}${figure}\n`);
  process.stdout.write(`\nlongest chain: ${chain.join(' > ')}\n`);
  for (const { path, importers } of lone) process.stdout.write(`${path} belongs to ${importers[0]}\n`);
  for (const [name, where] of names_twice) process.stdout.write(`${name} stands in ${where.join(', ')}\n`);
}

if (process.argv[1] === import.meta.filename) printHouse(join(import.meta.dirname, '..'));
