/** What became of a call or a transaction, in the contract's words. */
export type Outcome =
  | 'awaiting_payer'
  | 'paid'
  | 'refunded'
  | 'reversed'
  | 'closed'
  | 'pending'
  | 'declined'
  | 'unknown';
