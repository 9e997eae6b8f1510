import { createFiles } from '../../../src/host/files/files.ts';

/** A process of its own for the tests of files: `hold <path>`, `count <path> <times>`, `append <path> <letter> <times>`. */
const [work, path = '', ...rest] = process.argv.slice(2);
const files = createFiles(new AbortController().signal);

if (work === 'hold') {
  await files.lock(`${path}.lock`);
  process.stdout.write('held\n');
  process.stdin.resume();
}
if (work === 'count') await count(Number(rest[0]));
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
