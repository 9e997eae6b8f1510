import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const reportCpu = join(import.meta.dirname, 'report-cpu.cjs');

/**
 * A server as a process of its own, once it has said where it listens. `cpu` is what it has used of a processor so far, in µs, `memory`
 * the most that it has had of it, in MiB.
 */
export async function startServer(args) {
  const child = spawn(process.execPath, ['--require', reportCpu, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const port = await portOf(child, args);
  async function ask(what) {
    const reply = once(child, 'message');
    child.send(what);
    return (await reply)[0];
  }
  return {
    port,
    cpu: () => ask('cpu'),
    memory: () => ask('memory'),
    stop() {
      child.kill('SIGTERM');
      // An open channel keeps both processes alive.
      child.disconnect();
    },
  };
}

async function portOf(child, args) {
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += text;
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(said) ?? [];
    if (port === undefined) continue;
    child.stdout.resume();
    return Number(port);
  }
  throw new Error(`${args.join(' ')} ended: ${said}`);
}
