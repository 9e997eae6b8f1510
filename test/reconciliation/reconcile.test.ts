import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BookRecord,
  type BooksToReconcile,
  createBookKeeper,
  type DifferenceKind,
  type KnownRefund,
  type ShopEntry,
} from '../../src/reconciliation/books.ts';
import { reconcile } from '../../src/reconciliation/reconcile.ts';

const currencies = ['HKD', 'CNY', 'JPY', 'KRW'] as const;

/** What is planted with one order: the rows and records of it, and what has to be found. */
interface PlantedOrder {
  readonly shop: readonly Omit<ShopEntry, 'line'>[];
  readonly gateway: readonly BookRecord[];
  readonly sent?: readonly KnownRefund[];
  readonly finds: readonly DifferenceKind[];
  readonly notes?: number;
}

interface Seed {
  readonly number: string;
  readonly cents: number;
  readonly other: number;
  readonly currency: (typeof currencies)[number];
  readonly has_currency: boolean;
}

function sale({ number, cents, currency, has_currency }: Seed, state: ShopEntry['state'] = 'paid') {
  return {
    ...{ out_trade_no: number, kind: 'payment' as const, txamt: String(cents), state },
    ...(has_currency ? { txcurrcd: currency } : {}),
  };
}

function giveBack(seed: Seed, cents: number, out_trade_no = seed.number) {
  return { ...sale({ ...seed, cents }), out_trade_no, kind: 'refund' as const };
}

function paid({ number, cents, currency }: Seed, more: Partial<BookRecord> = {}): BookRecord {
  return {
    ...{ out_trade_no: number, syssn: `S${number}`, txamt: String(cents), txcurrcd: currency, pay_type: '800201' },
    ...{ order_type: 'payment', respcd: '0000', cancel: '0', sysdtm: '2026-03-02 10:00:00', ...more },
  };
}

function refunded(seed: Seed, cents: number, refund_no: string, more: Partial<BookRecord> = {}): BookRecord {
  return paid(
    { ...seed, cents },
    { order_type: 'refund', out_trade_no: refund_no, syssn: `S${refund_no}`, orig_syssn: `S${seed.number}`, ...more },
  );
}

function captured(seed: Seed, cents: number, letter: string, more: Partial<BookRecord> = {}): BookRecord {
  const own = { out_trade_no: `${letter}${seed.number}`, syssn: `S${letter}${seed.number}`, pay_type: '801801' };
  return paid({ ...seed, cents }, { ...own, order_type: 'capture', orig_syssn: `S${seed.number}`, ...more });
}

/** Every way in which an order can stand in both books, by its name. */
const plants: Readonly<Record<string, (seed: Seed) => PlantedOrder>> = {
  'both have it': (seed) => ({ shop: [sale(seed)], gateway: [paid(seed)], finds: [] }),
  'only the shop has it': (seed) => ({ shop: [sale(seed)], gateway: [], finds: ['missing_at_gateway'] }),
  'only the gateway has it': (seed) => ({ shop: [], gateway: [paid(seed)], finds: ['missing_in_shop'] }),
  'another amount': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid({ ...seed, cents: seed.cents + seed.other })],
    finds: ['amount'],
  }),
  'another currency': (seed) => ({
    shop: [sale({ ...seed, has_currency: true })],
    gateway: [paid({ ...seed, currency: seed.currency === 'HKD' ? 'CNY' : 'HKD' })],
    finds: ['currency'],
  }),
  'declined at the gateway': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { respcd: '1205' })],
    finds: ['outcome'],
  }),
  'declined, then paid': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { respcd: '1205', syssn: `D${seed.number}` }), paid(seed)],
    finds: [],
  }),
  'closed at the gateway': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { cancel: '2' })],
    finds: ['outcome'],
  }),
  'cancelled in the shop and paid': (seed) => ({
    shop: [sale(seed, 'unpaid')],
    gateway: [paid(seed)],
    finds: ['outcome'],
  }),
  'cancelled in both': (seed) => ({ shop: [sale(seed, 'unpaid')], gateway: [paid(seed, { cancel: '2' })], finds: [] }),
  pending: (seed) => ({ shop: [sale(seed)], gateway: [paid(seed, { respcd: '1143' })], finds: ['pending'] }),
  'paid twice': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed), paid(seed, { syssn: `T${seed.number}`, sysdtm: '2026-03-02 10:05:00' })],
    finds: ['paid_twice'],
  }),
  'paid twice, the second after midnight': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed), paid(seed, { syssn: `T${seed.number}`, sysdtm: '2026-03-03 00:01:00', is_outside: true })],
    finds: ['paid_twice'],
  }),
  'paid twice, of which the shop knows nothing': (seed) => ({
    shop: [],
    gateway: [paid(seed), paid(seed, { syssn: `T${seed.number}` })],
    finds: ['missing_in_shop', 'paid_twice'],
  }),
  'a refund in both': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed, { cancel: '3' }), refunded(seed, seed.cents, `R${seed.number}`)],
    finds: [],
  }),
  'a refund under its own number': (seed) => ({
    shop: [giveBack(seed, seed.cents, `R${seed.number}`)],
    gateway: [refunded(seed, seed.cents, `R${seed.number}`)],
    finds: [],
  }),
  'refunded by its state': (seed) => ({
    shop: [sale(seed, 'refunded')],
    gateway: [paid(seed, { cancel: '3' }), refunded(seed, seed.cents, `R${seed.number}`)],
    finds: [],
  }),
  'a refund that only the shop has': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed)],
    finds: ['missing_at_gateway'],
  }),
  'a refund that nobody knows': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { cancel: '3' }), refunded(seed, seed.cents, `R${seed.number}`)],
    finds: ['refund_unknown'],
  }),
  'a refund of an earlier payment that nobody knows': (seed) => ({
    shop: [],
    gateway: [refunded(seed, seed.cents, `R${seed.number}`)],
    finds: ['refund_unknown'],
  }),
  'a refund that only this machine has sent': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { cancel: '3' }), refunded(seed, seed.cents, `R${seed.number}`)],
    sent: [{ refund_no: `R${seed.number}`, source: 'history', outcome: 'refunded' }],
    ...{ finds: [], notes: 1 },
  }),
  'refunded twice': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [
      paid(seed),
      refunded(seed, seed.cents, `R${seed.number}`),
      refunded(seed, seed.cents, `Q${seed.number}`, { sysdtm: '2026-03-02 11:00:00' }),
    ],
    finds: ['refunded_twice'],
  }),
  'a refund of another amount': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed), refunded(seed, seed.cents + seed.other, `R${seed.number}`)],
    finds: ['amount'],
  }),
  'a refund that is pending': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed), refunded(seed, seed.cents, `R${seed.number}`, { respcd: '1145' })],
    finds: ['pending'],
  }),
  'a refund that was declined': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed), refunded(seed, seed.cents, `R${seed.number}`, { respcd: '1269' })],
    finds: ['outcome'],
  }),
  'voided, which the shop lists as a refund': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [paid(seed, { cancel: '1' })],
    finds: [],
  }),
  'paid the day before the window': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { is_outside: true })],
    finds: [],
  }),
  "another day's order": (seed) => ({
    shop: [],
    gateway: [paid(seed, { is_outside: true }), refunded(seed, seed.cents, `R${seed.number}`, { is_outside: true })],
    finds: [],
  }),
  'a hold that was captured': (seed) => ({
    shop: [sale(seed)],
    gateway: [
      paid({ ...seed, cents: seed.cents + seed.other }, { pay_type: '801801' }),
      paid(seed, {
        ...{ out_trade_no: `C${seed.number}`, syssn: `SC${seed.number}`, pay_type: '801801' },
        ...{ order_type: 'capture', orig_syssn: `S${seed.number}` },
      }),
    ],
    finds: [],
  }),
  'a hold that was captured in parts': (seed) => ({
    shop: [sale({ ...seed, cents: seed.cents + seed.other })],
    gateway: [
      paid({ ...seed, cents: seed.cents + seed.other }, { pay_type: '801801' }),
      captured(seed, seed.cents, 'C'),
      captured(seed, seed.other, 'D', { sysdtm: '2026-03-02 12:00:00' }),
    ],
    finds: [],
  }),
  'captured in parts that come to less': (seed) => ({
    shop: [sale({ ...seed, cents: seed.cents + seed.other + 1 })],
    gateway: [captured(seed, seed.cents, 'C'), captured(seed, seed.other, 'D')].map((record) => ({
      ...record,
      orig_out_trade_no: seed.number,
    })),
    finds: ['amount'],
  }),
  'a capture that was given back': (seed) => ({
    shop: [sale(seed), giveBack(seed, seed.cents)],
    gateway: [
      paid(seed, { pay_type: '801801' }),
      captured(seed, seed.cents, 'C', { cancel: '3' }),
      refunded(seed, seed.cents, `R${seed.number}`, { orig_syssn: `SC${seed.number}` }),
    ],
    finds: [],
  }),
  'a refund that failed on both sides': (seed) => ({
    shop: [sale(seed), { ...giveBack(seed, seed.cents), state: 'unpaid' }],
    gateway: [paid(seed), refunded(seed, seed.cents, `R${seed.number}`, { respcd: '1269' })],
    finds: [],
  }),
  'a refund that only the list calls failed': (seed) => ({
    shop: [sale(seed), { ...giveBack(seed, seed.cents), state: 'unpaid' }],
    gateway: [paid(seed, { cancel: '3' }), refunded(seed, seed.cents, `R${seed.number}`)],
    finds: ['outcome'],
  }),
  'refunded by its state, after the days that were read': (seed) => ({
    shop: [sale(seed, 'refunded')],
    gateway: [paid(seed, { cancel: '3' })],
    finds: [],
  }),
  'refunded by its state, in parts': (seed) => ({
    shop: [sale({ ...seed, cents: seed.cents + seed.other }, 'refunded')],
    gateway: [
      paid({ ...seed, cents: seed.cents + seed.other }, { cancel: '3' }),
      refunded(seed, seed.cents, `R${seed.number}`),
      refunded(seed, seed.other, `Q${seed.number}`, { sysdtm: '2026-03-02 11:00:00' }),
    ],
    finds: [],
  }),
  'refunded by its state, and not at the gateway': (seed) => ({
    shop: [sale(seed, 'refunded')],
    gateway: [paid(seed)],
    finds: ['missing_at_gateway'],
  }),
  'a hold that was not captured': (seed) => ({
    shop: [sale(seed)],
    gateway: [paid(seed, { pay_type: '801801' })],
    finds: ['outcome'],
  }),
};

const names = Object.keys(plants);

const pairs = fc
  .array(
    fc.record({
      plant: fc.nat({ max: names.length - 1 }),
      cents: fc.integer({ min: 1, max: 9_999_999 }),
      other: fc.integer({ min: 1, max: 9_999_999 }),
      currency: fc.constantFrom(...currencies),
      has_currency: fc.boolean(),
      shuffle: fc.nat(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((orders) =>
    orders.map(({ plant, shuffle, ...seed }, at) => {
      const number = `A${String(at).padStart(4, '0')}`;
      return { name: names[plant] ?? '', number, shuffle, planted: plants[names[plant] ?? '']?.({ ...seed, number }) };
    }),
  );

type PlantedPair = typeof pairs extends fc.Arbitrary<infer Pair> ? Pair : never;

function booksOf(pair: PlantedPair): BooksToReconcile {
  const planted = [...pair].sort((one, other) => one.shuffle - other.shuffle).flatMap((each) => each.planted ?? []);
  const shop = planted.flatMap((each) => each.shop).map((entry, at) => ({ line: at + 2, ...entry }));
  return {
    shop,
    gateway: planted.flatMap((each) => each.gateway).reverse(),
    sent: planted.flatMap(({ sent = [] }) => sent),
  };
}

describe('1,000 pairs of books', () => {
  test('have every difference that was planted, and none besides', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(pairs, (pair) => {
        const { differences, notes } = reconcile(booksOf(pair));
        const found = new Map<string, string[]>();
        for (const { kind, out_trade_no = '', gateway } of differences) {
          const own = out_trade_no.replace(/^[SRQ]+/, '') || (gateway?.out_trade_no ?? '');
          found.set(own, [...(found.get(own) ?? []), kind]);
        }
        for (const { name, number, planted } of pair) {
          seen.add(name);
          expect([name, ...(found.get(number) ?? [])]).toEqual([name, ...(planted?.finds ?? [])]);
          found.delete(number);
        }
        expect([...found]).toEqual([]);
        expect(notes.length).toBe(pair.reduce((all, { planted }) => all + (planted?.notes ?? 0), 0));
      }),
      { numRuns: 1000 },
    );
    expect([...seen].sort()).toEqual([...names].sort());
  });

  test('have sums that add up, per currency, with what each side comes to by itself', () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const books = booksOf(pair);
        for (const { txcurrcd, shop, gateway, by_kind } of reconcile(books).totals) {
          const explained = Object.values(by_kind).reduce((all, cents) => all + BigInt(cents ?? 0), 0n);
          expect([txcurrcd, BigInt(shop) - BigInt(gateway)]).toEqual([txcurrcd, explained]);
        }
        const whole = reconcile(books).totals.reduce((all, { shop }) => all + BigInt(shop), 0n);
        const listed = books.shop.reduce((all, { kind, txamt, state }) => {
          if (kind === 'refund') return state === 'unpaid' ? all : all - BigInt(txamt);
          return state === 'paid' ? all + BigInt(txamt) : all;
        }, 0n);
        expect(whole).toBe(listed);
      }),
      { numRuns: 300 },
    );
  });
});

const seed: Seed = { number: 'A1', cents: 1280, other: 100, currency: 'HKD', has_currency: true };

function at(name: string) {
  const planted = plants[name]?.(seed);
  const shop = (planted?.shop ?? []).map((entry, place) => ({ line: place + 2, ...entry }));
  return reconcile({ shop, gateway: planted?.gateway ?? [], sent: planted?.sent ?? [] });
}

test('a record that says its state by txstatus alone is what it says', () => {
  const { respcd: _none, ...record } = paid(seed);
  const kindsOf = (txstatus: string) => {
    const gateway = [createBookKeeper()({ ...record, txstatus, chnlsn: 'not compared' }, false)];
    expect(gateway).toEqual([{ ...record, txstatus }]);
    return reconcile({ shop: [{ line: 2, ...sale(seed) }], gateway, sent: [] }).differences.map(({ kind }) => kind);
  };
  expect([kindsOf('SUCCESS'), kindsOf('PENDING'), kindsOf('FAILED')]).toEqual([[], ['pending'], ['outcome']]);
});

test('an amount that differs is told by how much, and counts on both sides', () => {
  expect(at('another amount').totals).toEqual([
    { txcurrcd: 'HKD', shop: '1280', gateway: '1380', by_kind: { amount: '-100' } },
  ]);
});

test('another currency leaves each side with its own sum', () => {
  expect(at('another currency').totals).toEqual([
    { txcurrcd: 'CNY', shop: '0', gateway: '1280', by_kind: { currency: '-1280' } },
    { txcurrcd: 'HKD', shop: '1280', gateway: '0', by_kind: { currency: '1280' } },
  ]);
});

test('a refund of this machine that the list has not is in the sums by a name of its own', () => {
  expect(at('a refund that only this machine has sent')).toMatchObject({
    matched: 1,
    differences: [],
    totals: [{ shop: '1280', gateway: '0', by_kind: { journal_only: '1280' } }],
  });
});

test('an order that was paid twice names the payment that was too much, by its syssn', () => {
  expect(at('paid twice').differences).toMatchObject([{ kind: 'paid_twice', out_trade_no: 'A1', syssn: 'TA1' }]);
});
