#!/usr/bin/env node
// Many processes take one lock again and again and are killed meanwhile, as holders and in any other moment. Never may two hold it
// at once: else this exits with 1. Bounded in count and in time: `npm run stress:locks -- --processes 20 --takings 1000 --seconds 600`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');

/**
 * Each line says who went in or out. Who is killed inside never goes out: so two were inside at once where somebody goes out, or in
 * once more, after another went in.
 */
export function countOverlaps(log) {
  let overlaps = 0;
  let inside;
  const passed = new Set();
  for (const line of log.split('\n')) {
    const [who, step] = line.split(' ');
    if (step === 'in') {
      if (inside !== undefined && inside !== who) passed.add(inside);
      if (passed.delete(who)) overlaps += 1;
      inside = who;
    } else if (step === 'out') {
      if (passed.delete(who)) overlaps += 1;
      if (inside === who) inside = undefined;
    }
  }
  return overlaps;
}

export async function stressLocks({ processes, takings, deaths, kill_every, seconds }) {
  const folder = mkdtempSync(join(tmpdir(), 'qfpay-stress-'));
  const [program, path] = [join(folder, 'other-process.mjs'), join(folder, 'guarded', 'file')];
  const input = join(root, 'test', 'host', 'files', 'other-process.ts');
  await build({ input, platform: 'node', output: { file: program, format: 'esm' }, logLevel: 'silent' });
  const told = { takings: 0, killed: 0, gave_up: 0 };
  const running = new Set();
  const began = performance.now();
  const isTime = () => performance.now() - began < seconds * 1000;

  const run = (...words) => {
    const child = spawn(process.execPath, [program, 'contend', path, ...words], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    running.add(child);
    let done = 0;
    child.stdout.on('data', (bytes) => {
      done += bytes.length;
    });
    return new Promise((resolve) => {
      child.on('close', (code) => {
        running.delete(child);
        resolve({ code, done });
      });
    });
  };
  const contend = async () => {
    for (let left = takings; left > 0 && isTime(); ) {
      const { code, done } = await run(String(left), String(deaths / 100));
      left -= done;
      told.takings += done;
      if (code === null) told.killed += 1;
      else if (code !== 0) told.gave_up += 1;
    }
  };
  const killer = setInterval(() => {
    if (!isTime()) for (const child of running) child.kill('SIGKILL');
    else if (kill_every) [...running][Math.floor(Math.random() * running.size)]?.kill('SIGKILL');
  }, kill_every ?? 100);
  await Promise.all(Array.from({ length: processes }, contend));
  clearInterval(killer);
  const elapsed = (performance.now() - began) / 1000;
  await run('1', '0');
  const figures = {
    ...told,
    overlaps: countOverlaps(readFileSync(`${path}.log`, 'utf8')),
    left: readdirSync(dirname(path)).filter((name) => name.includes('.lock')),
    seconds: elapsed,
  };
  rmSync(folder, { recursive: true });
  return figures;
}

async function main() {
  const number = (value) => ({ type: 'string', default: value });
  const { values } = parseArgs({
    options: { processes: number('20'), takings: number('1000'), deaths: number('1'), seconds: number('600') },
  });
  const [processes, takings, deaths, seconds] = [values.processes, values.takings, values.deaths, values.seconds].map(
    Number,
  );
  const found = await stressLocks({ processes, takings, deaths, seconds, kill_every: 1000 });
  const wanted = processes * takings;
  const lines = [
    `takings         ${found.takings} of ${wanted}${found.takings < wanted ? ': the time was over' : ''}, by ${processes} processes in ${found.seconds.toFixed(0)} s`,
    `killed          ${found.killed} processes, some of them holders`,
    `gave up         ${found.gave_up} after half a minute`,
    `left behind     ${found.left.length === 0 ? 'nothing' : found.left.join(', ')}`,
    `two held it     ${found.overlaps === 0 ? 'never' : `${found.overlaps} times`}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = found.overlaps === 0 && found.takings > 0 && found.left.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) await main();
