import { t } from '../language/t.ts';
import { cancelCommand } from './cancel/command.ts';

export const closeCommand = cancelCommand(
  'close',
  () =>
    t`End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.`,
  () => [
    ['qfpay close A-1001', t`close the order by your own number`],
    ['qfpay close --syssn 20260302180500020000000001 --dry-run', t`by QFPay's number; only show what would be sent`],
    ['qfpay close QF20260302150405123ABCDEFGHJK --json', t`for a script`],
  ],
);
