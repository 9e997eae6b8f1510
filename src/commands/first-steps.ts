import { t } from '../language/t.ts';
import type { Example } from '../report/report.ts';

/** What works for somebody who has nothing set up yet: shown by `qfpay --help`, and by `qfpay` alone. */
export function firstSteps(): readonly Example[] {
  return [
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
      t`a whole payment on this machine, without an account`,
    ],
    [
      'qfpay profile add shop --use',
      t`save your merchant (its key is asked for, and not shown) and use it from now on`,
    ],
    ['qfpay codes 1108', t`what a code of QFPay means, and what to do`],
  ];
}
