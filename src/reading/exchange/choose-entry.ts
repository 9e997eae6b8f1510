import { t } from '../../language/t.ts';
import { type JsonRecord, pairsOf, recordOf, textOrNothing } from '../json-values.ts';

export interface HarEntry {
  readonly request: JsonRecord;
  readonly response: JsonRecord;
}

export interface Choice {
  readonly entry: HarEntry;
  /** For a person: which one it is, and how many others there are. */
  readonly said: string;
}

const qfpayHost = /^https?:\/\/[^/?#]*(?:qfapi|qfpay)/i;
const qfpayPath =
  /^https?:\/\/[^/?#]*\/(?:trade\/v\d|checkstand|customer\/v\d|product\/v\d|subscription\/v\d|payment_element)/i;

/** Of those that talk to QFPay the last that was refused for its signature, else the last; undefined when there is none at all. */
export function chooseEntry(entries: readonly HarEntry[]): Choice | undefined {
  const own = entries.filter(isQfpay);
  const candidates = own.length > 0 ? own : entries;
  const refused = candidates.findLast(({ response }) => /"respcd"\s*:\s*"?1108\b/.test(contentText(response)));
  const entry = refused ?? candidates.at(-1);
  if (!entry) return undefined;
  const { request } = entry;
  const address = (textOrNothing(request['url']) ?? '').split(/[?#]/, 1)[0]?.slice(0, 100) ?? '';
  const place = t`entry ${entries.indexOf(entry) + 1} of ${entries.length} was taken`;
  const why = refused ? t`, the last that was answered with 1108` : '';
  const others = candidates.length - 1;
  const rest = own.length > 0 ? othersText(others) : t`none of them looks like one to QFPay`;
  return { entry, said: `${place}${why}: ${textOrNothing(request['method']) ?? ''} ${address}; ${rest}` };
}

function isQfpay({ request, response }: HarEntry): boolean {
  const url = textOrNothing(request['url']) ?? '';
  const headers = [...(pairsOf(request['headers']) ?? []), ...(pairsOf(response['headers']) ?? [])];
  return qfpayHost.test(url) || qfpayPath.test(url) || headers.some(([name]) => /^x-qf-/i.test(name));
}

/** Answers are small, and their code stands near the front. */
function contentText(response: JsonRecord): string {
  const content = recordOf(response['content']) ?? {};
  const text = (textOrNothing(content['text']) ?? '').slice(0, 100_000);
  return content['encoding'] === 'base64' ? Buffer.from(text, 'base64').toString('latin1') : text;
}

function othersText(count: number): string {
  return count === 1 ? t`1 more speaks with QFPay` : t`${count} more speak with QFPay`;
}
