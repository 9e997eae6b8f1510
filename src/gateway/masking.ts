import type { Parameter } from '../signature/sign.ts';

/**
 * What is the payer's own, and what opens a door: names of the API, and of what people put into its JSON values. `goods_name`
 * is the merchant's, and most often what a signature fails by.
 */
const personal = `(?:${[
  ...[
    'auth_code',
    'openid',
    'sub_openid',
    'userid',
    'user_\\w+',
    'seller_id',
    'buyer_\\w+',
    'customer_id',
    'extend_info',
  ],
  ...[
    'card_?(?:cd|no|number)',
    'clisn',
    'cvv',
    'cvc',
    'token_?id',
    'billing_address',
    'address',
    'e?mail',
    'phone',
    'mobile',
  ],
  ...[
    'name',
    '(?:first|last|full|real|true|user)_?name',
    'bank(?:account|user)',
    'id_?(?:number|card|no)',
    '\\w*_ip',
    'ip',
  ],
  ...['(?:\\w+_)?key', '(?:\\w+_)?secret', 'passwo?r?d', '(?:\\w+_)?token', 'authorization', 'cookie'],
].join('|')})`;
const personalName = new RegExp(`^${personal}$`, 'i');
/** A member of JSON, also of JSON that is cut off in it; one of JSON that stands as text inside JSON; one of a form. */
const member = new RegExp(`("${personal}"\\s*:\\s*)(?:"((?:[^"\\\\]|\\\\.)*)(?:"|\\\\?$)|([^\\s",}\\]]+))`, 'gi');
const nestedMember = new RegExp(
  `(\\\\"${personal}\\\\"\\s*:\\s*)(?:\\\\"((?:[^"\\\\]|\\\\[^"])*)\\\\"|([^\\s"\\\\,}\\]]+))`,
  'gi',
);
const formMember = new RegExp(`((?<!\\w)${personal}=)([^&\\s"'<>]+)`, 'gi');
/** Shorter ones could stand anywhere by chance. */
const shortestEcho = 6;

export const mask = '***';

/** Headers that carry a session or a password, which a trace is not for. */
export function isSecretHeader(name: string): boolean {
  return /^(set-cookie|cookie|authorization|proxy-authorization)$/i.test(name);
}

/** Whether what a parameter of this name holds is nobody's business. */
export function isPersonal(name: string): boolean {
  return personalName.test(name);
}

export function maskedParameter([name, value]: Parameter): Parameter {
  return [name, isPersonal(name) ? mask : value];
}

/** A text of any kind with its personal members masked, those of JSON and of forms. */
export function maskMembers(text: string, masked: (value: string) => string): string {
  return text
    .replace(member, (_, start: string, quoted = '', bare = '') => `${start}"${masked(quoted || bare)}"`)
    .replace(nestedMember, (_, start: string, quoted = '', bare = '') => `${start}\\"${masked(quoted || bare)}\\"`)
    .replace(formMember, (_, start: string, value: string) => `${start}${masked(value)}`);
}

/** A body of any kind: its personal members, and what the request held of the kind wherever it is echoed. */
export function maskBody(text: string, sent: readonly Parameter[]): string {
  const echoes = sent.filter(([name, value]) => isPersonal(name) && value.length >= shortestEcho);
  return echoes.reduce(
    (rest, [, value]) => rest.replaceAll(value, mask),
    maskMembers(text, () => mask),
  );
}
