import type { PayType } from '../catalog/pay-types.ts';
import type { Words } from '../catalog/words/words.ts';
import { withoutSynonyms } from './resolve-pay-type.ts';

/**
 * Pay types for whoever is still typing: those in which every word, or what it is a synonym of, stands somewhere in code,
 * alias, wallet, flow, region or a name in any language. What begins with the first word comes before what merely holds it.
 */
export function searchPayTypes(
  payTypes: readonly PayType[],
  typed: string,
  languages: readonly Words[],
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

function textOf({ code, alias, wallet, flow, region }: PayType, languages: readonly Words[]): string {
  const names = languages.map(({ pay_type }) => pay_type[code] ?? '');
  return fold([code, alias, wallet, flow, region, ...names].join('\n'));
}

/** Letter case and full-width forms make no difference. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
