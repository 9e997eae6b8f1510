import { expect, onTestFinished, test, vi } from 'vitest';
import { createProgress } from '../../../src/host/terminal/io.ts';

test('a spinner that cannot be loaded is no failure', async () => {
  const screen = { is_tty: true, columns: 80, color: 0 } as const;
  const onRejection = vi.fn();
  process.on('unhandledRejection', onRejection);
  const progress = createProgress(screen, () => Promise.reject(new Error('the package was replaced meanwhile')))(
    'waiting',
  );
  await new Promise((resolve) => setImmediate(resolve));
  progress.update('still waiting');
  progress.stop();
  process.off('unhandledRejection', onRejection);
  expect(onRejection).not.toHaveBeenCalled();
});

test('off a terminal nothing is loaded', () => {
  const load = vi.fn();
  createProgress({ is_tty: false, columns: 80, color: 0 }, load)('waiting').stop();
  expect(load).not.toHaveBeenCalled();
});

test('a label that is a function is asked again every second, until it stops', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const shown: string[] = [];
  const running = {
    set text(text: string) {
      shown.push(text);
    },
    start: () => running,
    stop: () => running,
  };
  const load = async () => ({ default: () => running }) as unknown as typeof import('ora');
  let left = 3;
  const progress = createProgress({ is_tty: true, columns: 80, color: 0 }, load)(() => `${left--} s left`);
  await vi.advanceTimersByTimeAsync(2000);
  progress.stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(shown).toEqual(['2 s left', '1 s left']);
});
