import { type Lang, langs } from '../catalog/words/words.ts';
import { escapeHtml } from './escape-html.ts';
import { style } from './style.ts';
import { wordsByLang } from './words/words-by-lang.ts';

/** A whole page: what every page of the wallet has, and its own part. */
export interface Page {
  readonly lang: Lang;
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
export function renderPage({ lang, title, main, notice, linkOf = (each) => `?lang=${each}` }: Page): string {
  const words = wordsByLang[lang];
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
  return `<li><a href="${escapeHtml(href)}" lang="${each}" hreflang="${each}"${mark}>${wordsByLang[each].language}</a></li>`;
}
