import type { ClientKey } from '../signature/client-key.ts';
import { isListing } from './found/messages.ts';
import { textOf } from './json-values.ts';
import { findSignature, type Kind, kindOf, type Reading } from './read-parameters.ts';
import { readWhole } from './reading.ts';
import { findSignedRecords, type RecordCandidate, type SignedRecord } from './signed-records.ts';
import { canBeName, countKnown } from './vocabulary.ts';

/** A signature of an input, and where it stands. */
export interface SignedInput {
  readonly received: string | undefined;
  /** `line 3`. */
  readonly place: string;
  readonly candidates: readonly RecordCandidate[];
}

export interface SignedInputs {
  readonly cases: readonly SignedInput[];
  readonly left_out: number;
  readonly shows_key: boolean;
}

export interface SignedInputWishes {
  readonly prefers?: Kind | undefined;
  readonly key?: ClientKey;
}

/**
 * Every signature of an input with whatever it may have been made over. Pure, and it never fails: an input in which nothing
 * can be read has no cases.
 */
export function readSignedInput(bytes: Uint8Array, { prefers, key }: SignedInputWishes = {}): SignedInputs {
  const half = prefers === 'notification' ? undefined : prefers;
  const whole = wholeCandidate(readWhole(bytes, { prefers: half }), bytes);
  const decoded = textOf(bytes)?.text ?? '';
  const { text, shows_key } = withoutKey(decoded, key);
  const { records, left_out } = findSignedRecords(text);
  const wanted = records.map((record) => ofKind(record, prefers)).filter(({ candidates }) => candidates.length > 0);
  const cases = (whole && !isOtherRecord(whole, decoded, wanted) ? withWhole(wanted, whole) : wanted).map(
    ({ received, line, candidates }) => ({
      received,
      place: `line ${line}`,
      candidates,
    }),
  );
  return { cases, left_out, shows_key };
}

/** A record in JSON was read as one where its parts were found: what is encoded in it is known there. */
function isOtherRecord(
  { reading: { parameters } }: RecordCandidate,
  text: string,
  records: readonly SignedRecord[],
): boolean {
  const sent = records
    .flatMap(({ candidates }) => candidates)
    .filter(({ role, reading }) => role === 'wire' && reading.headers?.['x-qf-sign'] !== undefined);
  const read = JSON.stringify(parameters);
  return (
    /^\s*[{[]/.test(text) && sent.length > 0 && sent.every(({ reading }) => JSON.stringify(reading.parameters) !== read)
  );
}

/** Behind a value the key is not part of it: the text that was hashed was printed. */
function withoutKey(text: string, key: ClientKey | undefined): { text: string; shows_key: boolean } {
  if (!key?.isIn(text)) return { text, shows_key: false };
  const secret = key.reveal();
  if (secret.length < 8) return { text, shows_key: true };
  const pieces = text.split(secret);
  return {
    text: pieces.reduce((all, piece) => (/[^\s=:"'`>]$/.test(all) ? all + piece : all + secret + piece)),
    shows_key: true,
  };
}

/** Where half of an exchange is asked for, the other half is not judged; what can be meant so is read so. */
function ofKind(record: SignedRecord, wanted: Kind | undefined): SignedRecord {
  if (wanted === undefined) return record;
  const own = record.candidates.filter(({ kind }) => kind === wanted);
  if (own.length > 0) return { ...record, candidates: own };
  const is_other = wanted === 'request' && record.candidates.every(({ reading }) => reading.direction === 'response');
  const is_answer = wanted === 'response' && record.candidates.every(({ reading }) => reading.direction === 'request');
  return is_other || is_answer ? { ...record, candidates: [] } : record;
}

/** An input that is one thing from its first letter to its last: its bytes are known. */
function wholeCandidate(reading: Reading | undefined, bytes: Uint8Array): RecordCandidate | undefined {
  if (!reading || reading.faults.length > 0 || reading.parameters.length === 0) return undefined;
  const isName = (name: string) => (canBeName(name) && !/\[[^\]]*$/.test(name)) || /^x[-_]qf/i.test(name);
  if (!reading.parameters.every(([name]) => isName(name) || reading.notation === 'json')) return undefined;
  const kind = kindOf(reading);
  const is_message = reading.headers !== undefined || reading.direction !== undefined;
  const is_form = reading.notation === 'form';
  const is_raw = kind !== 'request' && reading.notation === 'json';
  const is_json = /^\s*[{[]/.test(Buffer.from(reading.body.subarray(0, 20)).toString('latin1'));
  return {
    reading,
    kind,
    role: is_message || is_form ? 'wire' : 'list',
    undone: [],
    is_pinned: !is_message && (is_form || is_raw),
    is_printed: !is_raw && !is_message,
    is_partial: false,
    is_json_sent:
      is_message &&
      is_json &&
      kind === 'request' &&
      reading.direction === 'request' &&
      !isParsedForm(reading, bytes) &&
      !isListing(Buffer.from(reading.body).toString('utf8'), reading.headers),
  };
}

/** A record of a request that was sent as a form shows the form's members as an object: Sentry does. */
function isParsedForm({ headers, body }: Reading, bytes: Uint8Array): boolean {
  const is_record = bytes.length > body.length && /^\s*\{/.test(Buffer.from(bytes.subarray(0, 20)).toString('latin1'));
  return is_record && /urlencoded/i.test(headers?.['content-type'] ?? '');
}

/** The whole joins the record of its signature, behind what was found in it where both differ. */
function withWhole(records: readonly SignedRecord[], whole: RecordCandidate): SignedRecord[] {
  const { received: written, source } = findSignature({}, whole.reading, whole.reading.parameters);
  const received = records.length > 0 ? /[\w+/=-]{8,130}/.exec(written ?? '')?.[0] : written;
  const own: SignedRecord = {
    received,
    source: source === 'sign' ? 'sign' : 'X-QF-SIGN',
    line: 1,
    candidates: [whole],
  };
  if (records.length === 0) return [own];
  const is_known = countKnown(whole.reading.parameters.map(([name]) => name)) > 0;
  const place = records.findIndex(
    (record) => record.received === undefined || isSameDigest(record.received, received ?? ''),
  );
  const at = place === -1 && received === undefined && records.length === 1 ? 0 : place;
  const record = records[at];
  if (!record || !is_known)
    return record ? [...records] : received === undefined || !is_known ? [...records] : [...records, own];
  // Headers that the text shows beside it are its headers.
  const headers = whole.reading.headers ?? record.candidates.find(({ reading }) => reading.headers)?.reading.headers;
  const candidates = joined(record.candidates, headers ? { ...whole, reading: { ...whole.reading, headers } } : whole);
  return records.map((each, index) =>
    index === at ? { ...each, received: each.received ?? received, candidates } : each,
  );
}

/** Where its line was broken, what is read as a whole has the first part of a digest only. */
function isSameDigest(known: string, read: string): boolean {
  const [one, other] = [known.toUpperCase(), read.toUpperCase()];
  return one === other || (other.length >= 16 && other.length < one.length && one.startsWith(other));
}

/** What was read as a whole is told better: it stands in the place of what is the same, and first where its bytes are known. */
function joined(candidates: readonly RecordCandidate[], whole: RecordCandidate): RecordCandidate[] {
  const is_same = ({ reading, role, kind }: RecordCandidate) =>
    role === whole.role &&
    kind === whole.kind &&
    JSON.stringify([reading.parameters, reading.headers]) ===
      JSON.stringify([whole.reading.parameters, whole.reading.headers]);
  const others = candidates.filter((candidate) => !is_same(candidate));
  if (whole.is_pinned || others.length < candidates.length) {
    const twin = candidates.find(is_same);
    const merged = twin
      ? {
          ...whole,
          is_pinned: whole.is_pinned || twin.is_pinned,
          is_json_sent: whole.is_json_sent || twin.is_json_sent,
        }
      : whole;
    return [merged, ...others];
  }
  return [...candidates, whole];
}
