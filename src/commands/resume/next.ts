import { baseUrls } from '../../catalog/endpoints.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';

/** The command that goes on with a call, ready to be pasted into a shell; undefined where nothing is left to do. */
export function nextCommand(entry: HistoryEntry, outcome: string, options: GlobalOptions): string | undefined {
  const isOpen = ['awaiting_payer', 'pending', 'unknown'].includes(outcome);
  const flags = connectionFlags(
    options.profile === undefined ? { ...options, env: entry.env, ...hostOf(entry) } : options,
  );
  const line = (...words: readonly string[]) => shellLine(['qfpay', ...words, ...flags]);
  switch (entry.endpoint) {
    case 'refund':
      return isOpen ? line(...refundWords(entry, outcome)) : undefined;
    case 'payment':
      return isOpen ? line('query', entry.out_trade_no, '--wait') : undefined;
    default:
      if (outcome === 'paid') return line('refund', ...orderWords(entry), '--full');
      return isOpen ? line(entry.endpoint === 'close' ? 'close' : 'reverse', ...orderWords(entry)) : undefined;
  }
}

/** The base URL, where it was not the environment's own: without it the command would go to another gateway. */
function hostOf({ env, base_url }: HistoryEntry): { base_url?: string } {
  return env === 'local' || base_url === baseUrls[env] ? {} : { base_url };
}

/** Under the same number, which the gateway takes once: so it cannot be paid twice. One that is in progress is asked for. */
function refundWords({ out_trade_no, orig_syssn, txamt, skipped_rules = [] }: HistoryEntry, outcome: string): string[] {
  if (outcome !== 'unknown' || orig_syssn === undefined || txamt === undefined)
    return ['query', out_trade_no, '--wait'];
  const skipped = skipped_rules.flatMap((id) => ['--skip-rule', id]);
  return ['refund', '--syssn', orig_syssn, '--txamt', txamt, '--refund-no', out_trade_no, ...skipped];
}

function orderWords({ out_trade_no, orig_syssn = '' }: HistoryEntry): string[] {
  return out_trade_no === '' ? ['--syssn', orig_syssn] : [out_trade_no];
}
