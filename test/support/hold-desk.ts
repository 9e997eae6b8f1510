import { main } from '../../src/cli/main.ts';
import { type TestWorld, testContext } from './context.ts';
import { memoryFiles } from './memory-files.ts';
import { gatewayEnv, type Reply, responseOf, servedRequest } from './refund-gateway.ts';

type Row = Readonly<Record<string, string>>;

export interface HoldDeskRules {
  /** What the gateway's books show, as rows of `query`; a call may change it. */
  readonly rows?: readonly Row[];
  /** What a capture and a release are answered, each the next one; the last goes on. 'cut' is a connection that breaks. */
  readonly answers?: readonly (Row | 'cut')[];
  /** What a query of the nth try gives in place of the rows that fit; undefined: those. */
  readonly queries?: (nth: number) => Row | 'cut' | undefined;
  /** What a move leaves on the books. */
  readonly books?: (sent: Row, rows: readonly Row[]) => readonly Row[];
}

export interface HoldDeskRun {
  readonly exit_code: number;
  readonly out: string;
  readonly err: string;
  readonly document: Record<string, unknown>;
  readonly slept: readonly number[];
  readonly asked: readonly string[];
}

export interface HoldDesk {
  /** The calls that would move money, in order, without their signatures. */
  readonly sent: { readonly path: string; readonly parameters: Row }[];
  /** Its answers are JSON; a line that ends in `--text` is shown as on a screen. */
  run(line: string, world?: TestWorld): Promise<HoldDeskRun>;
}

/** HKD 12.80, held by card an hour ago. */
export const heldRow: Row = {
  ...{ syssn: '20260302180500020000000001', out_trade_no: 'HOLD-1', txamt: '1280', txcurrcd: 'HKD', cancel: '0' },
  ...{ pay_type: '801801', order_type: 'payment', respcd: '0000', errmsg: '', txdtm: '2026-03-02 14:03:05' },
  ...{ sysdtm: '2026-03-02 14:03:06', paydtm: '2026-03-02 14:03:30' },
};

/** A capture of it, as the books show it. */
export function captureRow(own: Record<string, string> = {}): Row {
  return {
    ...{ ...heldRow, syssn: '20260302180500020000000002', out_trade_no: 'CAP-1', txamt: '500' },
    ...{ order_type: 'capture', orig_syssn: heldRow['syssn'] ?? '', sysdtm: '2026-03-02 15:00:00', ...own },
  };
}

/** A gateway that says what it is told to, for what `capture` and `unfreeze` make of each word of it. */
export function holdDesk({ rows = [heldRow], answers = [], queries, books }: HoldDeskRules = {}): HoldDesk {
  const sent: { path: string; parameters: Row }[] = [];
  const files = memoryFiles();
  const coming = [...answers];
  let shown = rows;
  let asked = 0;
  let drawn = 0;

  function look(parameters: Row): Reply {
    const given = queries?.(asked++);
    if (given === 'cut') return given;
    if (given) return json(given);
    const wanted = (name: string) => parameters[name]?.split(',');
    const data = shown.filter((row) =>
      ['syssn', 'out_trade_no'].every((name) => wanted(name)?.includes(row[name] ?? '') ?? true),
    );
    return json({ respcd: '0000', resperr: '', respmsg: '', page: '1', page_size: '100', data });
  }

  function move(path: string, parameters: Row): Reply {
    sent.push({ path, parameters });
    const answer = (coming.length > 1 ? coming.shift() : coming[0]) ?? { respcd: '0000', resperr: 'success' };
    shown = books?.(parameters, shown) ?? shown;
    return answer === 'cut' ? answer : json({ ...answer });
  }

  return {
    sent,
    async run(line, world = {}) {
      const is_text = line.endsWith(' --text');
      const words = line.replace(/ --text$/, '').split(' ');
      const context = testContext({
        ...{ env: { QFPAY_STATE_DIR: '/state', ...gatewayEnv }, files },
        random: { bytes: (count) => Uint8Array.from({ length: count }, () => drawn++ % 251), fraction: () => 0.5 },
        http: async (request) => {
          const { path, body, query } = servedRequest(request);
          const parameters = Object.fromEntries(new URLSearchParams(body.length > 0 ? String(body) : query));
          return responseOf(path.endsWith('/query') ? look(parameters) : move(path, parameters));
        },
        ...world,
      });
      const exit_code = await main(is_text ? words : [...words, '--json'], () => context);
      const { out, err } = context.written;
      const document = is_text || out === '' ? {} : JSON.parse(out);
      return { exit_code, out, err, document, slept: context.slept, asked: context.asked };
    },
  };
}

function json(fields: Record<string, unknown>): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) };
}
