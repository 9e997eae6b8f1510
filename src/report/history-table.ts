import { outcomeWord } from '../diagnosis/outcome-word.ts';
import { t } from '../language/t.ts';
import { formatMoney } from '../transaction/money.ts';
import { formatGatewayTime } from '../transaction/txdtm.ts';
import type { ListedEntry } from './listed-entry.ts';
import type { Block, Column } from './report.ts';
import { visible } from './visible.ts';

function columns(): readonly Column[] {
  return [
    { title: t`time (UTC+8)` },
    { title: t`command` },
    { title: 'env' },
    { title: 'out_trade_no' },
    { title: t`amount`, align: 'right' },
    { title: t`outcome` },
  ];
}

const endpointOf: Readonly<Record<string, string>> = {
  pay: 'payment',
  refund: 'refund',
  reverse: 'reversal',
  close: 'close',
};

/** Calls for a person, a line each. */
export function historyTable(entries: readonly ListedEntry[]): Block {
  return { kind: 'table', columns: columns(), rows: entries.map(row) };
}

/** The file may have been edited, and what is in it must not steer a terminal. */
function row({ time, command, env, endpoint, out_trade_no, txamt, txcurrcd = '', ...entry }: ListedEntry): string[] {
  const isItsOwn = (endpointOf[command] ?? endpoint) === endpoint;
  return [
    Number.isNaN(Date.parse(time)) ? time : formatGatewayTime(new Date(time)),
    isItsOwn ? command : `${command} (${endpoint})`,
    env,
    out_trade_no,
    txamt === undefined ? '' : formatMoney(txamt, txcurrcd),
    entry.open ? t`${outcomeWord(entry.outcome)} - open` : outcomeWord(entry.outcome),
  ].map(visible);
}
