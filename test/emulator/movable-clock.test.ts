import { expect, test } from 'vitest';
import { createMovableClock } from '../../src/emulator/moment.ts';

test('goes on from wherever it was put, and tells of each move', () => {
  let world = 1000;
  let moves = 0;
  const clock = createMovableClock(
    () => new Date(world),
    () => {
      moves += 1;
    },
  );
  const at = () => clock.now().getTime();
  expect([at(), clock.isMoved()]).toEqual([1000, false]);
  clock.set(new Date(5000));
  expect(at()).toBe(5000);
  world += 10;
  expect(at()).toBe(5010);
  clock.advance(90);
  expect(at()).toBe(5100);
  clock.advance(-100);
  expect(at()).toBe(5000);
  expect(clock.isMoved()).toBe(true);
  clock.reset();
  expect([at(), moves, clock.isMoved()]).toEqual([1010, 4, false]);
});
