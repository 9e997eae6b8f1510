import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import { readForm } from '../emulator/authentication.ts';
import {
  type CardAttempt,
  type CardDesk,
  type CardOrder,
  type CardResult,
  type CardSource,
  isRefusal,
  testCards,
} from '../emulator/card-desk.ts';
import type { RefusalAnswer } from '../emulator/refusal.ts';
import type { Lang } from '../language/languages.ts';
import { hashHex } from '../signature/client-key.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import { chooseLang, guards, isSameOrigin, page, plain } from './create-wallet-pages.ts';
import { escapeHtml, renderPage, wordsByLang } from './order-page.ts';

interface CardRequest {
  readonly request: ServedRequest;
  readonly lang: Lang;
  /** Without the page's own language. */
  readonly parameters: readonly Parameter[];
}

/**
 * The payer's pages of cards. A checkout's parameters stand in the fragment of its link, which no server sees: one small script
 * hands them on, and from then on no page has any.
 */
export function createCardPages(desk: CardDesk, random: { bytes(count: number): Uint8Array }): Handler {
  return async (request) => {
    const { method, path } = request;
    if (path === '/checkstand') return { status: 302, headers: { ...guards(), location: 'checkstand/' }, body: '' };
    if (path === '/qfpay_element/qfpay.js' && method === 'GET') return script();
    const parameters = readForm(request.query).filter(([name]) => name !== pageLang);
    const asked = { request, lang: langOf(request), parameters };
    if (path === '/checkstand/') return doorPage(asked.lang);
    const source = sourceOf(path, parameters);
    if (!source) return plain(404);
    if (!['GET', 'HEAD', 'POST'].includes(method)) return plain(405, { allow: 'GET, HEAD, POST' });
    if (method === 'POST') return act(desk, source, asked);
    const found = await desk.find(source);
    const form = Buffer.from(random.bytes(12)).toString('hex');
    if (!isRefusal(found)) return page(200, orderPage(found, form, asked), asked.lang);
    return page(found.respcd === '1136' ? 404 : 400, refusedPage(found, asked), asked.lang);
  };
}

/** Not `lang`, which is a parameter of the link and may be signed. */
const pageLang = 'page_lang';

const ofLink: Readonly<Record<string, string>> = { 'zh-hk': 'zh-Hant', 'zh-cn': 'zh-Hans', en: 'en' };

/** The page's own switch first, then what the merchant asked for, then what the browser likes. */
function langOf({ query, headers }: ServedRequest): Lang {
  const given = new URLSearchParams(query);
  const asked = given.get(pageLang) ?? ofLink[given.get('lang') ?? ''] ?? '';
  return chooseLang(asked === '' ? '' : `lang=${asked}`, headers['accept-language'] ?? '');
}

function sourceOf(path: string, parameters: readonly Parameter[]): CardSource | undefined {
  if (path === '/checkstand/order') return { kind: 'checkout', link: parameters };
  if (path !== '/payment_element/page') return undefined;
  const given = new Map(parameters);
  const id = given.get('payment_intent') ?? given.get('token_intent') ?? '';
  return { kind: 'intent', id, said: Object.fromEntries(given) };
}

async function act(
  desk: CardDesk,
  source: CardSource,
  { request, lang, parameters }: CardRequest,
): Promise<ServedResponse> {
  if (!isSameOrigin(request.headers)) return plain(403);
  const sent = new URLSearchParams(Buffer.from(request.body).toString('utf8'));
  const card = testCards.find(({ id }) => id === sent.get('card'));
  const form = sent.get('form') ?? '';
  if (!card || !/^[0-9a-f]{24}$/.test(form)) return plain(400);
  await desk.pay(source, card, form);
  const name = request.path.slice(request.path.lastIndexOf('/') + 1);
  return { status: 303, headers: { ...guards(), location: `${name}?${queryOf(parameters, lang)}` }, body: '' };
}

function queryOf(parameters: readonly Parameter[], lang: Lang): string {
  const pairs = [...parameters, [pageLang, lang] as const];
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
}

function script(): ServedResponse {
  const headers = { 'content-type': 'text/javascript; charset=UTF-8', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers: { ...headers, 'cache-control': 'no-store' }, body: elementScript };
}

/**
 * Reads the parameters off the address and goes on with them where the server sees them; also when another link is put into the
 * address of a door that is open, which loads nothing anew.
 */
const doorScript = `const go=()=>{const at=location.hash.indexOf('?');const state=document.getElementById('state');if(at>=0)location.replace('order?'+location.hash.slice(at+1));else state.textContent=state.dataset.none};addEventListener('hashchange',go);go();`;

function doorPage(lang: Lang): ServedResponse {
  const words = cardWordsByLang[lang];
  const main = `<h1>${escapeHtml(words.title)}</h1>
<p class="state" role="status" id="state" data-none="${escapeHtml(words.noLink)}">${escapeHtml(words.opening)}</p>
<noscript><p>${escapeHtml(words.needsScript)}</p></noscript>
<script>${doorScript}</script>`;
  const source = `'sha256-${Buffer.from(hashHex('SHA256', doorScript), 'hex').toString('base64')}'`;
  const answer = page(200, renderPage({ lang, title: words.title, main, notice: words.notice }), lang);
  return { ...answer, headers: { ...answer.headers, ...guards(source) } };
}

function orderPage(order: CardOrder, form: string, asked: CardRequest): string {
  const { lang, parameters } = asked;
  const words = cardWordsByLang[lang];
  const isToken = order.token_intent !== undefined;
  const amount = isToken ? '' : formatMoney(String(order.txamt), order.txcurrcd);
  const title = isToken ? words.keepTitle : words.title;
  const main = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="state ${order.state}" role="status">${escapeHtml(words.states[order.state])}</p>`,
    ...(isToken ? [] : [`<p class="amount">${escapeHtml(amount)}</p>`]),
    details(order, lang),
    attempts(order, words),
    ...(order.state === 'open' ? [cardForm(form, asked, isToken ? keepingWords(words) : words)] : []),
    links(order, words, lang),
  ].join('\n');
  const linkOf = (each: Lang) => `?${queryOf(parameters, each)}`;
  return renderPage({ lang, title: `${title} ${amount}`.trim(), main, notice: words.notice, linkOf });
}

function details(order: CardOrder, lang: Lang): string {
  const words = wordsByLang[lang];
  const [app_code = '', mchid = ''] = order.owner.split('/');
  const rows: readonly (readonly [string, string])[] = [
    [words.goods, order.goods_name],
    [words.order, order.out_trade_no],
    [words.merchant, [app_code, mchid].filter((part) => part !== '').join(' / ')],
    [
      order.token_intent === undefined ? words.expires : cardWordsByLang[lang].keepBefore,
      order.expires_at ? `${formatGatewayTime(order.expires_at)} (UTC+8)` : '',
    ],
  ];
  const shown = rows.filter(([, value]) => value !== '');
  return `<dl>${shown.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd><bdi>${escapeHtml(value)}</bdi></dd>`).join('')}</dl>`;
}

function attempts(order: CardOrder, words: CardPageWords): string {
  if (order.attempts.length === 0) return '';
  const items = order.attempts.map(({ cardcd, state, syssn }) => {
    return `<li>${escapeHtml(cardcd)}: ${escapeHtml(words.attemptStates[state])} <small>${escapeHtml(syssn)}</small></li>`;
  });
  return `<h2>${escapeHtml(words.attempts)}</h2>\n<ol>${items.join('')}</ol>`;
}

/** Where a card is kept nothing is paid, and no word says so. */
function keepingWords(words: CardPageWords): CardPageWords {
  return { ...words, results: { ...words.results, ...words.keepResults } };
}

/** Every card is a button, so that nobody types a number: not even a test card's. */
function cardForm(form: string, { request, lang, parameters }: CardRequest, words: CardPageWords): string {
  const name = request.path.slice(request.path.lastIndexOf('/') + 1);
  const buttons = testCards.map(({ id, scheme, cardcd, result }) => {
    const mark = result === 'paid' ? ' class="first"' : '';
    const text = `${scheme} ${cardcd} ${words.results[result]}`;
    return `<button type="submit" name="card" value="${id}"${mark}>${escapeHtml(text)}</button>`;
  });
  return `<form method="post" action="${escapeHtml(`${name}?${queryOf(parameters, lang)}`)}">
<input type="hidden" name="form" value="${form}">
<fieldset><legend>${escapeHtml(words.choose)}</legend>
${buttons.join('\n')}
</fieldset>
</form>`;
}

/** Back to the shop, where the merchant said where; only to pages: `javascript:` and its like are no links. */
function links({ state, return_url, failed_url, cancel_url }: CardOrder, words: CardPageWords, lang: Lang): string {
  const isDone = state === 'paid' || state === 'kept';
  const all: readonly (readonly [string, string])[] = isDone
    ? [[return_url, wordsByLang[lang].back]]
    : [
        [failed_url, words.failed],
        [cancel_url, words.cancel],
      ];
  return all
    .filter(([url]) => /^https?:\/\//i.test(url) && URL.canParse(url))
    .map(([url, text]) => `<p><a href="${escapeHtml(new URL(url).href)}" rel="noreferrer">${escapeHtml(text)}</a></p>`)
    .join('\n');
}

function refusedPage({ respcd, resperr, respmsg }: RefusalAnswer, { lang, parameters }: CardRequest): string {
  const words = cardWordsByLang[lang];
  const main = `<h1>${escapeHtml(words.title)}</h1>
<p class="state unknown" role="status">${escapeHtml(words.refused)}</p>
<p>${escapeHtml(words.refusedNote)}</p>
<dl><dt>respcd</dt><dd>${escapeHtml(respcd)}</dd><dt>resperr</dt><dd>${escapeHtml(resperr)}</dd><dt>respmsg</dt><dd>${escapeHtml(respmsg)}</dd></dl>`;
  const linkOf = (each: Lang) => `?${queryOf(parameters, each)}`;
  return renderPage({ lang, title: words.title, main, notice: words.notice, linkOf });
}

/**
 * Stands in for QFPay's Element SDK on a shop's own page: the same calls, and a confirmation that goes to the emulator's page of cards.
 * No card number is typed anywhere.
 */
const elementScript = `'use strict';
(() => {
  const home = new URL(document.currentScript.src).origin;
  const said = {};
  const take = (kind) => (wishes, intent) => {
    Object.assign(said, { kind, intent }, pick(wishes));
  };
  const pick = (wishes = {}) =>
    Object.fromEntries(
      ['customer_id', 'token_expiry', 'token_reason', 'token_reference', 'return_url']
        .filter((name) => typeof wishes[name] === 'string' && wishes[name] !== '')
        .map((name) => [name, wishes[name]]),
    );
  const show = (wishes) => {
    const place = document.querySelector(typeof wishes === 'string' ? wishes : wishes.selector);
    const note = document.createElement('p');
    note.textContent = 'qfpay emulator: the test cards are on the next page. No card is taken, no money moves.';
    if (place) place.replaceChildren(note);
  };
  const confirm = (wishes) => {
    const { kind, intent, ...rest } = { ...said, ...pick(wishes) };
    location.assign(home + '/payment_element/page?' + new URLSearchParams({ [kind]: intent, ...rest }));
    return new Promise(() => {});
  };
  const retrieve = async () => ({ code: said.intent ? '0000' : '1136', description: '' });
  const pay = take('payment_intent');
  window.QFpay = {
    config: () => ({
      payment: () => ({ pay, walletPay: pay }),
      token: () => ({ intent: take('token_intent') }),
      element: () => ({ create: show, createEnhance: show, createWallet: show }),
      retrievePaymentIntent: retrieve,
      retrieveTokenIntent: retrieve,
      confirmPayment: confirm,
      confirmWalletPayment: confirm,
      createToken: confirm,
    }),
  };
})();
`;

/** All that the pages of cards say beside the wallet's own words, in one language. */
interface CardPageWords {
  readonly notice: string;
  readonly title: string;
  readonly keepTitle: string;
  readonly keepBefore: string;
  readonly keepResults: { readonly paid: string; readonly frictionless: string };
  readonly states: Readonly<Record<CardOrder['state'], string>>;
  readonly choose: string;
  readonly results: Readonly<Record<CardResult, string>>;
  readonly attempts: string;
  readonly attemptStates: Readonly<Record<CardAttempt['state'], string>>;
  readonly failed: string;
  readonly cancel: string;
  readonly refused: string;
  readonly refusedNote: string;
  readonly noLink: string;
  readonly opening: string;
  readonly needsScript: string;
}

const en: CardPageWords = {
  notice: 'Emulated card page: no card is taken, no money moves.',
  title: 'Pay by card',
  keepTitle: 'Save a card',
  keepBefore: 'Save it before',
  keepResults: { paid: 'is saved', frictionless: 'is saved, 3-D Secure without a question' },
  states: {
    open: 'Waiting for a card.',
    paid: 'Paid.',
    kept: 'The card is saved.',
    expired: 'This page has expired. It can no longer be paid on.',
  },
  choose: 'Choose a test card',
  results: {
    paid: 'is paid',
    frictionless: 'is paid, 3-D Secure without a question',
    unverified: 'is not verified by its bank (3-D Secure)',
    refused: 'is refused',
  },
  attempts: 'Cards that were tried',
  attemptStates: {
    paid: 'paid',
    refused: 'refused',
    unverified: 'not verified; the payment stays in progress',
    refunded: 'paid, and refunded by the shop',
    partly_refunded: 'paid, and refunded in part by the shop',
    reversed: 'paid, and voided by the shop',
  },
  failed: 'Back to the shop without paying',
  cancel: 'Cancel and go back to the shop',
  refused: 'This link cannot be paid.',
  refusedNote: 'What the emulator says to it; QFPay’s own page says QFSign_Error only.',
  noLink: 'There is no order in this address: a checkout stands behind #/? in its link.',
  opening: 'Opening the order …',
  needsScript: 'The order stands in a part of the address that only a script can read: please allow JavaScript.',
};

const zhHans: CardPageWords = {
  notice: '模拟银行卡页面：不收集卡资料，不会发生真实扣款。',
  title: '银行卡付款',
  keepTitle: '保存银行卡',
  keepBefore: '请在此时间前保存',
  keepResults: { paid: '保存成功', frictionless: '保存成功，3-D Secure 无需验证' },
  states: {
    open: '等待选择银行卡。',
    paid: '已付款。',
    kept: '银行卡已保存。',
    expired: '页面已过期，无法再付款。',
  },
  choose: '选择测试卡',
  results: {
    paid: '付款成功',
    frictionless: '付款成功，3-D Secure 无需验证',
    unverified: '未通过银行验证（3-D Secure）',
    refused: '被拒绝',
  },
  attempts: '已尝试的银行卡',
  attemptStates: {
    paid: '已付款',
    refused: '被拒绝',
    unverified: '未通过验证，付款仍在处理中',
    refunded: '已付款，商户已全额退款',
    partly_refunded: '已付款，商户已部分退款',
    reversed: '已付款，商户已撤销',
  },
  failed: '不付款，返回商户',
  cancel: '取消并返回商户',
  refused: '此链接无法付款。',
  refusedNote: '以下是模拟器给出的原因；QFPay 的页面只显示 QFSign_Error。',
  noLink: '此网址中没有订单：收银台链接的参数在 #/? 之后。',
  opening: '正在打开订单……',
  needsScript: '订单参数位于网址中只有脚本能读取的部分，请允许 JavaScript。',
};

const zhHant: CardPageWords = {
  notice: '模擬銀行卡頁面：不會收集卡資料，不會產生真實扣款。',
  title: '銀行卡付款',
  keepTitle: '儲存銀行卡',
  keepBefore: '請於此時間前儲存',
  keepResults: { paid: '儲存成功', frictionless: '儲存成功，3-D Secure 無需驗證' },
  states: {
    open: '等待選擇銀行卡。',
    paid: '已付款。',
    kept: '銀行卡已儲存。',
    expired: '頁面已逾期，無法再付款。',
  },
  choose: '選擇測試卡',
  results: {
    paid: '付款成功',
    frictionless: '付款成功，3-D Secure 無需驗證',
    unverified: '未通過銀行驗證（3-D Secure）',
    refused: '被拒絕',
  },
  attempts: '已嘗試的銀行卡',
  attemptStates: {
    paid: '已付款',
    refused: '被拒絕',
    unverified: '未通過驗證，付款仍在處理中',
    refunded: '已付款，商戶已全額退款',
    partly_refunded: '已付款，商戶已部分退款',
    reversed: '已付款，商戶已撤銷',
  },
  failed: '不付款，返回商戶',
  cancel: '取消並返回商戶',
  refused: '此連結無法付款。',
  refusedNote: '以下是模擬器給出的原因；QFPay 的頁面只顯示 QFSign_Error。',
  noLink: '此網址中沒有訂單：收銀台連結的參數在 #/? 之後。',
  opening: '正在開啟訂單……',
  needsScript: '訂單參數位於網址中只有腳本能讀取的部分，請允許 JavaScript。',
};

const cardWordsByLang: Readonly<Record<Lang, CardPageWords>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
