import type { Interruption, StopSignal } from '../context.ts';
import { exitCodes } from '../errors.ts';
import { isTerminal } from './terminal/output.ts';

const signals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Ctrl-C, SIGTERM and a closed terminal abort whatever waits. A second one ends the process at once, should something not let go;
 * but a terminal that is closed says so several times, and the system beside its SIGTERM: that is still the first.
 */
export function watchInterruption(): Interruption {
  const controller = new AbortController();
  let by: Interruption['by'];
  let soft: (() => void) | undefined;
  function interrupt(name: StopSignal) {
    if (by !== undefined && name === 'SIGHUP') return;
    if (controller.signal.aborted) process.exit(130);
    by = name;
    const stop = soft;
    soft = undefined;
    if (stop) stop();
    else controller.abort();
  }
  for (const name of signals) process.on(name, () => interrupt(name));
  return {
    signal: controller.signal,
    get by() {
      return by;
    },
    resume: undefined,
    sent: undefined,
    soften(stop) {
      soft = stop;
      return () => {
        soft = undefined;
      };
    },
  };
}

/**
 * Tells of a process that would end without a verdict: there is nothing left to wait for, though the command has not come to
 * its end, or nobody caught an error. Without this the one would look like success.
 */
export function watchLostEnd(onLost: (error?: unknown) => void): void {
  process.once('beforeExit', () => onLost());
  process.on('uncaughtException', onLost);
}

/** For what the host has to see to its end, such as a terminal that is slow to take what is written. */
const grace_ms = 1000;

/**
 * Until there is a verdict the status is that of a bug, so that a process that ends without one has not succeeded. Gives the end:
 * after the verdict nothing lives on, and what would still hold the process (a look-up of a name that nobody answers, a proxy that
 * drips) is let go.
 */
export function oweVerdict(): (exit_code: number) => void {
  process.exitCode = exitCodes.internal;
  const terminals = ([0, 1, 2] as const).filter(isTerminal);
  let is_hung_up = false;
  process.once('SIGHUP', () => {
    is_hung_up = true;
  });
  return (exit_code) => {
    process.exitCode = exit_code;
    if (is_hung_up && !terminals.every(isTerminal)) endByHangUp();
    const timer = setInterval(() => {
      if (process.stdout.writableLength + process.stderr.writableLength === 0) process.exit(exit_code);
    }, grace_ms);
    timer.unref();
  };
}

/** Node wants to put a terminal in order when it ends, and aborts with a core dump where that is gone. Nobody is there to be told. */
function endByHangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}
