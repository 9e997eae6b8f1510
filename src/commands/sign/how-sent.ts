import type { Fault } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import type { SampleLanguageName } from './sample-code.ts';

/** That a program can be written in; what writes it is loaded for those who ask. */
export const codeLanguages = [
  'python',
  'node',
  'php',
  'java',
  'go',
  'csharp',
] as const satisfies readonly SampleLanguageName[];

/** How the signed request is to be written down besides. */
interface SendingWishes {
  readonly curl?: boolean;
  readonly code?: string;
}

/** What sends a request needs somewhere to send it, and a request: a checkout and a login are links for the payer's browser. */
export function sendingFaults(
  { curl, code }: SendingWishes,
  { base_url }: { readonly base_url: string },
  link: 'checkout' | 'login' | undefined,
): Fault[] {
  const fields = [...(curl ? ['--curl'] : []), ...(code === undefined ? [] : ['--code'])];
  return fields.flatMap((field): Fault[] => {
    if (link === 'checkout')
      return [{ field, rule: t`does not go with a checkout, which is a link for the payer's browser` }];
    if (link === 'login' && field === '--code')
      return [{ field, rule: t`does not go with a link for the payer's browser: --curl prints it` }];
    if (base_url !== '') return [];
    return [{ field, rule: t`needs a URL: the local emulator has one only inside a command`, next: '--base-url' }];
  });
}

export function languageFaults(code: string | undefined): Fault[] {
  if (code === undefined || codeLanguages.some((name) => name === code)) return [];
  const others: Readonly<Record<string, string>> = {
    js: 'node',
    javascript: 'node',
    py: 'python',
    'c#': 'csharp',
    cs: 'csharp',
  };
  const meant = others[code.toLowerCase()];
  const next = meant === undefined ? didYouMean(code, codeLanguages) : { next: t`did you mean ${meant}?` };
  return [{ field: '--code', value: code, rule: t`must be one of ${codeLanguages.join(', ')}`, ...next }];
}
