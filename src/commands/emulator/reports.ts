import { isLoopback } from '../../catalog/endpoints.ts';
import type { StopSignal } from '../../context.ts';
import type { EmulatedMerchant } from '../../emulator/authentication.ts';
import type { EmulatorExchange } from '../../emulator/emulator-options.ts';
import { describeFaults } from '../../emulator/faults/faults.ts';
import { formatMoment } from '../../emulator/moment.ts';
import type { ToldNotification } from '../../emulator/notifying/teller.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { visible } from '../../language/terminal-text.ts';
import type { Block, Column, Report } from '../../report/report.ts';
import type { EmulatorRequest } from './read-request.ts';

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
export function exchangeReport(exchange: EmulatorExchange, now: Date): Report {
  const { method, path, status, respcd, out_trade_no, fault, ms, remarks = [] } = exchange;
  const about = out_trade_no ? `  ${out_trade_no}` : '';
  const told = `${respcd ?? `HTTP ${status}`}${about}  ${ms} ms${fault ? `  ${t`fault: ${fault}`}` : ''}${remarks.map((remark) => `  ${t`remark: ${remark}`}`).join('')}`;
  const text = visible(`${formatMoment(now.getTime())}  ${method} ${path}  ${told}`);
  return report({ event: 'request', ...exchange }, [{ kind: 'text', text }]);
}

export function toldReport(
  { entry, url, is_taken, status, reply, error, count, next_at }: ToldNotification,
  now: Date,
): Report {
  const { kind, syssn, out_trade_no, notice } = entry;
  const notify_type = notice?.notify_type ?? (kind === 'capture' ? 'payment' : kind);
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

/** The first line of output: whoever started the emulator goes on when it has come. */
export function readyReport(request: EmulatorRequest, url: string): Report {
  const port = Number(new URL(url).port);
  const merchants = Object.entries(request.merchants).map(merchantData);
  const token = request.admin_token_file === undefined ? { token: request.admin_token } : {};
  const data = {
    event: 'ready',
    ...{ url, port, merchants, state: request.state ?? 'memory' },
    ...{ auto_pay: seconds(request.auto_pay_ms), limits: request.limits, notify_url: request.notify_url ?? null },
    admin: { url: `${url}/__admin/`, ...token },
  };
  return {
    command: 'emulator',
    exit_code: exitCodes.ok,
    data,
    blocks: blocks(request, url),
    warnings: warnings(request),
  };
}

function merchantData([app_code, { client_key, mchids }]: [string, EmulatedMerchant]) {
  return { app_code, key: String(client_key), ...(mchids ? { mchids } : {}) };
}

function seconds(ms: number | undefined): number | 'off' {
  return ms === undefined ? 'off' : ms / 1000;
}

function blocks(request: EmulatorRequest, url: string): Block[] {
  const { merchants, state = 'memory', notify_url = t`only where a payment names one`, limits } = request;
  const { admin_token, admin_token_file, key_file = '<file>' } = request;
  const pace = limits.map(({ count, ms }) => t`${count} in ${ms / 1000} s`).join(t`, `);
  return [
    { kind: 'headline', tone: 'good', word: 'READY', text: `${url} (port ${new URL(url).port})` },
    {
      kind: 'rows',
      rows: [
        [t`page`, `${url}/`],
        ...Object.entries(merchants).map(([app_code, { client_key }]): [string, string] => [
          t`merchant`,
          `${app_code} ${client_key}`,
        ]),
        [t`state`, state === 'memory' ? t`memory` : state],
        [
          'auto-pay',
          request.auto_pay_ms === undefined
            ? t`off: pay on the wallet page`
            : t`after ${seconds(request.auto_pay_ms)} s`,
        ],
        [t`limits`, pace || t`off`],
        [t`notifications`, notify_url],
        [t`admin call`, admin_token_file ? t`token in ${admin_token_file}` : `Authorization: Bearer ${admin_token}`],
      ],
    },
    {
      kind: 'hint',
      text: `QFPAY_BASE_URL=${url} QFPAY_APPCODE=${Object.keys(merchants)[0]} qfpay pay --key-file ${key_file} --pay-type wechat-mpm --amount 12.80 --wait`,
    },
  ];
}

function warnings({ host, warnings: others }: EmulatorRequest): string[] {
  if (host === '::1' || isLoopback(host)) return [...others];
  return [...others, t`--host ${host} can be reached from other machines: whoever reaches it can pay its orders`];
}
