import { format } from 'node:util';
import { expect, test } from 'vitest';
import { type DocumentedEndpoint, type EndpointParameter, endpointTable } from '../../src/catalog/endpoint-table.ts';

const scalars: Readonly<Record<string, string>> = {
  'json-object': 'string | object',
  'json-list': 'string | readonly unknown[]',
};

function parameterLine({ name, form, required, filled, values, only_with }: EndpointParameter): string {
  const type = values?.map((value) => `'${value}'`).join(' | ') ?? scalars[form] ?? 'ParameterValue';
  return `    readonly ${name}${required && !filled && !only_with ? '' : '?'}: ${type};`;
}

function callLines({ name, method, path, parameters }: DocumentedEndpoint): string[] {
  return [
    `  /** ${format('%s %s', method, path)} */`,
    `  readonly ${name}: {`,
    ...parameters.map(parameterLine),
    '  };',
  ];
}

function answerLine({ name, answers, answer }: DocumentedEndpoint): string {
  const fields = [...new Set(answers)].map((field) => `'${field}'`).join(' | ') || 'never';
  return `  readonly ${name}: { readonly fields: ${fields}; readonly shape: '${answer}' };`;
}

test('the types of calls are those of the endpoint table: vitest --update writes them', async () => {
  const text = [
    '/** Made from `src/catalog/endpoint-table.ts` by test/library/endpoint-types.test.ts; not written by hand. */',
    "import type { ParameterValue } from './signing.ts';",
    '',
    '/** What a documented call takes, by its name. What is filled in when it is missing is optional. */',
    'export interface CallParameters {',
    ...endpointTable.flatMap(callLines),
    '}',
    '',
    '/** What its answer is documented to hold. */',
    'export interface CallAnswers {',
    ...endpointTable.map(answerLine),
    '}',
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('../../src/library/endpoint-types.ts');
});
