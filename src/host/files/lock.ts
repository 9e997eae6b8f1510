import { closeSync, constants, openSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Lock } from '../../context/files.ts';
import { CancelledError, ConfigError } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { codeOf, unwritable } from '../file-failure.ts';
import { makeFolder } from './write-file.ts';

/** Longer than anything that is done under a lock. */
const patience = 30_000;

/**
 * Waits until this process is the only holder. The kernel gives the lock back when its process dies, however it dies, so
 * that none is ever stale. A lock that is free is given also after an interruption: what is in the air has to be written
 * down.
 * @throws ConfigError still held after `patience_ms`, or a system that gives no locks
 * @throws CancelledError interrupted while it waited
 */
export async function takeLock(path: string, signal: AbortSignal, patience_ms = patience): Promise<Lock> {
  const deadline = Date.now() + patience_ms;
  for (;;) {
    const lock = await tryLock(path);
    if (lock) return lock;
    if (signal.aborted) throw new CancelledError('interrupted');
    if (Date.now() >= deadline) throw stillHeld(path, patience_ms);
    // Some chance, so that two who wait do not always ask at the same moment.
    await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
  }
}

function stillHeld(path: string, patience_ms: number): ConfigError {
  return new ConfigError(t`${path} is still held by another qfpay after ${Math.round(patience_ms / 1000)} s`, {
    hint: t`wait for the other qfpay to end, or end it`,
  });
}

async function tryLock(path: string): Promise<Lock | undefined> {
  try {
    makeFolder(dirname(path));
    return ['linux', 'android'].includes(process.platform) ? await listen(socketName(path)) : openAlone(path);
  } catch (error) {
    // EAGAIN: macOS and the BSDs; EBUSY: Windows.
    if (['EADDRINUSE', 'EAGAIN', 'EBUSY'].includes(codeOf(error))) return undefined;
    throw unwritable(path, error, 'lock');
  }
}

/**
 * A name that begins with a zero byte lives in the kernel alone: no file, nothing to clean up. It fills all 108 bytes that
 * there are, for some Nodes pad a shorter one and others do not, and would not meet.
 */
function socketName(path: string): string {
  const real = join(realpathSync(dirname(path)), basename(path));
  const { createHash } = process.getBuiltinModule('node:crypto');
  return `\0${`qfpay-${createHash('sha512').update(real).digest('hex')}`.slice(0, 107)}`;
}

function listen(name: string): Promise<Lock> {
  const { createServer } = process.getBuiltinModule('node:net');
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.once('error', reject);
    server.listen(name, () => resolve({ release: () => server.close() }));
    server.unref();
  });
}

/** Flags that Node passes on but has no names for: O_EXLOCK of the BSDs, and libuv's for Windows. */
function openAlone(path: string): Lock {
  const exclusive = process.platform === 'win32' ? 0x10000000 : 0x20 | constants.O_NONBLOCK;
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | exclusive, 0o600);
  let is_held = true;
  return {
    release() {
      if (is_held) closeSync(file);
      is_held = false;
    },
  };
}
