import { isLoopback } from '../catalog/endpoints.ts';
import { isInteractive } from '../command/asking.ts';
import { command, exits, tell } from '../command/command.ts';
import {
  amountFlags,
  either,
  type FlagValues,
  flagFaults,
  needs,
  readSeconds,
  toggle,
  value,
} from '../command/flags.ts';
import { reportSession, resumeCommand, type Session, simulationOf } from '../command/session.ts';
import type { Context } from '../context.ts';
import { isFinal } from '../diagnosis/outcome.ts';
import { type Fault, refuse } from '../errors.ts';
import { recordSending } from '../history/history.ts';
import type { RecordedSending } from '../history/history-entry.ts';
import { loadWords } from '../language/languages.ts';
import { t } from '../language/t.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { readPreferences, together } from '../merchant/settings.ts';
import { keepOutcome } from '../money/move-money.ts';
import { showLink } from '../money/payment.ts';
import { refuseQrFile } from '../money/payment-request.ts';
import {
  type CheckoutOptions,
  checkoutLink,
  checkoutRules,
  defaultPaysource,
  readCheckout,
} from '../payment/checkout-link.ts';
import { paymentReport } from '../report/payment-report.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { transactionData } from '../report/transaction-report.ts';
import { type Parameter, refuseKey } from '../signature/sign.ts';
import { formatMoney } from '../transaction/money.ts';
import { makeOutTradeNo, type Transaction } from '../transaction/transaction.ts';
import { formatTxdtm } from '../transaction/txdtm.ts';
import { type CheckoutOrder, type WaitedCheckout, waitForPaid } from './checkout/wait-for-paid.ts';

type CheckoutCommandOptions = FlagValues<typeof checkoutFlags>;

const checkoutFlags = {
  ...amountFlags,
  return_url: value('<url>', () => t`where the payer comes back to after paying`),
  failed_url: value('<url>', () => t`where the payer comes back to when it failed`),
  notify_url: value('<url>', () => t`where QFPay tells of the payment`),
  currency: value('<code>', () => t`ISO 4217`, { values: 'currencies', default: 'HKD' }),
  out_trade_no: value('<s>', () => t`your number for it, never used before (default: one is made)`),
  goods_name: value('<s>', () => t`what is sold, at most 20 characters`),
  cancel_url: value('<url>', () => t`where the payer comes back to without paying`),
  paysource: value('<s>', () => t`where the link comes from; ends in _checkout`, { default: defaultPaysource }),
  expired_time: value('<minutes>', () => t`how long a wallet's QR code on the page lives, 5 to 120`),
  checkout_expired_time: value(
    '<t>',
    () => t`how long the page lives: minutes, or a moment in milliseconds since 1970`,
  ),
  checkout_lang: value('<lang>', () => t`the page's language: zh-hk, zh-cn or en`, {
    values: ['zh-hk', 'zh-cn', 'en'],
  }),
  sign_lang: toggle(() => t`sign the page's language as well (QFPay's documents leave it out)`),
  udid: value('<s>', () => t`device, shown in the merchant portal`),
  limit_pay: value('<s>', () => t`no_credit: no credit cards of mainland wallets`, { values: ['no_credit'] }),
  open: toggle(() => t`open the link in the browser; on a terminal only`),
  wait: toggle(() => t`ask until it is paid`),
  wait_timeout: value('<seconds>', () => t`how long (default: as long as the page lives, else 30 minutes)`),
  qr: either(
    () => t`draw the QR code on stderr, also with --json`,
    () => t`do not draw it`,
  ),
  qr_file: value('<file>', () => t`write the QR code to a .png or .svg`, { values: 'files' }),
  dry_run: toggle(() => t`show what would be signed; nothing is written down`),
};

export const checkoutCommand = command({
  name: 'checkout',
  says: () =>
    t`Make the link to QFPay's hosted payment page and sign it. No request is sent: there is no order until the payer chooses how to pay. The number is in the history before the link is printed. With --wait the order is followed past cards that are declined.`,
  flags: checkoutFlags,
  skips: checkoutRules.rule_ids,
  examples,
  exits: exits.sending,
  run: checkout,
});

function examples(): readonly Example[] {
  const urls =
    '--return-url https://shop.example/ok --failed-url https://shop.example/no --notify-url https://shop.example/notify';
  return [
    [`qfpay checkout --amount 12.80 ${urls}`, t`a link to QFPay's page, where the payer pays by card or wallet`],
    [`qfpay checkout --txamt 1280 ${urls} --open --wait`, t`open it in the browser, and see it paid`],
    [`qfpay checkout --txamt 1280 ${urls} --json | jq -r .url`, t`the link alone, for a script`],
  ];
}

/** A checkout that was understood. */
interface CheckoutRequest {
  readonly parameters: readonly Parameter[];
  readonly warnings: readonly string[];
  readonly wait_seconds: number | undefined;
  readonly options: CheckoutCommandOptions & GlobalOptions;
}

/** @throws UsageError with every fault at once; nothing was made */
async function checkout(
  options: CheckoutCommandOptions & GlobalOptions,
  _args: readonly string[],
  outside: Context,
): Promise<Report> {
  const context = await withDotenv(outside);
  const [request, , said] = await together([
    () => readRequest(options, context),
    () => refuseQrFile(options, context),
    () => readPreferences(options, context),
  ]);
  for (const warning of request.warnings) tell(context, t`warning: ${warning}`);
  return reportSession(said, context, (session) => runCheckout(request, session, context));
}

function readRequest(options: CheckoutCommandOptions & GlobalOptions, context: Context): CheckoutRequest {
  const { parameters, warnings, faults: found } = readCheckout(options, context.clock.now());
  const faults: Fault[] = [...found];
  const wait_seconds = readSeconds(options.wait_timeout, 'wait_timeout', faults);
  faults.push(...flagFaults([needs('wait_timeout', 'wait')], options));
  if (options.open && !(isInteractive(options, context) && context.io.stderr.is_tty)) {
    faults.push({ field: 'open', rule: t`opens a browser on a terminal only: a script takes the link from --json` });
  }
  if (options.sign_lang && options.checkout_lang === undefined) {
    faults.push({ field: 'sign_lang', rule: t`needs ${'--checkout-lang'} beside it` });
  }
  if (options.qr_file !== undefined && !/\.(png|svg)$/i.test(options.qr_file)) {
    faults.push({ field: 'qr_file', value: options.qr_file, rule: t`must end in .png or .svg` });
  }
  refuse(faults, 'qfpay checkout --help');
  return { parameters, warnings, wait_seconds, options };
}

function makeCheckout({ parameters, options }: CheckoutRequest, settings: Settings, context: Context): CheckoutOrder {
  const { merchant, timezone, sign_type, base_url } = settings;
  const made_at = context.clock.now();
  const typed = new Map(parameters);
  const out_trade_no = typed.get('out_trade_no') ?? makeOutTradeNo(made_at, context.random);
  const rest = parameters.filter(([name]) => name !== 'out_trade_no');
  const all: Parameter[] = [
    ['appcode', merchant.app_code],
    ...(merchant.mchid === undefined ? [] : [['mchntid', merchant.mchid] as const]),
    ...rest,
    ['out_trade_no', out_trade_no],
    ['txdtm', formatTxdtm(made_at, timezone)],
  ];
  refuseKey(all, merchant.client_key, context.secrets);
  const signs_lang = options.sign_lang ?? false;
  const signed = checkoutLink(all, { base_url, key: merchant.client_key, sign_type, signs_lang });
  const resume = { out_trade_no, command: `${resumeCommand(out_trade_no, options)} --wait` };
  return { out_trade_no, made_at, parameters: all, signed, resume };
}

async function runCheckout(request: CheckoutRequest, session: Session, context: Context): Promise<Report> {
  const { settings } = session;
  const { options } = request;
  const order = makeCheckout(request, settings, context);
  if (options.dry_run) return dryRun(order, request, settings);
  const id = await recordSending(context, sendingOf(order, settings, options));
  tell(context, `out_trade_no ${order.out_trade_no}`);
  for (const notice of noticesOf(session, options)) tell(context, t`note: ${notice}`);
  const warnings = await keepOutcome(context, id, { outcome: 'awaiting_payer' });
  const shown = await showLink({ pay_url: order.signed.url }, linkRequest(request), context);
  if (options.open) warnings.push(...(await openInBrowser(order.signed.url, context)));
  const made: CheckoutMade = { order, drawing: shown.drawing, warnings: [...warnings, ...shown.warnings] };
  if (!options.wait) return madeReport(made, request, session);
  const { state, paid } = await waitForPaid(order, request.wait_seconds, session, context);
  const { outcome, respcd, transaction } = state;
  const told = {
    outcome,
    ...(respcd === undefined ? {} : { respcd }),
    ...(transaction.syssn ? { syssn: transaction.syssn } : {}),
  };
  const kept = isFinal(outcome) ? await keepOutcome(context, id, told) : [];
  return waitedReport({ ...made, warnings: [...made.warnings, ...kept] }, { state, paid }, request, session);
}

/** What the history keeps: a checkout is a payment that its payer makes. */
function sendingOf(
  { out_trade_no, parameters }: CheckoutOrder,
  settings: Settings,
  { skip_rule = [] }: GlobalOptions & CheckoutOptions,
): RecordedSending {
  const { env, base_url, merchant } = settings;
  const values = new Map(parameters);
  return {
    ...{ command: 'checkout', env, base_url, app_code: merchant.app_code, endpoint: 'payment', out_trade_no },
    ...(merchant.mchid === undefined ? {} : { mchid: merchant.mchid }),
    ...{ txamt: values.get('txamt') ?? '', txcurrcd: values.get('txcurrcd') ?? '' },
    ...(skip_rule.length > 0 ? { skipped_rules: skip_rule } : {}),
  };
}

function noticesOf({ settings, is_embedded }: Session, { wait }: CheckoutCommandOptions): string[] {
  if (settings.env === 'test') return [t`test moves real money, which is not settled: give it back the same day`];
  if (!is_embedded) return [];
  return wait
    ? [t`the page of --env local is there for as long as this command waits`]
    : [t`the page of --env local is gone when this command ends: --wait keeps it`];
}

function linkRequest({ options }: CheckoutRequest) {
  const { qr, qr_file, wait = false } = options;
  return {
    ...{ draws_qr: qr ?? (options.json ? false : undefined), inverts_qr: false, wait, options },
    ...(qr_file === undefined ? {} : { qr_file }),
  };
}

/** Only what a browser is meant for: https, or this machine. That it cannot be opened is no failure of the link. */
async function openInBrowser(url: string, context: Context): Promise<string[]> {
  const { protocol, hostname } = new URL(url);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  if (!isSafe) return [t`the link was not opened: only https is, and this machine`];
  const problem = await context.openUrl(url);
  return problem === undefined ? [] : [t`the link could not be opened (${problem}): open it by hand`];
}

interface CheckoutMade {
  readonly order: CheckoutOrder;
  readonly drawing: string | undefined;
  readonly warnings: readonly string[];
}

function madeReport({ order, drawing, warnings }: CheckoutMade, request: CheckoutRequest, session: Session): Report {
  const values = Object.fromEntries(order.parameters);
  const { out_trade_no, signed, resume } = order;
  const { txamt = '', txcurrcd = '', txdtm = '', goods_name } = values;
  const all = [...request.warnings, ...warnings];
  const amount = formatMoney(txamt, txcurrcd);
  return {
    command: 'checkout',
    exit_code: 0,
    data: {
      ...{ env: session.settings.env, ...simulationOf(session), outcome: 'awaiting_payer', url: signed.url },
      transaction: transactionData({ out_trade_no, txamt, txcurrcd, txdtm, ...(goods_name ? { goods_name } : {}) }),
      ...(all.length > 0 ? { warnings: all } : {}),
    },
    blocks: [
      {
        kind: 'headline',
        tone: 'wait',
        word: t`LINK MADE`,
        text: t`${amount} - there is no order until the payer chooses`,
      },
      {
        kind: 'rows',
        rows: [
          ['out_trade_no', out_trade_no],
          [t`amount`, amount],
          ['url', signed.url],
        ],
      },
      { kind: 'hint', text: resume.command },
    ],
    warnings,
    ...(drawing === undefined ? {} : { drawing }),
  };
}

async function waitedReport(
  { order, warnings, drawing }: CheckoutMade,
  { state, paid }: WaitedCheckout,
  request: CheckoutRequest,
  session: Session,
): Promise<Report> {
  const { env, timezone, lang } = session.settings;
  const twice = paid.length > 1 ? [twiceText(order.out_trade_no, paid)] : [];
  const findings = {
    ...{ ...state, env, timezone, ...simulationOf(session), resume: order.resume.command },
    ...{ notices: request.warnings, warnings: [...twice, ...warnings] },
    ...(drawing === undefined ? {} : { drawing }),
  };
  const report = paymentReport(findings, await loadWords(lang));
  return {
    ...report,
    command: 'checkout',
    data: {
      ...report.data,
      url: order.signed.url,
      ...(paid.length > 1 ? { paid_twice: true, paid: paid.map(transactionData) } : {}),
    },
  };
}

function twiceText(out_trade_no: string, paid: readonly Transaction[]): string {
  const numbers = paid.map(({ syssn = '' }) => syssn).join(', ');
  return t`paid_twice: out_trade_no ${out_trade_no} was paid ${paid.length} times (syssn ${numbers}); give back what was not meant`;
}

function dryRun({ signed }: CheckoutOrder, { warnings }: CheckoutRequest, { env }: Settings): Report {
  const { url, parameters, signing_string } = signed;
  const blocks: Block[] = [
    { kind: 'headline', tone: 'plain', word: t`DRY RUN`, text: t`nothing was written down` },
    { kind: 'text', text: url },
    { kind: 'rows', rows: parameters },
    { kind: 'text', text: t`signing string: ${signing_string}` },
  ];
  const request = { method: 'GET', url, headers: {}, params: Object.fromEntries(parameters), signing_string };
  return {
    command: 'checkout',
    exit_code: 0,
    data: { env, request, ...(warnings.length > 0 ? { warnings } : {}) },
    blocks,
  };
}
