import { main } from '../../src/cli/main.ts';
import type { HttpRequest, HttpResponse } from '../../src/context/network.ts';
import { type TestContext, testContext } from '../support/context.ts';
import { loopback } from '../support/loopback.ts';
import { memoryFiles } from '../support/memory-files.ts';

export interface Run {
  readonly exit_code: number;
  /** The JSON document on stdout. */
  readonly document: Record<string, unknown>;
  readonly err: string;
  readonly context: TestContext;
  /** The paths that were called, such as `close`, in order. */
  readonly calls: readonly string[];
}

export type Fate = (request: HttpRequest, reach: () => Promise<HttpResponse>) => Promise<HttpResponse>;

export interface Machine {
  /** Runs one command through `main`, with `--env local --json`, on the files that the runs before left. */
  run(line: string, fate?: Fate): Promise<Run>;
  advance(seconds: number): void;
  readonly files: ReturnType<typeof memoryFiles>;
}

/** A machine in memory with the emulator as its gateway. Its clock moves by `advance` and while a command sleeps. */
export function machine(): Machine {
  const files = memoryFiles();
  let time = Date.parse('2026-03-02T07:04:05.000Z');
  let seed = 0;
  return {
    files,
    advance(seconds) {
      time += seconds * 1000;
    },
    async run(line, fate = (_request, reach) => reach()) {
      const net = loopback();
      const context = testContext({
        env: { QFPAY_STATE_DIR: '/state' },
        files,
        now: new Date(time),
        serve: net.serve,
        http: (request) => fate(request, () => net.http(request)),
        random: { bytes: (count) => Uint8Array.from({ length: count }, () => seed++ % 256), fraction: () => 0.5 },
      });
      const exit_code = await main([...line.split(' '), '--env', 'local', '--json'], () => context);
      time = context.clock.now().getTime();
      const calls = net.requests.map(({ url }) => new URL(url).pathname.split('/').at(-1) ?? '');
      return { exit_code, document: JSON.parse(context.written.out), err: context.written.err, context, calls };
    },
  };
}

/** The call reaches the gateway, which does as it is told; its answer never comes back. */
export function losesAnswerOf(name: string): Fate {
  return async (request, reach) => {
    const response = await reach();
    if (!request.url.includes(`/trade/v1/${name}`)) return response;
    return { status: 502, headers: {}, body: Buffer.from('<html>Bad Gateway</html>') };
  };
}

/** The call never reaches the gateway, and nobody can tell. */
export function losesCall(name: string): Fate {
  return async (request, reach) => {
    if (!request.url.includes(`/trade/v1/${name}`)) return reach();
    return { status: 502, headers: {}, body: Buffer.from('<html>Bad Gateway</html>') };
  };
}
