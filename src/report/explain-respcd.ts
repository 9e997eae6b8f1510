import type { CatalogWords, Explanation, Lang } from '../catalog/words/words.ts';
import type { BookOutcome } from '../diagnosis/money-sums.ts';
import { t } from '../language/t.ts';
import { simulatedMeaning } from './transaction-report.ts';

/** For a code that no table of QFPay's has. */
const unlisted: Readonly<Record<Lang, Explanation>> = {
  en: {
    meaning: "This code is in none of QFPay's tables, so nobody can say what became of the transaction.",
    next_step: 'Query the order before anything is sent again, and ask QFPay support what the code means.',
  },
  'zh-Hans': {
    meaning: 'QFPay 的状态码表中没有此代码，无法判断该笔交易的结果。',
    next_step: '再次发送任何请求之前，请先查询该订单，并向 QFPay 客服询问此代码的含义。',
  },
  'zh-Hant': {
    meaning: 'QFPay 的狀態碼表中沒有此代碼，無法判斷該筆交易的結果。',
    next_step: '再次傳送任何請求之前，請先查詢該訂單，並向 QFPay 客服詢問此代碼的含義。',
  },
};

/**
 * What a status code means and what to do, in the language of `words`; `lang` is for codes that no table knows. A 0000 means
 * one thing or another by what became of the order, where that is known, and by whether it was real money.
 */
export function explainRespcd(
  respcd: string,
  words: CatalogWords,
  lang: Lang = 'en',
  outcome?: BookOutcome,
  simulated = false,
): Explanation {
  if (respcd === '0000' && outcome === 'authorized') return heldMoney();
  const success: Partial<Record<BookOutcome, Explanation>> = words.success;
  const found = respcd === '0000' && outcome !== undefined ? success[outcome] : undefined;
  const meaning = found && simulated ? simulatedMeaning(outcome) : undefined;
  if (found) return meaning === undefined ? found : { ...found, meaning };
  return words.respcd[respcd] ?? unlisted[lang];
}

/** No sentence says of a hold that money moved. */
function heldMoney(): Explanation {
  return {
    meaning: t`The money is held: it is frozen, and has not moved.`,
    next_step: t`Capture what is due, and release the rest; a hold lapses by itself (7 days, hotels and rentals 28).`,
  };
}
