import { beforeAll, expect, test } from 'vitest';
import { documentFaults } from '../support/documents.ts';
import { machine } from './machine.ts';

type JsonDocument = Record<string, unknown>;

/** A day in the life of a shop, and whatever else prints a document. */
const lines = [
  'pay --pay-type wechat-cpm --auth-code 130000000000000001 --txamt 1280 --out-trade-no TEA-1',
  'pay --pay-type wechat-mpm --txamt 1280 --out-trade-no TEA-2',
  'close TEA-2',
  'pay --pay-type wechat-mpm --txamt 1280 --dry-run',
  'pay --pay-type wechat-mpm --txamt 1281 --out-trade-no TEA-3 --refund-after',
  'refund TEA-1 --txamt 500',
  'query TEA-1 TEA-2',
  'query --day today',
  'report',
  'reconcile /shop/list.csv --day today --refund-csv /shop/twice.csv',
  'refund-batch /shop/returns.csv --dry-run',
  'refund-batch /shop/returns.csv',
  'pay --pay-type alipay-preauth-cpm --auth-code 130000000000000002 --txamt 1000 --out-trade-no HOLD-1',
  'history',
  'resume',
  'api POST customer_create email=a@shop.example',
  'intent token --customer-id cust_1 --dry-run',
  'checkout --txamt 1280 --return-url https://a.example/ --failed-url https://a.example/ --notify-url https://a.example/',
  'sign txamt=1280 b= --explain',
  'verify txamt=1280 --signature SIGNED --explain',
  'codes 1108',
  'pay-types preauth',
  'currencies HKD',
  'profile show',
  'profile list',
  'doctor --offline',
  'completion bash',
  'schema',
  'schema pay',
  'help',
  'help refund',
  'help signing',
  'emulator --faults',
  'notify send --dry-run txamt=1280',
];

const documents: JsonDocument[] = [];

beforeAll(async () => {
  const shop = machine();
  shop.files.write('/shop/list.csv', 'out_trade_no,amount\nTEA-1,12.80\nTEA-9,3.00\n');
  shop.files.write('/shop/returns.csv', 'out_trade_no,txamt\nTEA-1,300\n');
  for (const line of lines) {
    const signed = documents.find(({ command }) => command === 'sign')?.['signature'];
    documents.push((await shop.run(line.replace('SIGNED', String(signed)))).document);
  }
}, 120_000);

test('every line of the day but the one that finds differences ends well, so that it has a whole document', () => {
  const failed = documents.filter((document) => 'error' in document).map(({ command, error }) => [command, error]);
  expect(failed.map(([command]) => command)).toEqual(['reconcile']);
});

/** A document with one field of it changed, at every depth; what came from outside as it is is left alone. */
function* changedOnce(value: unknown, change: (fields: JsonDocument, name: string) => JsonDocument): Iterable<unknown> {
  if (Array.isArray(value)) {
    const [first, ...others] = value as unknown[];
    if (value.length > 0) for (const changed of changedOnce(first, change)) yield [changed, ...others];
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!foreign.includes(name)) for (const changed of changedOnce(inner, change)) yield { ...value, [name]: changed };
    yield change(value as JsonDocument, name);
  }
}

const foreign = ['response', 'headers', 'params', 'notification', 'by_kind', 'global_values', 'pay_params'];

function renamed(fields: JsonDocument, name: string): JsonDocument {
  const { [name]: value, ...others } = fields;
  return { ...others, [`${name}_`]: value };
}

test('a field that is renamed, at any depth, is a fault', () => {
  let planted = 0;
  for (const document of documents.filter(({ command, schema }) => !(command === 'schema' && schema)))
    for (const changed of changedOnce(document, renamed) as Iterable<JsonDocument>) {
      planted += 1;
      if (documentFaults(changed).length === 0) expect.fail(`not noticed: ${JSON.stringify(changed).slice(0, 2000)}`);
    }
  expect(planted).toBeGreaterThan(500);
});

/** What whoever reads a document cannot do without. */
const needed: Readonly<Record<string, readonly string[]>> = {
  pay: ['env', 'outcome', 'respcd', 'meaning', 'next_step', 'transaction', 'signature', 'response'],
  refund: ['env', 'outcome', 'repeated', 'transaction', 'original'],
  close: ['env', 'outcome', 'transaction'],
  query: ['env', 'transactions'],
  report: ['env', 'rows', 'totals'],
  reconcile: ['env', 'since', 'until', 'rows', 'records', 'matched', 'differences', 'notes', 'totals'],
  'refund-batch': ['env', 'batch', 'rows'],
  history: ['entries', 'total'],
  resume: ['entries'],
  sign: ['sign_type', 'signature', 'signing_string', 'params', 'headers'],
  verify: ['kind', 'scheme', 'sign_type', 'expected', 'received', 'remarks', 'diagnosis'],
  doctor: ['checks'],
  emulator: ['faults'],
};

test.each(Object.entries(needed))('a document of %s that lacks one of %j is faulty', (command, names) => {
  const document = documents.find(
    (each) => each['command'] === command && !('request' in each) && !('dry_run' in each),
  );
  for (const name of names) {
    const { [name]: _left, ...others } = document ?? {};
    expect(document, name).toHaveProperty(name);
    expect(documentFaults(others), name).not.toEqual([]);
  }
});
