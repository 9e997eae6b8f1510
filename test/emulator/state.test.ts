import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BookEntry, createBook, isCancellation } from '../../src/emulator/book.ts';
import { respcdAt, stateOf } from '../../src/emulator/state.ts';

const order: BookEntry = {
  kind: 'payment',
  syssn: '1',
  owner: 'A/',
  out_trade_no: 'N1',
  txamt: 100,
  txcurrcd: 'HKD',
  pay_type: '800101',
  txdtm: '2026-03-02 15:04:05',
  made_at: 0,
  pays_at: 50,
  expires_at: 1000,
};
const scanned: BookEntry = { ...order, pay_type: '800208', pays_at: 0 };
const { expires_at: _never, pays_at: _nobody, ...untouched } = order;

function about(kind: BookEntry['kind'], made_at: number, txamt = 100): BookEntry {
  return { ...order, kind, syssn: `${kind}${made_at}`, orig_syssn: '1', made_at, txamt };
}

test.each<[string, BookEntry, BookEntry[], number, string, string]>([
  ['an order that nobody has paid yet', order, [], 49, '1143', '0'],
  ['an order that the payer has paid', order, [], 50, '0000', '0'],
  ['an order that stays paid after its expiry', order, [], 5000, '0000', '0'],
  ['an order without a payer', untouched, [], 5000, '1143', '0'],
  ['an order that ran out', { ...order, pays_at: 2000 }, [], 1000, '1181', '0'],
  ['an order that ran out before its payer came', { ...order, pays_at: 2000 }, [], 3000, '1181', '0'],
  ['an order that is to be paid when it runs out', { ...order, pays_at: 1000 }, [], 3000, '1181', '0'],
  ['an order closed before it was paid', order, [about('close', 40)], 3000, '1142', '2'],
  ['a paid order that was taken back', order, [about('reversal', 60)], 3000, '0000', '2'],
  ['a scanned payment taken back in its first moment', scanned, [about('reversal', 0)], 0, '0000', '1'],
  ['a payment refunded in part', order, [about('refund', 60, 30)], 100, '0000', '5'],
  ['a payment refunded in two parts', order, [about('refund', 60, 30), about('refund', 61, 70)], 100, '0000', '3'],
  ['a refund', about('refund', 60), [], 100, '0000', '0'],
])('%s', (_what, entry, others, now, respcd, cancel) => {
  const book = createBook();
  for (const each of [entry, ...others]) book.put(each);
  expect(stateOf(entry, book, new Date(now))).toMatchObject({ respcd, cancel });
});

const codes = ['0000', '1101', '1142', '1143', '1145', '1181', '1205'];

test('the code alone, and what is found by it, is that of the state, whatever an entry is and whatever became of it', () => {
  const moment = fc.nat(20);
  const kind = fc.constantFrom<BookEntry['kind']>('payment', 'refund', 'capture', 'close', 'unfreeze');
  const anyEntry: fc.Arbitrary<BookEntry> = fc
    .record(
      {
        ...{ kind, pay_type: fc.constantFrom('800101', '800208', '801801'), made_at: moment, pays_at: moment },
        ...{ expires_at: moment, fails_at: moment, respcd: fc.constantFrom('1205', '1142') },
        ...{ pending_respcd: fc.constantFrom('1145', '1101') },
      },
      { requiredKeys: ['kind', 'pay_type', 'made_at'] },
    )
    .map((own) => ({ ...untouched, ...own }));
  const after = fc.array(
    fc.tuple(fc.constantFrom<BookEntry['kind']>('close', 'reversal', 'refund', 'capture'), moment),
  );
  fc.assert(
    fc.property(anyEntry, after, moment, (entry, others, at) => {
      const book = createBook();
      book.put(entry);
      others.forEach(([kind, made_at], index) => {
        book.put({ ...about(kind, made_at), syssn: `X${index}` });
      });
      const now = new Date(at);
      const { respcd } = stateOf(entry, book, now);
      const cancellation = book.about('1').find(isCancellation);
      expect(respcdAt(entry, cancellation, now)).toBe(respcd);
      const search = { start: 0, end: 20, isWanted: () => true };
      const found = (code: string) =>
        book.search('A/', { ...search, standing: { respcd: code, at: now } }).filter(({ syssn }) => syssn === '1');
      expect(codes.filter((code) => found(code).length > 0)).toEqual([respcd]);
    }),
  );
});
