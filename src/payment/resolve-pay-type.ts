import { type PayType, payTypes } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import type { CatalogWords } from '../language/languages.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';

/** Other ways to write a part of an alias. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/\b(wechat-?pay|weixin)\b/, 'wechat'],
  [/\bwechathk\b/, 'wechat-hk'],
  [/\balipayhk\b/, 'alipay-hk'],
  [/\bunion-pay\b/, 'unionpay'],
  [/\b(in-?app)\b/, 'app'],
  [/\b(mini-?program|mini-?app|mini)\b/, 'mini-program'],
  [/\b(qr-?code|qr)\b/, 'mpm'],
  [/\b(bar-?code|payment-code)\b/, 'cpm'],
  [/(微信支付|微信)-?/, 'wechat-'],
  [/(支付宝|支付寶)-?/, 'alipay-'],
  [/(银联云闪付|銀聯雲閃付|云闪付|雲閃付|银联|銀聯)-?/, 'unionpay-'],
  [/(八达通|八達通)-?/, 'octopus-'],
  [/(转数快|轉數快)-?/, 'fps-'],
  [/香港-?/, 'hk-'],
  [/(小程序)-?/, 'mini-program-'],
  [/(公众号|公眾號|服务窗|服務窗)-?/, 'jsapi-'],
  [/(付款码|付款碼|条码|條碼|被扫|被掃)-?/, 'cpm-'],
  [/(商家二维码|商家二維碼|二维码|二維碼|主扫|主掃)-?/, 'mpm-'],
  [/(网页|網頁)-?/, 'web-'],
];

/** The pay type of a code or an alias, whatever its case and with the usual synonyms; undefined for an unknown one. */
export function findPayType(text: string): PayType | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const same = (wanted: string) => payTypes.find(({ code, alias }) => code === wanted || alias === wanted);
  return same(name) ?? same(withoutSynonyms(name));
}

/** A name as it was typed, written as the catalogue writes one. */
function spelt(text: string): string {
  return withoutSynonyms(
    text
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, '-'),
  );
}

/** A name in small letters, with the catalogue's words for those that people use as well, Chinese ones too. */
function withoutSynonyms(name: string): string {
  return synonyms.reduce((text, [pattern, word]) => text.replace(pattern, word), name).replace(/-+$/, '');
}

/** The fault of a pay type that nobody knows, with those that may have been meant. */
export function unknownPayType(text: string): Fault {
  const near = suggestPayTypes(text);
  const fault = {
    field: 'pay_type',
    value: text,
    rule: t`must be a six-digit code or an alias of the list of pay types`,
  };
  return { ...fault, next: near.length > 0 ? t`did you mean ${near.join(', ')}?` : 'qfpay pay-types' };
}

/** Where to look on: the list of the wallet that was named, where pay types that nobody knows are all that is wrong. */
export function payTypeHint(faults: readonly Fault[], otherwise: string): string {
  const wallets = faults.map(({ field, value }) => (field === 'pay_type' ? namedWallet(value ?? '') : undefined));
  return wallets[0] !== undefined && !wallets.includes(undefined) ? `qfpay pay-types ${wallets[0]}` : otherwise;
}

/** The wallet that an unknown name begins with. */
function namedWallet(text: string): string | undefined {
  if (findPayType(text)) return undefined;
  const [word = ''] = spelt(text).split('-');
  return payTypes.some(({ wallet }) => wallet.split('-').includes(word)) ? word : undefined;
}

/** What differs by a slip of the hand, then what shares the wallet; documented ones first. */
export function suggestPayTypes(text: string): string[] {
  const name = spelt(text);
  const known = [...payTypes].sort((a, b) => Number(a.documented === false) - Number(b.documented === false));
  const near = nearNames(name, known.map(/^\d+$/.test(name) ? codeOf : aliasOf));
  const words = name.split('-');
  const wallet = known.filter(({ wallet }) => wallet.split('-').some((word) => words.includes(word)));
  const ofFlow = wallet.filter(({ alias }) =>
    alias
      .split('-')
      .slice(1)
      .some((word) => words.includes(word)),
  );
  return [...new Set([...near, ...[...ofFlow, ...wallet].map(aliasOf)])].slice(0, 5);
}

function aliasOf({ alias }: PayType): string {
  return alias;
}

function codeOf({ code }: PayType): string {
  return code;
}

/**
 * Pay types for whoever is still typing: those in which every word, or what it is a synonym of, stands somewhere in code,
 * alias, wallet, flow, region or a name in any language. What begins with the first word comes before what merely holds it.
 */
export function searchPayTypes(
  payTypes: readonly PayType[],
  typed: string,
  languages: readonly CatalogWords[],
): readonly PayType[] {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return payTypes;
  const spellings = wanted.map((word) => [word, withoutSynonyms(word)]);
  const found = payTypes
    .map((pay_type) => ({ pay_type, text: textOf(pay_type, languages) }))
    .filter(({ text }) => spellings.every((spelt) => spelt.some((word) => text.includes(word))));
  const isFirst = ({ text }: { text: string }) => spellings[0]?.some((word) => `\n${text}`.includes(`\n${word}`));
  return [...found.filter(isFirst), ...found.filter((each) => !isFirst(each))].map(({ pay_type }) => pay_type);
}

function textOf({ code, alias, wallet, flow, region }: PayType, languages: readonly CatalogWords[]): string {
  const names = languages.map(({ pay_type }) => pay_type[code] ?? '');
  return fold([code, alias, wallet, flow, region, ...names].join('\n'));
}

/** Letter case and full-width forms make no difference. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
