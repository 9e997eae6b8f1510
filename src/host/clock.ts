import type { Clock } from '../context.ts';
import { CancelledError } from '../errors.ts';

export function createClock(signal: AbortSignal): Clock {
  return { now: () => new Date(), sleep: (ms) => sleep(ms, signal) };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new CancelledError('interrupted'));
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    function cancel() {
      clearTimeout(timer);
      reject(new CancelledError('interrupted'));
    }
    signal.addEventListener('abort', cancel, { once: true });
  });
}
