import type { BookEntry } from '../../src/emulator/book.ts';
import { createFileLedger } from '../../src/emulator/ledger.ts';
import { createFiles } from '../../src/host/context.ts';

/**
 * A process that takes numbers for itself, as fast as it can: `node ledger-process.mjs <ledger> <name> <numbers>`. It prints a
 * number only after the books have acknowledged it.
 */
const [path = '', name = '', numbers = ''] = process.argv.slice(2);
const ledger = createFileLedger(createFiles(new AbortController().signal), path);

async function take(out_trade_no: string): Promise<boolean> {
  return ledger.transact((book) => {
    if (book.findByNumber('A/', out_trade_no)) return { answer: false };
    return { answer: true, entry: entryOf(out_trade_no, String(book.size + 1)) };
  });
}

function entryOf(out_trade_no: string, syssn: string): BookEntry {
  return {
    ...{ kind: 'payment', syssn, owner: 'A/', out_trade_no, txamt: 100, txcurrcd: 'HKD', pay_type: '800101' },
    ...{ txdtm: '2026-03-02 15:04:05', made_at: 0, goods_name: name },
  };
}

for (let number = 0; number < Number(numbers); number++) {
  if (await take(`N${number}`)) process.stdout.write(`N${number}\n`);
}
