import type { Command } from 'commander';
import { t } from '../../language/t.ts';
import type { Example } from '../../report/report.ts';
import { addExamples } from '../examples.ts';

/** The flags of `pay` and their examples. */
export function declare(command: Command): void {
  const collect = (text: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), text];
  command
    .description(
      t`Create a payment. What is missing is asked for on a terminal. Exits 0 when it is paid, or when the order is made and the payer has to act; with --wait 0 means that the money moved. 4 declined, 5 no final answer yet, 8 unknown: ask query before anything is sent again.`,
    )
    .option('--pay-type <code|alias>', t`how it is paid, such as 800201 or wechat-mpm (see qfpay pay-types)`)
    .option('--txamt <n>', t`the amount in the currency's smallest unit: 1280 is HKD 12.80`)
    .option('--amount <d>', t`the same in major units: 12.80`)
    .option('--currency <code>', t`ISO 4217 (default: HKD)`)
    .option('--out-trade-no <s>', t`your number for it, never used before (default: one is made)`)
    .option('--goods-name <s>', t`what is sold, at most 20 characters`)
    .option('--auth-code <s|->', t`the code from the payer's screen, - for stdin (CPM pay types)`)
    .option('--expired-time <minutes>', t`how long the order lives, 5 to 120 (default: 30)`)
    .option('--notify-url <url>', t`where QFPay tells of the payment`)
    .option('--return-url <url>', t`where the payer comes back to`)
    .option('--udid <s>', t`device, shown in the merchant portal`)
    .option('--txdtm <time>', t`YYYY-MM-DD hh:mm:ss (default: now, in --timezone)`)
    .option('-p, --param <name=value>', t`any other parameter of the pay type (repeatable)`, collect)
    .option('--wait', t`ask until the payment is final`)
    .option('--wait-timeout <seconds>', t`how long (default: until the order expires, 90 for CPM)`)
    .option('--cancel-on-timeout', t`with --wait: end the order when nobody has paid by then`)
    .option('--refund-after', t`wait, and give the payment back in full; not in prod`)
    .option('--qr', t`draw the QR code on stderr, also with --json`)
    .option('--no-qr', t`do not draw it`)
    .option('--qr-invert', t`draw it for a light terminal without colour`)
    .option('--qr-file <file>', t`write the QR code to a .png or .svg`)
    .option('--dry-run', t`show the request and send nothing`);
  addExamples(command, examples());
}

function examples(): Example[] {
  return [
    ['qfpay pay', t`ask for everything, on a terminal`],
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait',
      t`rehearse: no account, no network, no money`,
    ],
    [
      'qfpay pay --pay-type payme-web --txamt 1280 --return-url https://shop.example/back --json',
      t`a link for the payer, as JSON`,
    ],
    [
      'qfpay pay --pay-type any-cpm --amount 12.80 --auth-code - --wait --cancel-on-timeout < scanner',
      t`charge a scanned code, or end the order`,
    ],
    [
      'qfpay pay --env test --pay-type wechat-cpm --amount 0.10 --auth-code - --refund-after < scanner',
      t`real money, given back at once`,
    ],
    ['qfpay pay --pay-type alipay-hk-mpm --amount 12.80 --qr-file order.png --no-qr', t`the QR code as a picture`],
    [
      'qfpay pay --pay-type wechat-jsapi --txamt 1280 -p sub_openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o --dry-run',
      t`see the request, send nothing`,
    ],
  ];
}
