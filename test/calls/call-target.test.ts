import { describe, expect, test } from 'vitest';
import { readTarget } from '../../src/calls/call-target.ts';
import { endpointWords } from '../../src/calls/endpoint-words.ts';
import { endpointTable } from '../../src/catalog/endpoint-table.ts';

describe('a call on the command line', () => {
  test.each([
    [['POST', 'customer_create'], 'POST', '/customer/v1/create'],
    [['post', '/customer/v1/create'], 'POST', '/customer/v1/create'],
    [['customer_create'], 'POST', '/customer/v1/create'],
    [['/trade/v1/close'], 'GET', '/trade/v1/close'],
    [['GET', '/some/v2/thing'], 'GET', '/some/v2/thing'],
  ])('is understood: %j', (words, method, path) => {
    const { target, faults } = readTarget([...words, 'name=x']);
    expect(faults).toEqual([]);
    expect(target).toMatchObject({ method, path });
    expect(readTarget([...words, 'name=x']).rest).toEqual(['name=x']);
  });

  test.each([
    [['GET', 'customer_create'], 'METHOD must be POST for customer_create'],
    [['PUT', '/x'], 'METHOD must be GET or POST'],
    [['POST', 'https://evil.example/trade/v1/payment'], 'path must be the name of a documented call'],
    [['POST', '//evil.example/x'], 'path must be plain'],
    [['POST', '/trade/v1/../v1/payment'], 'path must be plain'],
    [['POST', '/trade/v1/payment/'], 'path must be plain'],
    [['POST', '/trade/v1/%70ayment'], 'path must be plain'],
    [['POST', '/trade\\v1'], 'path must be plain'],
    [['POST', '/TRADE/v1/payment'], 'path must be /trade/v1/payment'],
    [['POST', '/x?y=1'], 'path must have no query'],
    [['POST', '/trade/v1/payment_verify'], 'path takes card numbers'],
    [['POST', '/some/v1/4000000000001091'], 'path must not hold a card number'],
    [['POST', 'custmer_create'], 'path must be the name'],
    [['/unknown/v1/path'], 'METHOD must be said'],
    [['POST'], 'path must follow the method'],
    [[], 'path must be said'],
    [['a=b'], 'path must be said'],
  ])('is refused: %j', (words, said) => {
    const [fault] = readTarget(words).faults;
    expect(`${fault?.field} ${fault?.rule}`).toContain(said);
  });

  test('goes by the other method only where sources differ and that is meant', () => {
    expect(readTarget(['POST', 'close']).faults[0]?.next).toContain('--force-method');
    expect(readTarget(['POST', 'close'], true).target).toMatchObject({ method: 'POST' });
    expect(readTarget(['GET', 'reversal'], true).target).toMatchObject({ method: 'GET' });
    expect(readTarget(['GET', 'customer_create'], true).faults).toHaveLength(1);
    expect(readTarget(['GET', 'customer_create']).faults[0]).not.toHaveProperty('next');
  });
});

test('every call of the table is explained, and nothing else', () => {
  for (const { name } of endpointTable) expect(endpointWords(name)?.says, name).toBeTruthy();
  expect(endpointWords('toString')).toBeUndefined();
});
