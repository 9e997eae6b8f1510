/** What merchants met behind a status code beside the documented meaning, or what older documents said. */
export const also: Readonly<Record<string, readonly string[]>> = {
  '1101': ['2017 documents: the transaction is in doubt and the merchant has to reverse it.'],
  '1102': ['By its name also a refund number that was used before.'],
  '1108': [
    'Seen for a mistyped `mchid`, with `MCHCODE非法` (invalid mchid) in `resperr`: check `mchid` and app code as well as the signature.',
    'Credentials of another environment or country.',
  ],
  '1124': [
    'Seen when part of a card payment is refunded on the day it was paid; such a refund is a void and must be full.',
  ],
  '1143': ['2017 documents: the transaction does not exist.'],
  '1145': [
    'Seen with a text that reads like an error ("contact customer service"), yet the payment or refund is still pending.',
    'Seen for a card that failed its 3-D Secure check: the order stays open and the payer may try again.',
    '2017 documents: waiting for the payer to pay.',
  ],
  '1155': ['2017 documents: the transaction may not be revoked.'],
  '1203': ["English documents mean the merchant's account, the Chinese ones the paying account."],
  '1205': ['Seen for a card whose frictionless 3-D Secure check failed.'],
  '1251': [
    'Seen for an `out_trade_no` that was used before, mostly a refund number: `respmsg` says "out_trade_no is used".',
  ],
  '1264': ['Seen when a payment that is already cancelled or refunded is refunded again.'],
  '1265': [
    "Seen when the channel's refund period is over, which no waiting mends (unofficial: WeChat Pay, Alipay and cards 365 days, PayMe 90, FPS 29). Only `resperr` tells the two apart.",
    'May also concern payments made between 23:30 and 00:30, not only refunds asked for then.',
  ],
  '1269': [
    'Seen with a text that says to try again later, or after 11 AM: the takings of the day have to cover the refund.',
  ],
  '1294': ['Amounts of 200 or less are more likely to be blocked.'],
  '1297': [
    'Seen for parameters that the channel does not take, and for amounts that are too large.',
    'On reversal or close: the wallet may not support it (2017 documents).',
  ],
  '2011': ['By its name also a refund number that was used before.'],
  '2999': ['Seen on refunds: in doubt, not refused.'],
};
