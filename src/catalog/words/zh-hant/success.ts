import type { Words } from '../words.ts';

/** What a 0000 means by what became of the order. */
export const success: Words['success'] = {
  awaiting_payer: {
    meaning: '訂單已建立，資金尚未變動，仍需顧客操作。',
    next_step: '請向顧客展示二維碼或連結，並用 `qfpay query` 輪詢（或等待非同步通知），直到該筆記錄本身為 0000。',
  },
  paid: {
    meaning: '款項已付：支付成功。',
    next_step: '無需其他操作；如需退還，請使用 `qfpay refund`。',
  },
  refunded: {
    meaning: '款項退回顧客：退款成功。',
    next_step: '無需其他操作；到賬時間取決於錢包或銀行。',
  },
  reversed: {
    meaning: '訂單已沖正：資金未動，或已退回顧客。',
    next_step: '無需其他操作；如仍需收款，請用新的訂單號重新下單。',
  },
  closed: {
    meaning: '訂單在付款前已關閉：資金未動。',
    next_step: '無需其他操作；如仍需收款，請用新的訂單號重新下單。',
  },
};
