import { main } from '../../src/cli/main.ts';
import { memoryFiles } from './memory-files.ts';
import { type Death, type Disk, diskAfter, mortal } from './mortal-context.ts';
import { type GatewayRules, type RefundGateway, refundGateway } from './refund-gateway.ts';
import type { Ran } from './refund-world.ts';

export const listPath = '/shop/returns.csv';

export interface BatchRan extends Ran {
  readonly err: string;
}

export interface BatchTestWorld {
  readonly gateway: RefundGateway;
  /** The requests so far, by what they asked for. */
  readonly calls: string[];
  run(disk: Disk, more?: { readonly death?: Death; readonly flags?: readonly string[] }): Promise<BatchRan>;
}

/** A disk with a list on it, and nothing else. */
export function diskWith(lines: readonly string[]): Disk {
  return memoryFiles({ [listPath]: `${lines.join('\r\n')}\r\n` });
}

/** The same disk, its list written anew. */
export function rewritten(disk: Disk, lines: readonly string[]): Disk {
  const next = diskAfter(disk);
  next.write(listPath, lines.join('\n'));
  return next;
}

/** Machines that share nothing but the gateway and run `refund-batch`; each run is a minute after the one before. */
export function batchWorld(rules: Omit<GatewayRules, 'now'>): BatchTestWorld {
  let time = Date.parse('2026-03-02T07:04:05.000Z');
  const books = refundGateway({ now: () => new Date(time), ...rules });
  const calls: string[] = [];
  const gateway: RefundGateway = {
    ...books,
    serve(request) {
      calls.push(request.path.split('/').at(-1) ?? '');
      return books.serve(request);
    },
  };
  return {
    gateway,
    calls,
    async run(disk, { death, flags = [] } = {}) {
      time += 60_000;
      const { context, steps, is_dead } = mortal(disk, gateway, new Date(time), death);
      const exit_code = await main(['refund-batch', listPath, '--json', ...flags], () => context);
      const document = is_dead() ? {} : JSON.parse(context.written.out);
      return { exit_code, is_dead: is_dead(), steps, disk: diskAfter(disk), document, err: context.written.err };
    },
  };
}
