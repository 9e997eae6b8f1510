import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../src/history/history-entry.ts';
import { needsOf } from '../../src/money/resume.ts';
import { scriptedSettings } from '../commands/scripted-gateway.ts';
import { testAppCode } from '../support/keys.ts';

const entry: HistoryEntry = {
  id: 'i1',
  time: '2026-03-02T07:04:05.000Z',
  command: 'pay',
  env: 'sandbox',
  base_url: 'https://gateway.example',
  app_code: testAppCode,
  endpoint: 'payment',
  out_trade_no: 'A-1',
};

test('a call that was sent with these settings needs no others', () => {
  expect(needsOf(entry, scriptedSettings)).toBeUndefined();
});

test.each<[string, Partial<HistoryEntry>, string]>([
  ['another environment', { env: 'prod' }, '--env prod'],
  ['another app code', { app_code: 'OTHER' }, 'app code OTHER, without an mchid'],
  ['an mchid', { mchid: 'M1' }, `app code ${testAppCode}, mchid M1`],
  ['another gateway', { base_url: 'https://elsewhere.example' }, '--base-url https://elsewhere.example'],
])('a call of %s says what it needs', (_what, own, needs) => {
  expect(needsOf({ ...entry, ...own }, scriptedSettings)).toContain(needs);
});

test('the embedded emulator is the same one at whatever port it is', () => {
  const local = { ...entry, env: 'local' as const, base_url: 'http://127.0.0.1:1' };
  expect(needsOf(local, { ...scriptedSettings, env: 'local', base_url: 'http://127.0.0.1:2' })).toBeUndefined();
});
