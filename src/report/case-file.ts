import { supportAddress } from '../catalog/endpoints.ts';
import { t } from '../language/t.ts';
import type { ClientKey } from '../signature/client-key.ts';
import type { CaseCause, CaseFacts } from './case-facts.ts';
import { type CaseMask, caseMask, shape } from './case-mask.ts';
import { code, codeBlock, words } from './markdown.ts';

const longestText = 20_000;

/**
 * A case as Markdown, to be sent to QFPay's support or a colleague. No key is in it in any form, nor are the personal values of the
 * request: their length and kind stand in their place.
 * @param keys every key that is known beside that of the case, since one of them may have been pasted
 */
export function renderCaseFile(signed: CaseFacts, keys: readonly ClientKey[]): string {
  const mask = caseMask(signed.parameters, [signed.key, ...keys]);
  const sections = [head(signed, mask), ...input(signed, mask), ...findings(signed, mask), foot(signed)];
  // Each text was masked by itself; this is for a key that two of them make together.
  return mask.keys(`${sections.join('\n\n')}\n`);
}

function head({ kind, valid, title, scheme, sign_type, received, expected, key }: CaseFacts, mask: CaseMask): string {
  const facts: readonly (readonly [string, string])[] = [
    [t`Read as`, words(mask.prose(title))],
    [t`Held against`, words(`${scheme}, ${sign_type}`)],
    [t`Received`, code(mask.data(received))],
    [t`Expected`, code(expected)],
    [t`Key`, t`${code(String(key))} (the first 8 digits of its SHA-256)`],
  ];
  return [
    `# ${valid ? t`QFPay: the signature of a ${words(kind)} matches` : t`QFPay: the signature of a ${words(kind)} does not match`}`,
    '',
    t`A case file of ${code('qfpay verify')}, for ${supportAddress}. It holds no client key; personal values are masked, and only their length and kind are shown.`,
    '',
    ...facts.map(([name, value]) => `- ${name}: ${value}`),
  ].join('\n');
}

function input({ method, url, headers, parameters, body, signing_string, key }: CaseFacts, mask: CaseMask): string[] {
  const first = url === undefined ? [] : [mask.data([method, url].filter(Boolean).join(' '))];
  const message = [...first, ...Object.entries(headers ?? {}).map(([name, value]) => headerLine(name, value, mask))];
  const rows = parameters.map(([name, value]) => `${mask.prose(name)} = ${mask.value(name, value)}`);
  return [
    ...section(t`Message`, message),
    ...section(t`Parameters, decoded`, rows),
    ...section(t`Body`, body === undefined ? [] : [cut(mask.data(body))]),
    ...section(t`What is signed, the client key appended`, [`${cut(mask.data(signing_string))}${key}`]),
  ];
}

const openHeaders = /^(x-qf-(appcode|sign|signtype)|content-type|content-length|date|host)$/i;

function headerLine(name: string, value: string, mask: CaseMask): string {
  return `${mask.prose(name)}: ${openHeaders.test(name) ? mask.data(value) : shape(value)}`;
}

function findings({ valid, causes, tried, remarks }: CaseFacts, mask: CaseMask): string[] {
  const total = tried.reduce((sum, { digests }) => sum + digests, 0);
  const nothing = t`Nothing that was tried reproduces the received signature.`;
  const told = causes.map((cause, index) => causeText(cause, index + 1, mask));
  return [
    ...(valid ? [] : [[`## ${t`Causes`}`, ...(told.length > 0 ? told : [nothing])].join('\n\n')]),
    ...list(
      t`What was tried: ${total} digests`,
      tried.map(({ family, digests }) => `${words(mask.prose(family))}: ${digests}`),
    ),
    ...list(
      t`Remarks`,
      remarks.map((remark) => words(mask.prose(remark))),
    ),
  ];
}

function causeText({ id, title, evidence, fix }: CaseCause, number: number, { prose }: CaseMask): string {
  return [
    `### ${number}. ${words(prose(title))} (${code(prose(id))})`,
    evidenceText(prose(evidence)),
    t`Fix: ${words(prose(fix))}`,
  ].join('\n\n');
}

/** Evidence of several lines shows two texts one above the other. */
function evidenceText(evidence: string): string {
  const [first = '', ...others] = evidence.split('\n');
  return others.length === 0 ? t`Evidence: ${words(first)}` : `${t`Evidence:`}\n\n${codeBlock([first, ...others])}`;
}

function foot({ versions: { qfpay, node, platform } }: CaseFacts): string {
  return [`## ${t`Versions`}`, '', `- qfpay ${words(qfpay)}`, `- Node ${words(node)}`, `- ${words(platform)}`].join(
    '\n',
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${codeBlock(lines)}`];
}

function list(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`## ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`];
}

/** Masked before it is cut, so that no value is cut in two and then missed. */
function cut(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)} … (${text.length} characters)` : text;
}
