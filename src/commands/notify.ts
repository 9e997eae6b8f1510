import { command, exits } from '../command/command.ts';
import { type DeliveredMessage, type Delivery, deliver, describeDelivery, headersPath } from '../command/deliver.ts';
import type { Context } from '../context.ts';
import { exitCodes, type Fault, refuse, UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import { chooseTimeout } from '../merchant/settings.ts';
import { acknowledgement, tamper } from '../notification/notification.ts';
import { responseFields } from '../reading/vocabulary.ts';
import type { Block, Example, Report, ReportError } from '../report/report.ts';
import {
  makeMessage,
  type NotifyOptions,
  type NotifyTarget,
  notifyFlags,
  readSending,
  refuseFlags,
} from './notify/send.ts';

export const notifyCommand = command({
  name: 'notify',
  says: () =>
    t`Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer; with --tamper 0 where it refused every time, 4 where it took a forgery.`,
  arguments: [
    { name: 'action', says: () => 'send, replay', values: ['send', 'replay'] },
    {
      name: 'words',
      repeats: true,
      says: () => t`send: field=value, what is not given is made up; replay: the file`,
      values: 'files',
    },
  ],
  flags: notifyFlags,
  examples,
  exits: exits.notifying,
  run: notify,
});

type NotifyCommandOptions = NotifyOptions & GlobalOptions;

function examples(): readonly Example[] {
  return [
    ['qfpay notify send --url http://localhost:3000/notify txamt=1280 out_trade_no=A-1001', t`a payment of HKD 12.80`],
    ['qfpay notify send --url http://localhost:3000/notify --of A-1001', t`with the fields of a real transaction`],
    [
      'qfpay notify send --url http://localhost:3000/notify --type refund --input fields.json',
      t`a refund, its fields from a file`,
    ],
    [
      'qfpay notify send --url http://localhost:3000/notify --type subscription_payment txamt=1280 respcd=1205',
      t`a charge of a subscription that failed`,
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

/** @throws UsageError with every fault; nothing was sent */
async function notify(
  options: NotifyCommandOptions,
  [action = '', ...words]: readonly string[],
  context: Context,
): Promise<Report> {
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
  options: NotifyCommandOptions,
  words: readonly string[],
  world: { readonly context: Context; readonly faults: readonly Fault[] },
) => Promise<DeliveredMessage>;

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
  options: NotifyCommandOptions,
  words: readonly string[],
  { context, faults }: Parameters<Make>[2],
): Promise<DeliveredMessage> {
  const [path] = words;
  const one: Fault[] =
    words.length === 1 ? [] : [{ field: 'file', rule: t`must be exactly one: a body that listen --save kept` }];
  refuse([...faults, ...one], 'qfpay notify replay <file> --url <url>');
  refuseFlags(options, ['kind', 'of', 'input_file'], 'replay');
  return readSaved(path ?? '', context);
}

function withTampering(message: DeliveredMessage, { tampering }: NotifyTarget): DeliveredMessage {
  if (tampering === undefined) return message;
  const { body, headers } = message;
  const changed = tamper({ body, signature: headers['x-qf-sign'] ?? '' }, tampering);
  if (!changed) throw new UsageError(t`tamper cannot be ${tampering}: the notification has no such thing`);
  return { body: changed.body, headers: { ...headers, 'x-qf-sign': changed.signature } };
}

/** What was sent, and what came of it. */
interface SentNotification {
  readonly action: string;
  readonly message: DeliveredMessage;
  readonly sending: NotifyTarget;
  readonly deliveries: readonly Delivery[];
}

function sentReport(sent: SentNotification): Report {
  const { action, message, sending, deliveries } = sent;
  const { tampering, url } = sending;
  const exit_code = tampering === undefined ? exitOf(deliveries) : exitOfForgery(deliveries);
  const isTaken = deliveries.every(({ acknowledged }) => acknowledged);
  return {
    command: 'notify',
    exit_code,
    data: {
      action,
      url,
      ...(tampering === undefined ? {} : { tampered: tampering }),
      notification: fieldsOf(message),
      signature: message.headers['x-qf-sign'] ?? '',
      acknowledged: isTaken,
      ...(tampering === undefined ? {} : { refused: exit_code === exitCodes.ok }),
      deliveries: deliveries.map(({ url: _same, ...rest }) => rest),
    },
    blocks: blocksOf(sent, exit_code),
    warnings: tampering === undefined ? [] : forgeryWarnings(deliveries, tampering),
    ...(exit_code === exitCodes.ok ? {} : { error: errorOf(sent, exit_code) }),
  };
}

/** 0 only where the endpoint said 200 with SUCCESS every time; what was never answered comes before what was refused. */
function exitOf(deliveries: readonly Delivery[]): number {
  if (deliveries.some((delivery) => 'problem' in delivery)) return exitCodes.network;
  return deliveries.every(({ acknowledged }) => acknowledged) ? exitCodes.ok : exitCodes.declined;
}

/** An endpoint that says SUCCESS in a way that QFPay would not count, after a byte order mark or in quotes, has taken it all the same. */
function isForgeryTaken(delivery: Delivery): boolean {
  if (delivery.acknowledged) return true;
  return (
    'status' in delivery && delivery.status >= 200 && delivery.status < 300 && /^\W*success\W*$/i.test(delivery.body)
  );
}

/** What was tampered with has to be refused. One that was taken is the worst; what gave no answer shows nothing. */
function exitOfForgery(deliveries: readonly Delivery[]): number {
  if (deliveries.some(isForgeryTaken)) return exitCodes.declined;
  return deliveries.some((delivery) => 'problem' in delivery) ? exitCodes.network : exitCodes.ok;
}

/** An answer that says nothing of the signature may come from no endpoint at all. */
function forgeryWarnings(deliveries: readonly Delivery[], tampering: string): string[] {
  if (deliveries.some(isForgeryTaken)) return [accepted(tampering)];
  const statuses = new Set(deliveries.flatMap((delivery) => ('status' in delivery ? [delivery.status] : [])));
  const unclear = [...statuses].filter(
    (status) => status >= 500 || (status >= 300 && status < 400) || [404, 405].includes(status),
  );
  return unclear.map(
    (status) =>
      t`HTTP ${status} may be no refusal, but no endpoint: send it without --tamper, which has to be answered SUCCESS`,
  );
}

/** For the document, every digit kept; what is no JSON object is shown as the text that it is. */
function fieldsOf({ body }: DeliveredMessage): unknown {
  const fields = responseFields(body);
  return fields ? Object.fromEntries(fields.top) : Buffer.from(body).toString('utf8');
}

function accepted(tampering: string): string {
  return t`the endpoint ACCEPTED a notification whose ${tampering} was tampered with: it has to check X-QF-SIGN over the raw bytes of the body before anything else`;
}

function errorOf({ deliveries, sending: { tampering } }: SentNotification, exit_code: number): ReportError {
  if (exit_code === exitCodes.network) {
    const problem = deliveries.find((delivery) => 'problem' in delivery);
    const message = problem && 'problem' in problem ? problem.problem : t`no answer`;
    return { message, hint: t`QFPay would send the notification again, and so can you: endpoints take an event once` };
  }
  if (tampering !== undefined) return { message: t`the endpoint took the forgery (${tampering} was tampered with)` };
  return {
    message: t`the endpoint did not answer 200 with ${acknowledgement}`,
    hint: t`QFPay takes this for a failure and sends the notification again; answer 200 with the bare word ${acknowledgement}`,
  };
}

function blocksOf({ deliveries, sending: { url, tampering } }: SentNotification, exit_code: number): Block[] {
  const [taken, refused] = tampering === undefined ? [t`ACKNOWLEDGED`, t`NOT ACKNOWLEDGED`] : [t`REFUSED`, t`ACCEPTED`];
  const word = { [exitCodes.ok]: taken, [exitCodes.network]: t`NO ANSWER` }[exit_code] ?? refused;
  const count = deliveries.length > 1 ? `  (${deliveries.length} times)` : '';
  const good = exit_code === exitCodes.ok;
  return [
    { kind: 'headline', tone: good ? 'good' : 'bad', word, text: `${url}${count}` },
    {
      kind: 'rows',
      rows: [
        ...(tampering === undefined ? [] : [[t`tampered`, tampering] as const]),
        ...deliveries.map((delivery, index) => [t`answer ${index + 1}`, describeDelivery(delivery)] as const),
      ],
    },
  ];
}

/** `--dry-run`: the body and the headers, to the byte. */
function dryReport(action: string, { body, headers }: DeliveredMessage, { url }: NotifyTarget): Report {
  const text = Buffer.from(body).toString('utf8');
  return {
    command: 'notify',
    exit_code: exitCodes.ok,
    data: { action, request: { method: 'POST', ...(url === '' ? {} : { url }), headers, body: text } },
    blocks: [
      { kind: 'headline', tone: 'plain', word: t`DRY RUN`, text: t`nothing was sent` },
      { kind: 'text', text: `POST ${url}`.trim() },
      { kind: 'rows', rows: Object.entries(headers) },
      { kind: 'text', text: text },
    ],
  };
}

const largest = 5 * 1024 * 1024;

/**
 * A notification as it was kept: by `listen --save`, its headers beside it, or as a raw HTTP message. Nothing is signed anew.
 * @throws UsageError there is no such file, or no signature with it
 */
async function readSaved(path: string, { files }: Pick<Context, 'files'>): Promise<DeliveredMessage> {
  const bytes = files.facts(path) && files.read(path, largest);
  if (!bytes)
    throw new UsageError(t`${path} is not there, or no file`, { hint: 'qfpay notify replay <file> --url <url>' });
  const beside = files.facts(headersPath(path)) && files.read(headersPath(path), largest);
  const message = beside ? { body: bytes, headers: readHeaders(beside, headersPath(path)) } : await readRaw(bytes);
  if (message.headers['x-qf-sign']) return message;
  throw new UsageError(t`${path} has no X-QF-SIGN, neither in itself nor in ${headersPath(path)}`, {
    hint: t`qfpay notify send --input signs its fields again`,
  });
}

async function readRaw(bytes: Uint8Array): Promise<DeliveredMessage> {
  const { readInput } = await import('../reading/reading.ts');
  const { body, headers = {} } = readInput(bytes);
  const kept = Object.entries(headers).filter(([name]) => name === 'content-type' || name.startsWith('x-qf-'));
  return { body, headers: Object.fromEntries(kept) };
}

function readHeaders(bytes: Uint8Array, path: string): Record<string, string> {
  const value = parse(bytes);
  const isHeaders = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isHeaders ? Object.entries(value) : [];
  if (!isHeaders || !entries.every(([name, text]) => isHeader(name, text))) {
    throw new UsageError(t`${path} must be a JSON object of headers, as qfpay listen --save writes it`);
  }
  return Object.fromEntries(entries.map(([name, text]) => [name.toLowerCase(), text]));
}

/** What an HTTP header can hold; a file that somebody changed shall not become two headers. */
function isHeader(name: string, text: unknown): boolean {
  return /^[\w-]+$/.test(name) && typeof text === 'string' && /^[\x20-\x7e]*$/.test(text);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
