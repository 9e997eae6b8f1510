import { exitCodes } from '../../errors.ts';
import type { Block, Report, Tone } from '../../report/report.ts';
import { transactionData } from '../../report/transaction-report.ts';
import type { ClientKey } from '../../signature/client-key.ts';
import { formatMoney } from '../../transaction/money.ts';
import { readTransaction } from '../../transaction/transaction.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { describeDelivery } from '../deliver.ts';
import { shellLine } from '../resume-command.ts';
import type { Confirmation, ListenEvent, NotificationEvent, RefusedEvent } from './event.ts';

type Row = readonly [label: string, value: string];

/** One line of `--json`, and some lines for a person. */
export function eventReport(event: ListenEvent, key: ClientKey): Report {
  const said = event.kind === 'refused' ? refusedParts(event) : notificationParts(masked(event, key));
  return { command: 'listen', exit_code: exitCodes.ok, ...said };
}

/** Should somebody send the key itself, or a forward target print it, it is not shown. */
function masked(event: NotificationEvent, key: ClientKey): NotificationEvent {
  const { notification, forwarded } = event;
  const { fields, received } = notification;
  const shown = fields && Object.entries(fields).map(([name, value]) => [key.mask(name), key.mask(value)] as const);
  return {
    ...event,
    notification: { ...notification, received: key.mask(received), fields: shown && Object.fromEntries(shown) },
    ...(forwarded && 'body' in forwarded ? { forwarded: { ...forwarded, body: key.mask(forwarded.body) } } : {}),
  };
}

function refusedParts({ received_at, method, path, answered }: RefusedEvent): Pick<Report, 'data' | 'blocks'> {
  return {
    data: { event: 'refused', received_at: received_at.toISOString(), method, path, answered: answeredData(answered) },
    blocks: [
      headline('bad', 'REFUSED', `${method} ${path}`),
      { kind: 'rows', rows: [['answered', `${answered.status} ${answered.text}`]] },
      endOfEvent,
    ],
  };
}

function notificationParts(event: NotificationEvent): Pick<Report, 'data' | 'blocks'> {
  return { data: notificationData(event), blocks: notificationBlocks(event) };
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

function notificationBlocks(event: NotificationEvent): Block[] {
  const { notification, is_duplicate, received_at } = event;
  const { notify_type = 'notification', syssn = '' } = notification.fields ?? {};
  const rows = [...(is_duplicate ? [] : transactionRows(event)), ...doneRows(event)];
  return [
    headline(...verdictOf(event), `${notify_type} ${syssn}  ${formatGatewayTime(received_at)} UTC+8`),
    { kind: 'rows', rows },
    endOfEvent,
  ];
}

/** Events stand apart. */
const endOfEvent: Block = { kind: 'text', text: '' };

function verdictOf({ notification, is_duplicate, answered }: NotificationEvent): [Tone, string] {
  if (!notification.is_valid) return ['bad', 'INVALID'];
  if (is_duplicate) return ['plain', 'DUPLICATE'];
  return answered.status === 200 ? ['good', 'VALID'] : ['bad', 'VALID, NOT TAKEN'];
}

function headline(tone: Tone, word: string, text: string): Block {
  return { kind: 'headline', tone, word, text };
}

function transactionRows({ notification: { fields } }: NotificationEvent): Row[] {
  if (!fields) return [];
  const { out_trade_no, txamt, txcurrcd = '', pay_type, orig_syssn, goods_name } = readTransaction(fields);
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['out_trade_no', out_trade_no],
    ['amount', txamt && formatMoney(txamt, txcurrcd)],
    ['pay_type', pay_type],
    ['orig_syssn', orig_syssn],
    ['goods_name', goods_name],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

function doneRows(event: NotificationEvent): Row[] {
  const { answered, saved, save_problem, forwarded, confirmed, cause } = event;
  return [
    ...(cause
      ? ([
          ['cause', `${cause.title} (${cause.id})`],
          ['evidence', cause.evidence],
          ['fix', cause.fix],
        ] as const)
      : []),
    ...(forwarded ? [['forwarded', describeDelivery(forwarded)] as const] : []),
    ...(saved === undefined ? [] : [['saved', saved] as const]),
    ...(save_problem === undefined ? [] : [['not saved', save_problem] as const]),
    ...(confirmed ? [['query', describeConfirmation(confirmed)] as const] : []),
    ['answered', `${answered.status} ${answered.text}`],
    ...(saved === undefined || event.notification.is_valid ? [] : [['examine', examineCommand(saved, event)] as const]),
  ];
}

function examineCommand(saved: string, { notification }: NotificationEvent): string {
  const flags = ['--kind', 'notification', '--input', saved, '--signature', notification.received];
  return shellLine(['qfpay', 'verify', ...flags]);
}

function describeConfirmation({ agrees, remarks }: Confirmation): string {
  if (agrees) return 'agrees';
  return `${agrees === false ? 'DOES NOT AGREE' : 'could not be asked'}: ${remarks.join('; ')}`;
}
