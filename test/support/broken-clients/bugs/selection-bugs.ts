import type { Parameter } from '../../../../src/signature/sign.ts';
import { type Bug, type Change, flavours, inRequest } from '../bug.ts';
import { type Client, signatureOf } from '../client.ts';
import { chanceOf, type Occasion } from '../occasions/occasion.ts';

const signed = (isSigned: (name: string, value: string) => boolean | undefined): Change =>
  inRequest((client) => ({ isSigned: (name, value) => isSigned(name, value) ?? client.isSigned(name, value) }));

const withMore = (...more: readonly Parameter[]): Change =>
  inRequest((client) => ({ given: [...client.given, ...more] }));

const withEmpty = (name: string): Change =>
  inRequest((client) => {
    if (client.given.some(([taken]) => taken === name)) return undefined;
    const isSigned: Client['isSigned'] = (...pair) => (pair[0] === name && pair[1] === '') || client.isSigned(...pair);
    return { given: [...client.given, [name, ''] as const], isSigned };
  });

/** A first round signed rightly, then the signature was put among the parameters, and all was signed again. */
function signedTwice(client: Client, occasion: Occasion): Partial<Client> {
  const first = signatureOf(client, occasion);
  const sign = ['sign', occasion.hex === 'upper' ? first.toUpperCase() : first] as const;
  return {
    given: [...client.given, sign],
    isSigned: (name, value) => name === 'sign' || client.isSigned(name, value),
    sent: [...client.sent, sign],
  };
}

const notInCheckout = (change: Change): Change =>
  inRequest((client, occasion) => (occasion.is_checkout ? undefined : change(client, occasion)));

const signType = (is_sent: boolean): Change =>
  notInCheckout((client, { sign_type }) => ({
    given: [...client.given, ['sign_type', sign_type]],
    isSigned: (name, value) => name === 'sign_type' || client.isSigned(name, value),
    sent: is_sent ? [...client.sent, ['sign_type', sign_type]] : client.sent,
  }));

/** `false` too: in some languages that is as good as zero. */
const isFalsy = (value: string) => Number(value) === 0 || value === 'false';

/** Signs without one that is sent. What may be left out for another reason is no choice. */
const without = (choose: (names: readonly string[], occasion: Occasion) => readonly string[]): Change =>
  inRequest((client, occasion) => {
    const names = client.given.filter(([name, value]) => client.isSigned(name, value) && !isFalsy(value));
    const once = names.map(([name]) => name).filter((name, _at, all) => all.filter((n) => n === name).length === 1);
    const missing = choose(once, occasion);
    return missing.length === 0 || missing.length >= names.length
      ? undefined
      : { given: client.given.filter(([name]) => !missing.includes(name)) };
  });

const required = ['txamt', 'txcurrcd', 'pay_type', 'out_trade_no', 'txdtm', 'mchid', 'syssn'];

/** Those that may be left out for another reason are left out, too, as long as they are not all. */
const onlyRequired = inRequest((client) => {
  const isLeftOut = ([name]: Parameter) => !required.includes(name);
  const missing = client.given.filter(([name, value]) => client.isSigned(name, value)).filter(isLeftOut);
  const is_clear = new Set(missing.filter(([, value]) => !isFalsy(value)).map(([name]) => name)).size > 0;
  const given = client.given.filter((parameter) => !isLeftOut(parameter));
  return is_clear && given.length > 0 ? { given } : undefined;
});
const named = (wanted: string) => without((names) => names.filter((name) => name === wanted));

/** A name that is sent twice is signed once, as a dictionary holds it. */
const once = (reduce: (values: readonly string[]) => string): Change =>
  inRequest((client) => {
    const values = new Map<string, string[]>();
    for (const [name, value] of client.given) values.set(name, [...(values.get(name) ?? []), value]);
    if (values.size === client.given.length) return undefined;
    return { given: [...values].map(([name, all]) => [name, reduce(all)] as const) };
  });

export const selectionBugs: readonly Bug[] = [
  ...flavours('includes-empty', [], {
    'those that are sent empty': signed((name, value) => (value === '' && name !== 'sign' ? true : undefined)),
    'an empty mchid that is not sent': withEmpty('mchid'),
    'an empty udid that is not sent': withEmpty('udid'),
  }),
  ...flavours('excludes-zero', [], {
    'PHP empty()': signed((_name, value) => (value === '0' ? false : undefined)),
    'JS: a falsy number': signed((_name, value) => (value !== '' && Number(value) === 0 ? false : undefined)),
  }),
  ...flavours('includes-sign-field', [], {
    'the signature of the first try, sent': notInCheckout(signedTwice),
    'an empty sign': notInCheckout((client) => ({
      given: [...client.given, ['sign', '']],
      isSigned: (name, value) => name === 'sign' || client.isSigned(name, value),
    })),
    'sign_type, sent': signType(true),
    'sign_type, not sent': signType(false),
  }),
  ...flavours('param-missing', [], {
    mchid: named('mchid'),
    udid: named('udid'),
    'the one that was added last': without((names) => names.slice(-1)),
    'any one': without((names, occasion) => (names.length === 0 ? [] : [chanceOf(occasion, 'missing').one(names)])),
    'all that is not required': onlyRequired,
    'sign_type of a checkout': named('sign_type'),
  }),
  ...flavours('param-extra', [], {
    'a configured mchid': (client, occasion) =>
      client.given.some(([name]) => name === 'mchid') || occasion.mchids.length === 0
        ? undefined
        : withMore(['mchid', occasion.mchids[0] ?? ''])(client, occasion),
    app_code: (client, occasion) => withMore(['app_code', occasion.app_code])(client, occasion),
    appcode: (client, occasion) =>
      occasion.is_checkout ? undefined : withMore(['appcode', occasion.app_code])(client, occasion),
    'X-QF-APPCODE': (client, occasion) => withMore(['X-QF-APPCODE', occasion.app_code])(client, occasion),
    'txzone +0800': (client, occasion) =>
      client.given.some(([name]) => name === 'txzone') ? undefined : withMore(['txzone', '+0800'])(client, occasion),
  }),
  ...flavours('duplicate-param', [], {
    'only the first of two is signed': once((values) => values[0] ?? ''),
    'only the last of two is signed': once((values) => values.at(-1) ?? ''),
    'both joined with a comma': once((values) => values.join(',')),
    'one is signed twice': inRequest((client, occasion) => {
      const choices = client.given.filter(([name, value]) => client.isSigned(name, value));
      return choices.length === 0 ? undefined : { given: [...client.given, chanceOf(occasion, 'twice').one(choices)] };
    }),
  }),
];
