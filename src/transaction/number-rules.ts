import { t } from '../language/t.ts';
/** What a number that names a transaction looks like, whoever wrote it. */
export function numberRules() {
  return {
    out_trade_no: { pattern: /^[^\s\p{Cc}]{1,128}$/u, rule: t`must have 1 to 128 characters and no space` },
    syssn: {
      pattern: /^\w{1,40}$/,
      rule: t`must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept`,
    },
  } as const;
}
