import {
  type DocumentedEndpoint,
  type EndpointParameter,
  endpointTable,
  type ParameterForm,
} from '../catalog/endpoint-table.ts';
import { baseUrls } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import { endpointWords, parameterRule } from './endpoint-words.ts';

type PostmanPart = Readonly<Record<string, unknown>>;

/**
 * Runs before every request of the collection, in Postman and in newman: signs what is about to be sent, as it is sent. Values
 * without content are taken out, for they are not signed. In a query string they are percent-encoded here, as Postman leaves
 * `+` and `&` in a value as they are.
 */
const signingScript = `
(() => {
const hashes = require('crypto-js');
const { request, variables } = pm;
const value = (name) => String(variables.get(name) ?? '');
const key = value('client_key');
if (key === '') throw new Error('set client_key and appcode: Variables, current value; they are not saved with the collection');

const pad = (number) => String(number).padStart(2, '0');
const local = new Date(Date.now() + 8 * 3600 * 1000);
const day = [local.getUTCFullYear(), pad(local.getUTCMonth() + 1), pad(local.getUTCDate())].join('-');
variables.set('txdtm', day + ' ' + [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(pad).join(':'));
variables.set('today', day);
variables.set('new_number', 'PM' + Date.now() + Math.floor(Math.random() * 1000));

const isQuery = request.method === 'GET';
const listed = isQuery ? request.url.query : request.body.urlencoded;
const isLink = listed.all().some((each) => each.key === 'sign');
const sent = listed.all()
  .filter((each) => !each.disabled && each.key !== 'sign')
  .map((each) => [variables.replaceIn(each.key), variables.replaceIn(String(each.value ?? ''))])
  .filter((pair) => pair[1] !== '');
const text = sent
  .slice()
  .sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0))
  .map((pair) => pair[0] + '=' + pair[1])
  .join('&');
const type = !isLink && value('sign_type').toUpperCase() !== 'MD5' ? 'SHA256' : 'MD5';
const sign = hashes[type](hashes.enc.Utf8.parse(text + key)).toString().toUpperCase();

const encode = (part) => (isQuery ? encodeURIComponent(part) : part);
listed.clear();
for (const [name, text] of isLink ? [...sent, ['sign', sign]] : sent) listed.add({ key: encode(name), value: encode(text) });
if (!isLink) {
  request.headers.upsert({ key: 'X-QF-APPCODE', value: value('appcode') });
  request.headers.upsert({ key: 'X-QF-SIGN', value: sign });
  request.headers.upsert({ key: 'X-QF-SIGNTYPE', value: type });
}
})();
`;

/** Runs after every request. */
const checkingScript = `
(() => {
const hashes = require('crypto-js');
const isJson = /json/.test(pm.response.headers.get('Content-Type') ?? '');
const answer = isJson ? pm.response.json() : {};
pm.test('the request was signed rightly (respcd is not 1108)', () => pm.expect(answer.respcd).to.not.equal('1108'));
const received = pm.response.headers.get('X-QF-SIGN');
if (isJson && received) {
  const whole = hashes.enc.Utf8.parse(pm.response.text() + pm.variables.get('client_key'));
  const made = [hashes.MD5(whole), hashes.SHA256(whole)].map((digest) => digest.toString().toUpperCase());
  pm.test('the answer is signed with your key', () => pm.expect(made).to.include(received.toUpperCase()));
}
if (pm.info.requestName === 'payment' && answer.respcd === '0000') {
  pm.collectionVariables.set('syssn', answer.syssn);
  pm.collectionVariables.set('out_trade_no', answer.out_trade_no);
}
})();
`;

/**
 * A Postman collection (v2.1) of every documented call, made from the table of endpoints. It holds no key: app code and key are
 * variables, and empty.
 */
export function postmanCollection(): PostmanPart {
  const groups = [...new Set(endpointTable.map(({ group }) => group))];
  return {
    info: {
      name: 'QFPay',
      description: collectionText(),
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: groups.map((name) => ({
      name,
      item: endpointTable.filter(({ group }) => group === name).map(requestItem),
    })),
    event: [script('prerequest', signingScript), script('test', checkingScript)],
    variable: [
      { key: 'base_url', value: baseUrls.sandbox },
      { key: 'appcode', value: '' },
      { key: 'client_key', value: '', type: 'secret' },
      { key: 'mchid', value: '' },
      { key: 'sign_type', value: 'SHA256' },
      { key: 'out_trade_no', value: '' },
      { key: 'syssn', value: '' },
    ],
  };
}

function collectionText(): string {
  return [
    t`Every request is signed before it is sent, by sign_type (SHA256 or MD5). Put app code and client key into the current values of the variables, which are not saved or shared; base_url is the sandbox until you change it.`,
    t`A refund has a number of its own, and names the payment by its syssn; the last payment's is remembered. A respcd of 0000 to an order with a QR code says that it was made, not that it was paid: ask query.`,
  ].join('\n\n');
}

function script(listen: 'prerequest' | 'test', text: string): PostmanPart {
  return { listen, script: { type: 'text/javascript', exec: text.trim().split('\n') } };
}

function requestItem(call: DocumentedEndpoint): PostmanPart {
  const { name, method, path, parameters, signed_by } = call;
  const { says = '', note } = endpointWords(name) ?? {};
  const values = parameters.map((each) => formField(each, call));
  const listed = signed_by === 'parameter' ? [...values, { key: 'sign', value: '' }] : values;
  const segments = path.split('/').filter((segment) => segment !== '');
  const raw = `{{base_url}}${path}`;
  const url = { raw, host: ['{{base_url}}'], path: segments, ...(method === 'GET' ? { query: listed } : {}) };
  return {
    name,
    // A redirect is the answer of the link that asks for a code.
    ...(call.answer === 'redirect' ? { protocolProfileBehavior: { followRedirects: false } } : {}),
    request: {
      method,
      url,
      description: `${says}${note === undefined ? '' : ` (${note})`}`,
      ...(method === 'POST' ? { body: { mode: 'urlencoded', urlencoded: listed } } : {}),
    },
  };
}

/** What belongs to the call, switched on; the rest is there to be switched on. */
function formField(parameter: EndpointParameter, call: DocumentedEndpoint): PostmanPart {
  const { name, required, filled, only_with } = parameter;
  const is_wanted = required || name === 'mchid' || call.one_of?.[0] === name;
  const is_on = is_wanted && !only_with && !(name === 'mchid' && call.without_mchid);
  return {
    key: name,
    value: sampleValue(parameter, call),
    description: parameterRule(parameter),
    ...(is_on || (filled && name !== 'mchid') ? {} : { disabled: true }),
  };
}

const samples: Readonly<Partial<Record<ParameterForm, string>>> = {
  cents: '1280',
  count: '1',
  whole: '1',
  currency: 'HKD',
  'pay-type': '800201',
  time: '{{txdtm}}',
  'any-time': '{{txdtm}}',
  date: '{{today}}',
  url: 'https://shop.example/qfpay',
  'json-object': '{}',
  'json-list': '[]',
  decimal: '12.80',
  email: 'payer@shop.example',
  mchid: '{{mchid}}',
  text: 'Milk tea & 奶茶 + 1',
};

function sampleValue({ name, form, values, max }: EndpointParameter, { has_own_number }: DocumentedEndpoint): string {
  if (values?.[0] !== undefined) return values[0];
  if (name === 'app_code') return '{{appcode}}';
  if (name === 'syssn') return '{{syssn}}';
  if (name === 'products') return '[{"product_id":"prod_1","quantity":1}]';
  // A new order or refund has a new number; who ends or looks up an order names it by its own.
  if (name === 'out_trade_no') return has_own_number ? '{{new_number}}' : '{{out_trade_no}}';
  return (samples[form] ?? '1').slice(0, max);
}
