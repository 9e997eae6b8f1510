import type { Parameter } from '../signature/sign.ts';
import type { EvidenceId } from './cause-ids.ts';
import { changed, type Deviation, type Evidence, printed } from './deviation.ts';

/** Evidence for one value that is written in another way, and for several. */
interface WrittenEvidence {
  readonly one: EvidenceId;
  readonly all: Evidence;
}

/** Every value that is written in another way: where that is but one, it is named. */
export function* written(
  parameters: readonly Parameter[],
  { one, all }: WrittenEvidence,
  print: (value: string) => string,
): Iterable<Deviation> {
  const [first, ...others] = parameters.filter(([, value]) => value !== '' && print(value) !== value);
  if (!first) return;
  const [name, value] = first;
  const is_alone = others.length === 0 && parameters.filter(([known]) => known === name).length === 1;
  yield is_alone ? changed(name, print(value), one, value) : { ...printed(all.id, print), evidence: all };
}
