import { asSent, isWanting, lastAsSent } from './found/afterwards.ts';
import {
  headerMentions,
  headersBeside,
  type SignatureMention,
  showsHeaders,
  signatureMentions,
} from './found/mentions.ts';
import { findAnswers } from './found/messages.ts';
import { countUpTo, insideOf, type Piece, type PieceRole, type UndoingName } from './found/piece.ts';
import { findPieces } from './found/pieces.ts';
import { type TextView, viewsOf } from './found/undoings.ts';
import { linesOfDigests } from './lines.ts';
import { isAnswerName, type Kind, type Reading } from './read-parameters.ts';
import { countKnown, knownName } from './vocabulary.ts';

/** One way to read what a signature stands for. */
export interface RecordCandidate {
  readonly reading: Reading;
  readonly kind: Kind;
  readonly role: PieceRole;
  readonly undone: readonly UndoingName[];
  readonly is_pinned: boolean;
  readonly is_printed: boolean;
  readonly is_json_sent: boolean;
  readonly is_partial?: boolean;
}

/** A signature that stands in a text, with all that stands with it. */
export interface SignedRecord {
  /** Undefined where the text has none, so that it has to be given. */
  readonly received: string | undefined;
  readonly source: 'X-QF-SIGN' | 'sign' | undefined;
  /** The line of the text, from 1, where it stands. */
  readonly line: number;
  /** The likeliest first. */
  readonly candidates: readonly RecordCandidate[];
}

export interface SignedText {
  /** In the order of the text. */
  readonly records: readonly SignedRecord[];
  /** Signatures that were not looked at, because the text has so many. */
  readonly left_out: number;
}

/** More signatures than these are of another file. */
const mostRecords = 2_000;
const mostCandidates = 64;

/** Every signature of a text with the parameters that stand with it, read in every way in which they can be. */
export function findSignedRecords(whole: string): SignedText {
  const { text, left_out } = excerptOf(whole);
  const lineOf = linesOfDigests(whole);
  const found = new Map<string, SignedRecord & { readonly order: number }>();
  const keys = new Map<string, string[]>();
  for (const view of viewsOf(text)) {
    for (const [order, record] of recordsOfView(view).entries()) {
      const key = knownKey(found, keys, record);
      const known = found.get(key);
      if (!known) keys.set(beginOf(record), [...(keys.get(beginOf(record)) ?? []), key]);
      const of = known && !isBetter(record, known) ? known : record;
      const line = known?.line ?? lineOf(record.received, record.nth);
      const candidates = withOthers(known?.candidates ?? [], record.candidates);
      found.set(key, { order, ...of, line, candidates });
    }
  }
  const all = [...found.values()].filter(({ candidates }) => candidates.length > 0);
  const signed = all.filter(({ received }) => received !== undefined);
  const records = (signed.length > 0 ? signed : all).sort((a, b) => a.line - b.line || a.order - b.order);
  const likely = records
    .slice(0, mostRecords)
    .map((record) => ({ ...record, candidates: sharingHeaders(likeliestFirst(record.candidates)) }));
  return { records: likely, left_out: left_out + Math.max(0, records.length - mostRecords) };
}

/** What is larger is read around its signatures alone, and only as much of it. */
const largestText = 400_000;
const around = 8_000;

function excerptOf(text: string): { text: string; left_out: number } {
  if (text.length <= largestText) return { text, left_out: 0 };
  const signs = [...text.matchAll(/x[-_]qf[-_]sign(?![-_]?type)|(?<![\w-])sign(?:ature)?["'\]]?\s*[:=]/gi)].map(
    ({ index }) => index,
  );
  const places = signs.length > 0 ? signs : [...text.matchAll(knownName)].map(({ index }) => index);
  const parts: { start: number; end: number }[] = [];
  let taken = 0;
  let looked = 0;
  for (const place of places) {
    const last = parts.at(-1);
    // Looked for behind what is taken only: where a text is one line, each look would go back to its beginning.
    const taken_to = last?.end ?? 0;
    const start = taken_to + text.slice(taken_to, Math.max(taken_to, place - around + 1)).lastIndexOf('\n') + 1;
    const end = Math.min(text.length, place + around);
    if (taken + end - start > largestText) break;
    looked++;
    if (end <= start) continue;
    taken += end - start;
    if (last && start === last.end) last.end = end;
    else parts.push({ start, end });
  }
  return {
    text: parts.map(({ start, end }) => text.slice(start, end)).join('\n'),
    left_out: signs.length > 0 ? signs.length - looked : 0,
  };
}

/** With the most names of QFPay's; of those that are alike the one that stood there with the least undone. */
function likeliestFirst(candidates: readonly RecordCandidate[]): RecordCandidate[] {
  return candidates
    .map((candidate) => ({ candidate, known: knownIn(candidate) }))
    .sort((a, b) => b.known - a.known)
    .map(({ candidate }) => candidate);
}

/** Lines that were broken may cut a digest, or glue something to it: it is the same one. */
function knownKey(
  found: ReadonlyMap<string, SignedRecord>,
  keys: ReadonlyMap<string, readonly string[]>,
  record: ViewRecord,
): string {
  const key = keyOf(record);
  if (found.has(key) || record.received === undefined) return key;
  const digest = joinedDigits(record.received);
  const near =
    digest.length < begins ? found.keys() : [beginOf(record), `#${record.nth}`].flatMap((each) => keys.get(each) ?? []);
  for (const known of near) {
    const other = joinedDigits(found.get(known)?.received ?? '');
    const is_same = other !== '' && (digest.startsWith(other) || other.startsWith(digest));
    if (is_same && known.endsWith(`#${record.nth}`)) return known;
  }
  return key;
}

/** Digests that begin with the same letters stand together, so that of thousands only a few are compared. */
const begins = 8;

function beginOf({ received = '', nth }: ViewRecord): string {
  const digest = joinedDigits(received);
  return `${digest.length < begins ? '' : digest.slice(0, begins)}#${nth}`;
}

/** A digest that a broken line cut to half its length looks whole as well. */
function isBetter({ received: one = '' }: ViewRecord, { received: other = '' }: SignedRecord): boolean {
  if (/^[\da-f]+=$/i.test(other)) return one.length > other.length;
  return isWhole(one) && (!isWhole(other) || one.length > other.length);
}

/** A line that mail broke ends with `=`, which base64 has at its end alone. */
function joinedDigits(digest: string): string {
  return digest.replace(/\s+|=/g, '').toUpperCase();
}

function isWhole(digest: string | undefined): boolean {
  return digest !== undefined && /^(?:[\da-f]{32}|[\da-f]{64})$/i.test(digest);
}

interface ViewRecord extends SignedRecord {
  /** Of those with the same digest. */
  readonly nth: number;
}

function keyOf({ received, nth }: ViewRecord): string {
  return `${received?.toUpperCase() ?? ''}#${nth}`;
}

function distinct(candidates: readonly RecordCandidate[]): RecordCandidate[] {
  const seen = new Set<string>();
  const unique = candidates.filter((each) => {
    const { 'x-qf-signtype': type } = each.reading.headers ?? {};
    const key = `${each.kind} ${each.role} ${each.is_json_sent} ${type} ${contentOf(each)}`;
    return !seen.has(key) && seen.add(key);
  });
  return unique.slice(0, mostCandidates);
}

function contentOf({ kind, reading }: RecordCandidate): string {
  return kind === 'request' ? JSON.stringify(reading.parameters) : Buffer.from(reading.body).toString('latin1');
}

/** What stands around a list is told best by the text with the least undone: it says whether the list is what was sent. */
function withOthers(known: readonly RecordCandidate[], others: readonly RecordCandidate[]): RecordCandidate[] {
  const wantingFirst = [...known].sort((a, b) => Number(isWanting(b)) - Number(isWanting(a)));
  const told = new Map(wantingFirst.map((each) => [contentOf(each), isWanting(each)]));
  const isNew = (each: RecordCandidate) => (told.get(contentOf(each)) ?? isWanting(each)) === isWanting(each);
  return distinct([...known, ...others.filter(isNew)]);
}

/** Pieces that read one stretch of the text. */
interface Cluster {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  readonly signature: string | undefined;
}

function recordsOfView(view: TextView): ViewRecord[] {
  const { text } = view;
  const isAnswered = insideOf(findAnswers(text));
  const isRead = (piece: Piece) =>
    kindOfPiece(piece) !== 'response' || piece.signature !== undefined || !isAnswered(piece.start);
  const pieces = findPieces(text).map(asSent(text)).filter(isRead);
  const clusters = clustersOf(pieces);
  const isOwned = insideOf(clusters.filter(({ signature }) => signature !== undefined));
  const signs = signatureMentions(text).filter(({ at }) => !isAnswered(at));
  const mentions = signs.filter(({ at, role }) => role !== 'expected' && !isOwned(at));
  const drafts = bind(clusters, mentions);
  const shown = headerMentions(text).filter(({ at }) => !isAnswered(at));
  const headersOf = headersBeside(text, shown, signs, isAnswered);
  let has_headers: boolean | undefined;
  const counts = new Map<string, number>();
  return drafts.map(({ received, source, clusters: own }) => {
    const key = received?.toUpperCase() ?? '';
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    if (source !== 'X-QF-SIGN') has_headers ??= showsHeaders(text);
    const headers = source === 'X-QF-SIGN' || has_headers ? headersOf(received) : undefined;
    const candidates = lastAsSent(own.flatMap((cluster) => cluster.pieces))
      .map((piece) => ({ piece, known: Math.min(4, knownIn(piece)) }))
      .sort((a, b) => a.piece.rank - b.piece.rank || b.known - a.known)
      .map(({ piece }) => candidateOf(piece, view, headers));
    return { received, source, line: 1, nth, candidates };
  });
}

function knownIn({ reading }: Pick<Piece, 'reading'>): number {
  return countKnown(reading.parameters.map(([name]) => name));
}

function candidateOf(
  piece: Piece,
  { undone }: TextView,
  headers: Readonly<Record<string, string>> | undefined,
): RecordCandidate {
  const { reading, is_printed = false, is_partial = false } = piece;
  const own = reading.headers ?? headers;
  const kind = kindOfPiece(piece);
  const sent = kind === 'request' ? sentBy(piece, { ...headers, ...own }) : piece;
  const { role, is_pinned = false, is_json_sent = false } = sent;
  return {
    reading: own ? { ...reading, headers: own } : reading,
    kind,
    role,
    undone: [...new Set([...undone, ...piece.undone])],
    is_pinned,
    is_printed,
    is_json_sent,
    is_partial,
  };
}

/** What the headers beside it say of a body: one of just their length is what was sent, and JSON where they say so. */
function sentBy(
  piece: Piece,
  headers: Readonly<Record<string, string>>,
): Pick<Piece, 'role' | 'is_pinned' | 'is_json_sent'> {
  const { reading, role } = piece;
  if (role === 'string') return piece;
  const length = Number(headers['content-length'] ?? Number.NaN);
  const fits = reading.body.length > 0 && reading.body.length === length;
  if (reading.notation === 'form') return fits ? { ...piece, role: 'wire', is_pinned: true } : piece;
  const is_json = role === 'list' && /\bjson\b/i.test(headers['content-type'] ?? '');
  return is_json || (fits && reading.notation === 'json') ? { role: 'wire', is_json_sent: true } : piece;
}

/** What has `notify_type` is a notification; what has `respcd` and is no request is an answer. */
export function kindOfPiece({ reading, role }: Pick<Piece, 'reading' | 'role'>): Kind {
  const names = reading.parameters.map(([name]) => name);
  const is_form = reading.notation === 'form' && role === 'wire';
  if (names.includes('notify_type') && !is_form) return 'notification';
  if (reading.direction === 'response') return 'response';
  const is_request = is_form || reading.headers?.['x-qf-appcode'] !== undefined || !names.some(isAnswerName);
  return names.includes('respcd') && !is_request ? 'response' : 'request';
}

/**
 * What one way of reading sees of the headers of a signature is so for all of them: where a log was cut or wrapped, another
 * way has lost the header beside it. A message that has its signature in its own headers knows best which of them came along.
 */
function sharingHeaders(candidates: readonly RecordCandidate[]): RecordCandidate[] {
  const typeOf = ({ reading }: RecordCandidate) => reading.headers?.['x-qf-signtype'] || undefined;
  const requests = candidates.filter(({ kind, reading }) => kind === 'request' && reading.headers);
  const complete = requests.filter(
    ({ reading: { headers } }) => headers?.['x-qf-sign'] && headers['x-qf-signtype'] !== '',
  );
  const plain = complete.filter(({ undone, role }) => undone.length === 0 && role === 'wire');
  const best = plain.length > 0 ? plain : complete.length > 0 ? complete : requests;
  const types = new Set(best.map(typeOf).filter((type) => type !== undefined));
  const [type] = types;
  if (requests.length === 0 || types.size > 1) return [...candidates];
  return candidates.map((candidate) => {
    const { kind, reading } = candidate;
    if (kind !== 'request' || (reading.headers && typeOf(candidate) === type)) return candidate;
    const { 'x-qf-signtype': _other, ...headers } = reading.headers ?? {};
    return {
      ...candidate,
      reading: { ...reading, headers: { ...headers, ...(type ? { 'x-qf-signtype': type } : {}) } },
    };
  });
}

function clustersOf(pieces: readonly Piece[]): Cluster[] {
  const sorted = [...pieces].sort((a, b) => a.start - b.start || b.end - a.end);
  const clusters: { start: number; end: number; pieces: Piece[] }[] = [];
  for (const piece of sorted) {
    const last = clusters.at(-1);
    if (last && piece.start < last.end && !isOtherRecord(piece, last.pieces)) {
      last.end = Math.max(last.end, piece.end);
      last.pieces.push(piece);
    } else clusters.push({ start: piece.start, end: piece.end, pieces: [piece] });
  }
  return clusters.map((cluster) => ({ ...cluster, signature: signatureOf(cluster.pieces) }));
}

/** Words stand behind it where an end was tried too far. */
function signatureOf(pieces: readonly Piece[]): string | undefined {
  const all = pieces.flatMap(({ signature }) => signature || []);
  return all.find((signature) => /^[\w+/=-]{8,130}$/.test(signature)) ?? all[0];
}

/** A collection of requests holds several that begin alike: each with a signature of its own, and not with words behind it. */
function isOtherRecord({ signature = '' }: Piece, others: readonly Piece[]): boolean {
  const own = signature.toUpperCase();
  const known = others.map((other) => other.signature?.toUpperCase() ?? '').filter((other) => other !== '');
  return own !== '' && known.some((other) => !other.startsWith(own) && !own.startsWith(other));
}

interface Draft {
  readonly received: string | undefined;
  readonly source: SignedRecord['source'];
  readonly clusters: Cluster[];
}

/** Puts each signature together with what stands with it. */
function bind(clusters: readonly Cluster[], mentions: readonly SignatureMention[]): Draft[] {
  const owned = clusters.filter(({ signature }) => signature !== undefined);
  const free = clusters.filter(({ signature }) => signature === undefined);
  const drafts = owned.map(
    ({ signature, ...cluster }): Draft => ({
      received: signature,
      source: sourceOf(cluster.pieces),
      clusters: [{ ...cluster, signature }],
    }),
  );
  const known = new Set(owned.map(({ signature }) => signature?.toUpperCase()));
  const named = mentions.filter(
    ({ digest, role }) => !known.has(digest.toUpperCase()) && !(owned.length > 0 && role === 'guessed'),
  );
  if (named.length === 0) return attach(drafts, free);
  const requests = free.filter(({ pieces }) => pieces.some(({ role }) => role !== 'string'));
  if (owned.length > 0 && requests.length === 0) return attach(drafts, free);
  return [...drafts, ...bindFree(named, free)];
}

function sourceOf(pieces: readonly Piece[]): SignedRecord['source'] {
  const has_header = pieces.some(
    ({ reading, signature }) => signature !== undefined && reading.headers?.['x-qf-sign'] === signature,
  );
  return has_header ? 'X-QF-SIGN' : 'sign';
}

/** What has no signature stands with the next one that has; alone it waits for one to be given. */
function attach(drafts: readonly Draft[], free: readonly Cluster[]): Draft[] {
  if (drafts.length === 0)
    return free.length === 0 ? [] : [{ received: undefined, source: undefined, clusters: [...free] }];
  const all = drafts.map(({ clusters, ...draft }) => ({ ...draft, clusters: [...clusters] }));
  for (const cluster of free) {
    const next = all.find(({ clusters: [first] }) => (first?.start ?? 0) >= cluster.end) ?? all.at(-1);
    next?.clusters.push(cluster);
  }
  return all;
}

/** Either every signature stands behind its parameters, or before them: the first of the text tells. */
function bindFree(mentions: readonly SignatureMention[], free: readonly Cluster[]): Draft[] {
  const own = withoutRepeats(mentions, free);
  const drafts = own.map(({ digest, source }): Draft => ({ received: digest, source, clusters: [] }));
  const is_behind = (free[0]?.start ?? 0) < (own[0]?.at ?? 0);
  for (const cluster of free) {
    const place = is_behind
      ? countUpTo(own, ({ at }) => at < cluster.start)
      : Math.max(0, countUpTo(own, ({ at }) => at <= cluster.start) - 1);
    drafts[Math.min(place, drafts.length - 1)]?.clusters.push(cluster);
  }
  return drafts;
}

/** A digest that is told again is the same one, unless another request was sent with it. */
function withoutRepeats(mentions: readonly SignatureMention[], free: readonly Cluster[]): SignatureMention[] {
  const sent = free.filter(({ pieces }) => pieces.some(({ role }) => role === 'wire'));
  const told = new Map<string, SignatureMention>();
  return mentions.filter((mention) => {
    const digest = mention.digest.toUpperCase();
    const last = told.get(digest);
    told.set(digest, mention);
    if (!last) return true;
    return sent.length > 1 && sent.some(({ start }) => last.at < start && start < mention.at);
  });
}
