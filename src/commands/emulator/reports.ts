import type { StopSignal } from '../../context.ts';
import type { Exchange } from '../../emulator/exchange.ts';
import { describeFaults } from '../../emulator/faults/describe-faults.ts';
import { formatMoment } from '../../emulator/moment.ts';
import type { Told } from '../../emulator/notifying/teller.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { visible } from '../../language/visible.ts';
import type { Block, Column, Report } from '../../report/report.ts';

function report(data: Report['data'], blocks: readonly Block[]): Report {
  return { command: 'emulator', exit_code: exitCodes.ok, data, blocks };
}

export function faultsReport(): Report {
  const faults = describeFaults();
  const rows = faults.map(({ fault, txamt: { from, to }, summary }) => [
    fault,
    from === to ? String(from) : `${from}-${to}`,
    summary,
  ]);
  const columns: readonly Column[] = [
    { title: t`fault` },
    { title: 'txamt', align: 'right' },
    { title: t`what happens to a payment or refund of that amount`, wraps: 24 },
  ];
  return report({ event: 'faults', faults }, [{ kind: 'table', columns, rows }]);
}

/** One line a call: its time on the emulator's clock, what was asked and what was answered. */
export function exchangeReport(exchange: Exchange, now: Date): Report {
  const { method, path, status, respcd, out_trade_no, fault, ms } = exchange;
  const about = out_trade_no ? `  ${out_trade_no}` : '';
  const told = `${respcd ?? `HTTP ${status}`}${about}  ${ms} ms${fault ? `  ${t`fault: ${fault}`}` : ''}`;
  const text = visible(`${formatMoment(now.getTime())}  ${method} ${path}  ${told}`);
  return report({ event: 'request', ...exchange }, [{ kind: 'text', text }]);
}

export function toldReport({ entry, url, is_taken, status, reply, error, count, next_at }: Told, now: Date): Report {
  const { kind: notify_type, syssn, out_trade_no } = entry;
  const next = next_at === undefined ? {} : { next_at: formatMoment(next_at) };
  const said = error ?? `HTTP ${status}${is_taken ? '' : ` ${JSON.stringify(reply)}`}`;
  const parts = [
    formatMoment(now.getTime()),
    t`notify ${url}`,
    `${notify_type} ${out_trade_no}`,
    is_taken ? 'SUCCESS' : t`not taken: ${said}`,
    t`attempt ${count}`,
    ...(next_at === undefined ? [] : [t`next ${next.next_at}`]),
  ];
  const data = { event: 'notification', notify_type, syssn, out_trade_no, url, is_taken, status, reply, error };
  const text = visible(parts.join('  '));
  return report({ ...defined(data), attempt: count, ...next }, [{ kind: 'text', text }]);
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Ended by the system or the admin call is as it should be; Ctrl-C is an interruption as everywhere. */
export function stoppedReport(by: StopSignal | 'admin'): Report {
  const stopped = report({ event: 'stopped', by }, [{ kind: 'text', text: t`stopped by ${by}` }]);
  if (by !== 'SIGINT') return stopped;
  return { ...stopped, exit_code: exitCodes.interrupted, error: { message: t`interrupted` } };
}
