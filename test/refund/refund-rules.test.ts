import { describe, expect, test } from 'vitest';
import { nightFault, payTypeFaults, refundFaults, refundRules, refundWarnings } from '../../src/refund/refund-rules.ts';

const now = new Date('2026-03-02T18:00:00+08:00');
const payment = {
  syssn: 'P',
  txamt: '1280',
  txcurrcd: 'HKD',
  pay_type: '800201',
  paydtm: '2026-03-02 15:04:30',
  sysdtm: '2026-03-02 15:04:06',
};
const idsOf = (planned: Parameters<typeof refundFaults>[0]) => refundFaults(planned, now).map(({ rule_id }) => rule_id);

describe('refund-exceeds-left', () => {
  test('refuses a cent more than is left, and says how much is', () => {
    const [fault] = refundFaults({ payment, txamt: '641', left: 640 }, now);
    expect(fault).toMatchObject({ field: 'txamt', value: '641', rule_id: 'refund-exceeds-left' });
    expect(fault?.rule).toContain('HKD 6.40');
    expect(fault?.next).toContain('txamt 640 ');
  });

  test.each([
    ['all that is left', '640', 640],
    ['less', '1', 640],
    ['what nobody can compare', '99999', undefined],
  ])('lets %s through', (_what, txamt, left) => {
    expect(refundFaults({ payment, txamt, left }, now)).toEqual([]);
  });
});

test.each(['802001', '802010', '805401', '802301'])('fps-refund: pay type %s is not refundable', (pay_type) => {
  expect(idsOf({ payment: { ...payment, pay_type }, txamt: '1280', left: 1280 })).toEqual(['fps-refund']);
});

test('a pay type that nobody knows is not refused', () => {
  expect(payTypeFaults({ pay_type: '999999' })).toEqual([]);
  expect(payTypeFaults({})).toEqual([]);
});

describe('card-same-day-full', () => {
  const card = (pay_type: string, paydtm: string) => ({ ...payment, pay_type, paydtm });

  test.each(['802801', '802808', '806527', '806708', '806808'])('refuses a part of a card payment %s', (pay_type) => {
    expect(idsOf({ payment: card(pay_type, payment.paydtm), txamt: '640', left: 1280 })).toEqual([
      'card-same-day-full',
    ]);
  });

  test.each([
    ['the full amount', '802801', '1280', '2026-03-02 15:04:30'],
    ['a part of a payment of yesterday', '802801', '640', '2026-03-01 23:59:59'],
    ['a part of a wallet payment', '800201', '640', '2026-03-02 15:04:30'],
  ])('lets %s through', (_what, pay_type, txamt, paydtm) => {
    expect(refundFaults({ payment: card(pay_type, paydtm), txamt, left: 1280 }, now)).toEqual([]);
  });

  test('counts the day in UTC+8', () => {
    const early = new Date('2026-03-02T00:45:00+08:00');
    const paid = card('802801', '2026-03-01 23:10:00');
    expect(refundFaults({ payment: paid, txamt: '640', left: 1280 }, early)).toEqual([]);
  });

  test('falls back on sysdtm where paydtm is missing', () => {
    const { paydtm: _paydtm, ...rest } = card('802801', '');
    expect(idsOf({ payment: rest, txamt: '640', left: 1280 })).toEqual(['card-same-day-full']);
  });
});

test('refund-window: by night it says when refunds are possible again', () => {
  const fault = nightFault(new Date('2026-03-02T23:45:00+08:00'));
  expect(fault).toMatchObject({ rule_id: 'refund-window' });
  expect(fault?.rule).toContain('2026-03-03 00:30 (UTC+8)');
  expect(nightFault(now)).toBeUndefined();
});

test('all faults are told at once', () => {
  expect(idsOf({ payment: { ...payment, pay_type: '802001' }, txamt: '9999', left: 1280 })).toEqual([
    'refund-exceeds-left',
    'fps-refund',
  ]);
});

test('every rule that a fault names can be skipped', () => {
  const faults = [
    ...refundFaults({ payment: { ...payment, pay_type: '802001' }, txamt: '9999', left: 1280 }, now),
    ...refundFaults({ payment: { ...payment, pay_type: '802801' }, txamt: '640', left: 1280 }, now),
    nightFault(new Date('2026-03-02T23:45:00+08:00')),
  ];
  for (const fault of faults) expect(refundRules.rule_ids).toContain(fault?.rule_id);
});

describe('warnings', () => {
  const old = (pay_type: string, days: number) => {
    const paid = new Date(now.getTime() - days * 86_400_000 + 8 * 3_600_000);
    return { ...payment, pay_type, paydtm: paid.toISOString().slice(0, 19).replace('T', ' ') };
  };

  test.each([
    ['800201', 365],
    ['800101', 365],
    ['802801', 365],
    ['805801', 90],
    ['802001', 29],
  ])('a payment by %s is warned about after %d days, and not before', (pay_type, days) => {
    expect(refundWarnings(old(pay_type, days), now)).toEqual([]);
    expect(refundWarnings(old(pay_type, days + 1), now)).toEqual([expect.stringContaining(`${days + 1} days old`)]);
  });

  test('no limit is made up for other wallets', () => {
    expect(refundWarnings(old('803701', 2000), now)).toEqual([]);
  });

  test('a payment made by night is warned about', () => {
    expect(refundWarnings({ ...payment, paydtm: '2026-03-01 23:40:00' }, now)).toEqual([
      expect.stringContaining('1265'),
    ]);
  });

  test('a payment without a time is not', () => {
    expect(refundWarnings({ syssn: 'P', txamt: '1' }, now)).toEqual([]);
  });
});
