import { expect, test } from 'vitest';
import { chooseLang } from '../../src/wallet-page/create-wallet-pages.ts';

test.each([
  ['?lang= goes before the browser', 'lang=zh-Hant', 'en', 'zh-Hant'],
  ['whatever its case', 'lang=ZH-hans', 'en', 'zh-Hans'],
  ['one that there is not is as good as none', 'lang=fr', 'zh-CN', 'zh-Hans'],
  ['mainland Chinese', '', 'zh-CN,zh;q=0.9,en;q=0.8', 'zh-Hans'],
  ['Chinese without a place', '', 'zh', 'zh-Hans'],
  ['Hong Kong', '', 'zh-HK', 'zh-Hant'],
  ['Taiwan', '', 'zh-TW,en', 'zh-Hant'],
  ['Macau by its script', '', 'zh-Hant-MO', 'zh-Hant'],
  ['simplified in Hong Kong', '', 'zh-Hans-HK', 'zh-Hans'],
  ['Cantonese', '', 'yue', 'zh-Hant'],
  ['the best of several', '', 'fr, en;q=0.5, zh-TW;q=0.7', 'zh-Hant'],
  ['not one that is refused', '', 'zh;q=0, en;q=0.1', 'en'],
  ['nothing that is known', '', 'fr, de;q=0.9, *;q=0.1', 'en'],
  ['no header', '', '', 'en'],
  ['a broken header', '', ';;;q=x,,zh-tw;q=', 'zh-Hant'],
])('%s', (_what, query, accept, lang) => {
  expect(chooseLang(query, accept)).toBe(lang);
});
