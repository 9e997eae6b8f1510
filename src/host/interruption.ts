import type { Interruption } from '../context.ts';

/** Ctrl-C and SIGTERM abort whatever waits. A second one ends the process at once, should something not let go. */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let by: Interruption['by'];
  let soft: (() => void) | undefined;
  function interrupt(name: 'SIGINT' | 'SIGTERM') {
    if (controller.signal.aborted) process.exit(130);
    by = name;
    const stop = soft;
    soft = undefined;
    if (stop) stop();
    else controller.abort();
  }
  process.on('SIGINT', () => interrupt('SIGINT'));
  process.on('SIGTERM', () => interrupt('SIGTERM'));
  return {
    signal: controller.signal,
    get by() {
      return by;
    },
    resume: undefined,
    soften(stop) {
      soft = stop;
      return () => {
        soft = undefined;
      };
    },
  };
}
