import { type Flow, type PayType, payTypes } from '../../catalog/pay-types.ts';
import type { Words } from '../../catalog/words/words.ts';
import type { Choice } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { missingFields } from '../../payment/missing-fields.ts';
import { searchPayTypes } from '../../payment/search-pay-types.ts';
import { payTypeFaults } from '../../refund/refund-rules.ts';
import type { PayOptions } from './options.ts';
import { requestFaults } from './request.ts';

type Typed = PayOptions & GlobalOptions;

/** The alias of the pay type that the person found by typing parts of its names. Only those are offered that fit the rest. */
export async function choosePayType(
  typed: Typed,
  words: Words,
  languages: readonly Words[],
  { prompt }: Pick<Context, 'prompt'>,
): Promise<string> {
  const fitting = payTypesFor(typed);
  return prompt.choose(t`Pay type, such as alipay qr:`, (part) =>
    searchPayTypes(fitting, part, languages).map((pay_type) => choiceOf(pay_type, words)),
  );
}

/** Those that can be paid with through the API and contradict nothing that was typed. */
export function payTypesFor(typed: Typed): readonly PayType[] {
  return payTypes.filter(({ code, alias: pay_type }) => {
    const options = { ...typed, pay_type };
    const missing = missingFields(options);
    const canRefund = !typed.refund_after || payTypeFaults({ pay_type: code }).length === 0;
    return canRefund && requestFaults(options).every(({ field }) => missing.includes(field));
  });
}

/** Of the usual ones; a few aliases are longer. */
const widest = 19;

function choiceOf({ code, alias, flow, documented }: PayType, { pay_type }: Words): Choice {
  const doubt = documented === false ? ` ${t`(not in QFPay's current documents)`}` : '';
  return {
    value: alias,
    name: `${alias.padEnd(widest)}  ${pay_type[code] ?? ''}`,
    description: `${code}  ${flowWords(flow)}${doubt}`,
  };
}

/** What happens at the till or on the page, for whoever does not know the abbreviations. */
function flowWords(flow: Flow): string {
  switch (flow) {
    case 'mpm':
      return t`The payer scans a QR code that you show.`;
    case 'cpm':
      return t`You scan the code on the payer's screen.`;
    case 'web':
      return t`The payer opens a link on a computer.`;
    case 'wap':
    case 'h5':
      return t`The payer opens a link in the telephone's browser.`;
    case 'jsapi':
    case 'mini-program':
      return t`Your page inside the wallet's app starts the payment.`;
    case 'in-app':
      return t`Your own app starts the payment through the wallet's SDK.`;
    case 'apple-pay':
    case 'card-online':
    case 'card-offline':
      return t`The payer pays by card.`;
  }
}
