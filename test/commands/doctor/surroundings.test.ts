import { expect, test } from 'vitest';
import { nodeCheck, zoneCheck } from '../../../src/commands/doctor.ts';

test.each([
  ['20.19.0', 'ok'],
  ['20.18.3', 'fail'],
  ['18.20.0', 'fail'],
  ['22.1.0', 'ok'],
  ['26.0.0', 'ok'],
])('Node %s is %s', (version, status) => {
  expect(nodeCheck(version).status).toBe(status);
});

test.each([
  ['Asia/Hong_Kong', 'ok'],
  ['Asia/Shanghai', 'ok'],
  ['UTC', 'warning'],
  ['Asia/Tokyo', 'warning'],
])('the time in %s is %s', (zone, status) => {
  expect(zoneCheck(zone, new Date('2026-03-02T07:04:05Z')).status).toBe(status);
});
