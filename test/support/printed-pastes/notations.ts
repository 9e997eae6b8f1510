import { hashMapOrder } from '../broken-clients/languages/java-map.ts';
import type { Json, JsonObject } from '../broken-clients/languages/json.ts';
import { isObject, jsonStyles, printJson } from '../broken-clients/languages/json.ts';
import { pythonRepr } from '../broken-clients/languages/python-repr.ts';

/** How a language shows a value that holds others: a debugger, a log, `print`. */
export interface Notation {
  readonly print: (value: Json) => string;
  /** Whether what is printed can be taken for one text only. */
  readonly isExact: (text: string) => boolean;
}

interface Shape {
  readonly object: readonly [open: string, close: string];
  readonly list?: readonly [open: string, close: string];
  readonly pair: (name: string, value: string) => string;
  readonly comma?: string;
  readonly text: (text: string) => string;
  readonly null?: string;
  readonly boolean?: (value: boolean) => string;
  /** Spaces before an entry, each of which stands on a line. */
  readonly indent?: number;
  /** After the last entry too. */
  readonly trailing?: string;
  readonly order?: (names: readonly string[]) => readonly string[];
}

function show(value: Json, shape: Shape, depth = 1): string {
  if (value === null) return shape.null ?? 'null';
  if (typeof value === 'boolean') return shape.boolean?.(value) ?? String(value);
  if (typeof value === 'string') return shape.text(value);
  if (isObject(value)) return enclosed(shape.object, entriesOf(value, shape, depth), shape, depth);
  if ('digits' in value) return value.digits;
  const items = value.map((item) => show(item, shape, depth + 1));
  return enclosed(shape.list ?? ['[', ']'], items, shape, depth);
}

function entriesOf({ entries }: JsonObject, shape: Shape, depth: number): string[] {
  const names = entries.map(([name]) => name);
  const values = new Map(entries);
  const ordered = shape.order?.(names) ?? names;
  return ordered.map((name) => shape.pair(name, show(values.get(name) ?? null, shape, depth + 1)));
}

function enclosed([open, close]: readonly [string, string], items: readonly string[], shape: Shape, depth: number) {
  const { comma = ', ', indent, trailing = '' } = shape;
  if (items.length === 0) return open + close;
  if (indent === undefined) return open + items.join(comma) + close;
  const line = (level: number) => `\n${' '.repeat(indent * level)}`;
  return open + line(depth) + items.join(comma.trimEnd() + line(depth)) + trailing + line(depth - 1) + close;
}

/** A text that no notation without quotes can blur. */
export function isPlainText(text: string): boolean {
  return text === text.trim() && !/[\n\r\t,=;:{}[\]()<>"'\\&|@#]| {2}|->/.test(text);
}

const always = () => true;
const onOneLine = (text: string) => !/[\n\r]/.test(text) && text === text.trim();
const byBytes = (names: readonly string[]) => names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

const doubled = (text: string) => JSON.stringify(text);
const single = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const raw = (text: string) => text;
const unit = (found: string) => found.charCodeAt(0).toString(16).padStart(4, '0');

/** Node's inspect: single quotes, double ones around a single one, else backticks. */
const inspected = (text: string) => {
  const quote = ["'", '"', '`'].find((mark) => !text.includes(mark)) ?? "'";
  const inner = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return quote + (quote === "'" ? inner.replaceAll("'", "\\'") : inner) + quote;
};
const bareName = (name: string) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : single(name));
const rubyText = (text: string) => doubled(text).replace(/#(?=[{$@])/g, '\\#');
const symbol = (name: string) => (/^[a-z_]\w*$/i.test(name) ? name : doubled(name));
const dartQuoted = (text: string) => doubled(text).replaceAll('$', '\\$');
const appleText = (text: string) =>
  /^[A-Za-z0-9]+$/.test(text)
    ? text
    : `"${text
        .replace(/[\\"]/g, '\\$&')
        .replaceAll('\n', '\\n')
        .replace(/[\u0080-\uffff]/g, (found) => `\\U${unit(found)}`)}"`;
const perlText = (text: string) =>
  /[^\x20-\x7e]/.test(text)
    ? `"${text
        .replace(/[\\"$@]/g, '\\$&')
        .replaceAll('\n', '\\n')
        .replace(/[^\x20-\x7e]/gu, (found) => `\\x{${found.codePointAt(0)?.toString(16)}}`)}"`
    : single(text);

const quoted = (shape: Shape, isExact: Notation['isExact'] = always): Notation => ({
  print: (value) => show(value, shape),
  isExact,
});
const bare = (shape: Omit<Shape, 'text'>): Notation => quoted({ ...shape, text: raw }, isPlainText);

const python: Shape = {
  object: ['{', '}'],
  pair: (name, value) => `${pythonRepr(name)}: ${value}`,
  text: pythonRepr,
  null: 'None',
  boolean: (value) => (value ? 'True' : 'False'),
};
const php: Shape = {
  object: ['array (', ')'],
  list: ['array (', ')'],
  pair: (name, value) => `${single(name)} => ${value}`,
  text: single,
  null: 'NULL',
  indent: 2,
  trailing: ',',
};
const laravel = { ...php, object: ['[', ']'], list: ['[', ']'], trailing: '', text: doubled } as const;
const ruby: Shape = {
  object: ['{', '}'],
  pair: (name, value) => `${rubyText(name)}=>${value}`,
  text: rubyText,
  null: 'nil',
};
const node: Shape = {
  object: ['{ ', ' }'],
  list: ['[ ', ' ]'],
  pair: (name, value) => `${bareName(name)}: ${value}`,
  text: inspected,
};
const equalled = (object: Shape['object'], comma = ', ') =>
  bare({ object, comma, pair: (name, value) => `${name}=${value}` });
const swift: Shape = {
  object: ['[', ']'],
  pair: (name, value) => `${doubled(name)}: ${value}`,
  text: doubled,
  null: 'nil',
};
const go: Shape = {
  object: ['map[string]interface {}{', '}'],
  list: ['[]interface {}{', '}'],
  pair: (name, value) => `${doubled(name)}:${value}`,
  text: doubled,
  null: 'interface {}(nil)',
  order: byBytes,
};

const json = Object.fromEntries(
  Object.entries(jsonStyles).map(([name, style]): [string, Notation] => [
    name,
    { print: (value) => printJson(value, style), isExact: always },
  ]),
);

/** Of values inside values too. */
export const notations: Readonly<Record<string, Notation>> = {
  ...json,
  'Python dict': quoted(python),
  'Python pprint': quoted({ ...python, order: byBytes, comma: ',\n ' }),
  'Python OrderedDict': quoted({
    ...python,
    object: ['OrderedDict([', '])'],
    pair: (name, value) => `(${pythonRepr(name)}, ${value})`,
  }),
  'PHP print_r': { print: (value) => printR(value, ''), isExact: onOneLine },
  'PHP var_dump': { print: (value) => varDump(value, ''), isExact: always },
  'PHP var_export': quoted(php),
  'Laravel dd': quoted({ ...laravel, pair: (name, value) => `${doubled(name)} => ${value}` }, onOneLine),
  'PHP short array': quoted({ ...laravel, text: single }),
  'Ruby hash with arrows': quoted(ruby),
  'Ruby 3.4 hash': quoted({ ...ruby, pair: (name, value) => `${rubyText(name)} => ${value}` }),
  'Ruby symbols with arrows': quoted({ ...ruby, pair: (name, value) => `:${symbol(name)}=>${value}` }),
  'Ruby symbols': quoted({ ...ruby, pair: (name, value) => `${symbol(name)}: ${value}` }),
  'Rails parameters': quoted({
    ...ruby,
    object: ['#<ActionController::Parameters {', '} permitted: false>'],
  }),
  'Java HashMap': bare({ object: ['{', '}'], pair: (name, value) => `${name}=${value}`, order: hashMapOrder }),
  'Java LinkedHashMap': equalled(['{', '}']),
  'Lombok, Kotlin data class': equalled(['PayRequest(', ')']),
  'Java record': equalled(['PayRequest[', ']']),
  'Guava MoreObjects': equalled(['PayRequest{', '}']),
  'commons-lang ToStringBuilder': equalled(['com.shop.PayRequest@5e9f23b4[', ']'], ','),
  'Scala Map': bare({ object: ['Map(', ')'], pair: (name, value) => `${name} -> ${value}` }),
  'Swift dictionary': quoted(swift),
  'Swift any values': quoted({ ...swift, text: (text) => `Optional(${doubled(text)})` }),
  'Swift AnyHashable': quoted({ ...swift, pair: (name, value) => `AnyHashable(${doubled(name)}): ${value}` }),
  NSDictionary: quoted({
    object: ['{', '}'],
    list: ['(', ')'],
    pair: (name, value) => `${appleText(name)} = ${value};`,
    comma: '',
    text: appleText,
    null: '"<null>"',
    indent: 4,
  }),
  'Dart map': bare({ object: ['{', '}'], pair: (name, value) => `${name}: ${value}` }),
  'Dart literal': quoted({ ...swift, object: ['{', '}'], text: dartQuoted }),
  'Go %v': bare({ object: ['map[', ']'], comma: ' ', pair: (name, value) => `${name}:${value}`, order: byBytes }),
  'Go %#v': quoted(go),
  'Go %+v of a pointer': bare({ object: ['&{', '}'], comma: ' ', pair: (name, value) => `${name}:${value}` }),
  'Node inspect': quoted(node),
  'Node inspect, lines': quoted({ ...node, object: ['{', '}'], list: ['[', ']'], indent: 2 }),
  'Node null prototype': quoted({ ...node, object: ['[Object: null prototype] {', '}'], indent: 2 }),
  'Node Map': quoted({ ...node, object: ['Map(7) { ', ' }'], pair: (name, value) => `${inspected(name)} => ${value}` }),
  'C# record': bare({ object: ['PayRequest { ', ' }'], pair: (name, value) => `${name} = ${value}` }),
  'C# dictionary joined': bare({ object: ['', ''], pair: (name, value) => `[${name}, ${value}]` }),
  'PowerShell hashtable': quoted({
    object: ['@{', '}'],
    pair: (name, value) => `${name} = ${value}`,
    comma: '; ',
    text: (text) => `'${text.replaceAll("'", "''")}'`,
  }),
  'Perl Data::Dumper': quoted({
    object: ['$VAR1 = {', '};'],
    pair: (name, value) => `'${name}' => ${value}`,
    text: perlText,
    null: 'undef',
    indent: 10,
  }),
  'Elixir map': quoted({ ...ruby, object: ['%{', '}'], pair: (name, value) => `${rubyText(name)} => ${value}` }),
  'Elixir atoms': quoted({ ...ruby, object: ['%{', '}'], pair: (name, value) => `${symbol(name)}: ${value}` }),
  'Rust Debug': quoted({ ...swift, object: ['{', '}'] }),
  'Rust Debug, pretty': quoted({ ...swift, object: ['{', '}'], indent: 4, trailing: ',' }),
  'Rust struct': quoted({
    ...swift,
    object: ['PayRequest { ', ' }'],
    pair: (name, value) => `${name}: ${value}`,
  }),
  'Clojure map': quoted({ ...swift, object: ['{', '}'], pair: (name, value) => `:${name} ${value}` }),
  hstore: quoted({ ...ruby, object: ['', ''] }),
};

function printR(value: Json, margin: string): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '1' : '';
  if (typeof value === 'string') return value;
  if ('digits' in value) return value.digits;
  const entries = isObject(value) ? value.entries : value.map((item, index) => [String(index), item] as const);
  const lines = entries.map(([name, item]) => `${margin}    [${name}] => ${printR(item, `${margin}        `)}\n`);
  return `Array\n${margin}(\n${lines.join('')}${margin})\n`;
}

function varDump(value: Json, margin: string): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return `bool(${value})`;
  if (typeof value === 'string') return `string(${Buffer.byteLength(value)}) "${value}"`;
  if ('digits' in value) return `int(${value.digits})`;
  const entries = isObject(value) ? value.entries : value.map((item, index) => [index, item] as const);
  const lines = entries.map(
    ([name, item]) =>
      `${margin}  [${typeof name === 'number' ? name : doubled(name)}]=>\n${margin}  ${varDump(item, `${margin}  `)}\n`,
  );
  return `array(${entries.length}) {\n${lines.join('')}${margin}}`;
}

type Pairs = readonly (readonly [name: string, value: string])[];

/** A list of names and values, as it is shown where it is that alone. */
export interface Listing {
  readonly print: (pairs: Pairs) => string;
  readonly isExact: (text: string) => boolean;
}

const perLine = (line: (name: string, value: string) => string, isExact: Listing['isExact'] = onOneLine): Listing => ({
  print: (pairs) => pairs.map(([name, value]) => line(name, value)).join('\n'),
  isExact,
});
const perItem = (
  open: string,
  item: (name: string, value: string) => string,
  close: string,
  comma = ', ',
): Listing => ({
  print: (pairs) => open + pairs.map(([name, value]) => item(name, value)).join(comma) + close,
  isExact: always,
});
const isShort = (text: string) => onOneLine(text) && text !== '' && !text.includes('|');
const logfmt = (text: string) => (/[\s"=]/.test(text) || text === '' ? doubled(text) : text);

/** Names and values without anything inside them. */
export const listings: Readonly<Record<string, Listing>> = {
  'Django QueryDict': perItem('<QueryDict: {', (name, value) => `'${name}': [${pythonRepr(value)}]`, '}>'),
  'Flask MultiDict': perItem('ImmutableMultiDict([', (name, value) => `('${name}', ${pythonRepr(value)})`, '])'),
  'Starlette FormData': perItem('FormData([', (name, value) => `('${name}', ${pythonRepr(value)})`, '])'),
  'Python list of tuples': perItem('[', (name, value) => `('${name}', ${pythonRepr(value)})`, ']'),
  'Go url.Values': {
    ...perItem('map[', (name, value) => `${name}:[${value}]`, ']', ' '),
    isExact: isPlainText,
  },
  'Spring MultiValueMap': { ...perItem('{', (name, value) => `${name}=[${value}]`, '}'), isExact: isPlainText },
  'Node URLSearchParams': perItem('URLSearchParams { ', (name, value) => `'${name}' => ${inspected(value)}`, ' }'),
  'Rust Vec of tuples': perItem('[', (name, value) => `(${doubled(name)}, ${doubled(value)})`, ']'),
  'Apache NameValuePair': { ...perItem('[', (name, value) => `${name}=${value}`, ']'), isExact: isPlainText },
  'lines with =': perLine((name, value) => `${name}=${value}`),
  'lines with =, spaced': perLine((name, value) => `${name} = ${value}`),
  'lines with = and quotes': perLine((name, value) => `${name}=${doubled(value)}`, always),
  'lines with a colon': perLine((name, value) => `${name}: ${value}`),
  'lines with a colon and quotes': perLine((name, value) => `${name}: ${doubled(value)}`, always),
  'lines with a full-width colon': perLine((name, value) => `${name}：${value}`),
  'lines with an arrow': perLine((name, value) => `${name} => ${value}`),
  'lines with a tab': perLine((name, value) => `${name}\t${value}`, isShort),
  'PowerShell Format-List': perLine((name, value) => `${name.padEnd(14)} : ${value}`),
  'PowerShell table': {
    print: (pairs) =>
      ['Name                           Value', '----                           -----']
        .concat(pairs.map(([name, value]) => `${name.padEnd(30)} ${value}`))
        .join('\n'),
    isExact: isShort,
  },
  'Markdown table': {
    print: (pairs) =>
      ['| name | value |', '| --- | --- |', ...pairs.map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
    isExact: isShort,
  },
  'Markdown table with code': {
    print: (pairs) =>
      ['| Parameter | Value |', '|---|---|', ...pairs.map(([name, value]) => `| \`${name}\` | \`${value}\` |`)].join(
        '\n',
      ),
    isExact: (text) => isShort(text) && !text.includes('`'),
  },
  'Markdown bullets': perLine((name, value) => `- ${name}: ${value}`),
  'Markdown bullets, bold': perLine((name, value) => `* **${name}**: ${value}`),
  'psql table': {
    print: (pairs) =>
      ['     name      |  value', '---------------+---------------']
        .concat(pairs.map(([name, value]) => ` ${name.padEnd(13)} | ${value}`))
        .join('\n'),
    isExact: isShort,
  },
  CSV: perLine(
    (name, value) => `${name},${/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value}`,
    isShort,
  ),
  logfmt: perItem('level=info msg="pay request" ', (name, value) => `${name}=${logfmt(value)}`, '', ' '),
  'zap console': perItem(
    'INFO\tpay/client.go:41\tpay request\t{',
    (name, value) => `"${name}": ${doubled(value)}`,
    '}',
  ),
};
