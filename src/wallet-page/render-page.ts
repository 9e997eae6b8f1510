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
}

/** No script, no external asset: all that it shows came with it, and it works without JavaScript. */
export function renderPage({ lang, title, main }: Page): string {
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
<p>${escapeHtml(words.notice)}</p>
<nav aria-label="${escapeHtml(words.languages)}"><ul>${langs.map((each) => languageLink(each, lang)).join('')}</ul></nav>
</header>
<main>
${main}
</main>
</body>
</html>
`;
}

function languageLink(each: Lang, current: Lang): string {
  const mark = each === current ? ' aria-current="true"' : '';
  return `<li><a href="?lang=${each}" lang="${each}" hreflang="${each}"${mark}>${wordsByLang[each].language}</a></li>`;
}
