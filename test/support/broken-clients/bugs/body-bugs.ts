import type { Parameter } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, eachOf, flavours, inRequest } from '../bug.ts';
import { compareBytes } from '../client.ts';
import {
  fieldsOf,
  isNested,
  type Json,
  type JsonObject,
  type JsonStyle,
  jsonStyles,
  printJson,
} from '../languages/json.ts';
import { pythonBytes } from '../languages/python-repr.ts';

const objectOf = (parameters: readonly Parameter[], isNumber: (name: string) => boolean): JsonObject => ({
  entries: [...new Map(parameters.map(([name, value]): [string, Json] => [name, jsonValueOf(value, isNumber(name))]))],
});

function jsonValueOf(value: string, is_number: boolean): Json {
  return is_number && /^(0|[1-9]\d*)$/.test(value) ? { digits: value } : value;
}

const asSent = (parameters: readonly Parameter[]) => parameters;
const onlyTexts = () => false;
const isAmount = (name: string) => name === 'txamt';

/** The parameters as JSON instead of a=1&b=2, in the order in which they were put in. */
const jsonSigned = (style: JsonStyle, isNumber: (name: string) => boolean = onlyTexts): Change =>
  inRequest(() => ({ order: asSent, join: (parameters) => printJson(objectOf(parameters, isNumber), style) }));

/** The same, and sent like that. */
const jsonSent = (style: JsonStyle, isNumber: (name: string) => boolean): Change =>
  inRequest((client, occasion) => {
    const json = printJson(objectOf(client.sent, isNumber), style);
    if (occasion.is_checkout || !occasion.has_body) return undefined;
    return { json_body: json, isSigned: () => true, order: asSent, join: () => json };
  });

const bodyOnly =
  (change: Change): Change =>
  (client, occasion) =>
    occasion.kind === 'request' ? undefined : change(client, occasion);

const reserialised = (style: JsonStyle): Change =>
  bodyOnly((client, { document }) => ({ rewrite: (body) => client.rewrite(body) && printJson(document, style) }));

const shownReserialised = (style: JsonStyle): Change =>
  bodyOnly((client, { document }) => ({ shown: (body) => client.shown(body) && printJson(document, style) }));

type Entries = JsonObject['entries'];

/** In Python's spelling, which QFPay's own is: with nothing that is not ASCII raw, nobody can tell what it was. */
const shownWith = (change: (entries: Entries) => Entries): Change =>
  bodyOnly((client, { document, body }) => {
    const entries = change(document.entries);
    const is_changed = JSON.stringify(entries) !== JSON.stringify(document.entries);
    if (!is_changed || document.entries.some(([name, value]) => name === 'errmsg' && value === null)) return undefined;
    return { shown: (shown) => client.shown(shown) && (body === '' ? '' : printJson({ entries }, compact)) };
  });

const parsedByJs = (body: string) => JSON.stringify(JSON.parse(body));

/** The fields of the body signed like a request. A record inside is no field. */
const asForm = (
  make: (fields: readonly Parameter[]) => readonly Parameter[],
  print = (value: string) => value,
): Change =>
  bodyOnly((_client, { document }) => {
    const fields = fieldsOf({ entries: document.entries.filter(([, value]) => !isNested(value)) });
    const text = make(fields).map(([name, value]) => `${name}=${print(value)}`);
    return { rewrite: () => text.join('&') };
  });

const filled = (fields: readonly Parameter[]) => fields.filter(([, value]) => value !== '');
const sorted = (fields: readonly Parameter[]) => fields.toSorted(([a], [b]) => compareBytes(a, b));

const { 'JS JSON.stringify': compact, 'Python json.dumps': python } = jsonStyles;

/** Nobody signs what a database printed. */
const { 'PostgreSQL jsonb': _jsonb, ...requestStyles } = jsonStyles;

/** Where the names were sorted, what QFPay signed is lost for good. */
const orderedStyles = Object.fromEntries(
  Object.entries<JsonStyle>(jsonStyles).filter(([, { order }]) => order === undefined),
);

export const bodyBugs: readonly Bug[] = [
  ...flavours('json-body-signed', ['order', 'join', 'body'], {
    ...eachOf(requestStyles, (style) => jsonSigned(style)),
    'JS, txamt as a number': jsonSigned(compact, isAmount),
    'Python, txamt as a number': jsonSigned(python, isAmount),
    'sent as JSON too, JS': jsonSent(compact, isAmount),
    'sent as JSON too, Python': jsonSent(python, isAmount),
    'sent as JSON too, all texts': jsonSent(compact, onlyTexts),
  }),
  ...flavours('body-reserialised', ['body'], {
    ...eachOf(jsonStyles, reserialised),
    'JS JSON.parse, then stringify': bodyOnly(() => ({ rewrite: parsedByJs })),
    ...Object.fromEntries(
      Object.entries(orderedStyles).map(([name, style]) => [`shown as ${name} printed it`, shownReserialised(style)]),
    ),
  }),
  ...flavours('body-reserialised', ['body'], {
    'shown with null for nothing, as Laravel has it': shownWith((entries) =>
      entries.map(([name, value]) => [name, value === '' ? null : value]),
    ),
    'shown with controller and action, as Rails has it': shownWith((entries) => [
      ...entries,
      ['controller', 'qfpay'],
      ['action', 'create'],
    ]),
    'encoded twice': bodyOnly((client) => ({ rewrite: (body) => JSON.stringify(client.rewrite(body)) })),
    'Python str() of bytes': bodyOnly((client) => ({ rewrite: (body) => pythonBytes(client.rewrite(body)) })),
  }),
  ...flavours('empty-body-signed', ['body', 'join', 'order'], {
    'a stream that was read before': bodyOnly(() => ({ rewrite: () => '' })),
    'an empty list of parameters': inRequest(() => ({ join: () => '', order: asSent })),
  }),
  ...flavours('body-signed-as-form', ['body', 'order', 'join'], {
    'like a request': asForm((fields) => sorted(filled(fields))),
    'sorted, with those that are empty': asForm(sorted),
  }),
];
