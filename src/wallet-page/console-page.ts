import type { Handler, ServedResponse } from '../context/network.ts';
import type { PageTable } from '../language/en/pages.ts';
import { type Lang, langs, languageOf } from '../language/languages.ts';
import { consoleScript } from './console-script.ts';
import { chooseLang, guardsOf } from './create-wallet-pages.ts';
import { escapeHtml, sourceOf } from './order-page.ts';

type ConsoleWords = PageTable['console'];

/** A word that stands by itself. */
type WordName = Exclude<keyof ConsoleWords, 'states'>;

/**
 * The page at `/`, for whoever runs the emulator: it holds nothing of the orders, and its script asks the admin call for them
 * once somebody has given the token.
 */
export function createConsolePage(): Handler {
  return async ({ method, query, headers }) => {
    if (!['GET', 'HEAD'].includes(method)) return refusal();
    const lang = chooseLang(query, headers['accept-language'] ?? '');
    const { console: words } = await languageOf(lang).pages();
    const type = { 'content-type': 'text/html; charset=UTF-8', 'content-language': lang, vary: 'accept-language' };
    return { status: 200, headers: { ...type, ...guards() }, body: render(words, lang) };
  };
}

function refusal(): ServedResponse {
  const headers = { 'content-type': 'text/plain; charset=UTF-8', allow: 'GET, HEAD', ...guards() };
  return { status: 405, headers, body: 'Method not allowed.\n' };
}

/** Its own style and script, by their hashes, and its own server. Forms go nowhere: the script takes them. */
function guards(): Record<string, string> {
  const own = [
    'img-src data:',
    `style-src ${sourceOf(style)}`,
    `script-src ${sourceOf(consoleScript)}`,
    "connect-src 'self'",
  ];
  return guardsOf(...own, "form-action 'none'");
}

function render(words: ConsoleWords, lang: Lang): string {
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body data-words="${escapeHtml(JSON.stringify(words))}">
<header>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.notice)}</p>
<nav aria-label="${escapeHtml(words.languages)}"><ul>${langs.map((each) => languageLink(each, lang)).join('')}</ul></nav>
</header>
<main>
<noscript><p>${escapeHtml(words.noScript)}</p></noscript>
<p id="said" role="status"></p>
${gate(words)}
<div id="desk" hidden>
${orders(words)}
${clock(words)}
${faults(words)}
${facts(words)}
</div>
</main>
<script>${consoleScript}</script>
</body>
</html>
`;
}

function languageLink(each: Lang, current: Lang): string {
  const mark = each === current ? ' aria-current="true"' : '';
  return `<li><a href="?lang=${each}" lang="${each}" hreflang="${each}"${mark}>${languageOf(each).name}</a></li>`;
}

/** A word of the page, as HTML. */
function word(words: ConsoleWords, name: WordName): string {
  return escapeHtml(words[name]);
}

function gate(words: ConsoleWords): string {
  return `<form id="gate">
<label for="token">${word(words, 'token')}</label>
<input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="hint" required>
<p id="hint">${word(words, 'tokenHint')}</p>
<button type="submit" class="first">${word(words, 'open')}</button>
</form>`;
}

function orders(words: ConsoleWords): string {
  const columns = ['time', 'kind', 'number', 'amount', 'payType', 'state', 'told', 'actions'] as const;
  const heads = columns.map((name) => `<th scope="col">${word(words, name)}</th>`).join('');
  return `<section aria-labelledby="orders">
<h2 id="orders" tabindex="-1">${word(words, 'orders')}</h2>
<p id="count"></p>
<table id="table" hidden><thead><tr>${heads}</tr></thead><tbody id="rows"></tbody></table>
</section>`;
}

function clock(words: ConsoleWords): string {
  const button = (id: string, name: WordName) => `<button type="button" id="${id}">${word(words, name)}</button>`;
  return `<section aria-labelledby="clock-title">
<h2 id="clock-title">${word(words, 'clock')}</h2>
<p id="now"></p>
<p class="acts">${button('minute', 'minute')}${button('half-hour', 'halfHour')}${button('day', 'day')}${button('real', 'reset')}</p>
<form id="clock"><label for="time">${word(words, 'setTo')}</label>
<p class="acts"><input id="time" type="datetime-local" step="1"><button type="submit">${word(words, 'set')}</button></p></form>
</section>`;
}

const calls = ['payment', 'query', 'refund', 'reversal', 'close'];

function faults(words: ConsoleWords): string {
  const options = calls.map((name) => `<option>${name}</option>`).join('');
  return `<section aria-labelledby="faults-title">
<h2 id="faults-title">${word(words, 'faults')}</h2>
<p>${word(words, 'faultsHint')}</p>
<h3>${word(words, 'active')}</h3>
<ul id="rules"></ul>
<p class="acts"><button type="button" id="clear">${word(words, 'clear')}</button></p>
<p><label for="endpoint">${word(words, 'faultCalls')}</label>
<select id="endpoint"><option value="">${word(words, 'allCalls')}</option>${options}</select></p>
<table class="faults"><tbody id="faults"></tbody></table>
</section>`;
}

function facts(words: ConsoleWords): string {
  return `<section aria-labelledby="connection-title">
<h2 id="connection-title">${word(words, 'connection')}</h2>
<dl id="connection"></dl>
<h2>${word(words, 'running')}</h2>
<dl id="running"></dl>
<h2>${word(words, 'limits')}</h2>
<ul id="limits"></ul>
</section>`;
}

/** System fonts, both colour schemes, contrasts of 7:1 and more for text; on a narrow screen each row of orders is a card. */
const style = `
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#40474f;--paper:#fff;--line:#c3c9d0;--blue:#0b4fa8;--on-blue:#fff;--good:#0a5c2b;--bad:#8f1d1d;--wait:#6b4700}
@media (prefers-color-scheme:dark){:root{--ink:#f2f4f6;--quiet:#c8ced5;--paper:#14181d;--line:#4a525b;--blue:#9cc7ff;--on-blue:#0a1a2e;--good:#8fe0ac;--bad:#ffb3ad;--wait:#ffd591}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC","Noto Sans CJK TC","PingFang HK","Microsoft YaHei",sans-serif}
header,main{max-width:80rem;margin:0 auto;padding:.75rem 1rem}
header{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.5rem;border-bottom:1px solid var(--line);color:var(--quiet)}
header p{margin:0}
nav{margin-left:auto}
nav ul{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:0;list-style:none}
a{color:var(--blue)}
a[aria-current]{color:var(--ink);font-weight:600;text-decoration:none}
h1{font-size:1.25rem;margin:0;color:var(--ink)}
h2{font-size:1.125rem;margin:1.5rem 0 .5rem}
h3{font-size:1rem;margin:1rem 0 .25rem}
#said{min-height:1.5rem;margin:.5rem 0;font-weight:600;overflow-wrap:anywhere}
table{width:100%;border-collapse:collapse}
th,td{padding:.375rem .5rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
bdi,li{overflow-wrap:anywhere}
thead th{color:var(--quiet)}
.faults th{white-space:nowrap}
.acts{display:flex;flex-wrap:wrap;gap:.5rem;margin:.25rem 0}
td .acts{margin:0}
.state{font-weight:600;color:var(--wait)}
.state.paid,.state.refunded,.state.partly,.state.done{color:var(--good)}
.state.failed,.state.expired,.state.closed,.state.reversed,.state.doubt{color:var(--bad)}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.5rem 1rem;margin:0}
dt{color:var(--quiet)}
dd{display:flex;flex-wrap:wrap;gap:.5rem;align-items:start;margin:0;overflow-wrap:anywhere;min-width:0}
code{white-space:pre-wrap;overflow-wrap:anywhere;min-width:0}
form label{display:block}
input,select,button{min-height:2.75rem;padding:.25rem .75rem;border:2px solid var(--blue);border-radius:.5rem;background:var(--paper);color:var(--ink);font:inherit;max-width:100%}
button{background:transparent;color:var(--blue);font-weight:600;cursor:pointer}
button.first{background:var(--blue);color:var(--on-blue)}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
@media (max-width:48rem){
#table thead,#table td:empty{display:none}
#table,#table tbody,#table tr,.faults,.faults tbody,.faults tr,.faults th,.faults td{display:block}
#table td{display:flex;gap:.5rem;border:0;padding:.125rem 0}
#table td::before{content:attr(data-label);flex:0 0 7rem;color:var(--quiet)}
#table tr,.faults tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
.faults th,.faults td{border:0;padding:.125rem 0}
nav{margin-left:0}
}
`;
