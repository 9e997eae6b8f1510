import type { Part } from '../signature/hasher.ts';
import { type Candidate, isOfKey } from './candidate.ts';
import type { Step } from './deviation.ts';
import { EditableText } from './editable-text.ts';

/** After these another value may be put in. */
const editable: readonly Step[] = ['parameter', 'print', 'select', 'sort'];

/** Longer ones are not kept twice. */
const longestKept = 65_536;

/** What two deviations sign, from what each signs alone, where that is quicker than to join all parameters once more. */
export class QuickContents {
  readonly #texts = new Map<Candidate, EditableText>();
  readonly #bytes = new Map<Candidate, Part>();

  constructor(readonly text: EditableText) {}

  /** Good until the next call. */
  of(first: Candidate, second: Candidate): Part | undefined {
    if (isOfKey(first.deviation)) return this.#bytesOf(second);
    if (isOfKey(second.deviation)) return this.#bytesOf(first);
    const [a, b] = [first.deviation.edit, second.deviation.edit];
    if (a && b) return this.text.bytesWith(a, b);
    if (a) return this.#edited(first, second);
    return b ? this.#edited(second, first) : undefined;
  }

  #edited({ deviation: { edit }, content }: Candidate, other: Candidate): Part | undefined {
    const { step, is_by_value = false } = other.deviation;
    if (step === 'finish' && typeof content === 'string') return other.recipe.finish?.(content);
    return edit && !is_by_value && editable.includes(step) ? this.#textOf(other).bytesWith(edit) : undefined;
  }

  #textOf(candidate: Candidate): EditableText {
    const text = this.#texts.get(candidate) ?? new EditableText(candidate.recipe);
    this.#texts.set(candidate, text);
    return text;
  }

  /** To encode a text costs as much as to hash it. */
  #bytesOf(candidate: Candidate): Part {
    const { content } = candidate;
    if (typeof content !== 'string' || content.length > longestKept) return content;
    const bytes = this.#bytes.get(candidate) ?? Buffer.from(content);
    this.#bytes.set(candidate, bytes);
    return bytes;
  }
}
