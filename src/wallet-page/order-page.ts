import { payTypes } from '../catalog/pay-types.ts';
import type { Lang } from '../catalog/words/words.ts';
import type { PayerOrder } from '../emulator/payer.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import { escapeHtml } from './escape-html.ts';
import { isOpen, pageStateOf } from './page-order.ts';
import { renderPage } from './render-page.ts';
import { brands } from './words/brands.ts';
import type { PageWords } from './words/page-words.ts';
import { wordsByLang } from './words/words-by-lang.ts';

/** An order as its payer sees it: what it is, how it stands, and what can still be done. */
export function orderPage(order: PayerOrder, lang: Lang): string {
  const words = wordsByLang[lang];
  const state = pageStateOf(order);
  const amount = formatMoney(String(order.txamt), order.txcurrcd);
  const refunded = order.refunded > 0 ? words.refunded(formatMoney(String(order.refunded), order.txcurrcd)) : '';
  const main = [
    `<h1>${escapeHtml(words.payWith(walletName(order, words)))}</h1>`,
    `<p class="state ${state}" role="status">${escapeHtml(`${words.states[state]} ${refunded}`.trim())}</p>`,
    `<p class="amount">${escapeHtml(amount)}</p>`,
    details(order, words),
    ...(isOpen(state) ? [form(order, { words, lang, amount })] : []),
    ...(state === 'paid' ? backLink(order, words) : []),
  ].join('\n');
  return renderPage({ lang, title: `${words.title} ${amount}`, main });
}

/** For a number that nobody has an order of. */
export function unknownPage(lang: Lang): string {
  const words = wordsByLang[lang];
  const main = `<h1>${escapeHtml(words.title)}</h1>\n<p class="state unknown" role="status">${escapeHtml(words.unknown)}</p>`;
  return renderPage({ lang, title: words.title, main });
}

function walletName({ pay_type }: PayerOrder, words: PageWords): string {
  const wallet = payTypes.find(({ code }) => code === pay_type)?.wallet ?? '';
  return words.wallets[wallet] ?? brands[wallet] ?? words.anyWallet;
}

function details(order: PayerOrder, words: PageWords): string {
  const rows: readonly (readonly [string, string])[] = [
    [words.goods, order.goods_name],
    [words.order, order.out_trade_no],
    [words.merchant, [order.app_code, order.mchid].filter((part) => part !== '').join(' / ')],
    [words.number, order.syssn],
    [words.expires, order.expires_at ? `${formatGatewayTime(order.expires_at)} (UTC+8)` : ''],
  ];
  const shown = rows.filter(([, value]) => value !== '');
  // What the merchant wrote may run from right to left; it does not turn its label round.
  return `<dl>${shown.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`).join('')}</dl>`;
}

interface Shown {
  readonly words: PageWords;
  readonly lang: Lang;
  readonly amount: string;
}

function form({ syssn }: PayerOrder, { words, lang, amount }: Shown): string {
  const button = (value: string, text: string, mark = '') =>
    `<button type="submit" name="action" value="${value}"${mark}>${escapeHtml(text)}</button>`;
  return `<form method="post" action="${escapeHtml(syssn)}?lang=${lang}">
<fieldset><legend>${escapeHtml(words.actions)}</legend>
${button('pay', words.pay(amount), ' class="first"')}
${button('password', words.password)}
${button('decline', words.decline)}
</fieldset>
</form>`;
}

/** Only where it leads to a page: `javascript:` and its like are no links. */
function backLink({ return_url = '' }: PayerOrder, words: PageWords): string[] {
  const url = URL.canParse(return_url) ? new URL(return_url) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) return [];
  return [`<p><a href="${escapeHtml(url.href)}" rel="noreferrer">${escapeHtml(words.back)}</a></p>`];
}
