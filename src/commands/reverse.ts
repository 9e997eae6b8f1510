import { t } from '../language/t.ts';
import { cancelCommand } from './cancel/command.ts';

export const reverseCommand = cancelCommand(
  'reverse',
  () =>
    t`Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.`,
  () => [
    ['qfpay reverse A-1001', t`drop the order by your own number`],
    ['qfpay reverse --syssn 20260302180500020000000001 --dry-run', t`by QFPay's number; only show what would be sent`],
    ['qfpay reverse QF20260302150405123ABCDEFGHJK --json', t`for a script`],
  ],
);
