import type { Parameter } from '../../signature/canonical-text.ts';
import type { CauseRule, Deviation, Evidence } from '../deviation.ts';
import { jsonForms, objectWriters } from '../json-forms.ts';
import { lineEndVariants } from '../line-end-variants.ts';
import { joinPairs } from '../recipe.ts';
import type { SignatureCase } from '../signature-case.ts';

function bodied(evidence: Evidence, body: string | Uint8Array): Deviation {
  return { step: 'body', evidence, apply: (recipe) => ({ ...recipe, body }) };
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** The parameters as JSON, in the order given or sorted, or the body that came. */
function* jsonBodySigned({ kind, parameters, body }: SignatureCase): Iterable<Deviation> {
  if (kind !== 'request') return;
  if (/^\s*[[{]/.test(textOf(body))) yield bodied({ id: 'json-as-sent' }, body);
  for (const write of objectWriters.slice(0, commonWriters)) yield* written(write, parameters);
}

function* moreJson({ kind, parameters }: SignatureCase): Iterable<Deviation> {
  if (kind !== 'request') return;
  for (const write of objectWriters.slice(commonWriters)) yield* written(write, parameters);
}

/** With what has no value, too. */
function* written(write: (typeof objectWriters)[number], parameters: readonly Parameter[]): Iterable<Deviation> {
  yield {
    step: 'join',
    evidence: { id: 'json-of-parameters' },
    apply: (recipe) => ({ ...recipe, sort: inOrderOf(parameters), join: write }),
  };
  const all = parameters.filter(([name]) => name !== 'sign');
  if (all.some(([, value]) => value === '')) yield bodied({ id: 'json-of-parameters' }, write(all));
}

/** Of the list of writers: without and with spaces, numbers with and without quotes. */
const commonWriters = 4;

function inOrderOf(parameters: readonly Parameter[]): (given: readonly Parameter[]) => readonly Parameter[] {
  const places = new Map(parameters.map(([name], place) => [name, place]));
  const placeOf = ([name]: Parameter) => places.get(name) ?? -1;
  return (given) => [...given].sort((a, b) => placeOf(a) - placeOf(b));
}

/** Line ends and a byte order mark that something between the wire and here touched. */
function* bodyLineEnds({ kind, body }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  for (const { evidence, content } of lineEndVariants(body)) yield bodied(evidence, content);
}

function* bodyReserialised({ kind, body }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  for (const form of jsonForms(textOf(body))) yield bodied({ id: 'json-written-again' }, form);
}

/** What a request's signature would be: the fields sorted and joined, or as they stand. */
function* bodyAsForm({ kind, parameters }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  const filled = (given: readonly Parameter[]) => given.filter(([name, value]) => value !== '' && name !== 'sign');
  const all = (given: readonly Parameter[]) => given.filter(([name]) => name !== 'sign');
  for (const select of [filled, all]) {
    yield {
      step: 'body',
      evidence: { id: 'fields-joined' },
      signs_parameters: true,
      apply: ({ body: _body, ...recipe }) => ({ ...recipe, parameters, select, join: joinPairs }),
    };
  }
}

export const bodyRules: readonly CauseRule[] = [
  { id: 'bom-or-crlf', family: 'body', deviations: bodyLineEnds },
  { id: 'body-reserialised', family: 'body', deviations: bodyReserialised },
  { id: 'body-signed-as-form', family: 'body', deviations: bodyAsForm },
  { id: 'json-body-signed', family: 'body', deviations: jsonBodySigned, unlikely: moreJson },
];
