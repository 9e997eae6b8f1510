import { main } from '../../src/cli/main.ts';
import { type Death, type Disk, diskAfter, mortal, type Step } from './mortal-context.ts';
import { type GatewayRules, paymentNumber, paymentSyssn, type RefundGateway, refundGateway } from './refund-gateway.ts';

export interface Ran {
  readonly exit_code: number;
  readonly is_dead: boolean;
  readonly steps: readonly Step[];
  readonly disk: Disk;
  readonly document: Record<string, unknown>;
}

export interface World {
  readonly gateway: RefundGateway;
  run(line: string, disk: Disk, death?: Death): Promise<Ran>;
}

/** Machines that share nothing but the gateway; each run is a minute after the one before. */
export function world(rules: Omit<GatewayRules, 'now'>): World {
  let time = Date.parse('2026-03-02T07:04:05.000Z');
  const gateway = refundGateway({ now: () => new Date(time), ...rules });
  async function run(line: string, disk: Disk, death?: Death): Promise<Ran> {
    time += 60_000;
    const { context, steps, is_dead } = mortal(disk, gateway, new Date(time), death);
    const exit_code = await main([...line.split(' '), '--json'], () => context);
    const document = is_dead() ? {} : JSON.parse(context.written.out);
    return { exit_code, is_dead: is_dead(), steps, disk: diskAfter(disk), document };
  }
  return { gateway, run };
}

/** The same command again until it is final, as a CI job is pressed again. */
export async function runToTheEnd(run: World['run'], line: string, disk: Disk): Promise<Ran> {
  let last = await run(line, disk);
  for (let more = 3; more > 0 && last.exit_code !== 0; more -= 1) last = await run(line, last.disk);
  return last;
}

export interface Refund {
  readonly line: string;
  /** Cents that were given back before. */
  readonly earlier: readonly number[];
  /** All that is on the books when it has been made once. */
  readonly made: readonly number[];
}

/** Of a payment of 1280 cents: a part that it covers twice, all of it, the rest of it, a part under the merchant's own number. */
export const refunds = {
  part: { line: `refund ${paymentNumber} --txamt 500`, earlier: [], made: [500] },
  all: { line: `refund ${paymentNumber} --full`, earlier: [], made: [1280] },
  rest: { line: `refund --syssn ${paymentSyssn} --full --wait`, earlier: [640], made: [640, 640] },
  own: { line: `refund ${paymentNumber} --amount 6 --refund-no R-1`, earlier: [], made: [600] },
} as const satisfies Record<string, Refund>;
