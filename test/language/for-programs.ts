import type { SourceText } from '../support/said-texts.ts';

/** Prose that no person reads as ours, each with the reason. */
const forPrograms: readonly { readonly where: RegExp; readonly text?: RegExp; readonly why: string }[] = [
  {
    where: /./,
    text: /^qfpay [a-z-]+( [a-z]+)?( (-|[A-Z0-9<…]|\S*[=/.…])\S*)*$/,
    why: 'a command line, as it is typed',
  },
  { where: /^src\/catalog\//, why: "QFPay's own names" },
  { where: /^src\/library\//, why: 'read by whoever writes a program, as the names beside it' },
  { where: /^src\/host\/(embedded-context|files\/memory-files)\.ts$/, why: 'the same: no command line has that world' },
  { where: /^src\/gateway\/redis-book\.ts$/, text: /redis\.call\(/, why: 'scripts that a Redis carries out' },
  {
    where:
      /^src\/emulator\/(admin\/\w+|call|cancellation|card-desk|customers|element-intents|emulator|hold|payment|query|refusal|refund|side-calls|subscriptions)\.ts$/,
    why: 'goes over the wire, as the gateway or the admin call answers',
  },
  {
    where: /^src\/payment\/payment-intent\.ts$/,
    text: /^(<script|Save card$)/,
    why: "markup of the merchant's own page",
  },
  { where: /./, text: /^--[a-z][a-z-]* \S+( --[a-z][a-z-]* \S+)*$/, why: 'flags, as they are typed' },
  { where: /^src\/host\/network\/server\.ts$/, why: 'goes over the wire to a client that is not served' },
  {
    where: /^src\/host\/network\/transport-failure\.ts$/,
    text: /^Proxy timeout$/,
    why: "another library's message, held against",
  },
  { where: /^src\/merchant\//, text: /^built in$/, why: 'an id in JSON' },
  {
    where: /^src\/merchant\/resolve-merchant\.ts$/,
    text: /--appcode <app code>/,
    why: 'a command line, as it is typed',
  },
  {
    where: /^src\/commands\/emulator\/reports\.ts$/,
    text: /^QFPAY_BASE_URL=/,
    why: 'a command line, as it is typed',
  },
  { where: /^src\/render\/jq\.ts$/, text: /^\{\} as \$ENV/, why: 'a program in jq' },
  {
    where: /^src\/cli\/guesses\.ts$/,
    text: /^(qfpay [a-z-]+[ ,]|[a-z-]+( [a-z-]+)*$)/,
    why: 'words as they are typed, and the command lines that they lead to',
  },
  {
    where: /^src\/commands\/sign\/(request-text|sample-code)\.ts$/,
    why: 'programs that are printed, comments and all, as English as code is',
  },
  { where: /^src\/commands\/completion\.ts$/, why: 'scripts of shells' },
  {
    where: /^src\/calls\/postman\.ts$/,
    text: /^\n\(\(\) => \{|^Milk tea/,
    why: 'scripts that Postman runs, and a value that is hard to sign',
  },
  {
    where: /^src\/variants\/(body-forms|known-names)\.ts$/,
    text: /^[A-Za-z_\d]+( [A-Za-z_\d]+)+$/,
    why: "QFPay's own names of parameters and fields, and headings of logs, in a row",
  },
  {
    where: /^src\/variants\/rules\/key-rules\.ts$/,
    text: /^<?(your )?(client )?key>?$/,
    why: 'placeholders of samples, which somebody signed',
  },
  { where: /^src\/variants\/seen\.ts$/, why: 'public places where a cause was met, for whoever reads the code' },
  { where: /^src\/reading\/curl\/curl-command\.ts$/, why: "curl's own option names" },
  {
    where: /^src\/wallet-page\//,
    why: 'markup, and refusals of requests that no person makes; what a payer reads is in pages.ts of each language',
  },
];

export function isForPrograms({ file, text }: SourceText): boolean {
  return forPrograms.some((entry) => entry.where.test(file) && (entry.text?.test(text) ?? true));
}
