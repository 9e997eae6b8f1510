import { describe, expect, test } from 'vitest';
import { codeLanguages } from '../../../src/commands/sign/how-sent.ts';
import { sampleLanguages } from '../../../src/commands/sign/sample-code.ts';
import { signCommand } from '../../../src/commands/sign.ts';
import { UsageError } from '../../../src/errors.ts';
import { testContext } from '../../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../../support/keys.ts';

type SignOptionsOfTest = Parameters<typeof signCommand.run>[0];

const env = { QFPAY_KEY: testKeys.sandbox, QFPAY_APPCODE: testAppCode };
const words = ['txamt=100', 'txcurrcd=HKD', 'goods_name=', 'note=say "hi" \\ $x\u202e'];

function run(options: SignOptionsOfTest, args: readonly string[] = words, world = {}) {
  return signCommand.run(options, args, testContext({ env, ...world }));
}

async function fault(options: SignOptionsOfTest, args: readonly string[] = words, world = {}) {
  const error: unknown = await run(options, args, world).catch((reason: unknown) => reason);
  if (!(error instanceof UsageError)) throw new Error(`a UsageError was expected, not ${String(error)}`);
  return JSON.stringify(error.facts.details);
}

test('every language that the flag offers is written, and no other', () => {
  expect(Object.keys(sampleLanguages).sort()).toEqual([...codeLanguages].sort());
});

describe.each([...codeLanguages])('--code %s', (language) => {
  test('prints the program alone, which holds the request, and neither key, app code nor what a terminal hides', async () => {
    const { data, blocks } = await run({ code: language });
    const { code } = data as unknown as { code: string };
    expect(data).toMatchObject({ language });
    expect(blocks).toEqual([{ kind: 'text', text: code }]);
    for (const part of ['https://openapi-int.qfapi.com/trade/v1/payment', '"txamt"', 'QFPAY_KEY', 'X-QF-SIGNTYPE'])
      expect(code).toContain(part);
    expect(code).not.toContain('goods_name');
    expect(code).not.toContain(testAppCode);
    expect(code).not.toMatch(/\u202e/);
    expect(leakedKeys(JSON.stringify(data))).toEqual([]);
  });

  test('puts the parameters of a GET into the address', async () => {
    const { data } = await run({ code: language, endpoint: 'GET /trade/v1/x' });
    expect(data['code']).toContain('"https://openapi-int.qfapi.com/trade/v1/x?"');
  });
});

test.each<[string, SignOptionsOfTest, string]>([
  ['another language', { code: 'ruby' }, 'must be one of python, node'],
  ['a name that others have for one', { code: 'js' }, 'did you mean node?'],
  ['a checkout', { code: 'php', endpoint: 'checkout' }, 'does not go with a checkout'],
  ['a login of WeChat', { code: 'php', endpoint: 'wechat_oauth_code' }, '--curl prints it'],
  ['a notification', { code: 'php', kind: 'notification' }, 'goes with requests, not with a notification'],
  ['the gateway inside a command', { code: 'php', env: 'local' }, 'needs a URL'],
])('is refused for %s', async (_case, options, words_of_fault) => {
  expect(await fault(options)).toContain(words_of_fault);
});
