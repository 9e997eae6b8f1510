import type { Secrets } from '../../context.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { beginning } from '../../report/beginning.ts';
import type { Block, Report, Tone } from '../../report/report.ts';
import { transactionData } from '../../report/transaction-report.ts';
import { readTransaction } from '../../transaction/transaction.ts';
import { formatGatewayTime } from '../../transaction/txdtm.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';
import type { ListenEvent, NotificationEvent, RefusedEvent } from './event.ts';
import { doneRows, transactionRows } from './event-rows.ts';

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
  const { notify_type = 'notification', syssn = '' } = notification.fields ?? {};
  const rows = [...(is_duplicate ? [] : transactionRows(event)), ...doneRows(event)];
  return [
    headline(...verdictOf(event), `${notify_type} ${syssn}  ${formatGatewayTime(received_at)} UTC+8`),
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
