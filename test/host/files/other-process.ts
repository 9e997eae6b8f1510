import { appendFileSync } from 'node:fs';
import { createFiles } from '../../../src/host/context.ts';

/**
 * A process of its own for the tests of files: `hold <path>`, `count <path> <times>`, `append <path> <letter> <times>`,
 * `contend <path> <times> <chance to die>`.
 */
const [work, path = '', ...rest] = process.argv.slice(2);
const files = createFiles(new AbortController().signal);

if (work === 'hold') {
  await files.lock(`${path}.lock`);
  process.stdout.write('held\n');
  process.stdin.resume();
}
if (work === 'count') await count(Number(rest[0]));
if (work === 'contend') await contend(Number(rest[0]), Number(rest[1]));
if (work === 'append') append(rest[0] ?? '', Number(rest[1]));

/** Adds one at a time. Two processes inside at once would overwrite each other's sum. */
async function count(times: number): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    const lock = await files.lock(`${path}.lock`);
    const before = Number(new TextDecoder().decode(files.read(path)));
    await new Promise(setImmediate);
    files.write(path, String(before + 1));
    lock.release();
  }
}

/** Lines of many lengths, each of one letter. */
function append(letter: string, times: number): void {
  for (let done = 0; done < times; done += 1) files.append(path, `${letter.repeat(1 + ((done * 997) % 20_000))}\n`);
}

/**
 * Takes the lock again and again, now and then dying with it, and writes a dot a time. It notes down when it goes in and out, for
 * `countOverlaps`.
 */
async function contend(times: number, chance: number): Promise<void> {
  const who = `${process.pid}-${Math.random().toString(36).slice(2)}`;
  for (let done = 0; done < times; done += 1) {
    const lock = await files.lock(`${path}.lock`);
    appendFileSync(`${path}.log`, `${who} in\n`);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    if (Math.random() < chance) process.kill(process.pid, 'SIGKILL');
    appendFileSync(`${path}.log`, `${who} out\n`);
    lock.release();
    process.stdout.write('.');
  }
}
