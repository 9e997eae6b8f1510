import type { SourceText } from '../support/said-texts.ts';

/** Rooms whose texts are not in the catalogues yet. */
export const unfinished: readonly string[] = [
  'src/errors.ts',
  ...['src/diagnosis/', 'src/gateway/', 'src/host/', 'src/journal/', 'src/lookup/', 'src/merchant/'],
  ...['src/reading/', 'src/refund/', 'src/refund-list/', 'src/render/', 'src/report/', 'src/signature/'],
  ...['src/transaction/', 'src/history/', 'src/variants/', 'src/explanation/', 'src/emulator/', 'src/wallet-page/'],
  ...['src/cli/', 'src/commands/'],
];

/** Prose that no person reads as ours, each with the reason. */
const forPrograms: readonly { readonly where: RegExp; readonly text?: RegExp; readonly why: string }[] = [
  { where: /^src\/(catalog|explanation|wallet-page)\/words\//, why: 'catalogues of their own, by language' },
  {
    where: /./,
    text: /^qfpay [a-z-]+( [a-z]+)?( (-|[A-Z0-9<…]|\S*[=/.…])\S*)*$/,
    why: 'a command line, as it is typed',
  },
  { where: /^src\/catalog\//, why: "QFPay's own names" },
];

export function isForPrograms({ file, text }: SourceText): boolean {
  return forPrograms.some((entry) => entry.where.test(file) && (entry.text?.test(text) ?? true));
}
