import { expect, test } from 'vitest';
import { kindOf } from '../../src/reading/kind.ts';
import { readInput } from '../../src/reading/reading.ts';

test.each([
  ['notification', '{"notify_type": "payment", "respcd": "0000"}'],
  ['notification', 'POST /hook HTTP/1.1\nX-QF-SIGN: AB\n\n{"notify_type": "refund"}'],
  ['response', '{"respcd": "1108"}'],
  ['response', 'HTTP/1.1 502 Bad Gateway\n\n<html>'],
  ['request', '{"txamt": 100}'],
  ['request', 'respcd=0000&notify_type=payment'],
  ['request', 'POST /trade/v1/payment HTTP/1.1\n\ntxamt=100'],
])('is a %s: %j', (kind, text) => {
  expect(kindOf(readInput(Buffer.from(text)))).toBe(kind);
});

test('words of the command line alone are a request', () => {
  expect(kindOf(undefined)).toBe('request');
});
