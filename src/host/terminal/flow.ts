import { fstatSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Flow } from '../../context/terminal.ts';
import { codeOf } from '../file-failure.ts';
import type { Output } from './output.ts';

/** Bytes, more or less, that wait for the reader of a pipe. */
const most = 2 ** 20;
const patience_ms = 1000;

/**
 * A full pipe holds up whoever writes to it synchronously, and with him all whom he serves. Terminals and files take
 * what they are given; on Windows Node itself makes pipes wait.
 */
export function createFlow(out: Output, onWriteError: (error: Error) => void): Flow {
  if (process.platform === 'win32' || !isPipe()) return { write: (text) => written(out, text), end: async () => {} };
  return flowThrough(new (process.getBuiltinModule('node:net').Socket)({ fd: 1, readable: false }), out, onWriteError);
}

function isPipe(): boolean {
  try {
    const facts = fstatSync(1);
    return facts.isFIFO() || facts.isSocket();
  } catch {
    return false; // closed: `>&-`
  }
}

function written(out: Output, text: string): true {
  out.write(text);
  return true;
}

function flowThrough(pipe: Socket, out: Output, onWriteError: (error: Error) => void): Flow {
  pipe.on('error', (error) => {
    out.close();
    if (codeOf(error) !== 'EPIPE') onWriteError(error);
  });
  return {
    write(text) {
      // A reader who has gone away misses nothing.
      if (pipe.destroyed) return true;
      if (pipe.writableLength > most) return false;
      pipe.write(text);
      return true;
    },
    async end() {
      if (pipe.destroyed || (await isEmptied(pipe))) return;
      out.close();
      pipe.destroy();
    },
  };
}

function isEmptied(pipe: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patience_ms);
    pipe.write('', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
