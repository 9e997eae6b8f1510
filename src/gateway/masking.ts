import type { Parameter } from '../signature/canonical-text.ts';

const personal = '(?:auth_code|sub_openid|openid|userid|cardcd|extend_info|user_\\w+|key)';
const personalName = new RegExp(`^${personal}$`, 'i');
/** A member of JSON, also of JSON that is cut off in it; one of JSON that stands as text inside JSON; one of a form. */
const member = new RegExp(`("${personal}"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)|[^\\s",}\\]]+)`, 'gi');
const nestedMember = new RegExp(
  `(\\\\"${personal}\\\\"\\s*:\\s*)(?:\\\\"(?:[^"\\\\]|\\\\[^"])*\\\\"|[^\\s"\\\\,}\\]]+)`,
  'gi',
);
const formMember = new RegExp(`((?<!\\w)${personal}=)[^&\\s"'<>]+`, 'gi');
/** Shorter ones could stand anywhere by chance. */
const shortestEcho = 6;

export const mask = '***';

/** Headers that carry a session or a password, which a trace is not for. */
export function isSecretHeader(name: string): boolean {
  return /^(set-cookie|cookie|authorization|proxy-authorization)$/i.test(name);
}

export function maskedParameter([name, value]: Parameter): Parameter {
  return [name, personalName.test(name) ? mask : value];
}

/** A body of any kind: personal members of JSON and of forms, and what the request held of the kind wherever it is echoed. */
export function maskBody(text: string, sent: readonly Parameter[]): string {
  const echoes = sent.filter(([name, value]) => personalName.test(name) && value.length >= shortestEcho);
  const masked = text
    .replace(member, `$1"${mask}"`)
    .replace(nestedMember, `$1\\"${mask}\\"`)
    .replace(formMember, `$1${mask}`);
  return echoes.reduce((rest, [, value]) => rest.replaceAll(value, mask), masked);
}
