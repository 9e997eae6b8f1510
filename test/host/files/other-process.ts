import { appendFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createFiles } from '../../../src/host/context.ts';

/**
 * A process of its own for the tests of files: `hold <path>`, `count <path> <times>`, `append <path> <letter> <times>`,
 * `contend <path> <times>`.
 */
const [work, path = '', ...rest] = process.argv.slice(2);
const files = createFiles(new AbortController().signal);

if (work === 'hold') {
  await files.lock(`${path}.lock`);
  process.stdout.write('held\n');
  process.stdin.resume();
}
if (work === 'count') await count(Number(rest[0]));
if (work === 'contend') await contend(Number(rest[0]));
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
 * Takes the lock again and again, now and then dying with it, and writes a dot a time. Who is inside holds a name of the kernel
 * too, which is given to one at a time: where it is taken, two are inside, and a 2 is written down instead of a 1.
 */
async function contend(times: number): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    const lock = await files.lock(`${path}.lock`);
    const witness = createServer();
    const is_alone = await new Promise<boolean>((resolve) => {
      witness.on('error', () => resolve(false));
      witness.listen(`\0${path}`, () => resolve(true));
    });
    appendFileSync(`${path}.log`, is_alone ? '1' : '2');
    if (Math.random() < 0.05) process.kill(process.pid, 'SIGKILL');
    if (is_alone) await new Promise((resolve) => witness.close(resolve));
    lock.release();
    process.stdout.write('.');
  }
}
