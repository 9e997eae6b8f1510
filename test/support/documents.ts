import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** The JSON Schemas of the package, by their file's name. */
export const schemaFolder = join(import.meta.dirname, '..', '..', 'schemas');

let ajv: Ajv2020 | undefined;

function validatorOf(name: string): ValidateFunction | undefined {
  ajv ??= loadSchemas();
  return ajv.getSchema(`${name}.json`);
}

function loadSchemas(): Ajv2020 {
  const loaded = new Ajv2020({ allErrors: true, strict: false });
  for (const file of readdirSync(schemaFolder))
    loaded.addSchema(JSON.parse(readFileSync(join(schemaFolder, file), 'utf8')) as object);
  return loaded;
}

/** What is wrong with a document, by the schema of its command; empty where it is right. */
export function documentFaults(document: Readonly<Record<string, unknown>>): string[] {
  const name = typeof document['command'] === 'string' ? document['command'] : 'failure';
  const validate = validatorOf(name);
  if (!validate) return [`${name}: there is no schema of that name`];
  if (validate(document)) return [];
  return (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'if')
    .map(({ instancePath, message, params }) => `${name}${instancePath} ${message} ${JSON.stringify(params)}`);
}

const outputs: (() => string)[] = [];

/** Remembers a stdout: at the end of the test every document on it is held against its schema. */
export function watchDocuments(stdout: () => string): void {
  outputs.push(stdout);
}

/**
 * Called after each test of the whole suite.
 * @throws Error a document that was printed has another shape than its schema says
 */
export function checkDocuments(): void {
  const faults = outputs.splice(0).flatMap((stdout) => documentsIn(stdout()).flatMap(documentFaults));
  if (faults.length > 0) throw new Error(`a printed document does not fit its schema:\n${faults.join('\n')}`);
}

/** One document, or one a line; other output (CSV, what `--jq` makes, a stream that was cut) holds none. */
function documentsIn(text: string): Record<string, unknown>[] {
  if (!text.includes('"schema_version"')) return [];
  const whole = parsedObject(text);
  if (whole) return [whole];
  return text.split('\n').flatMap((line) => {
    const document = parsedObject(line);
    return document ? [document] : [];
  });
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    return 'schema_version' in value ? value : undefined;
  } catch {
    return undefined;
  }
}
