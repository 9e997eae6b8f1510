import type { CommandEntry } from '../command/command.ts';
import { t } from '../language/t.ts';

/** Every subcommand, in the order that help shows them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'pay',
    summary: () => t`create a payment and, with --wait, see it paid`,
    load: async () => (await import('./pay.ts')).payCommand,
  },
  {
    name: 'checkout',
    summary: () => t`make the link to QFPay's payment page, for cards and wallets`,
    load: async () => (await import('./checkout.ts')).checkoutCommand,
  },
  {
    name: 'intent',
    summary: () => t`make an intent for the Element SDK, and a page that uses it`,
    load: async () => (await import('./intent.ts')).intentCommand,
  },
  {
    name: 'query',
    summary: () => t`look transactions up by number or time`,
    load: async () => (await import('./query.ts')).queryCommand,
  },
  {
    name: 'report',
    summary: () => t`sum up a day, a month or any window per currency`,
    load: async () => (await import('./report.ts')).moneyReportCommand,
  },
  {
    name: 'reconcile',
    summary: () => t`compare a shop's list with QFPay's books`,
    load: async () => (await import('./reconcile.ts')).reconcileCommand,
  },
  {
    name: 'refund',
    summary: () => t`give a payment back, once, however often it is run`,
    load: async () => (await import('./refund.ts')).refundCommand,
  },
  {
    name: 'refund-batch',
    summary: () => t`give back many payments from a file, each of them once`,
    load: async () => (await import('./refund-batch.ts')).refundBatchCommand,
  },
  {
    name: 'reverse',
    summary: () => t`drop a payment that is not finished, void a card payment`,
    load: async () => (await import('./cancel.ts')).reverseCommand,
  },
  {
    name: 'close',
    summary: () => t`end an order that nobody has paid`,
    load: async () => (await import('./cancel.ts')).closeCommand,
  },
  {
    name: 'capture',
    summary: () => t`take money that a pre-authorisation holds, all or a part`,
    load: async () => (await import('./capture.ts')).captureCommand,
  },
  {
    name: 'unfreeze',
    summary: () => t`release what is left of a pre-authorisation`,
    load: async () => (await import('./unfreeze.ts')).unfreezeCommand,
  },
  {
    name: 'api',
    summary: () => t`make any call of the API, by its name or path`,
    load: async () => (await import('./api.ts')).apiCommand,
  },
  {
    name: 'history',
    summary: () => t`list what this machine sent that moves money`,
    load: async () => (await import('./history.ts')).historyCommand,
  },
  {
    name: 'resume',
    summary: () => t`settle what was left open`,
    load: async () => (await import('./resume.ts')).resumeOpenCommand,
  },
  {
    name: 'usage',
    summary: () => t`what the log of QFPAY_LOG tells: calls, peaks, HTTP 429`,
    load: async () => (await import('./usage.ts')).usageCommand,
  },
  {
    name: 'sign',
    summary: () => t`sign parameters, explain each step, print a curl command`,
    load: async () => (await import('./sign.ts')).signCommand,
  },
  {
    name: 'verify',
    summary: () => t`check the signature of a request, response or notification`,
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'doctor',
    summary: () => t`check this machine, the configuration and the credentials`,
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  {
    name: 'emulator',
    summary: () => t`serve a QFPay gateway on this machine, faults included`,
    load: async () => (await import('./emulator.ts')).emulatorCommand,
  },
  {
    name: 'listen',
    summary: () => t`receive notifications, verify, forward and keep them`,
    load: async () => (await import('./listen.ts')).listenCommand,
  },
  {
    name: 'notify',
    summary: () => t`send your endpoint a signed notification, or a kept one again`,
    load: async () => (await import('./notify.ts')).notifyCommand,
  },
  {
    name: 'mcp',
    summary: () => t`serve the commands as tools for a coding agent`,
    load: async () => (await import('./mcp.ts')).mcpCommand,
  },
  {
    name: 'codes',
    summary: () => t`explain status codes`,
    load: async () => (await import('./codes.ts')).codesCommand,
  },
  {
    name: 'pay-types',
    summary: () => t`list pay types, their aliases and parameters`,
    load: async () => (await import('./pay-types.ts')).payTypesCommand,
  },
  {
    name: 'currencies',
    summary: () => t`list currencies and what txamt counts in each`,
    load: async () => (await import('./currencies.ts')).currenciesCommand,
  },
  {
    name: 'profile',
    summary: () => t`save merchants under names and switch between them`,
    load: async () => (await import('./profile.ts')).profileCommand,
  },
  {
    name: 'schema',
    summary: () => t`show the JSON Schema of what a command prints`,
    load: async () => (await import('./schema.ts')).schemaCommand,
  },
  {
    name: 'completion',
    summary: () => t`let bash, zsh, fish or PowerShell complete commands and values`,
    load: async () => (await import('./completion.ts')).completionCommand,
  },
];
