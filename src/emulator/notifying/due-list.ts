/** What is to be done at a time, earliest first; of the same time in the order it came. */
export interface DueList {
  add(due: number, syssn: string): void;
  /** The earliest time; undefined when there is nothing to do. */
  next(): number | undefined;
  /** Takes out the earliest that is due by `now`. */
  take(now: number): string | undefined;
  clear(): void;
}

export function createDueList(): DueList {
  const items: { due: number; syssn: string }[] = [];
  return {
    add(due, syssn) {
      let [from, to] = [0, items.length];
      while (from < to) {
        const middle = (from + to) >> 1;
        // Kept latest first, so that the earliest is taken off the end.
        if ((items[middle]?.due ?? 0) > due) from = middle + 1;
        else to = middle;
      }
      items.splice(from, 0, { due, syssn });
    },
    next: () => items.at(-1)?.due,
    take(now) {
      const last = items.at(-1);
      return last && last.due <= now ? items.pop()?.syssn : undefined;
    },
    clear() {
      items.length = 0;
    },
  };
}
