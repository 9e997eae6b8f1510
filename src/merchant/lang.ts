import { type Lang, langs } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { badValue, findGiven } from './given.ts';
import type { GlobalOptions } from './global-options.ts';
import type { Variables } from './variables.ts';

/**
 * The language of what a person reads. A program reads JSON: there only `--lang` counts, else it is English.
 * @throws UsageError (flag) or ConfigError (variable) for another language
 */
export function resolveLang(options: GlobalOptions, context: Variables): Lang {
  const heard = options.json ? { env: {} } : context;
  const given = findGiven('--lang', options.lang, 'QFPAY_LANG', heard);
  if (!given) return localeLang(heard.env);
  const found = langs.find((lang) => lang.toLowerCase() === given.text.toLowerCase());
  if (!found) throw badValue(given, t`must be one of ${langs.join(', ')}`, didYouMean(given.text, langs).next);
  return found;
}

/** POSIX: LC_ALL beats LC_MESSAGES beats LANG, and an empty one counts as unset. */
function localeLang(env: Context['env']): Lang {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  const [language, ...subtags] = locale.replace(/[.@].*/, '').split(/[_-]/);
  if (language?.toLowerCase() !== 'zh') return 'en';
  const isTraditional = subtags.some((subtag) => /^(hant|tw|hk|mo)$/i.test(subtag));
  return isTraditional && !subtags.some((subtag) => /^hans$/i.test(subtag)) ? 'zh-Hant' : 'zh-Hans';
}
