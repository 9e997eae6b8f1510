import type { Files, Lock } from '../../src/context/files.ts';
import type { HttpRequest, HttpResponse } from '../../src/context/network.ts';
import { type TestContext, testContext } from './context.ts';
import { memoryFiles } from './memory-files.ts';
import { gatewayEnv, type RefundGateway, responseOf, servedRequest } from './refund-gateway.ts';

/** Not one of our errors: nothing in the tool may catch it. */
class Killed extends Error {}

/** What a process does to its disk and its network; to send and to receive are two things. */
export type Step = 'lock' | 'append' | 'truncate' | 'write' | 'send' | 'receive';

/** Where a process dies: before its nth step, in the middle of a write, or after it. */
export interface Death {
  /** From 0. */
  readonly step: number;
  readonly moment: 'before' | 'midway' | 'after';
}

/** Every place to die in a run of these steps. After one step is before the next, so that only the last needs both. */
export function deathsOf(steps: readonly Step[]): Death[] {
  return [
    ...steps.map((_name, step): Death => ({ step, moment: 'before' })),
    ...steps.flatMap((name, step): Death[] => (name === 'append' ? [{ step, moment: 'midway' }] : [])),
    { step: steps.length - 1, moment: 'after' },
  ];
}

export type Disk = ReturnType<typeof memoryFiles>;

export interface Mortal {
  readonly context: TestContext;
  /** What it did so far. */
  readonly steps: readonly Step[];
  is_dead(): boolean;
}

/** A process in memory that dies at one step. What it wrote until then stays on the disk. */
export function mortal(disk: Disk, gateway: Pick<RefundGateway, 'serve'>, now: Date, death?: Death): Mortal {
  const steps: Step[] = [];
  let is_dead = false;

  const asked: Promise<Lock>[] = [];

  /** The kernel takes back what a dead process held. */
  function die(): never {
    is_dead = true;
    for (const lock of asked) void lock.then(({ release }) => release());
    throw new Killed('killed');
  }

  function take<T>(name: Step, work: () => T, midway?: () => void): T {
    if (is_dead) die();
    steps.push(name);
    if (steps.length - 1 !== death?.step) return work();
    if (death.moment === 'after') work();
    if (death.moment === 'midway') midway?.();
    return die();
  }

  async function http(request: HttpRequest): Promise<HttpResponse> {
    take('send', () => {});
    const reply = await gateway.serve(servedRequest(request));
    return take('receive', () => responseOf(reply));
  }

  async function lock(path: string): Promise<Lock> {
    const taken = await take('lock', () => {
      asked.push(disk.lock(path));
      return asked.at(-1) as Promise<Lock>;
    });
    return is_dead ? die() : taken;
  }

  const context = testContext({
    now,
    env: { QFPAY_STATE_DIR: '/state', ...gatewayEnv },
    http,
    files: { ...disk, ...writes(disk, take), lock },
  });
  const { sleep } = context.clock;
  context.clock.sleep = (ms) => (is_dead ? Promise.reject(new Killed('killed')) : sleep(ms));
  return { context, steps, is_dead: () => is_dead };
}

/** What was on a disk when its process died; a lock died with its holder. */
export function diskAfter(disk: Disk): Disk {
  const left = memoryFiles();
  for (const [path, { bytes, mode }] of disk.entries) left.entries.set(path, { bytes, mode });
  return left;
}

type Take = <T>(name: Step, work: () => T, midway?: () => void) => T;

function writes(
  disk: Disk,
  take: Take,
): Pick<Files, 'append' | 'appendAside' | 'truncate' | 'write' | 'overwrite' | 'add'> {
  function append(path: string, text: string): void {
    const half = () => disk.append(path, text.slice(0, text.length / 2));
    take('append', () => disk.append(path, text), half);
  }
  return {
    append,
    appendAside: async (path, text) => append(path, text),
    truncate: (path, size) => take('truncate', () => disk.truncate(path, size)),
    write: (path, content, mode) => take('write', () => disk.write(path, content, mode)),
    add: (path, text) => take('write', () => disk.append(path, text)),
    overwrite: (path, text) => take('write', () => disk.overwrite(path, text)),
  };
}
