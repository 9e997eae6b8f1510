import type { Lang } from '../catalog/words/words.ts';
import type { RefundCommands } from './refund-findings.ts';

/** What a refused refund can be followed by, beyond the words of the code; the command says it best. */
interface Advice {
  readonly command: keyof RefundCommands;
  readonly words: Readonly<Record<Lang, string>>;
}

const later: Advice = {
  command: 'again',
  words: {
    en: 'To try again, run the same command: it sends the same number.',
    'zh-Hans': '要再试时，请再次执行同一命令，退款单号不变。',
    'zh-Hant': '要再試時，請再次執行同一指令，退款單號不變。',
  },
};

const whole: Advice = {
  command: 'full',
  words: {
    en: 'Nothing was given back. All that is left can be refunded at once.',
    'zh-Hans': '没有退款。可以一次退还全部余额。',
    'zh-Hant': '沒有退款。可以一次退還全部餘額。',
  },
};

const byCode: Readonly<Record<string, Advice>> = { '1265': later, '1269': later, '1270': whole, '1271': whole };

/** For the codes that have some. */
export function refundAdvice(
  respcd: string | undefined,
  commands: RefundCommands,
  lang: Lang,
): { readonly words: string; readonly command: string } | undefined {
  const advice = byCode[respcd ?? ''];
  const command = advice && commands[advice.command];
  return advice && command ? { words: advice.words[lang], command } : undefined;
}
