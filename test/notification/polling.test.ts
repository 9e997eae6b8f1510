import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginningOf,
  changesOf,
  compactPollBook,
  emptyPollBook,
  fieldsOfChange,
  formatPollLines,
  furthestBack,
  isPrivateHost,
  mostPollRequests,
  type PollBook,
  type PollLine,
  pauseBefore,
  pollWindow,
  readPollBook,
  sortChanges,
  waitAfterAttempt,
} from '../../src/notification/polling.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';

const now = new Date('2026-11-30T05:00:00Z');
const hours = (count: number) => count * 3_600_000;
const paid: Transaction = {
  ...{ syssn: '1', out_trade_no: 'A-1', order_type: 'payment', respcd: '0000', cancel: '0', txamt: '1280' },
  ...{ sysdtm: '2026-11-30 12:00:00', paydtm: '2026-11-30 12:40:00' },
};
const begun: PollBook = { ...emptyPollBook, seen_until: now };

describe('the pace', () => {
  test('however it asks, no minute has more than 20 requests', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { maxLength: 200 }), (gaps) => {
        const left: number[] = [];
        let time = 0;
        for (const gap of gaps) {
          time += gap;
          time += pauseBefore(left, time);
          left.push(time);
        }
        for (const [index, start] of left.entries()) {
          const later = left[index + mostPollRequests];
          if (later !== undefined) expect(later - start).toBeGreaterThanOrEqual(60_000);
        }
      }),
    );
  });
});

describe('the window', () => {
  test('reaches back over the life of an order, and now and then over a day', () => {
    expect(now.getTime() - pollWindow(now, now, false).start.getTime()).toBe(hours(2.5));
    expect(now.getTime() - pollWindow(now, now, true).start.getTime()).toBe(hours(25));
  });

  test('begins where the last round ended, and no more than a month before', () => {
    const stopped = new Date(now.getTime() - hours(72));
    expect(pollWindow(now, stopped, true).start).toEqual(new Date(stopped.getTime() - hours(25)));
    expect(pollWindow(now, new Date(0), false).start).toEqual(new Date(now.getTime() - furthestBack - hours(2.5)));
  });
});

describe('what QFPay would tell of', () => {
  test('a payment when it was paid, a refund and a release when they were made', () => {
    const refund = { ...paid, syssn: '2', order_type: 'refund', paydtm: '2026-11-30 12:50:00' };
    const release = { ...paid, syssn: '3', order_type: 'unfreeze', paydtm: '', sysdtm: '2026-11-30 12:30:00' };
    expect(changesOf([refund, paid, release]).map(({ key }) => key)).toEqual([
      'unfreeze 3 A-1',
      'payment 1 A-1',
      'refund 2 A-1',
    ]);
  });

  test.each([
    ['an order that waits', { respcd: '1143' }],
    ['one that failed', { respcd: '1205' }],
    ['one that was reversed', { cancel: '1' }],
    ['one that was closed', { cancel: '2' }],
    ['a reversal itself', { order_type: 'reversal' }],
    ['a hold that its payer agreed to', { pay_type: '801801' }],
    ['a hold that was captured, whose capture is another record', { pay_type: '801808', cancel: '4' }],
  ])('nothing of %s', (_what, fields) => {
    expect(changesOf([{ ...paid, ...fields }])).toEqual([]);
  });

  test('a payment as it was, whatever became of it since', () => {
    const [change] = changesOf([{ ...paid, cancel: '5' }]);
    expect(change && fieldsOfChange(change, 'M-1')).toMatchObject({ cancel: '0', mchid: 'M-1', out_trade_no: 'A-1' });
  });
});

describe('what is handed over', () => {
  const changes = changesOf([paid, { ...paid, syssn: '2', paydtm: '2026-11-30 12:50:00' }]);

  test('the first round is all old', () => {
    expect(sortChanges(changes, emptyPollBook, undefined)).toEqual({ to_hand: [], to_pass: changes });
  });

  test('but for what --since asks for', () => {
    const since = new Date('2026-11-30T04:45:00Z');
    const { to_hand, to_pass } = sortChanges(changes, emptyPollBook, since);
    expect(to_hand.map(({ key }) => key)).toEqual(['payment 2 A-1']);
    expect(to_pass.map(({ key }) => key)).toEqual(['payment 1 A-1']);
  });

  test('then whatever is new, once, and never what was old', () => {
    const book = { ...begun, handed: new Map([['payment 1 A-1', 0]]) };
    expect(sortChanges(changes, book, undefined).to_hand.map(({ key }) => key)).toEqual(['payment 2 A-1']);
    const old = { ...begun, passed: new Map([['payment 2 A-1', 0]]) };
    expect(sortChanges(changes, old, undefined).to_hand.map(({ key }) => key)).toEqual(['payment 1 A-1']);
  });

  test('what was owed when a poller was killed is handed over, also where it was killed in its first round', () => {
    const book = { ...emptyPollBook, owed: new Map([['payment 2 A-1', 0]]) };
    const { to_hand, to_pass } = sortChanges(changes, book, undefined);
    expect(to_hand.map(({ key }) => key)).toEqual(['payment 2 A-1']);
    expect(to_pass.map(({ key }) => key)).toEqual(['payment 1 A-1']);
  });

  test('--since brings back what was old, and nothing that was handed over', () => {
    const book = { ...begun, passed: new Map([['payment 1 A-1', 0]]), handed: new Map([['payment 2 A-1', 0]]) };
    expect(sortChanges(changes, book, new Date(0)).to_hand.map(({ key }) => key)).toEqual(['payment 1 A-1']);
  });
});

describe('what is kept', () => {
  const kind = fc.constantFrom('handed' as const, 'passed' as const, 'owed' as const);
  const time = now.getTime();
  const event = fc.record({ kind, key: fc.string(), changed_at: fc.integer({ min: time - 1000, max: time }) });
  const round = fc.record({ kind: fc.constant('round' as const), at: fc.constant(now.toISOString()) });

  test('is read again as it was written, torn anywhere, and kept short', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(event, round), { maxLength: 20 }), fc.nat(), (lines: PollLine[], cut) => {
        const text = formatPollLines(lines);
        const book = readPollBook(text);
        expect(readPollBook(formatPollLines(compactPollBook(book, now)))).toEqual(book);
        const torn = readPollBook(text.slice(0, cut % (text.length + 1)));
        for (const key of torn.handed.keys()) expect(book.handed.has(key)).toBe(true);
      }),
    );
  });

  test('begins with the oldest that is owed, and owes nothing that was handed over', () => {
    const lines = (kind: 'owed' | 'handed', key: string, ago: number): PollLine => {
      return { kind, key, changed_at: now.getTime() - hours(ago) };
    };
    const round: PollLine = { kind: 'round', at: new Date(now.getTime() - hours(1)).toISOString() };
    const book = readPollBook(
      formatPollLines([lines('owed', 'a', 50), lines('owed', 'b', 40), lines('handed', 'a', 50), round]),
    );
    expect(beginningOf(book, now)).toEqual(new Date(now.getTime() - hours(40)));
    expect(beginningOf({ ...book, owed: new Map() }, now)).toEqual(book.seen_until);
    expect(beginningOf(emptyPollBook, now)).toEqual(now);
  });

  test('forgets what no window reaches any more', () => {
    const old = { kind: 'handed' as const, key: 'payment 0 A-1', changed_at: now.getTime() - furthestBack - hours(51) };
    expect(compactPollBook(readPollBook(formatPollLines([old])), now)).toEqual([]);
    const timeless = { ...old, changed_at: 0 };
    expect(compactPollBook(readPollBook(formatPollLines([timeless])), now)).toEqual([timeless]);
  });
});

test('an endpoint that does not take it is asked again as QFPay asks: after 2, 10, 10 and 60 minutes, 2, 6 and 15 hours', () => {
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => (waitAfterAttempt(count) ?? 0) / 60_000);
  expect(minutes).toEqual([2, 10, 10, 60, 120, 360, 900, 0]);
});

test.each([
  ...[
    ['localhost', true],
    ['127.8.0.1', true],
    ['[::1]', true],
    ['10.1.2.3', true],
    ['172.16.0.1', true],
  ],
  ...[
    ['172.31.255.1', true],
    ['192.168.1.1', true],
    ['[fd12:3456::1]', true],
    ['[fc00::1]', true],
  ],
  ...[
    ['172.32.0.1', false],
    ['172.15.0.1', false],
    ['192.169.0.1', false],
    ['8.8.8.8', false],
    ['0.0.0.0', false],
  ],
  ...[
    ['169.254.169.254', false],
    ['[fe80::1]', false],
    ['[2001:db8::1]', false],
    ['10.0.0.1.example', false],
  ],
  ...[
    ['shop.localhost', false],
    ['fd12.example', false],
    ['web', false],
  ],
] as [string, boolean][])('%s is of the own network: %s', (host, is_private) => {
  expect(isPrivateHost(new URL(`http://${host}/`).hostname)).toBe(is_private);
});
