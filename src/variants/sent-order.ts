import type { Parameter } from '../signature/sign.ts';

type Reorder = (given: readonly Parameter[]) => readonly Parameter[];

/**
 * Puts back parameters that were sorted into the order in which they were sent; of a name that comes twice, the first stays
 * first. What was not sent comes last.
 */
export function inSentOrder(sent: readonly Parameter[]): Reorder {
  const places = new Map<string, number[]>();
  for (const [place, [name]] of sent.entries()) {
    const known = places.get(name);
    if (known) known.push(place);
    else places.set(name, [place]);
  }
  const hasRepeated = places.size < sent.length;
  const placeOf = (name: string, nth: number) => places.get(name)?.[nth] ?? sent.length;
  return (given) => {
    const seen = new Map<string, number>();
    const placed = given.map((parameter) => {
      const [name] = parameter;
      const nth = hasRepeated ? (seen.get(name) ?? 0) : 0;
      if (hasRepeated) seen.set(name, nth + 1);
      return { parameter, place: placeOf(name, nth) };
    });
    return placed.sort((a, b) => a.place - b.place).map(({ parameter }) => parameter);
  };
}
