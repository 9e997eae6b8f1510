import { t } from '../../language/t.ts';
import { localMerchant } from '../../merchant/local.ts';
import type { Report } from '../../report/report.ts';
import { topicOf } from './topic.ts';

/** `qfpay help testing`: where to try things out, how to make them fail, and how a CI job runs them. */
export function testingReport(): Report {
  const examples = testingExamples();
  const data = {
    ways: ways().map(([name, meaning]) => ({ name, meaning })),
    examples: examples.map(([command, does]) => ({ command, does })),
  };
  return topicOf('testing', data, [
    { kind: 'rows', rows: ways() },
    { kind: 'examples', examples },
  ]);
}

function ways(): readonly (readonly [string, string])[] {
  return [
    ['--env local', t`a gateway inside this command: no account, no network, no money`],
    ['qfpay emulator', t`the same gateway as a server, for your own code and test suites; it notifies and keeps books`],
    ['--env sandbox', t`QFPay's simulation, with credentials of QFPay; not every pay type works there`],
    ['--env test', t`QFPay's live testing: real wallets, so use small amounts and give them back`],
    [
      'txamt 90xxxx',
      t`at qfpay emulator, amounts from 900001 to 909999 cents make a payment or refund go wrong: 901205 is refused with 1205`,
    ],
    ['--no-input', t`never ask; what is missing is an error (so does the variable CI)`],
    ['--json', t`one JSON document on stdout, errors too; prompts and progress stay on stderr`],
    [t`exit status`, t`0 done, 4 declined, 5 no final answer yet, 8 unknown; all of them: qfpay help exit-codes`],
  ];
}

function testingExamples(): readonly (readonly [string, string])[] {
  return [
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait --no-input --json',
      t`a payment from order to money, in CI`,
    ],
    [
      'qfpay emulator --port 0 --auto-pay 0 --limits off --json',
      t`for a test suite: a free port, orders pay themselves`,
    ],
    ['qfpay emulator --write-key-file local.key', t`serve, and write the key to call it with`],
    [refusedPayment().join(' '), t`at that server, a payment that is refused: exit status 4`],
    ['qfpay emulator --faults', t`every fault, and the amount that brings it about`],
  ];
}

function refusedPayment(): readonly string[] {
  const variables = ['QFPAY_BASE_URL=http://127.0.0.1:8437', `QFPAY_APPCODE=${localMerchant.app_code}`];
  const flags = ['--key-file', 'local.key', '--pay-type', 'wechat-mpm', '--txamt', '901205', '--no-input'];
  return [...variables, 'qfpay', 'pay', ...flags];
}
