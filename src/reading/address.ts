import { t } from '../language/t.ts';
import type { Message } from './message.ts';
import { textOf } from './text-of.ts';

const address = /^(?:https?:\/\/|\/(?=[\w./#-]*\?))[^\s"'<>]+$/i;

/** A URL alone, such as the link to a checkout; undefined for anything else. */
export function readAddress(bytes: Uint8Array): Message | undefined {
  const text = textOf(bytes)?.text.trim() ?? '';
  return isAddress(text) ? addressMessage(text) : undefined;
}

export function isAddress(text: string): boolean {
  return address.test(text);
}

/** Nobody can tell which headers came with it. */
export function addressMessage(target: string): Message {
  const is_checkout = /#\/?\?/.test(target);
  return { direction: 'request', title: is_checkout ? t`a checkout URL` : t`a URL`, target, body: new Uint8Array() };
}
