import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpTree } from '../src/cli/help-tree.ts';
import { schemaNames } from '../src/commands/schema.ts';

/** A JSON Schema, or a part of one. */
interface SchemaPart {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly SchemaPart[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly required?: readonly string[];
  readonly items?: SchemaPart;
  readonly additionalProperties?: boolean | SchemaPart;
  readonly then?: SchemaPart;
  readonly $defs?: Readonly<Record<string, SchemaPart>>;
}

/** What `qfpay help --json` gives, as far as the page tells it. */
interface CommandTree {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly ArgumentTree[];
  readonly flags: readonly FlagTree[];
  readonly rules: readonly string[];
  readonly exits: readonly { readonly code: number; readonly name: string }[];
  readonly examples: readonly { readonly command: string; readonly does: string }[];
}

interface ArgumentTree {
  readonly name: string;
  readonly repeats: boolean;
  readonly description: string;
  readonly values?: readonly string[];
  readonly values_of?: string;
}

interface FlagTree extends ArgumentTree {
  readonly flag: string;
  readonly also?: string;
  readonly negation?: string;
  readonly type: string;
  readonly placeholder?: string;
  readonly default?: string;
}

const root = join(import.meta.dirname, '..');

/** What the schemas share. */
const shared = readSchema('common').$defs ?? {};

function readSchema(name: string): SchemaPart {
  return JSON.parse(readFileSync(join(root, 'schemas', `${name}.json`), 'utf8')) as SchemaPart;
}

const madeBy = 'Do not edit it by hand: `npm run reference` writes it, and a test holds it.';

function inTable(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
}

/** As code, which a table's bars end all the same. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(titles), line(titles.map(() => '---')), ...rows.map(line), ''];
}

/** Every `error.code`, by the schema: the one table that schema and page share. */
export function errorRows(): string[][] {
  const codes = shared['error']?.properties?.['code']?.oneOf ?? [];
  return codes.map(({ const: name, description = '' }) => {
    const [, exit = '', when = ''] = /^exit (\d+): (.*)$/.exec(description) ?? [];
    return [code(String(name)), exit, inTable(when)];
  });
}

/** docs/json.md, made of `schemas/`: every document, every field. */
export function jsonPage(): string {
  return [
    '# The JSON of every command',
    '',
    '[← README](../README.md) · [Every command and flag](reference.md)',
    '',
    `Made from the JSON Schemas (2020-12) in \`schemas/\`, which are in the package: \`qfpay schema pay\` prints one. ${madeBy}`,
    '',
    '- `--json` prints one document, also where a command fails; then it has `error`, and whatever else is known. `listen` and `emulator` print one a line.',
    '- Within a `schema_version` fields are only added. A field that the gateway did not send is left out.',
    '- Amounts are strings of digits in the smallest unit of the currency (cents), numbers of QFPay (`syssn`) strings with every digit.',
    "- `--jq '.transaction.syssn'` prints what jq makes of the document: a line for each result, strings raw. Where a command fails the document is printed whole.",
    '- The paths below are those that jq takes. *Always* means: in every document without `error`.',
    '',
    '## Errors',
    '',
    '`error.code` is the name of the exit status, and `differences` one of 4.',
    '',
    ...table(['`error.code`', 'exit', 'when'], errorRows()),
    '## Documents',
    '',
    ...schemaNames.flatMap((name) => documentLines(name, readSchema(name))),
    '## Shared parts',
    '',
    ...Object.entries(shared)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([name, part]) => sharedLines(name, part)),
  ].join('\n');
}

/** Of every document, and said once above. */
const everywhere = ['schema_version', 'command', 'error'];

function documentLines(name: string, schema: SchemaPart): string[] {
  const { title = '', properties = {}, required = [], then } = schema;
  const always = [...required, ...(then?.required ?? [])];
  const own = Object.entries(properties).filter(([field]) => !everywhere.includes(field));
  const told = name === 'failure' ? 'It has `error` and no `command`.' : `\`command\` is \`${name}\`.`;
  return [`### ${name}`, '', `${title}. ${told}`, '', ...fieldTable(Object.fromEntries(own), always)];
}

function sharedLines(name: string, part: SchemaPart): string[] {
  const { description = '', properties, required = [] } = part;
  const said = description === '' ? [] : [`${description[0]?.toUpperCase() ?? ''}${description.slice(1)}.`, ''];
  if (!properties) return [`### ${name}`, '', ...said];
  return [`### ${name}`, '', ...said, ...fieldTable(properties, required)];
}

function fieldTable(properties: Readonly<Record<string, SchemaPart>>, always: readonly string[]): string[] {
  return table(['field', 'type', 'always', 'what it is'], fieldRows(properties, always, ''));
}

/** A row for each field, those inside of it after it. */
function fieldRows(
  properties: Readonly<Record<string, SchemaPart>>,
  always: readonly string[],
  path: string,
): string[][] {
  return Object.entries(properties).flatMap(([name, part]) => {
    const own = `${path}.${name}`;
    const inner = part.items ?? part;
    const below = inner.properties
      ? fieldRows(inner.properties, inner.required ?? [], `${own}${part.items ? '[]' : ''}`)
      : [];
    return [[code(own), typeOf(part), always.includes(name) ? 'yes' : '', saidOf(part)], ...below];
  });
}

function typeOf(part: SchemaPart): string {
  const { $ref, type, items, oneOf } = part;
  if ($ref !== undefined) return linkOf($ref);
  if ('const' in part) return code(JSON.stringify(part.const));
  if (part.enum) return part.enum.map((value) => code(JSON.stringify(value))).join(' ');
  if (oneOf) return oneOf.map((each) => code(JSON.stringify(each.const))).join(' ');
  if (type === 'array') return `list of ${items ? typeOf(items) : 'anything'}`;
  if (type === 'object' && typeof part.additionalProperties === 'object')
    return `table of ${typeOf(part.additionalProperties)}`;
  return [type ?? 'anything'].flat().join(' or ');
}

function linkOf(ref: string): string {
  const name = ref.split('/').at(-1) ?? '';
  return `[${name}](#${name})`;
}

function saidOf({
  $ref = '',
  description = shared[$ref.split('/').at(-1) ?? '']?.description ?? '',
  oneOf,
}: SchemaPart): string {
  const each = oneOf?.map((one) => `${code(String(one.const))} ${inTable(one.description ?? '')}`).join('; ');
  return [inTable(description), ...(each === undefined ? [] : [each])].join(': ');
}

/** docs/reference.md, made of what `qfpay help --json` gives. */
export async function referencePage(): Promise<string> {
  const { data } = await helpTree('', undefined);
  const commands = data['commands'] as readonly CommandTree[];
  return [
    '# Every command, argument and flag',
    '',
    '[← README](../README.md) · [The JSON of every command](json.md) · [Every call of `qfpay api`](endpoints.md)',
    '',
    `Made from what \`qfpay help --json\` gives to programs. ${madeBy}`,
    '',
    commands.map(({ name }) => `[${name}](#${name})`).join(' · '),
    '',
    '## Exit codes',
    '',
    `0 is done. What every other one means stands in [one table](json.md#errors); each command names those that it can end with.`,
    '',
    '## Global flags',
    '',
    'Every command takes them.',
    '',
    ...flagTable(data['global_flags'] as readonly FlagTree[]),
    ...commands.flatMap(commandLines),
  ].join('\n');
}

function commandLines(command: CommandTree): string[] {
  const { name, description, arguments: words, flags, rules, exits, examples } = command;
  const usage = ['qfpay', name, ...words.map((word) => `[${word.name}${word.repeats ? '...' : ''}]`)];
  const document = schemaNames.includes(name) ? ` With \`--json\`: [the document](json.md#${name}).` : '';
  const numbers = exits.map((exit) => `${exit.code} ${exit.name}`).join(', ');
  return [
    `## ${name}`,
    '',
    `\`${usage.join(' ')} [flags]\``,
    '',
    description,
    '',
    ...table(
      ['argument', 'what it is'],
      words.map((word) => [code(word.name), argumentText(word)]),
    ),
    ...flagTable(flags),
    ...(rules.length > 0 ? [`Rules that \`--skip-rule\` lifts: ${rules.map(code).join(', ')}.`, ''] : []),
    `Exit codes: ${numbers}.${document}`,
    '',
    ...examples.map((example) => `- \`${example.command}\`: ${example.does}`),
    '',
  ];
}

function flagTable(flags: readonly FlagTree[]): string[] {
  return table(['flag', 'type', 'default', 'what it does'], flags.map(flagRow));
}

function flagRow(flag: FlagTree): string[] {
  const { also, negation, placeholder, type } = flag;
  const typed = [flag.flag, ...[also, negation].filter((each) => each !== undefined)].map((each) =>
    code(placeholder === undefined || each === negation ? each : `${each} ${placeholder}`),
  );
  return [typed.join(', '), type, flag.default === undefined ? '' : code(flag.default), argumentText(flag)];
}

function argumentText({ description, repeats, values, values_of }: ArgumentTree): string {
  const listed = values === undefined ? [] : [`one of ${values.map(code).join(', ')}`];
  const named = values_of === undefined ? [] : [`see \`${placeOf(values_of)}\``];
  return [inTable(description), ...listed, ...named, ...(repeats ? ['may be repeated'] : [])].join('; ');
}

/** Where the words of a flag are listed. */
function placeOf(values_of: string): string {
  const places: Readonly<Record<string, string>> = {
    endpoints: 'qfpay help endpoints',
    profiles: 'qfpay profile list',
    categories: 'qfpay codes',
    rules: "the command's own list",
  };
  return places[values_of] ?? `qfpay ${values_of}`;
}
