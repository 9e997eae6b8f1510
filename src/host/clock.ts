import type { Clock } from '../context.ts';
import { CancelledError } from '../errors.ts';

export function createClock(signal: AbortSignal): Clock {
  return { now: () => new Date(), sleep: (ms, also) => sleep(ms, also ? [signal, also] : [signal]) };
}

function sleep(ms: number, signals: readonly AbortSignal[]): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signals.some(({ aborted }) => aborted)) return reject(new CancelledError('interrupted'));
    const timer = setTimeout(() => {
      for (const signal of signals) signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    function cancel() {
      clearTimeout(timer);
      reject(new CancelledError('interrupted'));
    }
    for (const signal of signals) signal.addEventListener('abort', cancel, { once: true });
  });
}
