import { version } from '../../package.json';
import { command, exits } from '../command/command.ts';
import type { Context } from '../context.ts';
import { UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Example, Report } from '../report/report.ts';

/** A document each, by its file's name: of a command, of `help`, `--version` and `qfpay` alone, and of a line that names no command. */
export const schemaNames: readonly string[] = [
  ...['pay', 'query', 'refund', 'refund-batch', 'reverse', 'close', 'capture', 'unfreeze', 'checkout', 'intent', 'api'],
  ...[
    'history',
    'resume',
    'report',
    'reconcile',
    'usage',
    'sign',
    'verify',
    'doctor',
    'emulator',
    'listen',
    'notify',
    'mcp',
  ],
  ...['codes', 'pay-types', 'currencies', 'profile', 'completion', 'schema', 'help', 'version', 'overview', 'failure'],
];

/** The API itself, for other people's programs. */
const descriptionNames = ['openapi', 'postman'] as const;

function descriptionTitles(): Readonly<Record<(typeof descriptionNames)[number], string>> {
  return {
    openapi: t`QFPay's API as OpenAPI 3.1`,
    postman: t`QFPay's API as a Postman collection (v2.1) that signs by itself`,
  };
}

const allNames: readonly string[] = [...schemaNames, ...descriptionNames];

/** The JSON Schemas (2020-12) of what `--json` prints. They stand in the package, under `schemas/`. */
export const schemaCommand = command({
  name: 'schema',
  says: () =>
    t`Show the JSON Schema of what a command prints with --json, or QFPay's API for other programs: openapi (OpenAPI 3.1) or postman (a collection that signs). Without a name, list them.`,
  arguments: [
    {
      name: 'command',
      says: () => t`a command; failure: a line that names none; openapi; postman`,
      values: allNames,
    },
  ],
  flags: {},
  examples,
  exits: exits.local,
  run: showSchema,
});

function examples(): readonly Example[] {
  return [
    ['qfpay schema', t`every document that there is`],
    ['qfpay schema pay > pay.schema.json', t`one schema, whole in itself`],
    ['qfpay schema openapi > qfpay.openapi.json', t`every documented call of QFPay, for generators and API clients`],
    ['qfpay schema postman > qfpay.postman.json', t`the same for Postman and newman, with a script that signs`],
  ];
}

async function showSchema(_options: object, [name]: readonly string[], context: Context): Promise<Report> {
  if (name === undefined) return listSchemas(context);
  if (name === 'openapi' || name === 'postman') return describeApi(name);
  if (!schemaNames.includes(name)) throw unknownSchema(name);
  const schema = wholeSchema(name, context);
  const text = JSON.stringify(schema, undefined, 2);
  return { command: 'schema', exit_code: 0, data: { schema }, blocks: [{ kind: 'text', text }] };
}

async function describeApi(name: (typeof descriptionNames)[number]): Promise<Report> {
  const description =
    name === 'openapi'
      ? (await import('../calls/openapi.ts')).openApiDocument(version)
      : (await import('../calls/postman.ts')).postmanCollection();
  const text = JSON.stringify(description, undefined, 2);
  return { command: 'schema', exit_code: 0, data: { [name]: description }, blocks: [{ kind: 'text', text }] };
}

function listSchemas(context: Context): Report {
  const schemas = schemaNames.map((name) => ({ name, title: readSchema(name, context).title ?? '' }));
  const titles = descriptionTitles();
  const descriptions = descriptionNames.map((name) => ({ name, title: titles[name] }));
  const rows = [...schemas, ...descriptions].map(({ name, title }) => [name, title] as const);
  return { command: 'schema', exit_code: 0, data: { schemas, descriptions }, blocks: [{ kind: 'rows', rows }] };
}

function unknownSchema(value: string): UsageError {
  const rule = t`is no document of qfpay; qfpay schema lists them`;
  return new UsageError(`${value} ${rule}`, {
    hint: 'qfpay schema',
    details: [{ field: 'command', value, rule, ...didYouMean(value, allNames) }],
  });
}

interface SchemaFile {
  readonly title?: string;
  readonly $defs?: Readonly<Record<string, unknown>>;
}

function readSchema(name: string, { readShipped }: Context): SchemaFile {
  return JSON.parse(Buffer.from(readShipped(`schemas/${name}.json`)).toString('utf8')) as SchemaFile;
}

/** With the shared parts that it speaks of in it, so that it needs no other file. */
function wholeSchema(name: string, context: Context): SchemaFile {
  const schema = readSchema(name, context);
  const { $defs: shared = {} } = readSchema('common', context);
  const needed = new Set<string>();
  const waiting: unknown[] = [schema];
  for (const part of waiting) {
    for (const [, found = ''] of JSON.stringify(part).matchAll(/"common\.json#\/\$defs\/(\w+)"/g)) {
      if (needed.has(found)) continue;
      needed.add(found);
      waiting.push(shared[found]);
    }
  }
  const whole = { ...schema, $defs: Object.fromEntries([...needed].sort().map((found) => [found, shared[found]])) };
  return JSON.parse(JSON.stringify(whole).replaceAll('"common.json#/$defs/', '"#/$defs/')) as SchemaFile;
}
