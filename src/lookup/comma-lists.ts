/** QFPay gives `syssn` and `out_trade_no` 128 characters, and nobody knows what becomes of a longer list. */
const limit = 127;

/** The values in as few comma lists as fit, in their order, each once. A value that is longer alone stands alone. */
export function commaLists(values: Iterable<string>): string[][] {
  const lists: string[][] = [];
  let room = 0;
  for (const value of new Set(values)) {
    const last = lists.at(-1);
    if (last && value.length + 1 <= room) {
      last.push(value);
      room -= value.length + 1;
    } else {
      lists.push([value]);
      room = limit - value.length;
    }
  }
  return lists;
}
