/** Names by time. Adding the latest and finding a time cost the same however many there are. */
export interface Timeline {
  add(time: number, name: string): void;
  /** Both ends included, the latest first. */
  between(start: number, end: number): Iterable<string>;
}

export function createTimeline(): Timeline {
  const times: number[] = [];
  const names: string[] = [];

  /** How many are not later than a time. */
  function countUpTo(time: number): number {
    let [from, to] = [0, times.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((times[middle] ?? 0) <= time) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    add(time, name) {
      // Only a clock that was set back makes it anything but the last.
      const at = (times.at(-1) ?? time) <= time ? times.length : countUpTo(time);
      if (at === times.length) {
        times.push(time);
        names.push(name);
      } else {
        times.splice(at, 0, time);
        names.splice(at, 0, name);
      }
    },
    *between(start, end) {
      for (let at = countUpTo(end) - 1; at >= 0 && (times[at] ?? 0) >= start; at -= 1) yield names[at] ?? '';
    },
  };
}
