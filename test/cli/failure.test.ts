import { expect, test } from 'vitest';
import { main, understandFailure } from '../../src/cli/main.ts';
import { CancelledError, ConfigError } from '../../src/errors.ts';
import { loadCatalogue } from '../../src/language/languages.ts';
import { speak } from '../../src/language/t.ts';
import { testContext } from '../support/context.ts';
import { memoryFiles } from '../support/memory-files.ts';

test('an interruption tells what is known beside the command to go on with', () => {
  const known = { env: 'sandbox', transaction: { out_trade_no: 'A-1' } };
  const context = testContext();
  context.interruption.resume = { out_trade_no: 'A-1', command: 'qfpay query A-1', known };
  expect(understandFailure(new CancelledError('interrupted'), context)).toEqual({
    code: 'interrupted',
    exit_code: 130,
    message: 'interrupted',
    out_trade_no: 'A-1',
    resume: 'qfpay query A-1',
    known,
  });
});

test('an interruption is told in Chinese, though the host knows one word of English', async () => {
  speak(await loadCatalogue('zh-Hant'));
  expect(understandFailure(new CancelledError('interrupted'), testContext()).message).toMatch(/\p{Script=Han}/u);
});

test('the setting is named whose folder cannot be written, also where .env has it', async () => {
  const dotenv = { '/shop/.env': 'QFPAY_CONFIG_DIR="/my shop"\n' };
  const files = memoryFiles(dotenv);
  const broken = {
    ...files,
    lock: async (path: string) => Promise.reject(new ConfigError(`${path} cannot be locked`)),
  };
  const context = testContext({ files: broken });
  const add = ['profile', 'add', 'shop', '--env', 'test', '--appcode', 'A', '--key-env', 'SHOP_KEY'];
  expect(await main(add, () => context)).toBe(3);
  expect(context.written.err).toContain('hint: have QFPAY_CONFIG_DIR name a folder that you can write to');
});

test.each([
  [['codes', '--jsn'], '沒有選項 --jsn', '是否想用 --json'],
  [['pey'], '沒有指令 pey', '是否想用 pay'],
  [['profile', 'list', 'a', 'b'], 'profile 的參數過多：應為 2 個，給了 3 個', 'qfpay profile --help'],
  [['codes', '--env'], '選項 --env <name> 缺少值', 'qfpay codes --help'],
])('what cannot be meant in %j is told in Traditional Chinese', async (argv, message, hint) => {
  const context = testContext();
  expect(await main(['--lang', 'zh-Hant', ...argv], () => context)).toBe(2);
  expect(context.written.err).toContain(message);
  expect(context.written.err).toContain(hint);
});
