// Gives the packed package.json no `scripts` and no `devDependencies`: whoever installs it runs none and needs none, and npm warns
// of an install script wherever it sees `prepare`. npm packs what stands in the tree, so package.json is changed there for as long
// as it packs: `strip` is run before (prepack), `restore` after (postpack), and should npm be ended in between, a process that
// outlives it puts the file back.
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const root = join(dirname(script), '..');
const manifest = join(root, 'package.json');
const original = join(root, 'node_modules', '.package.json.while-packing');

function stripped(text) {
  const { scripts: _scripts, devDependencies: _devDependencies, ...packed } = JSON.parse(text);
  return `${JSON.stringify(packed, undefined, 2)}\n`;
}

/** As it was, byte for byte; but what somebody else has written meanwhile stays. */
function restore() {
  if (!existsSync(original)) return;
  if (readFileSync(manifest, 'utf8') === stripped(readFileSync(original, 'utf8'))) renameSync(original, manifest);
  else rmSync(original, { force: true });
}

/** Our nearest ancestor that is a package manager; undefined where the system does not tell. */
function packer(pid = process.ppid) {
  try {
    const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(
      execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { encoding: 'utf8' }),
    );
    if (/^(npm|pnpm|yarn)\b/.test(command)) return pid;
    return Number(parent) > 1 ? packer(Number(parent)) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Where it is not known who packs, nobody packs for a minute. */
async function guard(pid) {
  process.send('ready');
  process.disconnect();
  for (const end = Date.now() + 60_000; existsSync(original); await setTimeout(50)) {
    if (pid === undefined ? Date.now() > end : !isAlive(pid)) restore();
  }
}

async function strip() {
  restore();
  copyFileSync(manifest, original);
  const watcher = spawn(process.execPath, [script, 'guard', String(packer() ?? '')], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  await new Promise((resolve, reject) => watcher.once('message', resolve).once('error', reject));
  watcher.unref();
  const aside = `${original}.stripped`;
  writeFileSync(aside, stripped(readFileSync(original, 'utf8')));
  renameSync(aside, manifest);
}

const [step, pid] = process.argv.slice(2);
if (step === 'strip') await strip();
else if (step === 'restore') restore();
else if (step === 'guard') await guard(pid ? Number(pid) : undefined);
else throw new Error(`strip, restore or guard, not ${step}`);
