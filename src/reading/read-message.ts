import { t } from '../language/t.ts';
import { readForm } from './form.ts';
import type { Message } from './message.ts';
import { readMessageBody } from './read-body.ts';
import { joinParameters, type Reading } from './read-parameters.ts';

/** The parameters of a message: those of its query string, then those of its body. */
export function readMessage(message: Message): Reading {
  const { direction, headers, fields, notes = [], faults = [], answered } = message;
  const query = readForm(queryOf(message.target ?? ''), 'utf8');
  const { title, ...body } = { ...readMessageBody(message.body, headers), ...fields };
  const is_both = query.parameters.length > 0 && body.parameters.length > 0 && direction !== 'response';
  const both = is_both
    ? [
        t`parameters come from the query string (${query.parameters.length}) and from the body (${body.parameters.length})`,
      ]
    : [];
  const envelope = message.title ?? httpName(direction);
  const content = fields ? t`its fields` : title;
  const isEmpty = !fields && isBlank(message.body);
  return {
    ...body,
    ...joinParameters([{ parameters: [], notes, faults }, query, body, { parameters: [], notes: both, faults: [] }]),
    notation: body.notation ?? (query.parameters.length > 0 || fields ? 'form' : undefined),
    title: query.parameters.length > 0 && isEmpty ? t`${envelope} with a query string` : t`${envelope} with ${content}`,
    headers,
    direction,
    ...(answered ? { answered } : {}),
    ...(direction === 'response' ? {} : { host: hostOf(message) }),
  };
}

/** In lower case, without a port. */
function hostOf({ target = '', headers }: Message): string | undefined {
  const written =
    /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(target)?.[1] ?? headers?.['host'] ?? headers?.[':authority'];
  return written?.replace(/:\d+$/, '').toLowerCase();
}

/**
 * What stands behind the first `?`. A checkout is a page of its own, `/checkstand/#/?a=1`: its parameters stand behind the
 * `#`, and whatever else does is never sent.
 */
export function queryOf(target: string): string {
  const checkout = /#\/?\?(.*)$/s.exec(target)?.[1];
  if (checkout !== undefined) return checkout;
  const [sent = ''] = target.split('#', 1);
  const start = sent.indexOf('?');
  return start === -1 ? '' : sent.slice(start + 1);
}

function httpName(direction: Message['direction']): string {
  if (direction === undefined) return t`an HTTP message`;
  return direction === 'request' ? t`an HTTP request` : t`an HTTP response`;
}

function isBlank(body: Uint8Array): boolean {
  return body.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
