import type { HashedPart } from '../signature/hasher.ts';
import type { Parameter } from '../signature/sign.ts';
import type { Base } from './bases.ts';
import { bodyForms } from './body-forms.ts';
import { type CauseCandidate, isOfKey, type Match, matchOf, type Tools } from './candidate.ts';
import type { CauseRule, Deviation, Evidence, Family } from './deviation.ts';
import { EditableText } from './editable-text.ts';
import { commonWriters, type ObjectWriter, rarerWriters } from './json-forms.ts';
import { contentOf, digestOf, joinPairs, type Recipe } from './recipe.ts';
import { changeRules } from './rules/change-rules.ts';
import { characterRules, encodingRules, textEndRules } from './rules/encoding-rules.ts';
import { escapeRules } from './rules/escape-rules.ts';
import { hashRules, joiningRules, orderRules, selectionRules } from './rules/joining-rules.ts';
import { alteredKeyRules, keyRules } from './rules/key-rules.ts';
import { duplicateRules, parameterRules, printingRules, valueRules } from './rules/value-rules.ts';
import { inSentOrder } from './sent-order.ts';
import type { SignatureCase } from './signature-case.ts';

/** Each deviation of a base alone. */
export class Singles {
  /** Those that pairs are made of, found on the way. What changes nothing is none, nor what a simpler one has done already. */
  readonly candidates: CauseCandidate[] = [];
  /** Whether what the digits show is all there is. */
  readonly is_base_enough: boolean;
  /** What is right, to be edited. */
  readonly text: EditableText;
  readonly #content: HashedPart;
  readonly #seen: Set<string>;

  constructor(
    readonly signed: SignatureCase,
    readonly base: Base,
    readonly tools: Tools,
  ) {
    this.text = new EditableText(base.recipe);
    this.#content = contentOf(base.recipe);
    const right = digestOf(base.recipe, tools.hasher, this.#content);
    this.#seen = new Set([right]);
    this.is_base_enough = base.accepts(right);
  }

  find(is_likely: boolean): Match | undefined {
    const { count } = this.tools;
    for (const [place, rule] of causeTable.entries()) {
      for (const deviation of (is_likely ? rule.deviations(this.signed) : rule.unlikely?.(this.signed)) ?? []) {
        const match = this.#try(rule, deviation, is_likely);
        if (match) return match;
        if (!count.is_over) continue;
        for (const family of left(place, is_likely)) count.given_up.add(family);
        return undefined;
      }
    }
    return undefined;
  }

  /** Where what is signed follows from what is right, it is not selected, sorted and joined once more: most digests of a search are such. */
  #contentOf(deviation: Deviation, recipe: Recipe): HashedPart {
    const { base, signed } = this;
    const { print, finish, encode } = base.recipe;
    if (isOfKey(deviation)) return this.#content;
    if (encode || finish) return contentOf(recipe);
    if (deviation.step === 'print' && !print) {
      const writesOtherwise = ([, value]: Parameter) => recipe.print?.(value) !== value;
      return signed.parameters.some(writesOtherwise) ? contentOf(recipe) : this.#content;
    }
    const is_finished = deviation.step === 'finish' && typeof this.#content === 'string';
    return is_finished ? (recipe.finish?.(String(this.#content)) ?? this.#content) : contentOf(recipe);
  }

  /** What is signed then; by the right recipe, where that is all that is otherwise. */
  made(deviation: Deviation): { readonly recipe: Recipe; readonly content: HashedPart } {
    const revised = this.text.revised(deviation);
    if (revised !== undefined) return { recipe: this.base.recipe, content: revised };
    const recipe = deviation.apply(this.base.recipe);
    return { recipe, content: this.#contentOf(deviation, recipe) };
  }

  #try(rule: CauseRule, deviation: Deviation, is_likely: boolean): Match | undefined {
    const { base, tools } = this;
    const { recipe, content } = this.made(deviation);
    const is_idle = content === this.#content && !isOfKey(deviation);
    const candidate = new SingleCandidate(this, rule, deviation, is_idle);
    if (is_idle) {
      tools.count.idle(content.length);
      if (is_likely && (base.recipe.body !== undefined || deviation.step === 'print')) this.candidates.push(candidate);
      return undefined;
    }
    const digest = digestOf(recipe, tools.hasher, content);
    // A body that is written anew costs several times what it costs to hash.
    tools.count.single(rule.family, content.length * (deviation.step === 'body' ? 4 : 1));
    if (base.accepts(digest)) return matchOf(base, [candidate], candidate.recipe);
    if (!is_likely || this.#seen.has(digest)) return undefined;
    this.#seen.add(digest);
    this.candidates.push(candidate);
    return undefined;
  }
}

/** What it signs is made anew for pairs: hundreds of texts are not kept where one cause is enough. */
class SingleCandidate implements CauseCandidate {
  #recipe: Recipe | undefined;
  #content: HashedPart | undefined;

  constructor(
    readonly singles: Singles,
    readonly rule: CauseRule,
    readonly deviation: Deviation,
    readonly is_idle: boolean,
  ) {}

  get recipe(): Recipe {
    this.#recipe ??= this.deviation.apply(this.singles.base.recipe);
    return this.#recipe;
  }

  get content(): HashedPart {
    this.#content ??= this.singles.made(this.deviation).content;
    return this.#content;
  }
}

/** What is not tried to its end where a search ends at a rule: those that come after it, and pairs, which come after all. */
function left(place: number, is_likely: boolean): (Family | 'pairs')[] {
  const rest = causeTable.filter((rule, at) => at >= place || (is_likely && rule.unlikely));
  return [...rest.map(({ family }) => family), 'pairs'];
}

export const bodyRules: readonly CauseRule[] = [
  { id: 'bom-or-crlf', family: 'body', deviations: bodyLineEnds },
  { id: 'body-reserialised', family: 'body', deviations: bodyReserialised },
  { id: 'body-signed-as-form', family: 'body', deviations: bodyAsForm },
  { id: 'empty-body-signed', family: 'body', deviations: emptyBody },
  { id: 'json-body-signed', family: 'body', deviations: jsonBodySigned, unlikely: moreJson },
];

/** Every cause that is looked for, the simplest first; of those that are alike, what costs least. A new one is one entry in one of these, and a line in `seen.ts`. */
const causeTable: readonly CauseRule[] = [
  ...keyRules,
  ...textEndRules,
  ...bodyRules,
  ...orderRules,
  ...selectionRules,
  ...duplicateRules,
  ...hashRules,
  ...alteredKeyRules,
  ...valueRules,
  ...printingRules,
  ...parameterRules,
  ...changeRules,
  ...joiningRules,
  ...encodingRules,
  ...escapeRules,
  ...characterRules,
];

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
