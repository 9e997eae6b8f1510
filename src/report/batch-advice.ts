import type { CatalogWords, Lang } from '../catalog/words/words.ts';
import type { BatchRow } from './batch-findings.ts';
import { explainMove } from './explain-respcd.ts';

type AdviceKind = 'again' | 'shard' | 'pending' | 'unknown' | 'number' | 'spent' | 'retry';

const adviceWords: Readonly<Record<AdviceKind, Readonly<Record<Lang, string>>>> = {
  again: {
    en: 'Run the same command again: this row was not sent.',
    'zh-Hans': '再次运行同一命令：该行尚未发送。',
    'zh-Hant': '再次執行同一指令：該行尚未發送。',
  },
  shard: {
    en: 'Run the runner of this row again (--shard i/n), then merge once more.',
    'zh-Hans': '再次运行该行所属的分片（--shard i/n），然后重新合并。',
    'zh-Hant': '再次執行該行所屬的分片（--shard i/n），然後重新合併。',
  },
  pending: {
    en: 'Run the same command again: it asks what became of this row.',
    'zh-Hans': '再次运行同一命令：会查询该行的结果。',
    'zh-Hant': '再次執行同一指令：會查詢該行的結果。',
  },
  unknown: {
    en: 'Run the same command again: it asks first, and sends the same number, which cannot pay twice.',
    'zh-Hans': '再次运行同一命令：会先查询，再以同一退款单号发送，不会重复退款。',
    'zh-Hant': '再次執行同一指令：會先查詢，再以同一退款單號發送，不會重複退款。',
  },
  number: {
    en: 'Ask again in some minutes. Only when it is certain that nothing was given back, give this row a new refund_no.',
    'zh-Hans': '几分钟后再查询。确定没有退款后，才为该行提供新的 refund_no。',
    'zh-Hant': '幾分鐘後再查詢。確定沒有退款後，才為該行提供新的 refund_no。',
  },
  spent: {
    en: 'Nothing was given back, and the number is used. To try once more, give this row a new refund_no.',
    'zh-Hans': '没有退款，但该退款单号已使用。如要重试，请为该行提供新的 refund_no。',
    'zh-Hant': '沒有退款，但該退款單號已使用。如要重試，請為該行提供新的 refund_no。',
  },
  retry: {
    en: 'To try again: the same command with --retry-declined.',
    'zh-Hans': '要重试：同一命令加上 --retry-declined。',
    'zh-Hant': '要重試：同一指令加上 --retry-declined。',
  },
};

/** What to do about a row; empty where nothing is left to do. */
export function rowAdvice(
  { outcome, respcd, needs_number, shard }: BatchRow,
  catalogue: CatalogWords,
  lang: Lang,
): string {
  if (outcome === 'refunded') return '';
  if (shard !== undefined && outcome !== 'declined' && !needs_number)
    return adviceWords.shard[lang].replace('i/n', shard);
  if (outcome === 'not_sent') return adviceWords.again[lang];
  if (respcd === '1108') return explainMove('refund', respcd, catalogue, lang, 'declined').next_step ?? '';
  if (outcome === 'pending') return adviceWords.pending[lang];
  if (needs_number) return adviceWords[outcome === 'declined' ? 'spent' : 'number'][lang];
  if (outcome === 'unknown') return adviceWords.unknown[lang];
  const next_step = respcd === undefined ? '' : explainMove('refund', respcd, catalogue, lang, 'declined').next_step;
  return `${next_step} ${adviceWords.retry[lang]}`.trim();
}
