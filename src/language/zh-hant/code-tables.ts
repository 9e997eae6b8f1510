import type { Catalogue } from '../t.ts';

export const codeTables: Catalogue = {
  'Explain status codes: what one means, whether it is final, what to do next.':
    '解釋狀態碼：含義、是否為最終結果、下一步怎麼做。',
  'codes such as 1108, or words to search for in three languages': '狀態碼（如 1108），或用三種語言的詞語搜尋',
  'only this category: {0}': '只看此類別：{0}',
  'no status code matches {0}': '沒有與 {0} 相符的狀態碼',
  'must be one of {0}': '必須是以下之一：{0}',
  'is no status code of the tables; treat it as an unknown outcome and query':
    '不在狀態碼表中；請按結果未知處理，先查詢',
  'what a code means and what to do': '一個狀態碼的含義和應對方法',
  'search by words, in any of three languages': '按詞語搜尋，三種語言均可',
  'the same in Chinese': '用中文搜尋',
  'a category, for a script': '一個類別，供指令碼使用',
  'List the currencies that QFPay takes, and what txamt counts in each.':
    '列出 QFPay 接受的貨幣，以及 txamt 在各貨幣中的單位。',
  'a code such as HKD, or words in three languages': '貨幣代碼（如 HKD），或三種語言的詞語',
  'must be one of {0}, or words of a name': '必須是以下之一：{0}，或名稱中的詞語',
  'no currency matches {0}': '沒有與 {0} 相符的貨幣',
  'what txamt counts in yen': '日圓的 txamt 以甚麼為單位',
  'search by words': '按詞語搜尋',
  'List pay types: code, alias, the parameters each one takes, what comes back, refund and cancelling.':
    '列出支付方式：代碼、別名、所需參數、回傳內容、能否退款和取消。',
  'a code, an alias, or words (wallet, flow, region) in three languages':
    '代碼、別名，或三種語言的詞語（錢包、方式、地區）',
  'no pay type matches {0}': '沒有與 {0} 相符的支付方式',
  'search by wallet, flow or region': '按錢包、方式或地區搜尋',
  'one of them, with its parameters': '其中一種及其參數',
  'the same by its alias': '按別名查看',
};
