import { envNames } from '../../catalog/endpoints.ts';
import { loadWords } from '../../catalog/words/load-words.ts';
import { type Lang, langs } from '../../catalog/words/words.ts';
import type { Context } from '../../context.ts';
import { readProfiles } from '../../merchant/profiles.ts';

/** A value and, where it does not tell by itself, what it means. */
export interface Candidate {
  readonly value: string;
  readonly does?: string | undefined;
}

export interface CompletionWorld {
  readonly command: string | undefined;
  readonly lang: Lang;
  readonly context: Context;
}

/** The shell's own completion of file names. */
export const filesWanted = ':files';

type Values = (world: CompletionWorld) => readonly Candidate[] | Promise<readonly Candidate[]>;

const files: Values = () => [{ value: filesWanted }];

const byFlag: Readonly<Record<string, Values>> = {
  '--env': () => plain(envNames),
  '--lang': () => plain(langs),
  '--sign-type': () => plain(['SHA256', 'MD5']),
  '--profile': ({ context }) => plain([...readProfiles(context).profiles.keys()]),
  '--pay-type': payTypeValues,
  '--currency': currencyValues,
  '--respcd': codeValues,
  '--category': categoryValues,
  '--endpoint': () => plain(['payment', 'query', 'refund', 'reversal', 'close', 'checkout']),
  '--kind': ({ command }) => plain(kinds[command ?? ''] ?? []),
  '--command': () => plain(['pay', 'refund', 'refund-batch', 'reverse', 'close']),
  '--tamper': () => plain(['signature', 'amount', 'body']),
  '--limits': () => plain(['documented', 'off']),
  '--auto-pay': () => plain(['off', '0', '5']),
  ...Object.fromEntries(
    [
      ...['--key-file', '--input', '--qr-file', '--journal', '--report', '--rules', '--save', '--state'],
      ...['--admin-token-file', '--write-key-file'],
    ].map((flag) => [flag, files]),
  ),
};

const kinds: Readonly<Record<string, readonly string[]>> = {
  sign: ['request', 'notification'],
  verify: ['request', 'response', 'notification'],
  notify: ['payment', 'refund'],
};

const byCommand: Readonly<Record<string, readonly Values[]>> = {
  codes: [codeValues],
  'pay-types': [payTypeValues],
  currencies: [currencyValues],
  profile: [() => plain(['add', 'list', 'use', 'show', 'remove']), ({ context }) => plain(profileNames(context))],
  notify: [() => plain(['send', 'replay']), files],
  'refund-batch': [files],
  completion: [() => plain(['bash', 'zsh', 'fish'])],
};

/** What may follow a flag; nothing where only the person knows. */
export async function flagValues(flag: string, world: CompletionWorld): Promise<readonly Candidate[]> {
  return (await byFlag[flag]?.(world)) ?? [];
}

/** What may stand at the next place behind a command and the words it has; the last place repeats for lists of codes. */
export async function positionalValues(
  given: readonly string[],
  world: CompletionWorld,
): Promise<readonly Candidate[]> {
  const places = byCommand[world.command ?? ''] ?? [];
  const place = places[given.length] ?? (places.length === 1 ? places[0] : undefined);
  return (await place?.(world)) ?? [];
}

function plain(values: readonly string[]): Candidate[] {
  return values.map((value) => ({ value }));
}

function profileNames(context: Context): string[] {
  return [...readProfiles(context).profiles.keys()];
}

/** By alias, and by code. */
async function payTypeValues({ lang }: CompletionWorld): Promise<Candidate[]> {
  const [{ payTypes }, { pay_type }] = [await import('../../catalog/pay-types.ts'), await loadWords(lang)];
  const does = (code: string) => pay_type[code];
  return [
    ...payTypes.map(({ alias, code }) => ({ value: alias, does: does(code) })),
    ...payTypes.map(({ code }) => ({ value: code, does: does(code) })),
  ];
}

async function currencyValues({ lang }: CompletionWorld): Promise<Candidate[]> {
  const [{ currencies }, words] = [await import('../../catalog/currencies.ts'), await loadWords(lang)];
  return currencies.map(({ code }) => ({ value: code, does: words.currency[code] }));
}

async function codeValues({ lang }: CompletionWorld): Promise<Candidate[]> {
  const [{ respcds }, words] = [await import('../../catalog/respcd.ts'), await loadWords(lang)];
  return respcds.map(({ code }) => ({ value: code, does: words.respcd[code]?.meaning }));
}

async function categoryValues(): Promise<Candidate[]> {
  const { respcds } = await import('../../catalog/respcd.ts');
  return plain([...new Set(respcds.map(({ category }) => category))].sort());
}
