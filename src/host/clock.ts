import type { Clock } from '../context.ts';
import { CancelledError } from '../errors.ts';

export function createClock(signal: AbortSignal): Clock {
  return {
    now: () => new Date(),
    monotonic: () => performance.now(),
    sleep: (ms, until) => sleep(ms, signal, until),
  };
}

function sleep(ms: number, signal: AbortSignal, until?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError('interrupted'));
    if (until?.aborted) return resolve();
    const timer = setTimeout(() => end(resolve), ms);
    const cancel = () => end(() => reject(new CancelledError('interrupted')));
    const stop = () => end(resolve);
    function end(settle: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      until?.removeEventListener('abort', stop);
      settle();
    }
    signal.addEventListener('abort', cancel, { once: true });
    until?.addEventListener('abort', stop, { once: true });
  });
}
