import { payTypes } from '../catalog/pay-types.ts';
import type { PayerOrder } from '../emulator/payer.ts';
import type { PageTable } from '../language/en/pages.ts';
import { type Lang, langs, languageOf } from '../language/languages.ts';
import { hashHex } from '../signature/client-key.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

/** An order as its payer sees it: what it is, how it stands, and what can still be done. */
export async function orderPage(order: PayerOrder, lang: Lang): Promise<string> {
  const { wallet: words } = await languageOf(lang).pages();
  const state = pageStateOf(order);
  const amount = formatMoney(String(order.txamt), order.txcurrcd);
  const refunded = order.refunded > 0 ? fill(words.refunded, formatMoney(String(order.refunded), order.txcurrcd)) : '';
  const main = [
    `<h1>${escapeHtml(fill(words.payWith, walletName(order, words)))}</h1>`,
    `<p class="state ${state}" role="status">${escapeHtml(`${words.states[state]} ${refunded}`.trim())}</p>`,
    `<p class="amount">${escapeHtml(amount)}</p>`,
    details(order, words),
    ...(isOpen(state) ? [form(order, { words, lang, amount })] : []),
    ...(state === 'paid' ? backLink(order, words) : []),
  ].join('\n');
  return renderPage({ lang, words, title: `${words.title} ${amount}`, main });
}

type PageWords = PageTable['wallet'];

/** A text with what changes in it. */
function fill(text: string, value: string): string {
  return text.replace('{0}', () => value);
}

/** For a number that nobody has an order of. */
export async function unknownPage(lang: Lang): Promise<string> {
  const { wallet: words } = await languageOf(lang).pages();
  const main = `<h1>${escapeHtml(words.title)}</h1>\n<p class="state unknown" role="status">${escapeHtml(words.unknown)}</p>`;
  return renderPage({ lang, words, title: words.title, main });
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

interface OrderView {
  readonly words: PageWords;
  readonly lang: Lang;
  readonly amount: string;
}

function form({ syssn }: PayerOrder, { words, lang, amount }: OrderView): string {
  const button = (value: string, text: string, mark = '') =>
    `<button type="submit" name="action" value="${value}"${mark}>${escapeHtml(text)}</button>`;
  return `<form method="post" action="${escapeHtml(syssn)}?lang=${lang}">
<fieldset><legend>${escapeHtml(words.actions)}</legend>
${button('pay', fill(words.pay, amount), ' class="first"')}
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

/** A whole page: what every page of the wallet has, and its own part. */
interface HtmlPage {
  readonly lang: Lang;
  readonly words: Pick<PageWords, 'languages' | 'notice'>;
  /** As text. */
  readonly title: string;
  /** As HTML. */
  readonly main: string;
  /** Above everything: that nothing here is real. The wallet's own where it is not said. */
  readonly notice?: string;
  /** Where the page in another language is. */
  readonly linkOf?: (lang: Lang) => string;
}

/** No script, no external asset: all that it shows came with it, and it works without JavaScript. */
export function renderPage({ lang, words, title, main, notice, linkOf = (each) => `?lang=${each}` }: HtmlPage): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<p>${escapeHtml(notice ?? words.notice)}</p>
<nav aria-label="${escapeHtml(words.languages)}"><ul>${langs.map((each) => languageLink(each, lang, linkOf(each))).join('')}</ul></nav>
</header>
<main>
${main}
</main>
</body>
</html>
`;
}

function languageLink(each: Lang, current: Lang, href: string): string {
  const mark = each === current ? ' aria-current="true"' : '';
  return `<li><a href="${escapeHtml(href)}" lang="${each}" hreflang="${each}"${mark}>${languageOf(each).name}</a></li>`;
}

/** The page's only style; system fonts, both colour schemes, contrasts of 7:1 and more for text. */
const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#40474f;--paper:#fff;--line:#c3c9d0;--blue:#0b4fa8;--on-blue:#fff;--good:#0a5c2b;--bad:#8f1d1d;--wait:#6b4700}
@media (prefers-color-scheme:dark){:root{--ink:#f2f4f6;--quiet:#c8ced5;--paper:#14181d;--line:#4a525b;--blue:#9cc7ff;--on-blue:#0a1a2e;--good:#8fe0ac;--bad:#ffb3ad;--wait:#ffd591}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC","Noto Sans CJK TC","PingFang HK","Microsoft YaHei",sans-serif}
header,main{max-width:30rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 1rem;border-bottom:1px solid var(--line);color:var(--quiet)}
header p{margin:0}
nav ul{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0;list-style:none}
a{color:var(--blue)}
a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:1.25rem;margin:.5rem 0}
h2{font-size:1.0625rem;margin:1rem 0 .25rem}
ol{margin:.25rem 0 1rem;padding-left:1.5rem}
.amount{font-size:2.25rem;font-weight:700;margin:.25rem 0;overflow-wrap:anywhere}
.state{margin:.75rem 0;padding:.5rem .75rem;border-left:.25rem solid var(--wait);color:var(--wait);font-weight:600}
.paid,.kept,.refunded,.partly_refunded{border-color:var(--good);color:var(--good)}
.declined,.expired,.cancelled,.unknown,.refused{border-color:var(--bad);color:var(--bad)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:1rem 0}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
fieldset{display:grid;gap:.75rem;margin:1rem 0;padding:0;border:0}
legend{padding:0;margin-bottom:.5rem}
button{min-height:3rem;padding:.5rem 1rem;border:2px solid var(--blue);border-radius:.5rem;background:transparent;color:var(--blue);font:inherit;font-weight:600;cursor:pointer}
button.first{background:var(--blue);color:var(--on-blue)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`;

/** The Content-Security-Policy's source for exactly this style; an injected one has another hash. */
export function styleSource(): string {
  return sourceOf(style);
}

/** The same of any text that a page has in itself. */
export function sourceOf(text: string): string {
  return `'sha256-${Buffer.from(hashHex('SHA256', text), 'hex').toString('base64')}'`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for an element or a quoted attribute. What others wrote (goods, numbers) goes through here: it is shown, and is never
 * markup. Control characters, which no page can hold, are shown as the sign for what is unknown.
 */
export function escapeHtml(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd').replace(/[&<>"']/g, (letter) => entities[letter] ?? '');
}

/** An order's state as its page shows it. */
type PageState = PayerOrder['state'] | 'refunded' | 'partly_refunded';

/** What was given back stands in the place of what was paid. */
function pageStateOf({ state, refunded, txamt }: PayerOrder): PageState {
  if (state !== 'paid' || refunded === 0) return state;
  return refunded < txamt ? 'partly_refunded' : 'refunded';
}

/** Whether the payer can still do something. */
function isOpen(state: PageState): boolean {
  return state === 'waiting' || state === 'password_pending';
}

/** Wallets whose name is the same in every language. */
const brands: Readonly<Record<string, string>> = {
  airpay: 'AirPay',
  alipay: 'Alipay',
  'apple-pay': 'Apple Pay',
  boost: 'Boost',
  dash: 'Dash',
  fps: 'FPS',
  gopay: 'GoPay',
  grabpay: 'GrabPay',
  linepay: 'LINE Pay',
  maybank: 'Maybank',
  netspay: 'NETSPay',
  octopus: 'Octopus',
  payme: 'PayMe',
  paynow: 'PayNow',
  promptpay: 'PromptPay',
  razer: 'Razer Pay',
  thaiqr: 'Thai QR',
  tng: "Touch 'n Go",
  truemoney: 'TrueMoney',
  unionpay: 'UnionPay',
  wechat: 'WeChat Pay',
};
