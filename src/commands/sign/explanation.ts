import { t } from '../../language/t.ts';
import { visible } from '../../language/visible.ts';
import type { Block } from '../../report/report.ts';
import { type Dropped, sortParameters } from '../../signature/canonical-text.ts';
import type { Signed } from './signed.ts';

function reasons(): Readonly<Record<Dropped['reason'], string>> {
  return {
    signature: t`the signature itself`,
    sign_type: t`signed by a checkout only`,
    empty: t`no value; leave it out of what is sent as well`,
    checkout_lang: t`part of the link, but not signed`,
  };
}

/** Each step from the parameters to the headers. */
export function explain(signed: Signed): Block[] {
  const { sign_type, signature, signing_string, headers, remarks } = signed;
  const is_request = signed.kept.length > 0;
  return [
    ...(is_request ? requestSteps(signed) : []),
    heading(
      is_request ? t`3. Join as name=value with &, append the client key` : t`The raw bytes, the client key appended`,
    ),
    text(visible(signing_string)),
    heading(t`${is_request ? '4. ' : ''}${sign_type} of its UTF-8 bytes, in upper-case hex`),
    text(signature),
    heading(is_request ? t`5. Headers` : t`Headers`),
    { kind: 'rows', rows: Object.entries(headers) },
    ...(remarks.length > 0 ? [heading(t`Remarks`), ...remarks.map((remark) => text(`- ${visible(remark)}`))] : []),
  ];
}

function requestSteps({ input, kept, dropped }: Signed): Block[] {
  const from = input === undefined ? '' : t` (read as ${input.title})`;
  const left_out = dropped.map(({ name, value, reason }): [string, string] => [
    visible(name),
    value === '' ? reasons()[reason] : `${visible(value)} - ${reasons()[reason]}`,
  ]);
  const sorted = sortParameters(kept).map(([name, value]): [string, string] => [visible(name), visible(value)]);
  return [
    heading(t`1. ${kept.length + dropped.length} parameters given${from}, ${dropped.length} left out`),
    ...(left_out.length > 0 ? [{ kind: 'rows', rows: left_out } as const] : []),
    heading(t`2. Sort by name, byte by byte; values stay raw, nothing is encoded or trimmed`),
    { kind: 'rows', rows: sorted },
  ];
}

function heading(title: string): Block {
  return { kind: 'headline', tone: 'plain', word: title, text: '' };
}

function text(line: string): Block {
  return { kind: 'text', text: line };
}
