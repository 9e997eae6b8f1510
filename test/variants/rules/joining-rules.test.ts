import { expect, test } from 'vitest';
import { causesOf } from '../signed-request.ts';

const sent = 'mchid=M1&txamt=100&txcurrcd=HKD';

test.each([
  ['nothing between', 'mchid=M1txamt=100txcurrcd=HKD{key}', 'separator', { text: '' }],
  ['a bar between', 'mchid=M1|txamt=100|txcurrcd=HKD{key}', 'separator', { text: '|' }],
  ['line ends between', 'mchid=M1\ntxamt=100\ntxcurrcd=HKD{key}', 'separator', { text: '\n' }],
  ['colons for the equals signs', 'mchid:M1&txamt:100&txcurrcd:HKD{key}', 'equals-sign', { text: ':' }],
  ['names and values in one run', 'mchidM1txamt100txcurrcdHKD{key}', 'separator', { text: '' }],
  ['bars behind values, then the key', 'M1|100|HKD|{key}', 'values-and-key-joined', { text: '|' }],
  ['bars behind pairs, then the key', 'mchid=M1|txamt=100|txcurrcd=HKD|{key}', 'pairs-and-key-joined', { text: '|' }],
  ['values alone', 'M1100HKD{key}', 'values-only', {}],
  ['values alone, & between', 'M1&100&HKD{key}', 'values-only', {}],
  ['a question mark before', `?${sent}{key}`, 'text-around', { text: '?' }],
  ['brackets around', `{${sent}}{key}`, 'text-around', { text: '{}' }],
])('finds parameters that were joined with %s', (_how, signed, evidence, values) => {
  expect(causesOf(sent, signed)).toEqual([['joined-otherwise', evidence, values]]);
});

test.each([
  ['an unheard-of separator', 'mchid=M1@txamt=100@txcurrcd=HKD{key}'],
  ['names alone', 'mchid&txamt&txcurrcd{key}'],
])('finds nothing in %s', (_what, signed) => {
  expect(causesOf(sent, signed)).toEqual([]);
});
