import { type Endpoint, endpoints, isLoopback } from '../catalog/endpoints.ts';
import { command, exits, tell } from '../command/command.ts';
import { amountFlags, type FlagValues, toggle, value } from '../command/flags.ts';
import { reportSession, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { exitOfOutcome, type Outcome, outcomeOfAnswer } from '../diagnosis/outcome.ts';
import {
  exitCodes,
  QfpayError,
  refuse,
  refusedSignatureText,
  signatureHint,
  UnknownOutcomeError,
  UsageError,
} from '../errors.ts';
import type { Answer } from '../gateway/gateway.ts';
import { recordSending } from '../history/history.ts';
import { loadWords } from '../language/languages.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { dryRunReport, isUnsent, keepOutcome } from '../money/move-money.ts';
import {
  intentHtml,
  intentRules,
  type ReadIntent,
  readPaymentIntent,
  readTokenIntent,
} from '../payment/payment-intent.ts';
import type { Block, Example, Report, ReportError } from '../report/report.ts';
import { answerData, explainRespcd, signatureWarnings, transactionData } from '../report/transaction-report.ts';
import { type Parameter, refuseKey } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { makeOutTradeNo } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';

type IntentOptions = FlagValues<typeof intentFlags>;

const intentFlags = {
  ...amountFlags,
  pay_type: value('<code|alias>', () => t`what is paid with, such as 802801 or card-online`, { values: 'pay-types' }),
  currency: value('<code>', () => t`ISO 4217`, { values: 'currencies', default: 'HKD' }),
  out_trade_no: value('<s>', () => t`your number for it, never used before (default: one is made)`),
  customer_id: value('<s>', () => t`whose card is kept`),
  return_url: value('<url>', () => t`where the payer comes back to after paying`),
  failed_url: value('<url>', () => t`where the payer comes back to when it failed`),
  notify_url: value('<url>', () => t`where QFPay tells of the payment`),
  token_expiry: value('<day>', () => t`token: until when the card is kept, YYYY-MM-DD`),
  token_reason: value('<s>', () => t`token: why the card is kept`),
  token_reference: value('<s>', () => t`token: a number of your own for it`),
  dry_run: toggle(() => t`show the request and send nothing`),
};

export const intentCommand = command({
  name: 'intent',
  says: () =>
    t`Make an intent for QFPay's Element SDK, which takes cards and wallets on a page of your own. Prints the intent, when it expires, and a page that uses it. No money moves before the payer pays. intent token keeps a customer's card.`,
  arguments: [{ name: 'kind', says: () => t`token: keep a card; nothing: pay`, values: ['token'] }],
  flags: intentFlags,
  skips: intentRules.rule_ids,
  examples,
  exits: exits.sending,
  run: intent,
});

type IntentKind = 'payment' | 'token';

function examples(): readonly Example[] {
  return [
    ['qfpay intent --pay-type card-online --amount 12.80', t`an intent for the Element SDK, and a page that uses it`],
    [
      'qfpay intent --pay-type 802801 --txamt 1280 --return-url https://shop.example/back --json | jq -r .html > pay.html',
      t`the page alone`,
    ],
    ['qfpay intent token --customer-id cust_1', t`an intent to keep a customer's card, without a payment`],
  ];
}

/** @throws UsageError with every fault at once; nothing was sent */
async function intent(
  options: IntentOptions & GlobalOptions,
  args: readonly string[],
  outside: Context,
): Promise<Report> {
  const context = await withDotenv(outside);
  const [read, said] = await together([() => readIntent(options, args), () => readPreferences(options, context)]);
  for (const warning of read.warnings) tell(context, t`warning: ${warning}`);
  return reportSession(said, context, (session) => runIntent({ ...read, options }, session, context));
}

/** @throws UsageError */
function readIntent(options: IntentOptions, [word, ...more]: readonly string[]): ReadIntent & { kind: IntentKind } {
  if (more.length > 0 || (word !== undefined && word !== 'token')) {
    const rule = t`must be token, or nothing for a payment`;
    const value = [word, ...more].join(' ');
    const details = [{ field: 'kind', value, rule, ...didYouMean(value, ['token']) }];
    throw new UsageError(`kind ${rule}`, { hint: 'qfpay intent --help', details });
  }
  const kind: IntentKind = word === 'token' ? 'token' : 'payment';
  const read = kind === 'token' ? readTokenIntent(options) : readPaymentIntent(options);
  const strangers = kind === 'token' ? ofPayment : ofToken;
  const strange = strangers.filter((name) => options[name] !== undefined);
  const rule = kind === 'token' ? t`does not go with intent token` : t`goes with intent token only`;
  const faults = [...read.faults, ...strange.map((field) => ({ field, rule }))];
  refuse(faults, 'qfpay intent --help');
  return { ...read, kind };
}

const ofPayment = ['pay_type', 'txamt', 'amount', 'currency', 'out_trade_no', 'return_url', 'failed_url'] as const;
const ofToken = ['token_expiry', 'token_reason', 'token_reference'] as const;

interface IntentRequest extends ReadIntent {
  readonly kind: IntentKind;
  readonly options: IntentOptions & GlobalOptions;
}

/** The calls by kind. */
const calls: Readonly<Record<IntentKind, Endpoint>> = {
  payment: endpoints.create_payment_intent,
  token: endpoints.create_token_intent,
};

async function runIntent(request: IntentRequest, session: Session, context: Context): Promise<Report> {
  const { settings, gateway } = session;
  const { kind, options } = request;
  const parameters = completed(request, settings, context);
  const endpoint = calls[kind];
  if (options.dry_run) {
    return dryRunReport('intent', settings.env, gateway.prepare(endpoint, parameters), request.warnings);
  }
  refuseKey(parameters, settings.merchant.client_key, context.secrets);
  const kept = await keepNumber(request, parameters, settings, context);
  const answer = await sendKept(() => gateway.send(endpoint, parameters), { parameters, kept, context });
  const made: IntentMade = { answer, outcome: outcomeOf(answer, kind), parameters };
  const warnings =
    kept === undefined ? [] : await keepOutcome(context, kept, { outcome: made.outcome, respcd: answer.respcd });
  return intentReport(made, { request, session, warnings });
}

/** With its number and its time. A payment's `txdtm` is in no document, and was found to be wanted. */
function completed(
  { kind, parameters }: IntentRequest,
  { timezone }: Settings,
  { clock, random }: Context,
): Parameter[] {
  if (kind === 'token') return [...parameters];
  const now = clock.now();
  const isNamed = parameters.some(([name]) => name === 'out_trade_no');
  const number: Parameter[] = isNamed ? [] : [['out_trade_no', makeOutTradeNo(now, random)]];
  return [...parameters, ...number, ['txdtm', formatTxdtm(now, timezone)]];
}

/** The payer may pay by the intent as soon as it is made: its number is on disk and on stderr before that. */
async function keepNumber(
  { kind, pay_type }: IntentRequest,
  parameters: readonly Parameter[],
  { env, base_url, merchant }: Settings,
  context: Context,
): Promise<string | undefined> {
  if (kind === 'token') return undefined;
  const values = new Map(parameters);
  const out_trade_no = values.get('out_trade_no') ?? '';
  const id = await recordSending(context, {
    ...{ command: 'intent', env, base_url, app_code: merchant.app_code, endpoint: 'payment', out_trade_no },
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    ...(pay_type ? { pay_type: pay_type.code } : {}),
    ...{ txamt: values.get('txamt') ?? '', txcurrcd: values.get('txcurrcd') ?? '' },
  });
  tell(context, `out_trade_no ${out_trade_no}`);
  return id;
}

interface KeptIntent {
  readonly parameters: readonly Parameter[];
  /** What it is written down under. */
  readonly kept: string | undefined;
  readonly context: Context;
}

/** What surely did not leave is no open line of the history. */
async function sendKept(send: () => Promise<Answer>, { parameters, kept, context }: KeptIntent): Promise<Answer> {
  const out_trade_no = new Map(parameters).get('out_trade_no');
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof QfpayError)) throw error;
    if (kept !== undefined && isUnsent(error)) {
      for (const warning of await keepOutcome(context, kept, { outcome: 'not_sent' }))
        tell(context, t`warning: ${warning}`);
    }
    throw error.beside({
      ...(out_trade_no === undefined ? {} : { out_trade_no }),
      ...(error instanceof UnknownOutcomeError ? { known: { outcome: 'unknown' } } : {}),
    });
  }
}

interface IntentMade {
  readonly answer: Answer;
  readonly outcome: Outcome;
  readonly parameters: readonly Parameter[];
}

/** An intent that did not come with the 0000 is none, whatever the code says. */
function outcomeOf({ respcd, fields }: Answer, kind: IntentKind): Outcome {
  if (respcd !== '0000') return outcomeOfAnswer(respcd, 'query');
  return textOf(fields[`${kind}_intent`]) === '' ? 'unknown' : 'awaiting_payer';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

interface IntentWorld {
  readonly request: IntentRequest;
  readonly session: Session;
  readonly warnings: readonly string[];
}

async function intentReport(made: IntentMade, { request, session, warnings }: IntentWorld): Promise<Report> {
  const { answer, outcome, parameters } = made;
  const { settings } = session;
  const simulation = simulationOf(session);
  const html = outcome === 'awaiting_payer' ? htmlOf(made, request, settings) : undefined;
  const said = explainRespcd(answer.respcd, await loadWords(settings.lang), undefined, simulation.simulated);
  const all = [...request.warnings, ...signatureWarnings([answer]), ...warnings];
  const exit_code = exitOfOutcome(outcome, answer.respcd);
  return {
    command: 'intent',
    exit_code,
    data: {
      ...{ env: settings.env, ...simulation },
      ...(request.kind === 'payment' ? { outcome, transaction: transactionOf(parameters) } : {}),
      ...{ respcd: answer.respcd, ...said },
      ...(html === undefined ? {} : { ...intentFields(answer), html }),
      ...answerData(answer),
      ...(all.length > 0 ? { warnings: all } : {}),
    },
    blocks: blocksOf(made, request.kind, html),
    warnings,
    ...(exit_code === exitCodes.ok ? {} : { error: errorOf(made, said.next_step) }),
  };
}

function transactionOf(parameters: readonly Parameter[]): Record<string, unknown> {
  const { out_trade_no = '', txamt = '', txcurrcd = '', pay_type = '', txdtm = '' } = Object.fromEntries(parameters);
  return transactionData({ out_trade_no, txamt, txcurrcd, pay_type, txdtm });
}

function intentFields({ fields }: Answer): Record<string, string> {
  const names = ['payment_intent', 'token_intent', 'intent_expiry'];
  return Object.fromEntries(names.map((name) => [name, textOf(fields[name])]).filter(([, value]) => value !== ''));
}

/** On this machine it is an emulator that answers, and has a script of its own. */
function htmlOf({ answer, parameters }: IntentMade, { kind }: IntentRequest, { env, base_url }: Settings): string {
  const { customer_id, return_url } = Object.fromEntries(parameters);
  const isEmulated = env === 'local' || isLoopback(new URL(base_url).hostname);
  const use = { env, kind, intent: textOf(answer.fields[`${kind}_intent`]), customer_id, return_url };
  return intentHtml({ ...use, ...(isEmulated ? { emulator_url: base_url } : {}) });
}

function blocksOf({ answer, outcome, parameters }: IntentMade, kind: IntentKind, html: string | undefined): Block[] {
  const { out_trade_no, txamt, txcurrcd = '' } = Object.fromEntries(parameters);
  const amount = txamt === undefined ? undefined : formatMoney(txamt, txcurrcd);
  if (html === undefined) {
    const word = outcome === 'unknown' ? t`NO INTENT` : t`REFUSED`;
    return [{ kind: 'headline', tone: 'bad', word, text: `${answer.respcd} ${answer.message}`.trim() }];
  }
  const number: readonly (readonly [string, string])[] =
    out_trade_no === undefined ? [] : [['out_trade_no', out_trade_no]];
  const text =
    kind === 'payment'
      ? t`${amount} - nothing is paid before the payer pays`
      : t`no card is kept before the payer gives one`;
  return [
    { kind: 'headline', tone: 'wait', word: t`INTENT MADE`, text },
    { kind: 'rows', rows: [...number, ...Object.entries(intentFields(answer))] },
    { kind: 'text', text: '' },
    { kind: 'text', text: html.trimEnd() },
  ];
}

function errorOf({ answer, outcome, parameters }: IntentMade, hint: string | undefined): ReportError {
  const { out_trade_no } = Object.fromEntries(parameters);
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = `${answer.respcd} ${answer.message}`.trim();
  if (answer.respcd === '1108') {
    return { message: refusedSignatureText(answer.message), hint: signatureHint(), ...number };
  }
  if (outcome === 'unknown' && answer.respcd === '0000') {
    return { message: t`the gateway answered 0000, and gave no intent`, ...number };
  }
  return { message: t`the gateway made no intent (${said})`, ...(hint === undefined ? {} : { hint }), ...number };
}
