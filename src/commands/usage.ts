import { supportAddress } from '../catalog/endpoints.ts';
import { command, exits } from '../command/command.ts';
import { type FlagValues, value } from '../command/flags.ts';
import type { Context } from '../context.ts';
import { type Fault, refuse } from '../errors.ts';
import {
  createUsageReader,
  type Usage,
  type UsageCall,
  type UsagePeak,
  type UsageReader,
  usageLimits,
} from '../gateway/usage.ts';
import { t } from '../language/t.ts';
import { findVariable, type GlobalOptions } from '../merchant/given.ts';
import type { Block, Example, Report } from '../report/report.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';

const usageFlags = {
  log: value('<file>', () => t`the log (default: the file of QFPAY_LOG)`, { values: 'files' }),
};

type UsageOptions = FlagValues<typeof usageFlags>;

export const usageCommand = command({
  name: 'usage',
  says: () =>
    t`What the log of QFPAY_LOG tells: calls by endpoint and code, the slowest, HTTP 429, and the busiest second and minute beside what QFPay allows. Asks nothing of the gateway.`,
  arguments: [],
  flags: usageFlags,
  examples,
  exits: exits.local,
  run: usage,
});

function examples(): readonly Example[] {
  return [
    ['export QFPAY_LOG=$HOME/qfpay-log.ndjson', t`from now on every call is a line of it`],
    ['qfpay usage', t`what it tells so far`],
    ['qfpay usage --log till-3.ndjson --env prod --json', t`another one, of one environment, for a script`],
  ];
}

/** @throws UsageError no log is named, or the file is none */
async function usage(
  options: UsageOptions & GlobalOptions,
  _args: readonly string[],
  context: Context,
): Promise<Report> {
  const path = options.log ?? findVariable({ env: context.env }, 'QFPAY_LOG')?.value;
  const fault = path === undefined ? unnamed() : missing(path, context);
  refuse(fault ? [fault] : [], 'qfpay usage --help');
  const log = path ?? '';
  const reader = createUsageReader(options.env);
  readLog(log, reader, context);
  const told = reader.result();
  if (told.total === 0 && told.damaged > 0) refuse([notSuchLog(log)], 'qfpay usage --help');
  return usageReport(log, told);
}

function unnamed(): Fault {
  return { field: 'log', rule: t`is missing: name the file, or set QFPAY_LOG before the calls that are to be counted` };
}

function missing(value: string, { files }: Context): Fault | undefined {
  if (value !== '' && files.facts(value)) return undefined;
  return { field: 'log', value, rule: t`must name a file that is there` };
}

function notSuchLog(value: string): Fault {
  return { field: 'log', value, rule: t`must be a file that QFPAY_LOG wrote: a line of JSON for each call` };
}

const chunk = 256 * 1024;
/** Ours are a few hundred characters; what is longer is none of them, and is not held. */
const longestLine = 64 * 1024;

/** A piece at a time, so that years of it take no memory. */
function readLog(path: string, reader: UsageReader, { files }: Context): void {
  let rest = Buffer.alloc(0);
  for (let offset = 0; ; ) {
    const piece = files.readFrom(path, offset, chunk) ?? new Uint8Array();
    if (piece.length === 0) break;
    offset += piece.length;
    const bytes = Buffer.concat([rest, piece]);
    const end = bytes.lastIndexOf('\n') + 1;
    for (const line of bytes.subarray(0, end).toString('utf8').split('\n')) reader.line(line);
    rest = Buffer.from(bytes.subarray(end).subarray(-longestLine));
  }
  reader.line(rest.toString('utf8'));
}

function usageReport(log: string, told: Usage): Report {
  const { peak_per_second, peak_per_minute, ...rest } = told;
  const warnings = usageWarnings(log, told);
  return {
    command: 'usage',
    exit_code: 0,
    data: {
      log,
      ...rest,
      ...{ peak_per_second: peak_per_second.requests, peak_per_minute: peak_per_minute.requests },
      ...(told.total > 0 ? { busiest_second: peak_per_second.since, busiest_minute: peak_per_minute.since } : {}),
      limits: usageLimits,
      announce_to: supportAddress,
      ...(warnings.length > 0 ? { warnings } : {}),
    },
    blocks: usageBlocks(log, told),
    warnings,
  };
}

function usageWarnings(log: string, { damaged, out_of_order }: Usage): string[] {
  return [
    ...(damaged > 0 ? [t`${damaged} lines of ${log} cannot be read: they are not counted`] : []),
    ...(out_of_order > 0
      ? [t`${out_of_order} lines of ${log} are out of order: they are counted, but in no peak`]
      : []),
  ];
}

function usageBlocks(log: string, told: Usage): Block[] {
  const { calls, first, last } = told;
  if (first === undefined || last === undefined) return [{ kind: 'text', text: t`No call in ${log}.` }];
  return [
    { kind: 'text', text: t`${wallTime(first)} to ${wallTime(last)} (UTC+8)` },
    {
      kind: 'table',
      columns: [
        { title: t`endpoint` },
        { title: t`answer` },
        { title: t`calls`, align: 'right' },
        { title: t`slowest`, align: 'right' },
      ],
      rows: calls.map((call) => [call.endpoint, endOf(call), String(call.count), `${call.slowest_ms} ms`]),
    },
    { kind: 'rows', rows: peakRows(told) },
    { kind: 'hint', text: adviceOf(told) },
  ];
}

function wallTime(iso: string): string {
  return formatGatewayTime(new Date(iso));
}

function endOf({ respcd, error = '' }: UsageCall): string {
  return respcd ?? (error === 'rate-limited' ? 'HTTP 429' : error);
}

function peakRows({
  total,
  repeated,
  peak_per_second,
  peak_per_minute,
  http_429,
}: Usage): (readonly [string, string])[] {
  const said = ({ requests, since }: UsagePeak, limit: number) =>
    t`${requests} of ${limit} (${Math.round((requests / limit) * 100)} %), from ${wallTime(since)} on`;
  return [
    [t`calls`, t`${total}, ${repeated} of them sent again`],
    [t`busiest second`, said(peak_per_second, usageLimits.per_second)],
    [t`busiest minute`, said(peak_per_minute, usageLimits.per_minute)],
    ['HTTP 429', String(http_429)],
  ];
}

/** How much of a limit is near to it: the other machines of the merchant share it. */
const near = 0.5;

function adviceOf({ peak_per_second, peak_per_minute, http_429 }: Usage): string {
  const is_near =
    peak_per_second.requests >= near * usageLimits.per_second ||
    peak_per_minute.requests >= near * usageLimits.per_minute;
  const why =
    http_429 > 0
      ? t`HTTP 429 says that the merchant was above a limit. All its machines share the limits, and this log is of one.`
      : is_near
        ? t`That is near the limit, which all machines of a merchant share, and this log is of one.`
        : t`The limits are a merchant's, and this log is of one machine.`;
  return t`${why} Before a peak (a sale, a batch) write to ${supportAddress}: when it begins and ends, how many requests a minute, app code and mchid, never the key.`;
}
