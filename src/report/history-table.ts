import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { ListedEntry } from './listed-entry.ts';
import { simulatedWord } from './outcome-words.ts';
import type { Block } from './report.ts';
import { type ColumnLook, namedColumns, tableOf } from './table-columns.ts';

/** The usual ones stand first; all are called as in JSON. */
export const historyColumnNames = [
  ...(['time', 'command', 'env', 'out_trade_no', 'txamt', 'outcome'] as const),
  ...(['syssn', 'orig_syssn', 'respcd', 'pay_type', 'endpoint', 'mchid', 'app_code'] as const),
  ...(['base_url', 'settled_at', 'id', 'attempts'] as const),
];

/** Calls for a person, a line each. The file may have been edited: what is in it steers no terminal, as in every table. */
export function historyTable(entries: readonly ListedEntry[], chosen?: readonly string[]): Block {
  return tableOf(namedColumns(historyColumnNames, { ...usualLooks(), ...otherLooks() }), entries, chosen);
}

function usualLooks() {
  return {
    time: { title: t`time (UTC+8)`, wraps: 10, cell: ({ time }) => timeText(time) },
    command: { title: t`command`, cell: commandText },
    env: { title: 'env', spare: 1, cell: ({ env }) => env },
    out_trade_no: { title: 'out_trade_no', cell: ({ out_trade_no }) => out_trade_no },
    txamt: {
      title: t`amount`,
      align: 'right',
      cell: ({ txamt, txcurrcd = '' }) => (txamt === undefined ? '' : formatMoney(txamt, txcurrcd)),
    },
    outcome: { title: t`outcome`, wraps: 10, cell: outcomeText },
  } as const satisfies Readonly<Record<string, ColumnLook<ListedEntry>>>;
}

function otherLooks() {
  return {
    syssn: extra('syssn'),
    orig_syssn: extra('orig_syssn'),
    respcd: extra('respcd'),
    pay_type: extra('pay_type'),
    endpoint: extra('endpoint'),
    mchid: extra('mchid'),
    app_code: extra('app_code'),
    base_url: extra('base_url'),
    settled_at: { title: 'settled_at (UTC+8)', extra: true, cell: ({ settled_at = '' }) => timeText(settled_at) },
    id: extra('id'),
    attempts: {
      title: 'attempts',
      align: 'right',
      extra: true,
      cell: ({ attempts }) => String(attempts?.length ?? 1),
    },
  } as const satisfies Readonly<Record<string, ColumnLook<ListedEntry>>>;
}

type TextField = Exclude<keyof ListedEntry, 'open' | 'simulated' | 'skipped_rules' | 'attempts'>;

function extra(field: TextField): ColumnLook<ListedEntry> {
  return { title: field, extra: true, cell: (entry) => entry[field] ?? '' };
}

function timeText(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : formatGatewayTime(new Date(time));
}

const endpointOf: Readonly<Record<string, string>> = {
  pay: 'payment',
  refund: 'refund',
  reverse: 'reversal',
  close: 'close',
};

function commandText({ command, endpoint }: ListedEntry): string {
  const isItsOwn = (endpointOf[command] ?? endpoint) === endpoint;
  return isItsOwn ? command : `${command} (${endpoint})`;
}

function outcomeText({ outcome, simulated, open, attempts }: ListedEntry): string {
  const said = simulatedWord(outcomeWord(outcome), simulated);
  const told = open ? t`${said} - open` : said;
  return attempts ? t`${told} (${attempts.length} attempts)` : told;
}
