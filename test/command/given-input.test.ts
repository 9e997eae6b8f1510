import { describe, expect, test } from 'vitest';
import { asksForPaste, readGivenInput } from '../../src/command/given-input.ts';
import { signCommand } from '../../src/commands/sign.ts';
import { verifyCommand } from '../../src/commands/verify.ts';
import { UsageError } from '../../src/errors.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest } from '../../src/signature/sign.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: 'A' };
const key = new ClientKey(testKeys.sandbox);
const form = 'txamt=100&txcurrcd=HKD';
const md5 = digest(form, key, 'MD5');

async function messageOf(run: Promise<unknown>): Promise<string> {
  const error: unknown = await run.catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`a UsageError was expected, not ${String(error)}`);
  return JSON.stringify([error.message, error.facts]);
}

describe('on a terminal, when nothing was given', () => {
  test('a paste is asked for, and the signature that is not in it', async () => {
    const context = testContext({ env, is_tty: true, answers: [form, md5] });
    expect((await verifyCommand.run({}, [], context)).data).toMatchObject({ valid: true, received: md5 });
  });

  test('no signature is asked for when the paste has one', async () => {
    const context = testContext({ env, is_tty: true, answers: [`${form}&sign=${md5}`] });
    expect((await verifyCommand.run({}, [], context)).data).toMatchObject({ valid: true });
  });

  test('no signature is a fault as it always is', async () => {
    const context = testContext({ env, is_tty: true, answers: [form, ''] });
    expect(await messageOf(verifyCommand.run({}, [], context))).toContain('--signature');
  });

  test('no paste is asked for before the key is there: verify asks for that first', async () => {
    const context = testContext({ env: {}, is_tty: true });
    await expect(verifyCommand.run({}, [], context)).rejects.toThrow('no answer for: Client key');
    await expect(signCommand.run({}, [], context)).rejects.toThrow('client key');
  });
});

test.each([
  ['words', ['a=1'], {}, {}],
  ['an input', [], { input_file: '-' }, {}],
  ['--no-input', [], { input: false }, {}],
  ['CI', [], {}, { CI: 'true' }],
])('nothing is asked for with %s', (_what, args, options, more) => {
  expect(asksForPaste(options, args, testContext({ env: more, is_tty: true }))).toBe(false);
  expect(asksForPaste({}, [], testContext({ is_tty: true }))).toBe(true);
});

test('off a terminal the error says how to give it', async () => {
  expect(await messageOf(verifyCommand.run({}, [], testContext({ env, stdin: '' })))).toContain('--input -');
  expect(await messageOf(signCommand.run({}, [], testContext({ env, stdin: form })))).toContain('--input -');
});

test('what is too large is told with its size, the limit and what to do', async () => {
  const files = memoryFiles({ big: 'x'.repeat(6_000_000) });
  const { faults } = await readGivenInput({ input_file: 'big' }, [], testContext({ files }));
  expect(faults).toEqual([
    {
      field: '--input',
      value: 'big',
      rule: 'must be at most 5 MB: it has 5.7 MB',
      next: 'give only the request or entry that is meant',
    },
  ]);
});

test('--kind says which half of an exchange is meant', async () => {
  const stdin = `POST /x HTTP/1.1\n\na=1\n\nHTTP/1.1 200 OK\nX-QF-SIGN: AB\n\n{"respcd":"0000"}`;
  const half = async (kind?: string) => {
    const options = { input_file: '-', ...(kind === undefined ? {} : { kind }) };
    return (await readGivenInput(options, [], testContext({ stdin }))).reading?.direction;
  };
  expect([await half(), await half('request'), await half('response')]).toEqual(['request', 'request', 'response']);
});

describe('sign', () => {
  const run = (stdin: string, options = {}) => {
    const context = testContext({ env, stdin });
    return signCommand.run({ ...options, input_file: '-' }, [], context).then((report) => ({ report, context }));
  };

  test('tells what it understood beside the signature, and in the document', async () => {
    const { report, context } = await run(`curl https://x -d '${form}'`);
    expect(context.written.err).toBe(
      'read as a curl command (POSIX shell) with a form body (values decoded): 2 parameters\n',
    );
    expect(report.data['input']).toEqual({
      title: 'a curl command (POSIX shell) with a form body (values decoded)',
      notation: 'form',
      parameters: 2,
      notes: [],
    });
  });

  test('never repeats the key that a log line held', async () => {
    const nasty = testContext({
      env: { ...env, QFPAY_KEY: testKeys.nasty },
      stdin: `key ${testKeys.nasty} for ${form}`,
    });
    const report = await signCommand.run({ input_file: '-' }, [], nasty);
    expect(leakedKeys(JSON.stringify(report) + nasty.written.err)).toEqual([]);
    const { report: other } = await run(`key ${testKeys.sandbox} for ${form}`);
    expect(leakedKeys(JSON.stringify(other))).toEqual([]);
  });

  test('signs no value whose text is not known', async () => {
    expect(await messageOf(run('txamt=100&goods_name=%D6%D0'))).toContain('goods_name');
  });
});
