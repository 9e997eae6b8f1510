import type { Context } from '../../context.ts';
import type { Notification } from '../../notification/read-notification.ts';
import { hashHex } from '../../signature/hash.ts';
import type { Message } from '../deliver.ts';
import { headersPath } from '../notify/saved-file.ts';

/**
 * Keeps the raw body to the byte, and its headers in a file beside it, for `notify replay` and `verify --input`. The same
 * bytes are kept once.
 * @returns the path of the body
 * @throws ConfigError what cannot be written
 */
export function keepNotification(
  folder: string,
  message: Message,
  notification: Notification,
  { files, secrets }: Pick<Context, 'files' | 'secrets'>,
): string {
  const path = `${folder.replace(/\/+$/, '')}/${fileName(message, secrets.maskValue(notification))}`;
  files.write(path, message.body);
  files.write(headersPath(path), `${JSON.stringify(message.headers, undefined, 2)}\n`);
  return path;
}

/** Its parts were written by whoever sent it: only letters, digits and `-` of them come into a name. */
function fileName({ body }: Message, { is_valid, fields }: Notification): string {
  const parts = [fields?.['notify_type'], fields?.['syssn']].flatMap((part) => harmless(part ?? ''));
  const digest = hashHex('SHA256', body).slice(0, 8);
  return `${[...(is_valid ? [] : ['invalid']), ...parts, digest].join('-')}.json`;
}

function harmless(part: string): string[] {
  const left = part.replace(/[^A-Za-z0-9_]/g, '').slice(0, 40);
  return left === '' ? [] : [left];
}
