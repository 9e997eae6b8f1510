import { cardPaths } from '../catalog/endpoint-table.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { Parameter } from '../signature/sign.ts';

/** How a brand's numbers begin, and how long they are. Merchants' own numbers, telephone numbers and payers' codes begin otherwise. */
const brands: readonly { readonly begins: RegExp; readonly lengths: readonly number[] }[] = [
  { begins: /^4/, lengths: [13, 16, 19] },
  { begins: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { begins: /^3[47]/, lengths: [15] },
  { begins: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { begins: /^(30[0-5]|3095|36|38|39)/, lengths: [14, 16, 19] },
  { begins: /^(6011|64[4-9]|65)/, lengths: [16, 19] },
  { begins: /^(62|81)/, lengths: [16, 17, 18, 19] },
  { begins: /^(50|5[6-9]|6[0-9])/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

/** What the codes of a payer's screen begin with as well: UnionPay's with 62, Alipay's with 25 to 30. */
const codesOfPayers = /^(62|30)/;

/** The check digit of card numbers (Luhn). */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function isCardNumber(digits: string): boolean {
  const isOfBrand = brands.some(({ begins, lengths }) => lengths.includes(digits.length) && begins.test(digits));
  return isOfBrand && hasCheckDigit(digits);
}

/** Groups of digits with spaces or dashes between them. Digits behind a point are a fraction. */
const spaced = /(?<![\d.])\d(?:[\s-]{0,2}\d){12,}/g;

/** By points and the like they are read as cards print them only. */
const pointed = /(?<!\d)\d{4}([._/])\d{4}(?:\1\d{4}\1\d{1,7}|\d\d\1\d{5})(?!\d)/g;

/** Whether a text has a card number in it, however it is grouped and written: in wide digits, or escaped for JSON or a URL. */
export function hasCardNumber(text: string): boolean {
  const plain = text
    .replace(/\\u00([0-7][\da-f])|%([2-7][\da-f])/gi, (_escape, json: string, url: string) =>
      String.fromCharCode(Number.parseInt(json ?? url, 16)),
    )
    .normalize('NFKC')
    .replace(/\p{Pd}/gu, '-');
  return [text, plain].some(
    (each) =>
      [...each.matchAll(spaced)].some(([run]) => hasCardAmong(run.split(/[\s-]+/))) ||
      [...each.matchAll(pointed)].some(([run]) => isCardNumber(run.replace(/\D/g, ''))),
  );
}

/** Whether some groups one after the other are one. A longer number, such as a syssn, is one group and none. */
function hasCardAmong(groups: readonly string[]): boolean {
  return groups.some((_first, place) => {
    let digits = '';
    for (const group of groups.slice(place, place + 19)) {
      digits += group;
      if (digits.length > 19) return false;
      if (isCardNumber(digits)) return true;
    }
    return false;
  });
}

const cardNames =
  /^(card_?(no|num|number|pan)|pan|cvv2?|cvc2?|cvn|card_?(cvv|cvc|security_?code)|security_?code|card_?(exp|expiry|expire|expiration)\w*|payment_data)$/i;

/** Names at any depth of a JSON text; none of what is no JSON. */
function namesIn(value: string): string[] {
  if (!/^\s*[[{]/.test(value)) return [];
  const names: string[] = [];
  try {
    JSON.parse(value, (name, inner: unknown) => {
      names.push(name);
      return inner;
    });
  } catch {
    return [];
  }
  return names;
}

/**
 * What belongs to a card, in any parameter and at any depth of its JSON: the tool takes none, since whoever sends card numbers has
 * to prove how he keeps them. The values stand in no fault.
 */
export function cardFaults(parameters: readonly Parameter[]): Fault[] {
  const next = t`cards are typed into the checkout page or the Element SDK, never into an API call`;
  return parameters.flatMap(([name, value]) => {
    const isCode = name === 'auth_code' && codesOfPayers.test(value);
    if (hasCardNumber(name)) return [{ field: t`a parameter`, rule: t`must not hold a card number`, next }];
    if (!isCode && hasCardNumber(value)) return [{ field: name, rule: t`must not hold a card number`, next }];
    const named = [name, ...namesIn(value)].find((each) => cardNames.test(each));
    if (named === undefined) return [];
    return [{ field: name, rule: t`must hold no card data, such as ${named}`, next }];
  });
}

/** Calls that took card numbers are not made, however the path is written. */
export function isCardPath(path: string): boolean {
  return cardPaths.includes(path.toLowerCase());
}
