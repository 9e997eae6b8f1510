import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callFaults, plainFaults } from '../../src/calls/check-call.ts';
import { type DocumentedEndpoint, endpointTable, findEndpoint } from '../../src/catalog/endpoint-table.ts';
import type { Parameter } from '../../src/signature/sign.ts';

function endpoint(name: string): DocumentedEndpoint {
  const found = findEndpoint(name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

function faultsOf(name: string, given: Readonly<Record<string, string>>) {
  return callFaults(endpoint(name), Object.entries(given)).map(({ field, rule_id }) =>
    rule_id === undefined ? field : `${field} (${rule_id})`,
  );
}

const product = {
  ...{ name: 'Club', type: 'recurring', txamt: '1280', txcurrcd: 'HKD', interval: 'monthly' },
  ...{ interval_count: '1', usage_type: 'licensed' },
};
const plan = { customer_id: 'cust_1', token_id: 'tk_1', products: '[{"product_id":"prod_1","quantity":1}]' };
const split = { sub_order_no: 'S1', fee_type: 'CNY', order_fee: '110', product_fee: '100', transport_fee: '10' };
const declaration = { trade_type: 'weixin', syssn: '2026030218050002', customs: 'SHENZHEN', mch_customs_no: '44' };

describe('the table of endpoints', () => {
  test('has the 31 calls that are built, each name and path once', () => {
    expect(endpointTable).toHaveLength(31);
    expect(new Set(endpointTable.map(({ name }) => name)).size).toBe(31);
    expect(new Set(endpointTable.map(({ path }) => path)).size).toBe(31);
  });

  test('lets nothing be repeated that moves money', () => {
    expect(endpointTable.filter(({ moves_money, may_repeat }) => moves_money && may_repeat)).toEqual([]);
    const moving = endpointTable.filter(({ moves_money }) => moves_money).map(({ name }) => name);
    expect(moving).toEqual([
      ...['payment', 'refund', 'reversal', 'close', 'capture', 'unfreeze'],
      ...['subscription_create', 'subscription_charge'],
    ]);
  });

  test('tells of those that may be repeated which do more than read', () => {
    const changing = endpointTable.filter(({ changes }) => changes).map(({ name }) => name);
    expect(changing).toEqual([
      ...['add_note', 'customer_update', 'customer_delete', 'product_update', 'product_delete'],
      ...['subscription_update', 'subscription_cancel'],
    ]);
    const reading = endpointTable.filter(({ may_repeat, changes }) => may_repeat && !changes);
    expect(reading.every(({ answer }) => ['list', 'file', 'redirect'].includes(answer))).toBe(true);
  });

  test('names in its groups only parameters that the call has', () => {
    for (const { parameters, one_of = [], together = [] } of endpointTable) {
      const names = parameters.map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([...one_of, ...together]));
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('the parameters of a call', () => {
  test.each([
    ['customer_create', {}],
    ['product_create', product],
    ['subscription_create', plan],
    ['subscription_create', { ...plan, start_time: '2026-03-02T07:04:05+08:00', total_billing_cycles: '12' }],
    ['subscription_query', {}],
    ['token_query', { customer_id: 'cust_1' }],
    ['customs_declare', declaration],
    ['customs_declare', { ...declaration, ...split }],
    ['customs_declare', { ...declaration, ...split, order_fee: '100', transport_fee: '0' }],
    ['customs_declare', { ...declaration, trade_type: 'alipay', amount: '2.00' }],
    ['query', { start_time: '2026-03-01 00:00:00', end_time: '2026-03-02 00:00:00', page_size: '100' }],
    ['trade_bill', { trade_date: '2026-03-01' }],
    ['capture', { txamt: '500', syssn: '20260302180500020000000001' }],
    ['customer_create', { mchid: 'ZaMVg12345' }],
  ])('of %s are taken when they are right: %j', (name, given) => {
    expect(faultsOf(name, given)).toEqual([]);
  });

  test.each([
    ['product_create', { ...product, txamt: '12.80' }, ['txamt']],
    ['product_create', { ...product, interval: 'weekly' }, ['interval (parameter-value)']],
    ['product_create', { ...product, interval_count: '0' }, ['interval_count']],
    ['product_create', { ...product, colour: 'red' }, ['colour (unknown-parameter)']],
    ['product_create', {}, ['name', 'type', 'txamt', 'txcurrcd', 'interval', 'interval_count', 'usage_type']],
    ['subscription_create', { ...plan, products: '{}' }, ['products']],
    ['subscription_create', { ...plan, products: '[{"product_id":"p","quantity":2}]' }, ['products (products-shape)']],
    ['subscription_create', { ...plan, products: '[]' }, ['products (products-shape)']],
    ['subscription_create', { ...plan, start_time: 'tomorrow' }, ['start_time']],
    ['customer_update', { name: 'X' }, ['customer_id']],
    ['customer_create', { name: '' }, ['name']],
    ['customer_query', { page_size: '101' }, ['page_size (parameter-length)']],
    ['query', {}, ['syssn (required-parameter)']],
    ['query', { start_time: '2026-03-01 00:00:00' }, ['end_time (required-parameter)']],
    [
      'customs_declare',
      { ...declaration, sub_order_no: 'S1', fee_type: 'CNY' },
      ['order_fee (required-parameter)', 'product_fee (required-parameter)', 'transport_fee (required-parameter)'],
    ],
    ['customs_declare', { ...declaration, ...split, order_fee: '111' }, ['order_fee (order-fee-sum)']],
    ['customs_declare', { ...declaration, amount: '2.00' }, ['amount (parameter-not-together)']],
    ['trade_bill', { trade_date: '2026-02-30' }, ['trade_date']],
    ['trade_bill', { trade_date: '2026-03-01', mchid: 'M1' }, ['mchid']],
    ['add_note', { syssn: '1', note: 'x'.repeat(201) }, ['note (parameter-length)']],
    ['wechat_openid', { code: 'a b' }, ['code']],
    ['customer_create', { sign: 'AB' }, ['sign']],
  ])('of %s are refused when they are wrong: %j', (name, given, faults) => {
    expect(faultsOf(name, given)).toEqual(faults);
  });

  test('all faults are told at once, each with its field, its value and its rule', () => {
    const faults = callFaults(endpoint('product_create'), Object.entries({ ...product, txamt: 'x', type: 'once' }));
    expect(faults).toEqual([
      { field: 'type', value: 'once', rule: 'must be recurring', rule_id: 'parameter-value' },
      { field: 'txamt', value: 'x', rule: "must be a whole number above 0, in the currency's smallest unit" },
    ]);
  });

  test('a name that comes twice is refused, whether the table knows the call or not', () => {
    const twice: Parameter[] = [
      ['name', 'A'],
      ['name', 'B'],
    ];
    expect(callFaults(endpoint('customer_create'), twice).map(({ field }) => field)).toEqual(['name']);
    expect(plainFaults(twice).map(({ field }) => field)).toEqual(['name']);
  });

  test('a mistyped name is answered with the one that was meant', () => {
    const [fault] = callFaults(endpoint('customer_query'), [['custmer_id', 'cust_1']]);
    expect(fault?.next).toBe('did you mean customer_id?');
  });

  test('whatever is given, no fault is about a parameter that is right', () => {
    const values = fc.dictionary(fc.constantFrom('name', 'phone', 'email', 'billing_address'), fc.string());
    fc.assert(
      fc.property(values, (given) => {
        const wrong = new Set(faultsOf('customer_create', given));
        for (const [name, value] of Object.entries(given)) {
          if (wrong.has(name)) continue;
          expect(value).not.toBe('');
          expect(value).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });
});
