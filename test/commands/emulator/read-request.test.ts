import { describe, expect, test } from 'vitest';
import { readEmulatorRequest } from '../../../src/commands/emulator/read-request.ts';
import { localMerchant } from '../../../src/merchant/merchant.ts';
import { localKey } from '../../../src/signature/client-key.ts';
import { testContext } from '../../support/context.ts';
import { memoryFiles } from '../../support/memory-files.ts';

test('all faults are told at once, those of a rule file too', () => {
  const files = memoryFiles({ 'rules.json': '{"fault": "x"}' });
  const options = { port: 'x', auto_pay: 'y', limits: 'z', rules: 'rules.json', merchant: ['A'] };
  expect(() => readEmulatorRequest(options, testContext({ files }))).toThrow(
    expect.objectContaining({
      code: 'usage',
      facts: expect.objectContaining({
        details: ['--port', '--auto-pay', '--limits', 'rules.json[0] fault', '--merchant 1'].map((field) =>
          expect.objectContaining({ field }),
        ),
      }),
    }),
  );
});

test('a rule file that is missing is told', () => {
  expect(() => readEmulatorRequest({ rules: 'no.json' }, testContext())).toThrow(
    '--rules must name a file that is there',
  );
});

describe('the merchants', () => {
  test('are the one of --env local when none is given', () => {
    const { merchants } = readEmulatorRequest({}, testContext());
    expect(merchants).toEqual({ [localMerchant.app_code]: { client_key: localMerchant.client_key } });
  });

  test('are those that are given, and only they, their keys without one line end', () => {
    const files = memoryFiles({ 'a.key': 'key-of-a-shop\n', 'C:\\b.key': 'key-of-b-shop' });
    const { merchants } = readEmulatorRequest({ merchant: ['A:a.key', 'B:C:\\b.key'] }, testContext({ files }));
    expect(Object.entries(merchants).map(([app_code, { client_key }]) => [app_code, client_key.reveal()])).toEqual([
      ['A', 'key-of-a-shop'],
      ['B', 'key-of-b-shop'],
    ]);
  });

  test('have the store numbers of --mchid', () => {
    const { merchants } = readEmulatorRequest({ mchid: 'M1,M2' }, testContext());
    expect(merchants[localMerchant.app_code]?.mchids).toEqual(['M1', 'M2']);
  });

  test.each([
    ['no colon', ['A'], 'usage', '--merchant 1 must be an app code, a colon, and a file that holds its key'],
    ['no file', ['A:'], 'usage', '--merchant 1 must be an app code, a colon, and a file that holds its key'],
    ['an app code twice', ['A:a.key', 'A:a.key'], 'usage', '--merchant 2 has an app code that another --merchant has'],
    ['no such file', ['A:no.key'], 'config', '--merchant 1 names a key file for A that must be a file that is there'],
    ['an empty file', ['A:empty.key'], 'config', '--merchant 1 names a key file for A that must not be empty'],
  ])('are refused with %s', (_what, merchant, code, message) => {
    const files = memoryFiles({ 'a.key': 'key-of-a-shop', 'empty.key': '\n' });
    expect(() => readEmulatorRequest({ merchant }, testContext({ files }))).toThrow(
      expect.objectContaining({ code, message }),
    );
  });

  test('a key that stands where its file was meant is shown nowhere', () => {
    const failing = () => readEmulatorRequest({ merchant: ['A:0123456789abcdef0123456789abcdef'] }, testContext());
    expect(failing).toThrow(expect.not.objectContaining({ message: expect.stringContaining('0123456789abcdef') }));
  });
});

describe('the token', () => {
  test('is fresh without a file', () => {
    const { admin_token } = readEmulatorRequest({}, testContext());
    expect(admin_token).toMatch(/^[\w-]{32}$/);
  });

  test('is written to a file of its owner’s where there is none, and read from there the next time', () => {
    const files = memoryFiles();
    const first = readEmulatorRequest({ admin_token_file: 't' }, testContext({ files }));
    expect([Buffer.from(files.read('t') ?? []).toString(), files.facts('t')?.mode]).toEqual([
      `${first.admin_token}\n`,
      0o600,
    ]);
    const second = readEmulatorRequest({ admin_token_file: 't' }, testContext({ files }));
    expect(second.admin_token).toBe(first.admin_token);
  });

  test.each(['', 'short\n', 'two words that are long enough'])('is not taken from a file that holds %j', (text) => {
    const files = memoryFiles({ t: text });
    expect(() => readEmulatorRequest({ admin_token_file: 't' }, testContext({ files }))).toThrow(
      /^--admin-token-file must/,
    );
  });
});

describe('the test key', () => {
  test('is written to the file that is asked for, for its owner only', () => {
    const files = memoryFiles();
    readEmulatorRequest({ write_key_file: 'local.key' }, testContext({ files }));
    expect([Buffer.from(files.read('local.key') ?? []).toString(), files.facts('local.key')?.mode]).toEqual([
      `${localKey}\n`,
      0o600,
    ]);
  });

  test('replaces no file, but one that has it already is as good', () => {
    const files = memoryFiles({ 'notes.txt': 'an hour of work', 'local.key': `${localKey}\n` });
    const context = testContext({ files });
    expect(readEmulatorRequest({ write_key_file: 'local.key' }, context)).toMatchObject({ key_file: 'local.key' });
    expect(() => readEmulatorRequest({ write_key_file: 'notes.txt' }, context)).toThrow(
      '--write-key-file must name a new file: it is there already',
    );
    expect(Buffer.from(files.read('notes.txt') ?? []).toString()).toBe('an hour of work');
  });

  test('is not written where other merchants are served', () => {
    const files = memoryFiles({ 'a.key': 'key-of-a-shop' });
    const options = { write_key_file: 'local.key', merchant: ['A:a.key'] };
    expect(() => readEmulatorRequest(options, testContext({ files }))).toThrow(/^--write-key-file/);
  });
});
