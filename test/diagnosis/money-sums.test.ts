import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createMoneyBook,
  dayOfRecord,
  groupOfRecord,
  kindOfRecord,
  type MoneySums,
  type SumKey,
  type SumRow,
} from '../../src/diagnosis/money-sums.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';

function book(records: readonly Transaction[], by: SumKey = 'pay-type') {
  const sums = createMoneyBook(by);
  for (const record of records) sums.add(record);
  return sums;
}

const payment: Transaction = {
  ...{ syssn: 'S1', order_type: 'payment', respcd: '0000', cancel: '0', txamt: '1280', txcurrcd: 'HKD' },
  ...{ pay_type: '800201', sysdtm: '2026-03-02 15:04:06', paydtm: '2026-03-03 00:00:01' },
};

describe('what counts as paid', () => {
  test.each<[string, Partial<Transaction>, Partial<MoneySums>]>([
    ['a payment', {}, { paid: '1280', paid_count: 1, net: '1280' }],
    ['a payment that was refunded since', { cancel: '3' }, { paid: '1280', net: '1280' }],
    ['a payment that was refunded in part since', { cancel: '5' }, { paid: '1280', net: '1280' }],
    ['a payment without a flag', { cancel: undefined as never }, { paid: '1280' }],
    ['no payment that was reversed', { cancel: '1' }, { paid: '0', cancelled_count: 1, declined_count: 0 }],
    ['no payment that was closed', { cancel: '2' }, { paid: '0', cancelled_count: 1 }],
    ['no order that was closed before it was paid', { cancel: '2', respcd: '1142' }, { paid: '0', cancelled_count: 1 }],
    ['no refused payment', { respcd: '1201' }, { paid: '0', declined_count: 1 }],
    ['no open payment', { respcd: '1143' }, { paid: '0', pending_count: 1 }],
    ['no payment in doubt', { respcd: '1254' }, { paid: '0', unknown_count: 1 }],
    ['no code that no table knows', { respcd: '7777' }, { paid: '0', unknown_count: 1 }],
    ['no hold', { pay_type: '801801' }, { paid: '0', net: '0', held: '1280', held_count: 1 }],
    ['no hold that says so', { order_type: 'pre-auth', pay_type: '802801' }, { paid: '0', held: '1280' }],
    ['no hold that was given back', { pay_type: '801801', cancel: '3' }, { paid: '0', held: '0', held_count: 0 }],
    ['a payment whose hold is finished', { cancel: '4' }, { paid: '1280' }],
    ['no hold that has ended', { pay_type: '801801', cancel: '4' }, { paid: '0', held: '0', held_count: 0 }],
    ['a capture', { order_type: 'capture', pay_type: '801801', orig_syssn: 'H' }, { paid: '1280', held: '0' }],
    ['a capture that is called a payment', { pay_type: '801801', orig_syssn: 'H' }, { paid: '1280', held: '0' }],
    ['no release', { order_type: 'unfreeze', orig_syssn: 'H' }, { paid: '0', unknown_count: 0, refunded: '0' }],
    [
      'a refund, by its own success',
      { order_type: 'refund', cancel: '3' },
      { paid: '0', refunded: '1280', net: '-1280' },
    ],
    ['a refund of a payment whose flag it copies', { order_type: 'refund', cancel: '1' }, { refunded: '1280' }],
    ['a refund without a type', { order_type: undefined as never, orig_syssn: 'P' }, { refunded: '1280', paid: '0' }],
    ['no refused refund', { order_type: 'refund', respcd: '1269' }, { refunded: '0', declined_count: 1 }],
    ['no kind that nobody knows', { order_type: 'gift' }, { paid: '0', unknown_count: 1 }],
    ['nothing without an amount', { txamt: '12.80' }, { paid: '0', paid_count: 0, unread_count: 1 }],
  ])('%s', (_title, own, expected) => {
    const record = Object.fromEntries(
      Object.entries({ ...payment, ...own }).filter(([, value]) => value !== undefined),
    );
    expect(book([record]).totals()).toMatchObject([expected]);
  });

  test('a record that comes twice is counted once, and one without a syssn each time', () => {
    const { syssn: _, ...nameless } = payment;
    expect(book([payment, payment, nameless, nameless]).totals()[0]?.paid_count).toBe(3);
  });

  test('amounts above what a double can hold keep every cent', () => {
    const records = ['9007199254740993', '1'].map((txamt, index) => ({ ...payment, txamt, syssn: `S${index}` }));
    expect(book(records).totals()[0]?.paid).toBe('9007199254740994');
  });

  test('the day is the one on the books, which windows are compared with, and not the day of paying', () => {
    expect(book([payment], 'day').rows()[0]?.by).toBe('2026-03-02');
  });

  test('a hold is open until a record captures or releases it, whichever comes first', () => {
    const hold = { ...payment, syssn: 'H', pay_type: '801801' };
    const capture = { ...hold, syssn: 'C', orig_syssn: 'H', order_type: 'capture' };
    const { syssn: _, ...release } = { ...hold, orig_syssn: 'H', order_type: 'unfreeze' };
    expect(book([hold]).open()).toEqual([hold]);
    expect(book([{ ...hold, cancel: '4' }]).open()).toEqual([]);
    expect(book([hold, { ...capture, respcd: '1143' }]).open()).toHaveLength(2);
    for (const ending of [capture, release]) {
      expect(book([hold, ending]).open()).toEqual([]);
      expect(book([ending, hold]).open()).toEqual([]);
    }
  });
});

/** A shop's story: what happened, told by the people who did it, and not by the records. */
interface Sale {
  readonly kind: 'sale' | 'hold';
  readonly currency: string;
  readonly wallet: string;
  readonly day: number;
  readonly cents: number;
  readonly end: 'stands' | 'reversed' | 'closed' | 'refused' | 'expired' | 'waiting' | 'doubtful';
  /** Parts of a hundred of it that were taken from a hold, or given back of a sale, and whether that worked. */
  readonly parts: readonly { readonly share: number; readonly days: number; readonly works: 'yes' | 'no' | 'later' }[];
  readonly is_released: boolean;
  readonly is_terse: boolean;
}

const story: fc.Arbitrary<Sale[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('sale' as const, 'sale' as const, 'hold' as const),
    currency: fc.constantFrom('HKD', 'HKD', 'CNY', 'JPY', 'USD'),
    wallet: fc.constantFrom('800201', '800208', '805801', '802001'),
    day: fc.integer({ min: 1, max: 20 }),
    cents: fc.integer({ min: 1, max: 99_999_999_999 }),
    end: fc.constantFrom(
      'stands',
      'stands',
      'stands',
      'reversed',
      'closed',
      'refused',
      'expired',
      'waiting',
      'doubtful',
    ),
    parts: fc.array(
      fc.record({
        share: fc.integer({ min: 1, max: 50 }),
        days: fc.integer({ min: 0, max: 8 }),
        works: fc.constantFrom('yes', 'yes', 'no', 'later'),
      }),
      { maxLength: 2 },
    ),
    is_released: fc.boolean(),
    is_terse: fc.boolean(),
  }),
  { maxLength: 25 },
);

const respcdOf = { refused: '1201', expired: '1181', waiting: '1143', doubtful: '1252' } as const;
const answerOf = { yes: '0000', no: '1205', later: '1145' } as const;

/** The records that the gateway would keep of the story. */
function recordsOf(sales: readonly Sale[]): Transaction[] {
  return sales.flatMap((sale, at) => {
    const { kind, currency, wallet, day, cents, end, parts, is_released, is_terse } = sale;
    const pay_type = kind === 'hold' ? '801801' : wallet;
    const common = { txcurrcd: currency, pay_type };
    const time = (days: number) => ({ sysdtm: `2026-03-${String(days).padStart(2, '0')} 12:00:00` });
    const stands = end === 'stands';
    const worked = parts.filter(({ works }) => works === 'yes');
    const given = worked.reduce((sum, { share }) => sum + share, 0);
    const flag =
      { reversed: '1', closed: '2' }[end as string] ??
      (kind === 'sale' && given > 0 ? (given >= 100 ? '3' : '5') : '0');
    const first: Transaction = {
      ...{ ...common, ...time(day), syssn: `P${at}`, order_type: 'payment', txamt: String(cents), cancel: flag },
      respcd: respcdOf[end as keyof typeof respcdOf] ?? '0000',
    };
    const later = (stands ? parts : []).map((part, index): Transaction => {
      const type =
        kind === 'hold' ? { order_type: is_terse ? 'payment' : 'capture' } : is_terse ? {} : { order_type: 'refund' };
      const own = { ...type, syssn: `Q${at}-${index}`, orig_syssn: `P${at}`, respcd: answerOf[part.works] };
      return { ...common, ...time(day + part.days), ...own, txamt: partOf(cents, part.share), cancel: '0' };
    });
    const release: Transaction[] =
      kind === 'hold' && stands && is_released
        ? [
            {
              ...common,
              ...time(day),
              syssn: `R${at}`,
              orig_syssn: `P${at}`,
              order_type: 'unfreeze',
              respcd: '0000',
              txamt: '1',
            },
          ]
        : [];
    return [first, ...later, ...release];
  });
}

function partOf(cents: number, share: number): string {
  return String((BigInt(cents) * BigInt(share)) / 100n);
}

/** What the owner of the shop writes down, sale by sale: currency, and what it did to the sums. */
interface Note {
  readonly currency: string;
  readonly day: number;
  readonly field: 'paid' | 'refunded' | 'held' | 'declined' | 'pending' | 'unknown' | 'cancelled';
  readonly cents: bigint;
}

function reckon(sales: readonly Sale[]): Note[] {
  const notes: Note[] = [];
  for (const { kind, currency, day, cents, end, parts } of sales) {
    const note = (field: Note['field'], amount: bigint | string = 0n, days = 0) =>
      notes.push({ currency, day: day + days, field, cents: BigInt(amount) });
    if (end === 'refused' || end === 'expired') note('declined');
    if (end === 'waiting') note('pending');
    if (end === 'doubtful') note('unknown');
    if (end === 'reversed' || end === 'closed') note('cancelled');
    if (end !== 'stands') continue;
    note(kind === 'hold' ? 'held' : 'paid', BigInt(cents));
    for (const { share, days, works } of parts) {
      if (works === 'no') note('declined', 0n, days);
      else if (works === 'later') note('pending', 0n, days);
      else note(kind === 'hold' ? 'paid' : 'refunded', partOf(cents, share), days);
    }
  }
  return notes;
}

function sumsOf(notes: readonly Note[], currency: string): MoneySums {
  const mine = notes.filter((note) => note.currency === currency);
  const count = (field: Note['field']) => mine.filter((note) => note.field === field).length;
  const sum = (field: Note['field']) =>
    mine.filter((note) => note.field === field).reduce((all, { cents }) => all + cents, 0n);
  return {
    ...{ txcurrcd: currency, paid: `${sum('paid')}`, paid_count: count('paid'), refunded: `${sum('refunded')}` },
    ...{
      refunded_count: count('refunded'),
      net: `${sum('paid') - sum('refunded')}`,
      declined_count: count('declined'),
    },
    ...{ pending_count: count('pending'), unknown_count: count('unknown'), cancelled_count: count('cancelled') },
    ...{ held: `${sum('held')}`, held_count: count('held'), unread_count: 0 },
  };
}

test('the sums of 1,000 books are those that the shop reckons from what happened, in whatever order the records come', () => {
  const shuffled = story.chain((sales) => {
    const records = recordsOf(sales);
    return fc.tuple(fc.constant(sales), fc.shuffledSubarray(records, { minLength: records.length }));
  });
  fc.assert(
    fc.property(shuffled, ([sales, records]) => {
      const notes = reckon(sales);
      const currencies = [...new Set(sales.map(({ currency }) => currency))].sort();
      expect(book(records).totals()).toEqual(currencies.map((currency) => sumsOf(notes, currency)));
      const by_day = [...new Set(notes.map(({ day }) => day))].flatMap((day) => {
        const own = notes.filter((note) => note.day === day);
        const name = `2026-03-${String(day).padStart(2, '0')}`;
        return [...new Set(own.map(({ currency }) => currency))].map((currency) => [
          `${name} ${currency}`,
          sumsOf(own, currency),
        ]);
      });
      const told = book(records, 'day').rows();
      // A release alone makes a row of zeros; it stands on the day of its hold here.
      expect(Object.fromEntries(told.map(({ by, ...sums }) => [`${by} ${sums.txcurrcd}`, sums]))).toEqual(
        Object.fromEntries(by_day),
      );
    }),
    { numRuns: 1000 },
  );
});

test('whatever they are grouped by, the rows add up to the totals', () => {
  fc.assert(
    fc.property(story, fc.constantFrom<SumKey>('pay-type', 'day', 'outcome'), (sales, by) => {
      const told = book(recordsOf(sales), by);
      for (const { txcurrcd, ...total } of told.totals()) {
        const rows = told.rows().filter((row) => row.txcurrcd === txcurrcd);
        for (const [name, value] of Object.entries(total)) {
          const all = rows.reduce((sum, row) => sum + BigInt(row[name as keyof SumRow]), 0n);
          expect([name, String(all)]).toEqual([name, String(value)]);
        }
      }
    }),
  );
});

test('what is open at the end is what waits, is in doubt, or is held and neither captured nor released', () => {
  fc.assert(
    fc.property(story, (sales) => {
      const open = sales.reduce((count, { kind, end, parts, is_released }) => {
        if (end === 'waiting' || end === 'doubtful') return count + 1;
        if (end !== 'stands') return count;
        const waiting = parts.filter(({ works }) => works === 'later').length;
        const is_touched = is_released || parts.some(({ works }) => works === 'yes');
        return count + waiting + (kind === 'hold' && !is_touched ? 1 : 0);
      }, 0);
      expect(book(recordsOf(sales)).open()).toHaveLength(open);
    }),
  );
});

test.each<[Transaction, ReturnType<typeof kindOfRecord>]>([
  [{}, 'payment'],
  [{ order_type: 'Refund' }, 'refund'],
  [{ order_type: 'close' }, 'other'],
  [{ order_type: 'payment', orig_syssn: 'P', pay_type: '800201' }, 'payment'],
])('%j is a %s', (record, kind) => {
  expect(kindOfRecord(record)).toBe(kind);
});

test('a record is told to be new once, and one without a syssn each time', () => {
  const sums = createMoneyBook('outcome');
  const { syssn: _syssn, ...nameless } = payment;
  expect([payment, payment, nameless, nameless].map(sums.add)).toEqual([true, false, true, true]);
  expect(sums.totals()).toMatchObject([{ paid: '3840', paid_count: 3 }]);
});

test('the groups of records without a pay type or a time have no name', () => {
  const { pay_type: _pay_type, sysdtm: _sysdtm, paydtm: _paydtm, ...bare } = payment;
  const paydtm = '2026-03-03 00:00:01';
  expect([groupOfRecord(payment, 'pay-type'), groupOfRecord(bare, 'pay-type')]).toEqual(['800201', '']);
  expect([{ ...payment, paydtm }, { ...bare, paydtm }, bare].map(dayOfRecord)).toEqual([
    '2026-03-02',
    '2026-03-03',
    '',
  ]);
});

test('a payment that is open stays so, whatever record names it', () => {
  const open = { ...payment, respcd: '1143' };
  const reversal = { ...payment, syssn: 'S2', order_type: 'reversal', orig_syssn: 'S1' };
  expect(book([open, reversal]).open()).toEqual([open]);
});

test('what is of no kind that moves money is in no sum, however it went', () => {
  const reversal = { ...payment, order_type: 'other', cancel: '0' };
  const release = { ...payment, syssn: 'S2', order_type: 'unfreeze' };
  expect(book([reversal, release]).totals()).toMatchObject([{ paid: '0', held: '0', refunded: '0', unread_count: 0 }]);
});
