import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import { readForm } from '../emulator/authentication.ts';
import { type CardDesk, type CardOrder, type CardSource, isRefusal, testCards } from '../emulator/card-desk.ts';
import type { RefusalAnswer } from '../emulator/refusal.ts';
import type { PageTable } from '../language/en/pages.ts';
import { type Lang, languageOf } from '../language/languages.ts';
import { hashHex } from '../signature/client-key.ts';
import type { Parameter } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import { chooseLang, guards, isSameOrigin, page, plain } from './create-wallet-pages.ts';
import { escapeHtml, renderPage } from './order-page.ts';

type CardPageWords = PageTable['cards'];

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
    if (!isRefusal(found)) return page(200, await orderPage(found, form, asked), asked.lang);
    return page(found.respcd === '1136' ? 404 : 400, await refusedPage(found, asked), asked.lang);
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

async function doorPage(lang: Lang): Promise<ServedResponse> {
  const { cards: words, wallet } = await languageOf(lang).pages();
  const main = `<h1>${escapeHtml(words.title)}</h1>
<p class="state" role="status" id="state" data-none="${escapeHtml(words.noLink)}">${escapeHtml(words.opening)}</p>
<noscript><p>${escapeHtml(words.needsScript)}</p></noscript>
<script>${doorScript}</script>`;
  const source = `'sha256-${Buffer.from(hashHex('SHA256', doorScript), 'hex').toString('base64')}'`;
  const answer = page(200, renderPage({ lang, words: { ...wallet, ...words }, title: words.title, main }), lang);
  return { ...answer, headers: { ...answer.headers, ...guards(source) } };
}

async function orderPage(order: CardOrder, form: string, asked: CardRequest): Promise<string> {
  const { lang, parameters } = asked;
  const { cards: words, wallet } = await languageOf(lang).pages();
  const isToken = order.token_intent !== undefined;
  const amount = isToken ? '' : formatMoney(String(order.txamt), order.txcurrcd);
  const title = isToken ? words.keepTitle : words.title;
  const main = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="state ${order.state}" role="status">${escapeHtml(words.states[order.state])}</p>`,
    ...(isToken ? [] : [`<p class="amount">${escapeHtml(amount)}</p>`]),
    details(order, wallet, words.keepBefore),
    attempts(order, words),
    ...(order.state === 'open' ? [cardForm(form, asked, isToken ? keepingWords(words) : words)] : []),
    links(order, words, wallet.back),
  ].join('\n');
  const linkOf = (each: Lang) => `?${queryOf(parameters, each)}`;
  return renderPage({ lang, words: { ...wallet, ...words }, title: `${title} ${amount}`.trim(), main, linkOf });
}

function details(order: CardOrder, words: PageTable['wallet'], keepBefore: string): string {
  const [app_code = '', mchid = ''] = order.owner.split('/');
  const rows: readonly (readonly [string, string])[] = [
    [words.goods, order.goods_name],
    [words.order, order.out_trade_no],
    [words.merchant, [app_code, mchid].filter((part) => part !== '').join(' / ')],
    [
      order.token_intent === undefined ? words.expires : keepBefore,
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
function links({ state, return_url, failed_url, cancel_url }: CardOrder, words: CardPageWords, back: string): string {
  const isDone = state === 'paid' || state === 'kept';
  const all: readonly (readonly [string, string])[] = isDone
    ? [[return_url, back]]
    : [
        [failed_url, words.failed],
        [cancel_url, words.cancel],
      ];
  return all
    .filter(([url]) => /^https?:\/\//i.test(url) && URL.canParse(url))
    .map(([url, text]) => `<p><a href="${escapeHtml(new URL(url).href)}" rel="noreferrer">${escapeHtml(text)}</a></p>`)
    .join('\n');
}

async function refusedPage(
  { respcd, resperr, respmsg }: RefusalAnswer,
  { lang, parameters }: CardRequest,
): Promise<string> {
  const { cards: words, wallet } = await languageOf(lang).pages();
  const main = `<h1>${escapeHtml(words.title)}</h1>
<p class="state unknown" role="status">${escapeHtml(words.refused)}</p>
<p>${escapeHtml(words.refusedNote)}</p>
<dl><dt>respcd</dt><dd>${escapeHtml(respcd)}</dd><dt>resperr</dt><dd>${escapeHtml(resperr)}</dd><dt>respmsg</dt><dd>${escapeHtml(respmsg)}</dd></dl>`;
  const linkOf = (each: Lang) => `?${queryOf(parameters, each)}`;
  return renderPage({ lang, words: { ...wallet, ...words }, title: words.title, main, linkOf });
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
