import { type Lang, langs } from '../catalog/words/words.ts';

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
      return { lang: langOf(tag.trim().toLowerCase()), quality: Number(quality) };
    })
    .filter(({ lang, quality }) => lang !== undefined && quality > 0);
  // Sorting keeps the order of what is wanted alike.
  return ranges.sort((a, b) => b.quality - a.quality)[0]?.lang;
}

function langOf(tag: string): Lang | undefined {
  const [language, ...subtags] = tag.split('-');
  if (language === 'en') return 'en';
  if (language !== 'zh' && language !== 'yue') return undefined;
  if (subtags.includes('hans')) return 'zh-Hans';
  const isTraditional = subtags.some((subtag) => ['hant', 'hk', 'mo', 'tw'].includes(subtag)) || language === 'yue';
  return isTraditional ? 'zh-Hant' : 'zh-Hans';
}
