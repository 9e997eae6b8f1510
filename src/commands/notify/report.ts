import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { acknowledgement } from '../../notification/acknowledgement.ts';
import { responseFields } from '../../reading/response-fields.ts';
import type { Block, Report, ReportError } from '../../report/report.ts';
import { type Delivery, describeDelivery, type Message } from '../deliver.ts';
import type { Sending } from './options.ts';

/** What was sent, and what came of it. */
export interface Sent {
  readonly action: string;
  readonly message: Message;
  readonly sending: Sending;
  readonly deliveries: readonly Delivery[];
}

/** 0 only where the endpoint said 200 with SUCCESS every time; what was never answered comes before what was refused. */
export function sentReport(sent: Sent): Report {
  const { action, message, sending, deliveries } = sent;
  const exit_code = exitOf(deliveries);
  const { tampering, url } = sending;
  return {
    command: 'notify',
    exit_code,
    data: {
      action,
      url,
      ...(tampering === undefined ? {} : { tampered: tampering }),
      notification: fieldsOf(message),
      signature: message.headers['x-qf-sign'] ?? '',
      acknowledged: exit_code === exitCodes.ok,
      deliveries: deliveries.map(({ url: _same, ...rest }) => rest),
    },
    blocks: blocksOf(sent, exit_code),
    warnings:
      tampering !== undefined && deliveries.some(({ acknowledged }) => acknowledged) ? [accepted(tampering)] : [],
    ...(exit_code === exitCodes.ok ? {} : { error: errorOf(sent, exit_code) }),
  };
}

function exitOf(deliveries: readonly Delivery[]): number {
  if (deliveries.some((delivery) => 'problem' in delivery)) return exitCodes.network;
  return deliveries.every(({ acknowledged }) => acknowledged) ? exitCodes.ok : exitCodes.declined;
}

/** For the document, every digit kept; what is no JSON object is shown as the text that it is. */
function fieldsOf({ body }: Message): unknown {
  const fields = responseFields(body);
  return fields ? Object.fromEntries(fields.top) : Buffer.from(body).toString('utf8');
}

function accepted(tampering: string): string {
  return t`the endpoint ACCEPTED a notification whose ${tampering} was tampered with: it has to hold X-QF-SIGN against the raw bytes of the body before anything else`;
}

function errorOf({ deliveries, sending: { tampering } }: Sent, exit_code: number): ReportError {
  if (exit_code === exitCodes.network) {
    const problem = deliveries.find((delivery) => 'problem' in delivery);
    const message = problem && 'problem' in problem ? problem.problem : t`no answer`;
    return { message, hint: t`QFPay would send the notification again, and so can you: endpoints take an event once` };
  }
  if (tampering !== undefined)
    return { message: t`the endpoint refused it, as it should (${tampering} was tampered with)` };
  return {
    message: t`the endpoint did not answer 200 with ${acknowledgement}`,
    hint: t`QFPay takes this for a failure and sends the notification again; answer 200 with the bare word ${acknowledgement}`,
  };
}

function blocksOf({ deliveries, sending: { url, tampering } }: Sent, exit_code: number): Block[] {
  const word = { [exitCodes.ok]: 'ACKNOWLEDGED', [exitCodes.network]: t`NO ANSWER` }[exit_code] ?? t`NOT ACKNOWLEDGED`;
  const count = deliveries.length > 1 ? `  (${deliveries.length} times)` : '';
  const good = (exit_code === exitCodes.ok) === (tampering === undefined) && exit_code !== exitCodes.network;
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
export function dryReport(action: string, { body, headers }: Message, { url }: Sending): Report {
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
