import type { Interruption } from '../context.ts';

/** Ctrl-C and SIGTERM abort whatever waits. A second one ends the process at once, should something not let go. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let soft: (() => void) | undefined;
  function interrupt() {
    if (controller.signal.aborted) process.exit(130);
    const stop = soft;
    soft = undefined;
    if (stop) stop();
    else controller.abort();
  }
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    resume: undefined,
    soften(stop) {
      soft = stop;
      return () => {
        soft = undefined;
      };
    },
  };
}
