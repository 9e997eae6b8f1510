import type { Parameter } from '../../signature/canonical-text.ts';
import { bodyForms } from '../body-forms.ts';
import type { CauseRule, Deviation, Evidence } from '../deviation.ts';
import { commonWriters, type ObjectWriter, rarerWriters } from '../json-forms.ts';
import { joinPairs } from '../recipe.ts';
import { inSentOrder } from '../sent-order.ts';
import type { SignatureCase } from '../signature-case.ts';

function bodied(evidence: Evidence, body: string | Uint8Array): Deviation {
  return { step: 'body', evidence, apply: (recipe) => ({ ...recipe, body }) };
}

function textOf(body: Uint8Array): string {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
}

/** The parameters as JSON, in the order given or sorted, or the body that came. */
function* jsonBodySigned({ kind, parameters, body }: SignatureCase): Iterable<Deviation> {
  if (kind !== 'request') return;
  if (/^\s*[[{]/.test(textOf(body))) yield bodied({ id: 'json-as-sent' }, body);
  yield* written(commonWriters, parameters);
}

function* moreJson({ kind, parameters }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') yield* written(rarerWriters, parameters);
}

/** Only what has a value: that the rest is in it too is another cause. */
function* written(writers: readonly ObjectWriter[], parameters: readonly Parameter[]): Iterable<Deviation> {
  const sort = inSentOrder(parameters);
  for (const join of writers) {
    yield { step: 'join', evidence: { id: 'json-of-parameters' }, apply: (recipe) => ({ ...recipe, sort, join }) };
  }
}

/** Line ends and a byte order mark that something between the wire and here touched. */
function* bodyLineEnds({ kind, body }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  for (const { evidence, content } of lineEndVariants(body)) yield bodied(evidence, content);
}

function* bodyReserialised({ kind, body, parameters }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  const text = textOf(body);
  for (const { how, text: form, names = [] } of bodyForms(text, parameters)) {
    if (form !== text) yield { ...bodied({ id: how }, form), concerns: names };
  }
}

/** A reader that was read before, a parser that took the body away: only the key was hashed, or a word for nothing. */
function* emptyBody({ kind }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request')
    yield {
      step: 'join',
      evidence: { id: 'nothing-signed', values: { text: '' } },
      apply: (recipe) => ({ ...recipe, join: () => '' }),
    };
  else
    for (const text of ['', '{}', 'null', '[]', 'undefined', 'None', '""'])
      yield bodied({ id: 'nothing-signed', values: { text } }, text);
}

/** What a request's signature would be: the fields sorted and joined, or as they stand. */
function* bodyAsForm({ kind, parameters }: SignatureCase): Iterable<Deviation> {
  if (kind === 'request') return;
  const filled = (given: readonly Parameter[]) => given.filter(([name, value]) => value !== '' && name !== 'sign');
  const all = (given: readonly Parameter[]) => given.filter(([name]) => name !== 'sign');
  const flat = (given: readonly Parameter[]) => all(given).filter(([, value]) => !/^[[{]/.test(value));
  const asTheyCame = inSentOrder(parameters);
  for (const select of [filled, all, flat]) {
    for (const order of [undefined, asTheyCame]) {
      yield {
        step: 'body',
        evidence: { id: order ? 'fields-joined-unsorted' : 'fields-joined' },
        signs_parameters: true,
        apply: ({ body: _body, ...recipe }) => {
          const sort = order ?? recipe.sort;
          return { ...recipe, parameters, select, sort, join: joinPairs };
        },
      };
    }
  }
}

export const bodyRules: readonly CauseRule[] = [
  { id: 'bom-or-crlf', family: 'body', deviations: bodyLineEnds },
  { id: 'body-reserialised', family: 'body', deviations: bodyReserialised },
  { id: 'body-signed-as-form', family: 'body', deviations: bodyAsForm },
  { id: 'empty-body-signed', family: 'body', deviations: emptyBody },
  { id: 'json-body-signed', family: 'body', deviations: jsonBodySigned, unlikely: moreJson },
];

/** A body as it may have been before something between the wire and this tool touched its line ends or its first bytes. */
interface BodyVariant {
  readonly content: Uint8Array;
  readonly evidence: Evidence;
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

export function lineEndVariants(bytes: Uint8Array): BodyVariant[] {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const variants: BodyVariant[] = [];
  const end = lastLineEnd(body);
  if (end > 0) {
    const evidence: Evidence = { id: 'body-line-end-added', values: { count: String(end) } };
    variants.push({ content: body.subarray(0, body.length - end), evidence });
  } else {
    for (const text of ['\n', '\r\n']) {
      variants.push({ content: Buffer.concat([body, Buffer.from(text)]), evidence: { id: 'body-line-end-lost' } });
    }
  }
  variants.push(markVariant(body));
  if (body.includes('\n')) variants.push(...lineEndsChanged(body));
  return variants;
}

function markVariant(body: Buffer): BodyVariant {
  return body.subarray(0, 3).equals(byteOrderMark)
    ? { content: body.subarray(3), evidence: { id: 'body-mark-added' } }
    : { content: Buffer.concat([byteOrderMark, body]), evidence: { id: 'body-mark-lost' } };
}

function lineEndsChanged(body: Buffer): BodyVariant[] {
  const unix = body.toString('latin1').replaceAll('\r\n', '\n');
  const write = (text: string) => Buffer.from(text, 'latin1');
  return [
    { content: write(unix), evidence: { id: 'body-lf' } },
    { content: write(unix.replaceAll('\n', '\r\n')), evidence: { id: 'body-crlf' } },
  ];
}

function lastLineEnd(body: Buffer): 0 | 1 | 2 {
  if (body.at(-1) !== 0x0a) return 0;
  return body.at(-2) === 0x0d ? 2 : 1;
}
