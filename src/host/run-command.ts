import { type ChildProcess, spawn } from 'node:child_process';
import type { CommandResult, RunCommand } from '../context.ts';
import { CancelledError } from '../errors.ts';
import { isTerminal } from './terminal/output.ts';

const largest = 64 * 1024;

export function createRunCommand(signal: AbortSignal): RunCommand {
  return (command, timeout_ms) => {
    if (signal.aborted) return Promise.reject(new CancelledError('interrupted'));
    const stdin = isTerminal(0) ? 'inherit' : 'ignore';
    const child = spawn(command, { shell: true, stdio: [stdin, 'pipe', 'inherit'], windowsHide: true });
    return outcomeOf(child, timeout_ms, signal);
  };
}

function outcomeOf(child: ChildProcess, timeout_ms: number, signal: AbortSignal): Promise<CommandResult> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => stop({ stopped: 'time' }), timeout_ms);
    function end(finish: () => void) {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      finish();
    }
    function stop(facts: Pick<CommandResult, 'stopped'>) {
      abandon(child);
      end(() => resolve({ stdout: new Uint8Array(), exit_code: undefined, ...facts }));
    }
    function interrupt() {
      abandon(child);
      end(() => reject(new CancelledError('interrupted')));
    }
    signal.addEventListener('abort', interrupt, { once: true });
    child.stdout?.on('data', (chunk: Uint8Array) => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > largest) stop({ stopped: 'size' });
    });
    child.on('error', () => stop({}));
    child.on('close', (code) => end(() => resolve({ stdout: Buffer.concat(chunks), exit_code: code ?? undefined })));
  });
}

/** What the shell has started may live on; nobody waits for it. */
function abandon(child: ChildProcess): void {
  child.kill();
  child.stdout?.destroy();
  child.unref();
}
