import { t } from '../../language/t.ts';
import { findAnswer } from '../answered.ts';
import { type JsonRecord, pairsOf, parseJson, recordOf, recordsOf, textOrNothing } from '../json-values.ts';
import { headerRecord, type Message, type ReadOptions } from '../message.ts';
import { textOf } from '../text-of.ts';
import { chooseEntry } from './choose-entry.ts';

/** A HAR file, as a browser's network panel exports it; undefined for anything else. */
export function readHar(bytes: Uint8Array, { prefers }: ReadOptions = {}): Message | undefined {
  const text = textOf(bytes)?.text ?? '';
  if (!/^\s*\{/.test(text) || !text.includes('"entries"')) return undefined;
  const log = recordOf(recordOf(parseJson(text))?.['log']);
  if (!log || !Array.isArray(log['entries'])) return undefined;
  const entries = recordsOf(log['entries']).map((entry) => ({
    request: recordOf(entry['request']) ?? {},
    response: recordOf(entry['response']) ?? {},
  }));
  const choice = chooseEntry(entries);
  if (!choice) {
    const fault = { field: 'input', rule: t`must be a HAR file with an entry in it` };
    return { direction: 'request', title: t`a HAR file`, body: new Uint8Array(), faults: [fault] };
  }
  const { request, response } = choice.entry;
  const message = prefers === 'response' ? responseOf(response) : requestOf(request);
  const answered = prefers === 'response' ? undefined : findAnswer(Buffer.from(contentOf(response)).toString('utf8'));
  return {
    ...message,
    answered,
    title: prefers === 'response' ? t`a HAR file, its response` : t`a HAR file, its request`,
    notes: [choice.said, ...(message.notes ?? [])],
  };
}

function requestOf(request: JsonRecord): Message {
  const post = recordOf(request['postData']) ?? {};
  const text = textOrNothing(post['text']) ?? '';
  const params = text === '' ? (pairsOf(post['params']) ?? []) : [];
  const target = textOrNothing(request['url']) ?? '';
  const headers = headerRecord(pairsOf(request['headers']) ?? []);
  const body = Buffer.from(text, 'utf8');
  if (params.length === 0) return { direction: 'request', target, headers, body, notes: [] };
  return { direction: 'request', target, headers, body, ...paramsOf(params) };
}

/** Exporters differ: some decode these, some do not. */
function paramsOf(params: readonly (readonly [string, string])[]): Pick<Message, 'fields' | 'notes'> {
  const is_encoded = params.some(([, value]) => /%[\da-f]{2}/i.test(value));
  const note = t`the HAR file has no text of the body, only its list of parameters, which was taken as it stands`;
  return {
    fields: { parameters: params.filter(([name]) => name !== ''), notes: [], faults: [] },
    notes: [is_encoded ? t`${note}: a value in it holds %XX, so it may still be encoded` : note],
  };
}

function responseOf(response: JsonRecord): Message {
  const headers = headerRecord(pairsOf(response['headers']) ?? []);
  const body = contentOf(response);
  const missing = body.length === 0 ? [t`the HAR file holds no body of this response`] : [];
  return { direction: 'response', headers, body, notes: missing };
}

export function contentOf(response: JsonRecord): Uint8Array {
  const content = recordOf(response['content']) ?? {};
  const text = textOrNothing(content['text']) ?? '';
  return Buffer.from(text, content['encoding'] === 'base64' ? 'base64' : 'utf8');
}
