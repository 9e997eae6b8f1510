import { expect, test } from 'vitest';
import { ConfigError, UsageError } from '../../src/errors.ts';
import { resolveLang } from '../../src/merchant/given.ts';

test.each([
  ['nothing', {}, 'en'],
  ['C', { LANG: 'C' }, 'en'],
  ['another language', { LANG: 'de_DE.UTF-8' }, 'en'],
  ['the mainland', { LANG: 'zh_CN.UTF-8' }, 'zh-Hans'],
  ['Singapore', { LANG: 'zh_SG' }, 'zh-Hans'],
  ['Chinese without a region', { LANG: 'zh' }, 'zh-Hans'],
  ['Hong Kong', { LANG: 'zh_HK.UTF-8' }, 'zh-Hant'],
  ['Taiwan', { LANG: 'zh_TW.Big5' }, 'zh-Hant'],
  ['Macao', { LANG: 'zh_MO' }, 'zh-Hant'],
  ['a script', { LANG: 'zh_Hant_HK' }, 'zh-Hant'],
  ['Cantonese', { LANG: 'yue_HK.UTF-8' }, 'zh-Hant'],
  ['a script against its region', { LANG: 'zh-Hans-HK' }, 'zh-Hans'],
  ['LC_ALL before LANG', { LC_ALL: 'zh_HK', LANG: 'en_US' }, 'zh-Hant'],
  ['LC_ALL before LC_MESSAGES', { LC_ALL: 'en_US', LC_MESSAGES: 'zh_HK' }, 'en'],
  ['LC_MESSAGES before LANG', { LC_MESSAGES: 'zh_CN', LANG: 'zh_HK' }, 'zh-Hans'],
  ['an empty LC_ALL as unset', { LC_ALL: '', LANG: 'zh_HK' }, 'zh-Hant'],
  ['QFPAY_LANG before the locale', { QFPAY_LANG: 'en', LC_ALL: 'zh_HK' }, 'en'],
  ['an empty QFPAY_LANG as unset', { QFPAY_LANG: '', LC_ALL: 'zh_HK' }, 'zh-Hant'],
  ['QFPAY_LANG in any case', { QFPAY_LANG: 'ZH-hant' }, 'zh-Hant'],
])('reads %s', (_what, env, lang) => {
  expect(resolveLang({}, { env })).toBe(lang);
});

test('takes the flag before the variable, and the variable before .env', () => {
  const world = { env: { QFPAY_LANG: 'zh-Hans' }, dotenv: { QFPAY_LANG: 'zh-Hant' } };
  expect(resolveLang({ lang: 'en' }, world)).toBe('en');
  expect(resolveLang({}, world)).toBe('zh-Hans');
  expect(resolveLang({}, { ...world, env: {} })).toBe('zh-Hant');
});

test('in JSON only the flag counts', () => {
  const world = { env: { QFPAY_LANG: 'zh-Hans', LANG: 'zh_HK' }, dotenv: { QFPAY_LANG: 'zh-Hant' } };
  expect(resolveLang({ json: true }, world)).toBe('en');
  expect(resolveLang({ json: true, lang: 'zh-Hant' }, world)).toBe('zh-Hant');
  expect(resolveLang({ json: true }, { env: { QFPAY_LANG: 'klingon' } })).toBe('en');
});

test('another language is a usage error when typed and a configuration error in a variable', () => {
  expect(() => resolveLang({ lang: 'fr' }, { env: {} })).toThrow(UsageError);
  expect(() => resolveLang({}, { env: { QFPAY_LANG: 'fr' } })).toThrow(ConfigError);
  expect(() => resolveLang({ lang: 'fr' }, { env: {} })).toThrow('--lang must be one of en, zh-Hans, zh-Hant');
});
