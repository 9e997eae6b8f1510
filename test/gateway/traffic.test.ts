import { describe, expect, test } from 'vitest';
import {
  aheadOf,
  hasPlenty,
  noTraffic,
  roomNow,
  type Slot,
  takeUp,
  tidy,
  timeUntilRoom,
} from '../../src/gateway/traffic.ts';

const now = 1_000_000;
const rules = [{ requests: 4, ms: 1_000, counts: 'all' }] as const;

function slot(since: number, until: number, is_background = false): Slot {
  return { owner: 'o', id: 1, since, until, is_background };
}

function traffic(...slots: Slot[]) {
  return { ...noTraffic(), slots };
}

describe('what another book knows', () => {
  const known = (...slots: Slot[]) => ({ ...traffic(...slots), closed_until: now + 5 });

  test('is put in, as late as it may have been, and the longer pause holds', () => {
    const here = { ...traffic(slot(now - 9, now - 8)), closed_until: now + 9 };
    takeUp(here, known({ ...slot(now - 5, now - 4), id: 2 }, { ...slot(now - 5, now - 4), owner: 'p' }), 3);
    expect(here.slots.map(({ owner, id, until }) => [owner, id, until - now])).toEqual([
      ['o', 1, -8],
      ['o', 2, -1],
      ['p', 1, -1],
    ]);
    expect(here.closed_until).toBe(now + 9);
    takeUp(here, { ...noTraffic(), closed_until: now + 12 }, 3);
    expect(here.closed_until).toBe(now + 12);
  });

  test.each([
    ['here', slot(now - 5, now - 4), slot(now - 5, now + 9_995), -4],
    ['there', slot(now - 5, now + 9_995), slot(now - 5, now - 4), -1],
  ])('of a request that ended is believed of the two, when it is known %s', (_where, here, there, until) => {
    const all = traffic(here);
    takeUp(all, known(there), 3);
    expect(all.slots).toEqual([slot(now - 5, now + until)]);
  });

  test('of who waits is left there: whoever lives comes by himself', () => {
    const all = traffic();
    takeUp(all, { ...noTraffic(), queue: [{ owner: 'p', is_background: false, since: now, until: now + 9 }] }, 0);
    expect(all).toEqual(noTraffic());
  });
});

describe('room', () => {
  test.each([
    ['nothing was sent', [], 4],
    ['one has just ended', [slot(now - 50, now)], 3],
    ['one is in the air since long ago', [slot(now - 20_000, now + 10_000)], 3],
    ['one ended a window and a thousandth ago', [slot(now - 2_000, now - 1_002)], 4],
    ['one ended a millisecond later', [slot(now - 2_000, now - 1_001)], 3],
    ['all is used', [1, 2, 3, 4].map(() => slot(now, now)), 0],
  ])('when %s', (_when, slots, room) => {
    expect(roomNow(traffic(...slots), rules, now)).toBe(room);
  });

  test('of batches is used up by batches alone', () => {
    const own = [{ requests: 4, ms: 1_000, counts: 'background' }] as const;
    expect(roomNow(traffic(slot(now, now), slot(now, now, true)), own, now)).toBe(3);
  });

  test('is plenty while less than half is used and nobody waits', () => {
    const used = traffic(slot(now, now));
    expect(hasPlenty(used, rules, now)).toBe(true);
    expect(hasPlenty(traffic(slot(now, now), slot(now, now)), rules, now)).toBe(false);
    const place = { owner: 'p', is_background: true, since: now, until: now };
    expect(hasPlenty({ ...used, queue: [place] }, rules, now)).toBe(false);
    expect(hasPlenty({ ...used, closed_until: now + 1 }, rules, now)).toBe(false);
  });
});

describe('the time until there is room', () => {
  const full = traffic(...[100, 200, 300, 400].map((ago) => slot(now - ago, now - ago)));

  test.each([
    [1, 602],
    [2, 702],
    [4, 902],
    [5, 1_002],
  ])('for %d more lets as many leave before', (needed, ms) => {
    expect(timeUntilRoom(full, rules, now, needed)).toBe(ms);
  });

  test('is there, and not a millisecond before', () => {
    expect(roomNow(full, rules, now + 601)).toBe(0);
    expect(roomNow(full, rules, now + 602)).toBe(1);
  });

  test('is not before the end of a pause', () => {
    expect(timeUntilRoom({ ...noTraffic(), closed_until: now + 5_000 }, rules, now, 1)).toBe(5_000);
  });
});

describe('when the clock was set back', () => {
  test('what was sent in the future was sent now, and is on its way as long as it was, however often it is looked at', () => {
    const future = traffic(slot(now + 3_600_000, now + 3_600_500));
    for (let look = 0; look < 3; look += 1) tidy(future, rules, now);
    expect(future.slots).toEqual([slot(now, now + 500)]);
  });

  test('nobody waits in line, or for the end of a pause, until the future', () => {
    const place = { owner: 'p', is_background: false, since: now, until: now + 3_600_000 };
    const future = { slots: [], queue: [place], closed_until: now + 3_600_000 };
    tidy(future, rules, now);
    expect(future).toEqual(noTraffic());
  });
});

test('a request that claims to be on its way for a day is damage', () => {
  const damaged = traffic(slot(now - 700_000, now + 86_400_000));
  tidy(damaged, rules, now);
  expect(damaged.slots).toEqual([]);
});

test('tills are before batches, and else who came first; a process is not before itself', () => {
  const place = (owner: string, since: number, is_background: boolean) => ({ owner, since, is_background, until: now });
  const queue = [place('batch', 1, true), place('late', 9, false), place('early', 2, false), place('me', 1, false)];
  expect(aheadOf(place('me', 5, false), queue)).toBe(1);
  expect(aheadOf(place('other batch', 5, true), queue)).toBe(4);
});
