import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import { ConfigError, UsageError } from '../../src/errors.ts';
import { findSignedRecords } from '../../src/reading/signed-records.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { withRemarks } from '../../src/verdict/judge.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

const key = '3f8d0c5b7a924e16b0d3c9f1a7e25864';
const env = { QFPAY_KEY: key };
const md5 = (text: string) =>
  createHash('md5')
    .update(text + key)
    .digest('hex')
    .toUpperCase();
const curl = (body: string, signature: string) =>
  `curl https://openapi-int.qfapi.com/trade/v1/payment -H 'X-QF-SIGN: ${signature}' -d '${body}'\n`;
const good = curl('out_trade_no=A1&txamt=100', md5('out_trade_no=A1&txamt=100'));
const bad = curl('txamt=200&out_trade_no=A2', md5('txamt=200&out_trade_no=A2'));

async function verified(stdin: string, options: Parameters<typeof verifyCommand.run>[0] = {}) {
  const report = await verifyCommand.run({ input_file: '-', ...options }, [], testContext({ env, stdin }));
  const { causes } = report.data['diagnosis'] as { causes: { id: string }[] };
  return { ...report, valid: report.data['valid'], causes: causes.map(({ id }) => id) };
}

test.each([
  ['the bad one last', good + bad, ['line 1', 'line 2']],
  ['the bad one first', bad + good, ['line 1', 'line 2']],
])('a good signature never hides a bad one: %s', async (_what, text, places) => {
  const { valid, causes, exit_code, data } = await verified(text);
  expect([valid, exit_code, causes]).toEqual([false, 6, ['unsorted']]);
  const signatures = data['signatures'] as { place: string; valid: boolean; causes: string[] }[];
  expect(signatures.map(({ place }) => place)).toEqual(places);
  expect(signatures.find((each) => !each.valid)?.causes).toEqual(['unsorted']);
  expect(signatures.filter((each) => each.valid)).toHaveLength(1);
});

test('--pick says which of them is meant, and no other number goes', async () => {
  expect((await verified(good + bad, { pick: '1' })).valid).toBe(true);
  expect((await verified(good + bad, { pick: '2' })).causes).toEqual(['unsorted']);
  const error: unknown = await verified(good + bad, { pick: '3' }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
});

test('the same digest with other parameters is another signature', async () => {
  const reused = curl('out_trade_no=A3&txamt=300', md5('out_trade_no=A1&txamt=100'));
  const { valid, data } = await verified(good + reused);
  expect([valid, (data['signatures'] as unknown[]).length]).toEqual([false, 2]);
});

test('the document says how the text was read, where, and whether a digest proves it', async () => {
  const { data } = await verified(`Hi\n${good.replaceAll('&', '&amp;')}`);
  expect(data['reading']).toMatchObject({ undone: ['html-escaping'], place: 'line 2', proven: true });
  const { data: other } = await verified(curl('out_trade_no=A1&txamt=100', 'A'.repeat(32)));
  expect(other['reading']).toMatchObject({ undone: [], proven: false });
});

test('a key that stands in the text is masked and said, and is no part of the last value', async () => {
  const text = `string to sign: out_trade_no=A1&txamt=100${key}\nsign: ${md5('out_trade_no=A1&txamt=100')}`;
  const report = await verified(text);
  expect(report.valid).toBe(true);
  expect(JSON.stringify(report)).not.toContain(key);
  expect((report.data['remarks'] as string[]).join()).toContain('the client key stands in the input');
});

test('a file may be named without --input, and a pipe needs no flag', async () => {
  const files = memoryFiles({ 'request.txt': good });
  expect((await verifyCommand.run({}, ['request.txt'], testContext({ env, files }))).data['valid']).toBe(true);
  expect((await verifyCommand.run({}, [], testContext({ env, stdin: good }))).data['valid']).toBe(true);
});

test('without a key it is asked for unseen on a terminal, and off it the variable is named, never --env local', async () => {
  const context = testContext({ stdin: good, is_tty: true, answers: [key] });
  expect((await verifyCommand.run({ input_file: '-' }, [], context)).data['valid']).toBe(true);
  expect(context.asked).toEqual(['Client key, which is not shown:']);
  const error: unknown = await verifyCommand
    .run({ input_file: '-' }, [], testContext({ stdin: good }))
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigError);
  const told = JSON.stringify([(error as ConfigError).message, (error as ConfigError).facts]);
  expect(told).toContain('QFPAY_KEY');
  expect(told).not.toContain('local');
});

test.each([
  '{"txamt":',
  '[{"sign":"',
  '&amp;txamt=',
  '| txamt | 1 |\n',
  'QUJD',
  '%3D',
  'txamt: 1\n',
  '\\"',
  '=3D=\n',
  '{',
  'map[txamt:1 ',
])('megabytes of %j hold few readings', (piece) => {
  const { records } = findSignedRecords(`txamt ${piece.repeat(1_000_000 / piece.length)}`);
  expect(records.reduce((sum, { candidates }) => sum + candidates.length, 0)).toBeLessThan(200);
});

describe('what a saved profile says of a request', () => {
  const client_key = new ClientKey(key);
  const own = { name: 'profile shop', client_key, app_code: '10CA1', mchids: ['ZaMVg12345'] };
  const other = {
    name: 'profile cafe',
    client_key: new ClientKey('another key of another shop'),
    app_code: '20CA2',
    mchids: [],
  };
  const signer = { env: 'sandbox', base_url: '', client_key, sign_type: 'SHA256', warnings: [] } as const;
  const remarksOf = (parameters: readonly (readonly [string, string])[], app_code?: string, keys = [own, other]) => {
    const headers = app_code === undefined ? {} : { headers: { 'x-qf-appcode': app_code } };
    const reading = {
      parameters,
      notes: [],
      faults: [],
      body: new Uint8Array(),
      notation: 'form',
      title: '',
      ...headers,
    } as const;
    const task = {
      kind: 'request',
      received: '',
      source: 'sign',
      announced: undefined,
      parameters,
      body: reading.body,
      reading,
      remarks: [],
    } as const;
    const given = { cases: [{ ways: [task] }], words: [], left_out: 0, shows_key: false } as const;
    return withRemarks(task, given, { signer, keys }).remarks;
  };

  test('a mchid that the profile has and the request lacks is a remark', () => {
    expect(remarksOf([['txamt', '100']]).join()).toContain('profile shop has ZaMVg12345');
    expect(
      remarksOf([
        ['txamt', '100'],
        ['mchid', 'ZaMVg9'],
      ]),
    ).toEqual([]);
    expect(
      remarksOf([
        ['txamt', '100'],
        ['mchntid', 'ZaMVg9'],
      ]),
    ).toEqual([]);
  });

  test('an app code that belongs to another profile is a remark, its own and an unknown one are none', () => {
    const parameters = [['mchid', 'ZaMVg12345']] as const;
    expect(remarksOf(parameters, '20CA2').join()).toContain('20CA2 is that of profile cafe');
    expect(remarksOf(parameters, '10CA1')).toEqual([]);
    expect(remarksOf(parameters, '30CA3')).toEqual([]);
  });
});
