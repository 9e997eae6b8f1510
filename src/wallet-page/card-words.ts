import type { Lang } from '../catalog/words/words.ts';
import type { CardAttempt, CardOrder, CardResult } from '../emulator/card-desk.ts';
/** All that the pages of cards say beside the wallet's own words, in one language. */
export interface CardPageWords {
  readonly notice: string;
  readonly title: string;
  readonly keepTitle: string;
  readonly states: Readonly<Record<CardOrder['state'], string>>;
  readonly choose: string;
  readonly results: Readonly<Record<CardResult, string>>;
  readonly attempts: string;
  readonly attemptStates: Readonly<Record<CardAttempt['state'], string>>;
  readonly failed: string;
  readonly cancel: string;
  readonly refused: string;
  readonly refusedNote: string;
  readonly noLink: string;
  readonly opening: string;
  readonly needsScript: string;
}

const en: CardPageWords = {
  notice: 'Emulated card page: no card is taken, no money moves.',
  title: 'Pay by card',
  keepTitle: 'Save a card',
  states: {
    open: 'Waiting for a card.',
    paid: 'Paid.',
    kept: 'The card is saved.',
    expired: 'This page has expired. It can no longer be paid on.',
  },
  choose: 'Choose a test card',
  results: {
    paid: 'is paid',
    frictionless: 'is paid, 3-D Secure without a question',
    unverified: 'is not verified by its bank (3-D Secure)',
    refused: 'is refused',
  },
  attempts: 'Cards that were tried',
  attemptStates: {
    paid: 'paid',
    refused: 'refused',
    unverified: 'not verified; the payment stays in progress',
    refunded: 'paid, and refunded by the shop',
    partly_refunded: 'paid, and refunded in part by the shop',
    reversed: 'paid, and voided by the shop',
  },
  failed: 'Back to the shop without paying',
  cancel: 'Cancel and go back to the shop',
  refused: 'This link cannot be paid.',
  refusedNote: 'What the emulator says to it; QFPay’s own page says QFSign_Error only.',
  noLink: 'There is no order in this address: a checkout stands behind #/? in its link.',
  opening: 'Opening the order …',
  needsScript: 'The order stands in a part of the address that only a script can read: please allow JavaScript.',
};

const zhHans: CardPageWords = {
  notice: '模拟银行卡页面：不收集卡资料，不会发生真实扣款。',
  title: '银行卡付款',
  keepTitle: '保存银行卡',
  states: {
    open: '等待选择银行卡。',
    paid: '已付款。',
    kept: '银行卡已保存。',
    expired: '页面已过期，无法再付款。',
  },
  choose: '选择测试卡',
  results: {
    paid: '付款成功',
    frictionless: '付款成功，3-D Secure 无需验证',
    unverified: '未通过银行验证（3-D Secure）',
    refused: '被拒绝',
  },
  attempts: '已尝试的银行卡',
  attemptStates: {
    paid: '已付款',
    refused: '被拒绝',
    unverified: '未通过验证，付款仍在处理中',
    refunded: '已付款，商户已全额退款',
    partly_refunded: '已付款，商户已部分退款',
    reversed: '已付款，商户已撤销',
  },
  failed: '不付款，返回商户',
  cancel: '取消并返回商户',
  refused: '此链接无法付款。',
  refusedNote: '以下是模拟器给出的原因；QFPay 的页面只显示 QFSign_Error。',
  noLink: '此网址中没有订单：收银台链接的参数在 #/? 之后。',
  opening: '正在打开订单……',
  needsScript: '订单参数位于网址中只有脚本能读取的部分，请允许 JavaScript。',
};

const zhHant: CardPageWords = {
  notice: '模擬銀行卡頁面：不會收集卡資料，不會產生真實扣款。',
  title: '銀行卡付款',
  keepTitle: '儲存銀行卡',
  states: {
    open: '等待選擇銀行卡。',
    paid: '已付款。',
    kept: '銀行卡已儲存。',
    expired: '頁面已逾期，無法再付款。',
  },
  choose: '選擇測試卡',
  results: {
    paid: '付款成功',
    frictionless: '付款成功，3-D Secure 無需驗證',
    unverified: '未通過銀行驗證（3-D Secure）',
    refused: '被拒絕',
  },
  attempts: '已嘗試的銀行卡',
  attemptStates: {
    paid: '已付款',
    refused: '被拒絕',
    unverified: '未通過驗證，付款仍在處理中',
    refunded: '已付款，商戶已全額退款',
    partly_refunded: '已付款，商戶已部分退款',
    reversed: '已付款，商戶已撤銷',
  },
  failed: '不付款，返回商戶',
  cancel: '取消並返回商戶',
  refused: '此連結無法付款。',
  refusedNote: '以下是模擬器給出的原因；QFPay 的頁面只顯示 QFSign_Error。',
  noLink: '此網址中沒有訂單：收銀台連結的參數在 #/? 之後。',
  opening: '正在開啟訂單……',
  needsScript: '訂單參數位於網址中只有腳本能讀取的部分，請允許 JavaScript。',
};

export const cardWordsByLang: Readonly<Record<Lang, CardPageWords>> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant };
