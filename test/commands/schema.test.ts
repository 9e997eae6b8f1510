import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { endpointTable } from '../../src/catalog/endpoint-table.ts';
import { main } from '../../src/cli/main.ts';
import { isHandedOver } from '../../src/commands/api/request.ts';
import { commands } from '../../src/commands/index.ts';
import { schemaNames } from '../../src/commands/schema.ts';
import { exitCodes } from '../../src/errors.ts';
import { type TestContext, testContext } from '../support/context.ts';
import { documentFaults, schemaFolder } from '../support/documents.ts';

async function run(argv: readonly string[]): Promise<TestContext & { exit_code: number }> {
  const context = testContext();
  return { ...context, exit_code: await main(argv, () => context) };
}

function schemaOf(name: string): { readonly properties: object } {
  return JSON.parse(readFileSync(`${schemaFolder}/${name}.json`, 'utf8')) as { readonly properties: object };
}

test('every command has a schema, and every schema is listed', () => {
  const files = readdirSync(schemaFolder).map((file) => file.replace('.json', ''));
  expect(files.filter((name) => name !== 'common').sort()).toEqual([...schemaNames].sort());
  expect(commands.map(({ name }) => name).filter((name) => !schemaNames.includes(name))).toEqual([]);
});

test('whatever a command says of a call that api hands to it, the schema of api has', () => {
  const propertiesOf = (name: string) => Object.keys(schemaOf(name).properties);
  const handedTo = endpointTable.flatMap((endpoint) =>
    isHandedOver({ endpoint, method: endpoint.method, path: endpoint.path }) ? [endpoint.command ?? ''] : [],
  );
  expect(handedTo).toContain('capture');
  const byFlagsOfPay = ['refund', 'qr_file'];
  const known = [...propertiesOf('api'), ...byFlagsOfPay];
  expect(handedTo.flatMap(propertiesOf).filter((name) => !known.includes(name))).toEqual([]);
});

test.each(schemaNames)('the schema of %s needs no other file', async (name) => {
  const { written, exit_code } = await run(['schema', name]);
  expect(exit_code).toBe(0);
  expect(() => new Ajv2020({ strict: false }).compile(JSON.parse(written.out) as object)).not.toThrow();
});

test('without a name it lists the documents', async () => {
  const { written } = await run(['schema', '--jq', '.schemas[].name']);
  expect(written.out.trimEnd().split('\n')).toEqual(schemaNames);
});

test('a name that is none is a usage error with the nearest one', async () => {
  const { written, exit_code } = await run(['schema', 'refnd']);
  expect(exit_code).toBe(2);
  expect(written.err).toContain('refund');
});

test('every exit code that is not 0 is an error code of the schema', async () => {
  const { written } = await run(['schema', 'failure', '--jq', '.schema["$defs"].error.properties.code.oneOf[].const']);
  const names = Object.keys(exitCodes).filter((name) => name !== 'ok');
  expect(written.out.trimEnd().split('\n')).toEqual(expect.arrayContaining(names));
});

const payment = {
  ...{
    schema_version: 1,
    command: 'pay',
    env: 'sandbox',
    outcome: 'paid',
    respcd: '0000',
    meaning: 'm',
    next_step: 'n',
  },
  ...{ transaction: { txamt: '1280' }, signature: { present: false }, response: {} },
};

test('a document as it should be has no fault', () => {
  expect(documentFaults(payment)).toEqual([]);
});

test.each([
  ['a field that was renamed', { ...payment, transaktion: {} }],
  ['a field of a transaction that was renamed', { ...payment, transaction: { amount: '1280' } }],
  ['a field that is missing', { schema_version: 1, command: 'pay', outcome: 'paid' }],
  ['another type', { ...payment, transaction: { txamt: 1280 } }],
  ['an outcome that there is not', { ...payment, outcome: 'done' }],
  ['a command without a schema', { ...payment, command: 'pey' }],
])('%s is a fault', (_case, document) => {
  expect(documentFaults(document)).not.toEqual([]);
});

type SchemaPart = Readonly<Record<string, unknown>>;

/** Every part of a schema that is one itself, with its path. */
function* partsOf(schema: SchemaPart, path: string): Iterable<readonly [string, SchemaPart]> {
  yield [path, schema];
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' || key === '$defs')
      for (const [name, part] of Object.entries(value as SchemaPart))
        yield* partsOf(part as SchemaPart, `${path}.${name}`);
    if (key === 'items') yield* partsOf(value as SchemaPart, `${path}[]`);
    if (key === 'additionalProperties' && typeof value === 'object') yield* partsOf(value as SchemaPart, `${path}.*`);
  }
}

/** What comes from outside as it is, or is a table by names that are not ours. */
const open = [
  ...['response', 'pay_params', 'notification', 'schema', 'openapi', 'postman'],
  ...['headers', 'params', 'global_values', 'by_kind'],
];

test.each([...schemaNames, 'common'])('in the schema of %s nothing is open but what comes from outside', (name) => {
  for (const [path, part] of partsOf(schemaOf(name) as SchemaPart, name)) {
    const types = [part['type']].flat();
    const last = path.split('.').at(-1) ?? '';
    if (path === 'common') continue;
    if (!('$ref' in part || 'const' in part || 'enum' in part || 'oneOf' in part))
      expect(types, `${path} has a type`).not.toEqual([undefined]);
    if (types.includes('object') && part['additionalProperties'] !== false) expect(open, path).toContain(last);
    if (types.includes('object') && part['additionalProperties'] === false)
      expect(Object.keys(part['properties'] as object), path).toEqual(
        expect.arrayContaining(part['required'] as string[]),
      );
    if (path !== name && types.includes('array') && !types.includes('object'))
      expect(part['items'], path).toBeDefined();
  }
});

test.each(schemaNames)('every field of %s is described', (name) => {
  for (const [path, part] of partsOf(schemaOf(name) as SchemaPart, name)) {
    const is_own = /\.\w+$/.test(path) && !['command', 'error'].includes(path.split('.').at(-1) ?? '');
    if (is_own && !('$ref' in part || 'const' in part)) expect(part['description'], path).toBeTruthy();
  }
});
