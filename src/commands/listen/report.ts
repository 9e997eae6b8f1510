import { describeDelivery } from '../../command/deliver.ts';
import { connectionFlags, shellLine } from '../../command/session.ts';
import type { Server } from '../../context/network.ts';
import type { Secrets } from '../../context/secrets.ts';
import type { Context } from '../../context.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import { identityFields, isNotifyType, type NotifyType } from '../../notification/notification-kinds.ts';
import { beginning } from '../../report/beginning.ts';
import type { Block, Report, Tone } from '../../report/report.ts';
import { transactionData } from '../../report/transaction-report.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { formatMoney } from '../../transaction/money.ts';
import { readTransaction } from '../../transaction/transaction.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import type { Confirmation, ListenEvent, ListenPlan, NotificationEvent, RefusedEvent } from './receive.ts';

/** One line of `--json`, and some lines for a person. */
export function eventReport(heard: ListenEvent, secrets: Pick<Secrets, 'maskValue'>, options: GlobalOptions): Report {
  // Should somebody send a key itself, it is masked before anything is cut.
  const event = secrets.maskValue(heard);
  const said = event.kind === 'refused' ? refusedParts(event) : notificationParts(event, options);
  return { command: 'listen', exit_code: exitCodes.ok, ...said };
}

function refusedParts({ received_at, method, path, answered }: RefusedEvent): Pick<Report, 'data' | 'blocks'> {
  return {
    data: {
      event: 'refused',
      received_at: received_at.toISOString(),
      ...(method === undefined ? {} : { method, path }),
      answered: answeredData(answered),
    },
    blocks: [
      headline('bad', t`REFUSED`, method === undefined ? t`what is no whole request` : beginning(`${method} ${path}`)),
      { kind: 'rows', rows: [[t`answered`, `${answered.status} ${answered.text}`]] },
      endOfEvent,
    ],
  };
}

function notificationParts(event: NotificationEvent, options: GlobalOptions): Pick<Report, 'data' | 'blocks'> {
  return { data: notificationData(event), blocks: notificationBlocks(event, options) };
}

function notificationData(event: NotificationEvent): Record<string, unknown> {
  const { notification, received_at, is_duplicate, answered, saved, save_problem, forwarded, confirmed, cause } = event;
  const { is_valid, received, fields } = notification;
  return {
    event: 'notification',
    received_at: received_at.toISOString(),
    valid: is_valid,
    duplicate: is_duplicate,
    ...(fields?.['notify_type'] ? { notify_type: fields['notify_type'] } : {}),
    ...(notification.event_key === undefined ? {} : { event_key: notification.event_key }),
    ...(fields ? { transaction: transactionData(readTransaction(fields)), notification: fields } : {}),
    signature: received,
    answered: answeredData(answered),
    ...(forwarded ? { forwarded } : {}),
    ...(saved === undefined ? {} : { saved }),
    ...(save_problem === undefined ? {} : { save_problem }),
    ...(confirmed ? { confirmed: { agrees: confirmed.agrees ?? null, remarks: confirmed.remarks } } : {}),
    ...(is_valid ? {} : { diagnosis: { causes: cause ? [cause] : [] } }),
  };
}

function answeredData({ status, text }: NotificationEvent['answered']): { status: number; body: string } {
  return { status, body: text };
}

function notificationBlocks(event: NotificationEvent, options: GlobalOptions): Block[] {
  const { notification, is_duplicate, received_at } = event;
  const { notify_type = 'notification' } = notification.fields ?? {};
  const name = beginning(identityOf(notification.fields ?? {}));
  const rows = [...(is_duplicate ? [] : transactionRows(event)), ...doneRows(event)];
  return [
    headline(...verdictOf(event), `${notify_type} ${name}  ${formatGatewayTime(received_at)} UTC+8`),
    { kind: 'rows', rows },
    ...examination(event, options),
    endOfEvent,
  ];
}

/** The command that says what is wrong with one that was kept. */
function examination({ saved, notification }: NotificationEvent, options: GlobalOptions): Block[] {
  if (saved === undefined || notification.is_valid) return [];
  const flags = ['--kind', 'notification', '--input', saved, '--signature', notification.received];
  return [{ kind: 'hint', text: shellLine(['qfpay', 'verify', ...flags, ...connectionFlags(options)]) }];
}

/** Events stand apart. */
const endOfEvent: Block = { kind: 'text', text: '' };

function verdictOf({ notification, is_duplicate, answered }: NotificationEvent): [Tone, string] {
  if (!notification.is_valid) return ['bad', t`INVALID`];
  if (is_duplicate) return ['plain', t`DUPLICATE`];
  return answered.status === 200 ? ['good', t`VALID`] : ['bad', t`VALID, NOT TAKEN`];
}

function headline(tone: Tone, word: string, text: string): Block {
  return { kind: 'headline', tone, word, text };
}

type EventRow = readonly [label: string, value: string];

/** What it is about, as far as it says so. */
function transactionRows({ notification: { fields } }: NotificationEvent): EventRow[] {
  if (!fields) return [];
  const { out_trade_no, txamt, txcurrcd = '', pay_type, orig_syssn, goods_name } = readTransaction(fields);
  const { notify_type = '' } = fields;
  const isRecurring = isNotifyType(notify_type) && recurring.includes(notify_type);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['out_trade_no', out_trade_no],
    [t`amount`, txamt && formatMoney(txamt, txcurrcd)],
    ['pay_type', pay_type],
    ['orig_syssn', orig_syssn],
    ['goods_name', goods_name],
    ...(isRecurring ? recurringFields.map((name) => [name, fields[name]] as const) : []),
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, beginning(value)] as const] : []));
}

const recurring: readonly NotifyType[] = ['payment_token', 'subscription', 'subscription_payment'];

/** What the recurring events say beside an amount; of a charge that failed `respcd` tells. */
const recurringFields = [
  ...['event', 'tokenid', 'cardcd', 'card_scheme', 'token_expiry_date', 'subscription_id', 'state'],
  ...['subscription_order_id', 'product_id', 'current_iteration', 'customer_id', 'respcd', 'reason'],
];

/** Which event it is, in a headline: `tk_… NEW`. */
function identityOf(fields: Readonly<Record<string, string>>): string {
  const parts = identityFields(fields['notify_type']).map((name) => fields[name] ?? '');
  return parts.filter((part) => part !== '').join(' ');
}

/** What was done with it, and what was found out. */
function doneRows(event: NotificationEvent): EventRow[] {
  const { answered, saved, save_problem, forwarded, confirmed, cause } = event;
  return [
    ...(cause
      ? ([
          [t`cause`, `${cause.title} (${cause.id})`],
          [t`evidence`, cause.evidence],
          [t`fix`, cause.fix],
        ] as const)
      : []),
    ...(forwarded ? [[t`forwarded`, describeDelivery(forwarded)] as const] : []),
    ...(saved === undefined ? [] : [[t`saved`, saved] as const]),
    ...(save_problem === undefined ? [] : [[t`not saved`, save_problem] as const]),
    ...(confirmed ? [['query', describeConfirmation(confirmed)] as const] : []),
    [t`answered`, `${answered.status} ${answered.text}`],
  ];
}

function describeConfirmation({ agrees, remarks }: Confirmation): string {
  if (agrees) return t`agrees`;
  return `${agrees === false ? t`DOES NOT AGREE` : t`could not be asked`}: ${remarks.join('; ')}`;
}

/** The first line of all: that notifications can come now, and where they have to go. */
export function readyReport(
  server: Server,
  { plan, key }: { readonly plan: ListenPlan; readonly key: ClientKey },
): Report {
  const { path, forward_to, save } = plan;
  const url = `${server.url}${path ?? ''}`;
  const rows: readonly (readonly [string, string | undefined])[] = [
    [t`verifies with`, String(key)],
    [t`forwards to`, forward_to],
    [t`saves in`, save],
    [t`checks with`, plan.confirm ? 'query' : undefined],
  ];
  return {
    command: 'listen',
    exit_code: exitCodes.ok,
    data: {
      event: 'ready',
      url,
      port: Number(new URL(server.url).port || 80),
      ...(forward_to === undefined ? {} : { forward_to }),
      ...(save === undefined ? {} : { save }),
      confirm: plan.confirm,
      reachable: reachable(server),
    },
    blocks: [
      { kind: 'headline', tone: 'good', word: t`LISTENING`, text: url },
      { kind: 'rows', rows: rows.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const])) },
      { kind: 'hint', text: reachable(server) },
      { kind: 'text', text: '' },
    ],
  };
}

/** Nobody should wait for notifications that cannot come. */
function reachable({ url }: Server): string {
  const { port } = new URL(url);
  const where = t`QFPay itself calls a public address on port 80 or 443 only, at the URL that is registered with it`;
  if (['', '443'].includes(port)) return t`${where}: see that it leads here`;
  return t`${where}: a tunnel has to lead from there to this port; qfpay notify send and the emulator reach it as it is`;
}

/** What came in a run, counted. */
interface Tally {
  readonly received: number;
  readonly valid: number;
  readonly duplicate: number;
  readonly invalid: number;
  /** Other methods and paths, and what the server itself refused. */
  readonly refused: number;
  readonly forward_failed: number;
  readonly disagreed: number;
}

export const nothingYet: Tally = {
  received: 0,
  valid: 0,
  duplicate: 0,
  invalid: 0,
  refused: 0,
  forward_failed: 0,
  disagreed: 0,
};

export function counted(tally: Tally, event: ListenEvent): Tally {
  const received = tally.received + 1;
  if (event.kind === 'refused') return { ...tally, received, refused: tally.refused + 1 };
  const { notification, is_duplicate, forwarded, confirmed } = event;
  return {
    ...tally,
    received,
    valid: tally.valid + Number(notification.is_valid),
    duplicate: tally.duplicate + Number(is_duplicate),
    invalid: tally.invalid + Number(!notification.is_valid),
    forward_failed: tally.forward_failed + Number(forwarded?.acknowledged === false),
    disagreed: tally.disagreed + Number(confirmed?.agrees === false),
  };
}

/** `3 received: 2 valid (1 duplicate), 1 invalid`; what did not happen is not named, but for validity. */
export function describeTally({ received, valid, duplicate, invalid, ...others }: Tally): string {
  const taken = duplicate > 0 ? t`${valid} valid (${duplicate} duplicate)` : t`${valid} valid`;
  const rest = [
    ...(others.refused > 0 ? [t`${others.refused} refused`] : []),
    ...(others.forward_failed > 0 ? [t`${others.forward_failed} not taken by the forward target`] : []),
    ...(others.disagreed > 0 ? [t`${others.disagreed} against what query says`] : []),
  ];
  const parts = [taken, t`${invalid} invalid`, ...rest];
  return t`${received} received: ${parts.join(t`, `)}`;
}

/** The last line. Ctrl-C is an interruption; a system that ends it is obeyed, and nothing has failed. */
export function endReport(tally: Tally, { interruption }: Pick<Context, 'interruption'>): Report {
  const is_told = interruption.by !== undefined && interruption.by !== 'SIGINT';
  return {
    command: 'listen',
    exit_code: is_told ? exitCodes.ok : exitCodes.interrupted,
    data: { event: 'end', ...tally },
    blocks: [],
    ...(is_told ? {} : { error: { message: t`interrupted` } }),
  };
}
