import type { Files } from '../context/files.ts';
import { readingOwnFile } from '../errors.ts';
import { parseObject } from './history-entry.ts';

/** Longer than any line: more is read only where something else than a history was written. */
const tailSize = 64 * 1024;

/**
 * A machine that died while it wrote leaves a last line without its end. A whole entry gets its line end; half a one is cut
 * off, since its request cannot have left. Gives what has to stand before the next entry.
 */
export function mendTornLine(files: Files, path: string): '' | '\n' {
  const size = readingOwnFile(() => files.facts(path))?.size ?? 0;
  const { start, last } = lastLine(files, path, Math.max(0, size - tailSize));
  if (last === '') return '';
  if (parseObject(last)) return '\n';
  files.truncate(path, start);
  return '';
}

/** What follows the last line end, and at which byte it starts. */
function lastLine(files: Files, path: string, offset: number): { start: number; last: string } {
  const tail = Buffer.from(files.readFrom(path, offset) ?? []);
  const start = tail.lastIndexOf('\n') + 1;
  if (start === 0 && offset > 0) return lastLine(files, path, 0);
  return { start: offset + start, last: tail.subarray(start).toString('utf8') };
}
