import type { Words } from '../words.ts';

/** What a 0000 means by what became of the order. */
export const success: Words['success'] = {
  awaiting_payer: {
    meaning: '订单已创建，资金尚未变动，仍需顾客操作。',
    next_step: '请向顾客展示二维码或链接，并用 `qfpay query` 轮询（或等待异步通知），直到该笔记录本身为 0000。',
  },
  paid: {
    meaning: '款项已付：支付成功。',
    next_step: '无需其他操作；如需退还，请使用 `qfpay refund`。',
  },
  refunded: {
    meaning: '款项退回顾客：退款成功。',
    next_step: '无需其他操作；到账时间取决于钱包或银行。',
  },
  reversed: {
    meaning: '订单已冲正：资金未动，或已退回顾客。',
    next_step: '无需其他操作；如仍需收款，请用新的订单号重新下单。',
  },
  closed: {
    meaning: '订单在付款前已关闭：资金未动。',
    next_step: '无需其他操作；如仍需收款，请用新的订单号重新下单。',
  },
};
