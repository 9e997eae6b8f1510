import type { Words } from '../words.ts';

/** What a 0000 means by what became of the order. */
export const success: Words['success'] = {
  awaiting_payer: {
    meaning: 'The order was made. No money has moved yet: the payer has to act.',
    next_step:
      'Show the payer the QR code or link and poll with `qfpay query` (or wait for the notification) until the record itself says 0000.',
  },
  paid: {
    meaning: 'The money moved: the payment is made.',
    next_step: 'Nothing has to be done. A refund gives it back: `qfpay refund`.',
  },
  refunded: {
    meaning: 'The money goes back to the payer: the refund is made.',
    next_step: 'Nothing has to be done; how soon the payer sees it is up to the wallet or bank.',
  },
  reversed: {
    meaning: 'The order was reversed: no money moved, or it went back to the payer.',
    next_step: 'Nothing has to be done. To charge the payer all the same, make a new order under a new number.',
  },
  closed: {
    meaning: 'The order was closed before anybody paid: no money moved.',
    next_step: 'Nothing has to be done. To charge the payer all the same, make a new order under a new number.',
  },
};
