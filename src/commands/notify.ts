import type { Command as CommanderCommand } from 'commander';
import type { Context } from '../context.ts';
import { type Fault, refuse, UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { chooseTimeout } from '../merchant/preferences.ts';
import { tamper } from '../notification/tamper.ts';
import type { Example, Report } from '../report/report.ts';
import type { Command } from './command.ts';
import { type Delivery, deliver, type Message } from './deliver.ts';
import { addExamples } from './examples.ts';
import { addInputOption } from './given-input.ts';
import { type NotifyOptions, readSending, refuseFlags, type Sending } from './notify/options.ts';
import { readSaved } from './notify/replay.ts';
import { dryReport, sentReport } from './notify/report.ts';
import { makeMessage } from './notify/send.ts';

export const notifyCommand: Command<NotifyOptions> = { declare, run: notify };

type Options = NotifyOptions & GlobalOptions;

function examples(): readonly Example[] {
  return [
    ['qfpay notify send --url http://localhost:3000/notify txamt=1280 out_trade_no=A-1001', t`a payment of HKD 12.80`],
    ['qfpay notify send --url http://localhost:3000/notify --of A-1001', t`with the fields of a real transaction`],
    [
      'qfpay notify send --url http://localhost:3000/notify --kind refund --input fields.json',
      t`a refund, its fields from a file`,
    ],
    [
      'qfpay notify send --url http://localhost:3000/notify txamt=1280 --tamper amount',
      t`a forged one, which your endpoint has to refuse`,
    ],
    [
      'qfpay notify replay notifications/payment-….json --url http://localhost:3000/notify --repeat 3',
      t`a kept one again, three times`,
    ],
  ];
}

function declare(command: CommanderCommand): void {
  command
    .description(
      t`Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer.`,
    )
    .argument('[action]', 'send, replay')
    .argument('[words...]', t`send: field=value, what is not given is made up; replay: the file`)
    .option('--url <url>', t`the endpoint, http or https`)
    .option('--type, --kind <kind>', t`send: payment or refund (default: payment, or what --of is)`)
    .option('--of <number>', t`send: take the fields of a real transaction, by out_trade_no or syssn`)
    .option('--repeat <n>', t`hand it over that many times, one after the other (default: 1)`)
    .option('--tamper <what>', t`change the signature, amount or body after signing: the endpoint has to refuse it`)
    .option('--dry-run', t`print the body and the headers, and send nothing`);
  addInputOption(command, t`send: the fields, as a JSON object, a form or lines`);
  addExamples(command, examples());
}

/** @throws UsageError with every fault; nothing was sent */
async function notify(options: Options, [action = '', ...words]: readonly string[], context: Context): Promise<Report> {
  const { sending, faults } = readSending(options);
  const make = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!make) throw unknownAction(action);
  const timeout_ms = chooseTimeout(options, context).value;
  const message = withTampering(await make(options, words, { context, faults }), sending);
  if (sending.is_dry_run) return dryReport(action, message, sending);
  const deliveries: Delivery[] = [];
  for (let count = 0; count < sending.repeat; count += 1) {
    deliveries.push(await deliver(message, { url: sending.url, timeout_ms }, context));
  }
  return sentReport({ action, message, sending, deliveries });
}

type Make = (
  options: Options,
  words: readonly string[],
  world: { readonly context: Context; readonly faults: readonly Fault[] },
) => Promise<Message>;

const actions: Readonly<Record<string, Make>> = { send: makeMessage, replay };

function unknownAction(action: string): UsageError {
  const rule = t`must be send or replay`;
  const details = [
    {
      field: "notify's action",
      ...(action === '' ? {} : { value: action, ...didYouMean(action, Object.keys(actions)) }),
      rule,
    },
  ];
  return new UsageError(`notify's action ${rule}`, { hint: 'qfpay help notify', details });
}

async function replay(
  options: Options,
  words: readonly string[],
  { context, faults }: Parameters<Make>[2],
): Promise<Message> {
  const [path] = words;
  const one: Fault[] =
    words.length === 1 ? [] : [{ field: 'file', rule: t`must be exactly one: a body that listen --save kept` }];
  refuse([...faults, ...one], 'qfpay notify replay <file> --url <url>');
  refuseFlags(options, ['kind', 'of', 'input_file'], 'replay');
  return readSaved(path ?? '', context);
}

function withTampering(message: Message, { tampering }: Sending): Message {
  if (tampering === undefined) return message;
  const { body, headers } = message;
  const changed = tamper({ body, signature: headers['x-qf-sign'] ?? '' }, tampering);
  if (!changed) throw new UsageError(t`tamper cannot be ${tampering}: the notification has no such thing`);
  return { body: changed.body, headers: { ...headers, 'x-qf-sign': changed.signature } };
}
