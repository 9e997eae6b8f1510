import { expect, test } from 'vitest';
import { understandFailure } from '../../src/cli/failure.ts';
import { main } from '../../src/cli/main.ts';
import { CancelledError } from '../../src/errors.ts';
import { testContext } from '../support/context.ts';

test('an interruption tells what is known beside the command to go on with', () => {
  const known = { env: 'sandbox', transaction: { out_trade_no: 'A-1' } };
  const context = testContext();
  context.interruption.resume = { out_trade_no: 'A-1', command: 'qfpay query A-1', known };
  expect(understandFailure(new CancelledError('interrupted'), context, [])).toEqual({
    code: 'interrupted',
    exit_code: 130,
    message: 'interrupted',
    out_trade_no: 'A-1',
    resume: 'qfpay query A-1',
    known,
  });
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
