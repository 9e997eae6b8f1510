import { isLoopback } from '../../catalog/endpoints.ts';
import type { EmulatedMerchant } from '../../emulator/authentication.ts';
import { exitCodes } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { Block, Report } from '../../report/report.ts';
import type { EmulatorRequest } from './request.ts';

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
