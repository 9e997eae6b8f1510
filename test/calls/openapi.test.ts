import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../src/calls/openapi.ts';
import { endpointTable } from '../../src/catalog/endpoint-table.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/x-www-form-urlencoded': { readonly schema: FormSchema } };
  };
  readonly security?: readonly object[];
}

interface FormSchema {
  readonly properties: object;
  readonly required?: readonly string[];
}

const document = openApiDocument('0.0.0') as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

function bodyOf(name: string): FormSchema {
  const schema = operations.find(({ operationId }) => operationId === name)?.requestBody?.content;
  if (!schema) throw new Error(`${name} has no body`);
  return schema['application/x-www-form-urlencoded'].schema;
}

test('it is OpenAPI 3.1, by the official schema of the specification', async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('what is no OpenAPI is told: the validator looks', async () => {
  const broken = { ...structuredClone(document), paths: { payment: { post: {} } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

test('every call of the table is in it, by its method and path, with every parameter', () => {
  for (const { name, method, path, parameters } of endpointTable) {
    const operation = document.paths[path]?.[method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    const inQuery = operation?.parameters.filter((each) => each.in === 'query').map((each) => each.name) ?? [];
    const inBody = method === 'POST' ? Object.keys(bodyOf(name).properties) : [];
    expect([...inQuery, ...inBody]).toEqual(parameters.map((each) => each.name));
  }
  expect(operations).toHaveLength(endpointTable.length);
});

const payment = {
  ...{ txamt: 1280, txcurrcd: 'HKD', pay_type: '800201' },
  ...{ out_trade_no: 'A1', txdtm: '2026-11-30 12:00:00' },
};

test.each([
  ['payment', payment, true],
  ['payment', { ...payment, txamt: 0 }, false],
  ['payment', { ...payment, txcurrcd: 'XXX' }, false],
  ['payment', { ...payment, txdtm: undefined }, false],
  ['query', {}, false],
  ['query', { syssn: '1' }, true],
  ['query', { syssn: '1', start_time: '2026-11-30 12:00:00' }, false],
  ['customs_declare', { trade_type: 'alipay', customs: 'A', syssn: '1', mch_customs_no: '1', amount: '1.00' }, true],
  ['customs_declare', { trade_type: 'weixin', customs: 'A', syssn: '1', mch_customs_no: '1', amount: '1.00' }, false],
])('a body of %s %j is judged as the rules of the call judge it: %s', (name, body, is_right) => {
  const schema = JSON.parse(JSON.stringify(bodyOf(name))) as object;
  const given = JSON.parse(JSON.stringify(body)) as object;
  expect(new Ajv2020({ strict: false, formats: { uri: true, date: true, email: true } }).validate(schema, given)).toBe(
    is_right,
  );
});

test('a link is signed in its query, everything else by its headers', () => {
  const own = operations.filter(({ security }) => security).map(({ operationId }) => operationId);
  expect(own).toEqual(endpointTable.filter((each) => each.signed_by === 'parameter').map(({ name }) => name));
});
