import type { Handler, ServedRequest, ServedResponse } from '../context/network.ts';
import type { Payer, PayerAction, PayerOrder } from '../emulator/payer.ts';
import { type Lang, langOfTag, langs } from '../language/languages.ts';
import { orderPage, styleSource, unknownPage } from './order-page.ts';

const actions: Readonly<Record<string, PayerAction>> = {
  pay: 'paid',
  decline: 'declined',
  password: 'password_pending',
};

/**
 * The payer's pages: `…/<syssn>` shows an order, and its buttons post back to it. After an action the browser is sent to the
 * page again, so that going back or a second click does nothing twice.
 */
export function createWalletPages(payer: Payer): Handler {
  return async (request) => {
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) return plain(405, { allow: 'GET, HEAD, POST' });
    const lang = chooseLang(request.query, request.headers['accept-language'] ?? '');
    const syssn = syssnOf(request);
    if (request.method === 'POST') return act(payer, syssn, { request, lang });
    const order = await payer.find(syssn);
    return order ? page(200, await orderPage(order, lang), lang) : page(404, await unknownPage(lang), lang);
  };
}

/** Empty for what can be no number. */
function syssnOf({ path }: ServedRequest): string {
  return /\/(\d{1,40})$/.exec(path)?.[1] ?? '';
}

async function act(
  payer: Payer,
  syssn: string,
  { request, lang }: { readonly request: ServedRequest; readonly lang: ReturnType<typeof chooseLang> },
): Promise<ServedResponse> {
  if (!isSameOrigin(request.headers)) return plain(403);
  const name = new URLSearchParams(Buffer.from(request.body).toString('utf8')).get('action') ?? '';
  const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
  if (!action) return plain(400);
  const order: PayerOrder | undefined = await payer.act(syssn, action);
  if (!order) return page(404, await unknownPage(lang), lang);
  return { status: 303, headers: { ...guards(), location: `${syssn}?lang=${lang}` }, body: '' };
}

export function page(status: number, body: string, lang: string): ServedResponse {
  const headers = { 'content-type': 'text/html; charset=UTF-8', 'content-language': lang, vary: 'accept-language' };
  return { status, headers: { ...headers, ...guards() }, body };
}

const reasons: Readonly<Record<number, string>> = {
  400: 'The form has no action.',
  403: 'The form came from another site.',
  404: 'There is no such page.',
  405: 'Method not allowed.',
};

export function plain(status: number, headers: Readonly<Record<string, string>> = {}): ServedResponse {
  const type = { 'content-type': 'text/plain; charset=UTF-8' };
  return { status, headers: { ...type, ...guards(), ...headers }, body: `${reasons[status] ?? ''}\n` };
}

/** @param script_source of a page that has a script: its hash */
export function guards(script_source?: string): Record<string, string> {
  const script = script_source === undefined ? [] : [`script-src ${script_source}`];
  return guardsOf(`style-src ${styleSource()}`, ...script, 'img-src data:', "form-action 'self'");
}

/** Nothing but what `sources` name is loaded or run, nobody frames it, and nothing of it is kept. */
export function guardsOf(...sources: readonly string[]): Record<string, string> {
  const policy = ["default-src 'none'", ...sources, "frame-ancestors 'none'", "base-uri 'none'"];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    // Not no-referrer: with it, browsers say `Origin: null` of the page's own form.
    'referrer-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}

/** `?lang=` first, else the best of `Accept-Language`, else English. */
export function chooseLang(query: string, accept_language: string): Lang {
  const asked = new URLSearchParams(query).get('lang')?.toLowerCase();
  return langs.find((lang) => lang.toLowerCase() === asked) ?? accepted(accept_language) ?? 'en';
}

function accepted(header: string): Lang | undefined {
  const ranges = header
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = /^\s*q=([\d.]+)\s*$/i.exec(parameters.join(';'))?.[1] ?? '1';
      return { lang: langOfTag(tag.trim()), quality: Number(quality) };
    })
    .filter(({ lang, quality }) => lang !== undefined && quality > 0);
  // Sorting keeps the order of what is wanted alike.
  return ranges.sort((a, b) => b.quality - a.quality)[0]?.lang;
}

/**
 * Whether a form may have come from our own page. Browsers say where a form comes from, and no page can make them lie; what
 * says nothing at all is no browser, and acts for nobody else.
 */
export function isSameOrigin(headers: Readonly<Record<string, string>>): boolean {
  const { origin, host = '' } = headers;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
