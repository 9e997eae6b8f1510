import { currencies } from '../catalog/currencies.ts';
import {
  type DocumentedEndpoint,
  type EndpointParameter,
  endpointTable,
  type ParameterForm,
} from '../catalog/endpoint-table.ts';
import { baseUrls } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { endpointWords, parameterRule } from './endpoint-words.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

/** A server as OpenAPI lists it. */
export interface OpenApiServer {
  readonly url: string;
  readonly description: string;
}

/**
 * QFPay's API as OpenAPI 3.1, made from the table of endpoints: what is on the wire, and so with a number and a time wherever the
 * call has them, also where the tool fills them in.
 * @param servers the environments of QFPay when they are not said
 */
export function openApiDocument(version: string, servers: readonly OpenApiServer[] = qfpayServers()): JsonSchema {
  return {
    openapi: '3.1.1',
    info: {
      title: 'QFPay API',
      version,
      summary: t`the documented calls of QFPay, as qfpay knows them`,
      description: signingText(),
    },
    servers,
    tags: [...new Set(endpointTable.map(({ group }) => group))].map((name) => ({ name })),
    security: [{ app_code: [], signature: [] }],
    paths: Object.fromEntries(
      endpointTable.map((call) => [call.path, { [call.method.toLowerCase()]: operation(call) }]),
    ),
    components: {
      securitySchemes: securitySchemes(),
      parameters: { sign_type: signTypeHeader() },
      responses: responses(),
    },
  };
}

function qfpayServers(): OpenApiServer[] {
  const words = { sandbox: t`no real money`, test: t`real money, for trials`, prod: t`real money` };
  return (['sandbox', 'test', 'prod'] as const).map((env) => ({
    url: baseUrls[env],
    description: `${env}: ${words[env]}`,
  }));
}

function signingText(): string {
  return [
    t`Every request is signed: its parameters that have a value, without sign, sorted by name, as name=value joined by &, the client key directly behind, hashed, in upper-case hex.`,
    t`The values are signed raw and sent percent-encoded. X-QF-SIGNTYPE: SHA256 has to be sent with a SHA256 digest; without that header the gateway takes it for MD5.`,
    t`A respcd of 0000 to an order with a QR code says that the order was made, not that it was paid: ask query.`,
  ].join('\n\n');
}

function securitySchemes(): JsonSchema {
  return {
    app_code: { type: 'apiKey', in: 'header', name: 'X-QF-APPCODE' },
    signature: { type: 'apiKey', in: 'header', name: 'X-QF-SIGN' },
    link_signature: { type: 'apiKey', in: 'query', name: 'sign' },
  };
}

function signTypeHeader(): JsonSchema {
  return {
    name: 'X-QF-SIGNTYPE',
    in: 'header',
    description: t`which hash the signature is; MD5 where it is missing`,
    schema: { type: 'string', enum: ['SHA256', 'MD5'] },
  };
}

function responses(): JsonSchema {
  return {
    limited: { description: t`HTTP 429: more than 100 requests a second or 400 a minute; it was not processed` },
  };
}

function operation(call: DocumentedEndpoint): JsonSchema {
  const { name, group, signed_by, method, moves_money, may_repeat, confidence, sources } = call;
  const { says = '' } = endpointWords(name) ?? {};
  const is_link = signed_by === 'parameter';
  return {
    operationId: name,
    tags: [group],
    summary: says,
    description: callText(call),
    ...(is_link ? { security: [{ link_signature: [] }] } : {}),
    parameters: [
      ...(is_link ? [] : [{ $ref: '#/components/parameters/sign_type' }]),
      ...(method === 'GET' ? call.parameters.map(queryParameter) : []),
    ],
    ...(method === 'POST' ? { requestBody: formBody(call) } : {}),
    responses: { ...answers(call), '429': { $ref: '#/components/responses/limited' } },
    ...{ 'x-qfpay-moves-money': moves_money, 'x-qfpay-may-repeat': may_repeat },
    ...{ 'x-qfpay-confidence': confidence, 'x-qfpay-sources': sources },
  };
}

function callText({
  name,
  moves_money,
  may_repeat,
  other_method,
  without_mchid,
  one_of,
  together,
}: DocumentedEndpoint) {
  const { note } = endpointWords(name) ?? {};
  const fate = moves_money
    ? t`It moves money, or may: never repeat it blindly after a lost answer.`
    : may_repeat
      ? t`It may be repeated.`
      : t`It is sent once: the same call is refused while nobody knows what became of it.`;
  return [
    ...(note === undefined ? [] : [`${note}.`]),
    fate,
    ...(other_method ? [t`Some sources say ${other_method}.`] : []),
    ...(without_mchid ? [t`Takes no mchid.`] : []),
    ...(one_of ? [t`At least one of ${one_of.join(', ')}.`] : []),
    ...(together ? [t`All or none of ${together.join(', ')}.`] : []),
  ].join('\n');
}

function queryParameter(parameter: EndpointParameter): JsonSchema {
  const { name, required } = parameter;
  const description = parameterRule(parameter);
  return { name, in: 'query', ...(required ? { required } : {}), description, schema: valueSchema(parameter) };
}

function formBody({ parameters, one_of, together }: DocumentedEndpoint): JsonSchema {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const conditions = parameters.flatMap(({ name, only_with }) =>
    only_with ? [{ anyOf: [{ not: { required: [name] } }, only(only_with)] }] : [],
  );
  const schema = {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map((each) => [each.name, { ...valueSchema(each), description: parameterRule(each) }]),
    ),
    ...(required.length > 0 ? { required } : {}),
    ...(one_of ? { anyOf: one_of.map((name) => ({ required: [name] })) } : {}),
    ...(together ? { dependentRequired: partners(together) } : {}),
    ...(conditions.length > 0 ? { allOf: conditions } : {}),
  };
  return { required: required.length > 0, content: { 'application/x-www-form-urlencoded': { schema } } };
}

function only([name, value]: readonly [string, string]): JsonSchema {
  return { properties: { [name]: { const: value } }, required: [name] };
}

function partners(together: readonly string[]): JsonSchema {
  return Object.fromEntries(together.map((name) => [name, together.filter((other) => other !== name)]));
}

/** How a form is written down as a schema; what has no entry is checked by words alone. */
const forms: Readonly<Partial<Record<ParameterForm, JsonSchema>>> = {
  cents: { type: 'integer', minimum: 1, maximum: 99_999_999_999 },
  count: { type: 'integer', minimum: 1 },
  whole: { type: 'integer', minimum: 0 },
  currency: { type: 'string', enum: currencies.map(({ code }) => code) },
  'pay-type': { type: 'string', pattern: String.raw`^\d{6}$` },
  'pay-types': { type: 'string', pattern: String.raw`^\d{6}(,\d{6})*$` },
  word: { type: 'string', pattern: String.raw`^\S+$` },
  number: { type: 'string', pattern: String.raw`^[^\s,]+$` },
  numbers: { type: 'string', pattern: String.raw`^[^\s,]+(,[^\s,]+)*$` },
  respcd: { type: 'string', pattern: String.raw`^\d{4}$` },
  time: { type: 'string', pattern: String.raw`^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$` },
  date: { type: 'string', format: 'date' },
  url: { type: 'string', format: 'uri' },
  'json-object': { type: 'string', contentMediaType: 'application/json' },
  'json-list': { type: 'string', contentMediaType: 'application/json' },
  decimal: { type: 'string', pattern: String.raw`^(0|[1-9]\d{0,9})(\.\d{1,2})?$` },
  email: { type: 'string', format: 'email' },
  mchid: { type: 'string', pattern: String.raw`^[\w-]+$` },
};

function valueSchema({ form, max, most, values }: EndpointParameter): JsonSchema {
  const schema = forms[form] ?? { type: 'string' };
  if (values) return { type: 'string', enum: values };
  if (schema['type'] !== 'integer') return max === undefined ? schema : { ...schema, maxLength: max };
  // Digits, as the documents count them.
  return { ...schema, maximum: most ?? (max === undefined ? 999_999_999 : 10 ** max - 1) };
}

const plain: JsonSchema = { type: ['string', 'number', 'object', 'array', 'null', 'boolean'] };

function answers({ answer, answers: fields }: DocumentedEndpoint): JsonSchema {
  const said = ['respcd', 'resperr', 'respmsg'];
  if (answer === 'redirect')
    return { '302': { description: t`a redirect to redirect_uri, with the code`, headers: { Location: text() } } };
  if (answer === 'file') {
    const content = { 'application/zip': { schema: { type: 'string', format: 'binary' } } };
    return { '200': { description: t`a file`, content } };
  }
  const own = Object.fromEntries(fields.filter((name) => !said.includes(name)).map((name) => [name, plain]));
  const record = { type: 'object', properties: own };
  const data =
    answer === 'list' ? { data: { type: 'array', items: record } } : answer === 'object' ? { data: record } : own;
  const status = { respcd: { type: 'string', pattern: String.raw`^\d{4}$`, description: t`see qfpay codes` } };
  const others = { resperr: { type: 'string' }, respmsg: { type: 'string' } };
  const schema = { type: 'object', properties: { ...status, ...others, ...data }, required: ['respcd'] };
  const headers = { 'X-QF-SIGN': text() };
  return {
    '200': { description: t`the answer; respcd says what it is`, headers, content: { 'application/json': { schema } } },
  };
}

function text(): JsonSchema {
  return { schema: { type: 'string' } };
}
