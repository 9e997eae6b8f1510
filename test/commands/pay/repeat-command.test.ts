import { expect, test } from 'vitest';
import { repeatCommand } from '../../../src/commands/pay/ask-missing.ts';

test.each([
  ['the least', { pay_type: 'wechat-mpm', amount: '12.80' }, 'qfpay pay --pay-type wechat-mpm --amount 12.80'],
  [
    'never the code of the payer',
    { pay_type: 'wechat-cpm', txamt: '1280', auth_code: '280000000000000000' },
    'qfpay pay --pay-type wechat-cpm --txamt 1280 --auth-code -',
  ],
  [
    'words that a shell would break, in quotes',
    { pay_type: 'wechat-h5', amount: '1', goods_name: "Tea 'n' cake", param: ['extend_info={"a": "b"}', 'x=y'] },
    `qfpay pay --pay-type wechat-h5 --amount 1 --goods-name 'Tea '\\''n'\\'' cake' -p 'extend_info={"a": "b"}' -p x=y`,
  ],
  [
    'whose payment it is, and how it is waited for',
    { env: 'local', profile: 'shop', lang: 'zh-Hant', wait: true, wait_timeout: '60', cancel_on_timeout: true },
    'qfpay pay --env local --profile shop --lang zh-Hant --wait-timeout 60 --wait --cancel-on-timeout',
  ],
  [
    'what was switched off',
    { qr: false, color: false, input: true, skip_rule: ['hkd-only', 'minimum-amount'] },
    'qfpay pay --skip-rule hkd-only --skip-rule minimum-amount --no-color --no-qr',
  ],
])('repeats %s', (_what, typed, line) => {
  expect(repeatCommand(typed)).toBe(line);
});
