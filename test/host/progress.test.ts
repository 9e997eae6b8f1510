import { expect, test, vi } from 'vitest';
import { createProgress } from '../../src/host/progress.ts';

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
