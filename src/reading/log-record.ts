import { type JsonEntry, jsonEntries } from './json-entries.ts';
import { parseJson } from './json-values.ts';

const stamps = /^(?:@?timestamp|ts|time|level|lvl|severity|logger|log_?level|datetime)$/i;
const contents = [
  'request',
  'body',
  'payload',
  'params',
  'data',
  'form',
  'request_body',
  'msg',
  'message',
  'log',
  'event',
  'textPayload',
];

/** What a logger's JSON line was written for: the texts in it that may hold a request, likeliest first; undefined for other JSON. */
export function logRecordTexts(text: string): string[] | undefined {
  const entries = (/^\s*\{/.test(text) && jsonEntries(text)) || [];
  const names = entries.map(({ name }) => name);
  if (!names.some((name) => stamps.test(name)) || names.some((name) => /^(?:txamt|respcd|notify_type)$/.test(name))) {
    return undefined;
  }
  return contents.flatMap((wanted) => entries.filter(({ name }) => name === wanted).map(contentText));
}

function contentText({ raw }: JsonEntry): string {
  const value = parseJson(raw);
  return typeof value === 'string' ? value : raw;
}
