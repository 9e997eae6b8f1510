// Runs what reckons with dates at twelve instants, under a clock that is set for the whole tree of processes: a day of the built
// tool in three zones at each instant, and the rooms of `test/calendar/vitest.config.ts` once in each zone.
// The clock is Debian's libfaketimeMT, loaded into every process: its wrapper `faketime` keeps a semaphore that killed runs leave
// behind. `npm run test:calendar`; an argument (`2028-02`) picks instants.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata'];
/** In UTC+8, by which QFPay reckons; with `all` the rooms as well. */
const instants = [
  ['2026-11-30 23:59:00', 'the end of a month'],
  ['2026-12-01 00:01:00', 'the beginning of a month', 'all'],
  ['2026-12-15 23:40:00', 'the night in which no refund is taken'],
  ['2026-12-31 23:59:00', 'the end of a year', 'all'],
  ['2027-01-01 00:01:00', 'the beginning of a year'],
  ['2027-02-28 23:59:00', 'the end of February'],
  ['2027-03-01 00:01:00', 'the beginning of March'],
  ['2027-03-14 17:59:50', 'summer time begins in Los Angeles'],
  ['2028-02-29 23:59:00', 'the end of February in a leap year', 'all'],
  ['2027-11-07 16:59:50', 'summer time ends there'],
  ['2028-03-01 00:01:00', 'the beginning of March in a leap year'],
  [twoYearsOn(), 'two years on'],
];

function twoYearsOn() {
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  return now.replace(/^\d+/, (year) => String(Number(year) + 2)).replace('-02-29', '-02-28');
}

/** Where Debian's package `libfaketime` has it. */
function findLibrary() {
  const folders = ['x86_64-linux-gnu', 'aarch64-linux-gnu', 'arm-linux-gnueabihf', 'riscv64-linux-gnu'];
  const places = folders.map((folder) => `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`);
  return [process.env.LIBFAKETIME, ...places].find((path) => path && existsSync(path));
}

/** One run of vitest, to its end. */
function runAt([time, what, files = 'test/calendar/'], zone, library) {
  const instant = new Date(`${time.replace(' ', 'T')}+08:00`);
  const ahead = Math.round((instant.getTime() - Date.now()) / 1000);
  const clock = {
    LD_PRELOAD: library,
    FAKETIME: `${ahead < 0 ? '' : '+'}${ahead}`,
    DONT_FAKE_MONOTONIC: '1',
    TZ: zone,
  };
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const words = [
    vitest,
    'run',
    ...(files === 'all' ? [] : [files]),
    '--config',
    'test/calendar/vitest.config.ts',
    '--reporter',
    'dot',
    '--no-color',
  ];
  const started = process.hrtime.bigint();
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...clock, QFPAY_TEST_INSTANT: instant.toISOString() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const seconds = Math.round(Number(process.hrtime.bigint() - started) / 1e9);
      const tests = /Tests +(.*)/.exec(output)?.[1] ?? 'no tests were run';
      const right = status === 0 && /\d+ passed/.test(tests);
      process.stdout.write(
        `${right ? 'right' : 'WRONG'}  ${time}  ${zone.padEnd(19)}  ${tests}, ${seconds} s: ${what}\n`,
      );
      if (!right) process.stdout.write(output);
      resolve(right);
    });
  });
}

const library = findLibrary();
if (!library) {
  process.stderr.write(
    'the clock cannot be set: libfaketimeMT.so.1 was not found. On Debian: apt-get install libfaketime; elsewhere its path goes into LIBFAKETIME. Nothing was run.\n',
  );
  process.exit(1);
}
const [wanted = ''] = process.argv.slice(2);
const queue = [...instants.entries()].filter(([, [time]]) => time.startsWith(wanted));
const count = queue.length;
let wrong = 0;
const worker = async () => {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [place, instant] = next;
    if (!(await runAt(instant, zones[place % zones.length], library))) wrong += 1;
  }
};
// Two cores carry three: each waits for processes of its own much of the time.
await Promise.all([worker(), worker(), worker()]);
process.stdout.write(
  `${count - wrong} of ${instants.length} instants right, ${wrong} wrong, ${instants.length - count} not run\n`,
);
process.stdout.write(
  'Not run: the rest of the suite, whose tests bring their own clock; a clock that jumps while a command runs; Windows and macOS, whose clock cannot be set so.\n',
);
process.exitCode = wrong > 0 || count === 0 ? 1 : 0;
