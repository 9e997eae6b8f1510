import type { Context } from '../context.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import type { Example, Report } from '../report/report.ts';
import { createCardPages } from '../wallet-page/card-pages.ts';
import { createWalletPages } from '../wallet-page/create-wallet-pages.ts';
import type { Command, LongCommand } from './command.ts';
import { readEmulatorRequest } from './emulator/read-request.ts';
import { faultsReport } from './emulator/reports.ts';
import type { EmulatorOptions } from './emulator/request.ts';
import { runEmulator } from './emulator/run.ts';
import { defaultPort } from './emulator/values.ts';
import { addExamples, addNote } from './examples.ts';

export const emulatorCommand: LongCommand<EmulatorOptions> = { declare, run: emulator };

function collect(text: string, earlier: readonly string[] | undefined): readonly string[] {
  return [...(earlier ?? []), text];
}

function declare(command: Parameters<Command['declare']>[0]): void {
  command
    .description(
      t`A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.`,
    )
    .option('--port <port>', t`port to listen on, 0 for a free one (default: ${defaultPort})`)
    .option('--host <address>', t`address to listen on (default: 127.0.0.1, this machine only)`)
    .option('--state <file>', t`keep the books in this file, or in memory (default: memory)`)
    .option(
      '--merchant <appcode:key-file>',
      t`a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them`,
      collect,
    )
    .option('--write-key-file <file>', t`write the test merchant's key to a file, for QFPAY_KEY or --key-file`)
    .option('--auto-pay <seconds>', t`the payer pays by himself that long after an order, or off (default: off)`)
    .option('--limits <limits>', t`documented (100/1s,400/1m), off, or your own (default: documented)`)
    .option('--notify-url <url>', t`where to tell of money that moved, where the payment names no notify_url`)
    .option('--time-scale <n>', t`divide the waits between notifications, 2 min to 15 h, by this (default: 1)`)
    .option('--public-url <url>', t`what qrcode and pay_url begin with (default: the server's URL)`)
    .option('--faults', t`list what can be made to go wrong, and the amounts that do it`)
    .option('--rules <file>', t`faults by rule: JSON, or one JSON object a line`)
    .option('--admin-token-file <file>', t`the token of the admin call, made if missing (default: in the first output)`)
    .option('--quiet', t`print no line per request`);
  addExamples(command, examples());
  addNote(command, ruleNote());
  addNote(command, adminNote());
}

function ruleNote() {
  return t`A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}`;
}

function adminNote() {
  return t`The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults`;
}

function examples(): readonly Example[] {
  return [
    ['qfpay emulator --write-key-file local.key', t`serve, and write the key to call it with`],
    [
      'qfpay emulator --port 0 --auto-pay 0 --limits off --json',
      t`for a test suite: a free port, orders pay themselves`,
    ],
    [
      'qfpay emulator --state books.ndjson --notify-url http://127.0.0.1:3000/qfpay --time-scale 60',
      t`keep the books, notify your endpoint, sixty times as fast`,
    ],
    ['qfpay emulator --faults', t`what can be made to go wrong`],
  ];
}

async function* emulator(
  options: EmulatorOptions & GlobalOptions,
  _args: readonly string[],
  context: Context,
): AsyncGenerator<Report | readonly Report[]> {
  if (options.faults) yield faultsReport();
  else
    yield* runEmulator(readEmulatorRequest(options, context), context, {
      wallet: createWalletPages,
      cards: createCardPages,
    });
}
