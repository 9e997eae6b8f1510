import { findCurrency } from '../../catalog/currencies.ts';
import { t } from '../../language/t.ts';
import { oneWord, webAddress } from '../../payment/value-formats.ts';
import type { PayOptions } from './options.ts';

/** What a missing parameter is asked for by; its wire name stands in it, for that is what the documents call it. */
export function questionFor(field: string, options: PayOptions): string {
  switch (field) {
    case 'txamt':
      return amountQuestion(options);
    case 'auth_code':
      return t`Code on the payer's screen, scan or type it (auth_code):`;
    case 'sub_openid':
      return t`The payer's WeChat openid (sub_openid):`;
    case 'openid':
      return t`The payer's Alipay user id (openid):`;
    case 'goods_name':
      return t`What is sold, at most 20 characters (goods_name):`;
    case 'notify_url':
      return t`Where QFPay tells of the payment, a URL (notify_url):`;
    case 'return_url':
      return t`Where the payer comes back to, a URL (return_url):`;
    default:
      return `${field}:`;
  }
}

function amountQuestion({ currency = 'HKD' }: PayOptions): string {
  return findCurrency(currency)?.minor_digits === 2
    ? t`Amount in ${currency}, such as 12.80:`
    : t`Amount in ${currency}, a whole number of its smallest unit:`;
}

interface SceneQuestion {
  readonly question: string;
  check(answer: string): string | undefined;
}

/** The parts of `extend_info` that WeChat's H5 page is refused without, in the order: address, name, the payer's IP. */
export function sceneQuestions(): readonly SceneQuestion[] {
  const some = (answer: string) => (answer.trim() === '' ? t`must not be empty` : undefined);
  return [
    { question: t`Address of your shop's page (wap_url):`, check: (answer) => webAddress(answer.trim()) },
    { question: t`Name of your shop (wap_name):`, check: some },
    {
      question: t`The payer's real IP address (spbill_create_ip):`,
      check: (answer) => some(answer) ?? oneWord(answer.trim()),
    },
  ];
}
