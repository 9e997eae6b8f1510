const labels = {
  code: 'code',
  name: 'name',
  meaning: 'meaning',
  category: 'category',
  finality: 'finality',
  next_step: 'next step',
  also: 'also',
  final: 'final: waiting changes nothing',
  pending: 'pending: ask again with query',
  query_first: 'not known: query before you decide',
  alias: 'alias',
  wallet: 'wallet',
  flow: 'flow',
  region: 'region',
  required: 'required',
  optional: 'optional',
  result: 'comes back',
  refund: 'refund',
  cancel: 'cancelled by',
  via: 'called through',
  documented: 'documented',
  yes: 'yes',
  no: 'no',
  none: 'none',
  currency: 'currency',
  minor_digits: 'minor digits',
  example: 'txamt 1280 is',
};

const currency = {
  AED: 'UAE dirham',
  CNY: 'Chinese yuan (renminbi)',
  EUR: 'Euro',
  HKD: 'Hong Kong dollar',
  IDR: 'Indonesian rupiah',
  JPY: 'Japanese yen',
  MMK: 'Myanmar kyat',
  MYR: 'Malaysian ringgit',
  SGD: 'Singapore dollar',
  THB: 'Thai baht',
  USD: 'United States dollar',
  CAD: 'Canadian dollar',
  AUD: 'Australian dollar',
};

const pay_type = {
  '800008': 'Any wallet, CPM (WeChat Pay, Alipay, UnionPay QuickPass, PayMe; wallet found from the code)',
  '800101': 'Alipay QR, MPM (overseas merchants)',
  '800107': 'Alipay service window H5 (inside the Alipay app)',
  '800108': 'Alipay payment code, CPM',
  '800151': 'Alipay web (2016-17 code)',
  '800152': 'Alipay WAP (2016-17 code)',
  '800201': 'WeChat Pay QR, MPM',
  '800207': 'WeChat Pay official account, JSAPI (inside WeChat)',
  '800208': 'WeChat Pay payment code, CPM',
  '800210': 'WeChat Pay in-app',
  '800212': 'WeChat Pay H5 (mobile browser)',
  '800213': 'WeChat Pay mini-program',
  '800228': 'WeChat Pay HK payment code, CPM (2016-17 code)',
  '800701': 'UnionPay QuickPass QR, MPM',
  '800708': 'UnionPay QuickPass payment code, CPM',
  '800710': 'UnionPay in-app',
  '800712': 'UnionPay WAP',
  '800714': 'UnionPay web (desktop)',
  '801008': 'WeChat Pay HK payment code, CPM (direct settlement)',
  '801010': 'WeChat Pay HK in-app (direct settlement)',
  '801101': 'Alipay web (overseas merchants)',
  '801107': 'Alipay WAP (overseas merchants)',
  '801110': 'Alipay in-app (overseas merchants)',
  '801208': 'LINE Pay payment code, CPM',
  '801301': 'LINE Pay online',
  '801408': 'AirPay payment code, CPM',
  '801501': 'Alipay QR, MPM (HK merchants)',
  '801510': 'Alipay in-app (HK merchants)',
  '801512': 'Alipay WAP (HK merchants)',
  '801514': 'Alipay web (HK merchants)',
  '801701': 'NETSPay QR, MPM',
  '801801': 'Alipay pre-authorisation, in store (printed as CPM)',
  '801802': 'Alipay pre-authorisation (sample only)',
  '801808': 'Alipay pre-authorisation, in store (printed as MPM)',
  '801810': 'Alipay pre-authorisation, in-app',
  '801814': 'Alipay pre-authorisation, online',
  '801908': 'Origami payment code, CPM',
  '802001': 'FPS QR, MPM',
  '802010': 'FPS app-to-app',
  '802201': 'AirPay online',
  '802301': 'PayNow QR, MPM',
  '802801': 'Visa / Mastercard online',
  '802808': 'Visa / Mastercard in store (terminal)',
  '802901': 'PromptPay QR, MPM',
  '803001': 'eWallet QR, MPM',
  '803008': 'eWallet payment code, CPM',
  '803101': 'VIA QR, MPM',
  '803108': 'VIA payment code, CPM',
  '803208': "Touch 'n Go payment code, CPM",
  '803214': "Touch 'n Go online",
  '803301': 'Razer QR, MPM',
  '803308': 'Razer payment code, CPM',
  '803314': 'Razer online',
  '803701': 'Octopus QR, MPM',
  '803708': 'Octopus payment code (POS)',
  '803712': 'Octopus WAP',
  '803714': 'Octopus web (desktop)',
  '803801': 'Dash QR, MPM',
  '803808': 'Dash payment code, CPM',
  '804001': 'Boost QR, MPM',
  '804008': 'Boost payment code, CPM',
  '804014': 'Boost online',
  '804101': 'Maybank QR, MPM',
  '804108': 'Maybank payment code, CPM',
  '804114': 'Maybank online',
  '804201': 'GrabPay QR, MPM',
  '804208': 'GrabPay payment code, CPM',
  '804214': 'GrabPay online',
  '805208': 'TrueMoney payment code, CPM',
  '805401': 'ThaiQR, MPM',
  '805508': 'First Data card, quick payment',
  '805514': 'First Data card, with security verification',
  '805601': 'GoPay QR, MPM',
  '805612': 'GoPay WAP',
  '805801': 'PayMe QR, MPM',
  '805808': 'PayMe payment code, CPM',
  '805810': 'PayMe in-app',
  '805812': 'PayMe WAP',
  '805814': 'PayMe web',
  '806527': 'Apple Pay online',
  '806708': 'UnionPay card in store (terminal)',
  '806808': 'American Express in store (terminal)',
};

/** What merchants met behind a status code beside the documented meaning, or what older documents said. */
const second_meanings = {
  '1101': ['2017 documents: the transaction is in doubt and the merchant has to reverse it.'],
  '1102': ['By its name also a refund number that was used before.'],
  '1104': [
    'Seen with 获取用户支付通道失败 (no channel for the pay type): the pay type is not enabled for this merchant or environment; ask QFPay support to enable it.',
  ],
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
    "Seen when the channel's refund period is over, which no waiting changes (unofficial: WeChat Pay, Alipay and cards 365 days, PayMe 90, FPS 29). Only `resperr` tells the two apart.",
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

/** What a 0000 means by what became of the order. */
const success = {
  awaiting_payer: {
    meaning: 'The order was made. No money has moved yet: the payer has to act.',
    next_step:
      'Show the payer the QR code or link and poll with `qfpay query` (or wait for the notification) until the record itself says 0000.',
  },
  authorized: {
    meaning: "The amount is held on the payer's side, and nothing was taken yet.",
    next_step:
      'Take it with `qfpay capture`, all or in parts, or release it with `qfpay unfreeze`. It lapses by itself after 7 days (hotels and rentals: 28).',
  },
  paid: {
    meaning: 'The money moved: the payment is made.',
    next_step: 'Nothing has to be done. A refund gives it back: `qfpay refund`.',
  },
  captured: {
    meaning: 'The money moved: it was taken from the hold.',
    next_step: 'Nothing has to be done. A refund names the capture, not the hold: `qfpay refund`.',
  },
  released: {
    meaning: 'The hold is over: what was not captured is free for the payer again.',
    next_step: 'Nothing has to be done. Nothing can be captured any more: to charge the payer, make a new order.',
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

/** What to do after a status code, by code. */
const next_steps = {
  '1100':
    'Wait and try later. Query the order first: do not assume a request sent at the edge of the window was dropped.',
  '1101': 'Query the original order. If it is unpaid, send the reversal or close again; if it is paid, refund it.',
  '1102':
    'Do not send it again. Query by `out_trade_no`: the first request may have succeeded. Use a new number only for a new business operation.',
  '1103':
    'Send UTF-8 form fields (application/x-www-form-urlencoded) with URL-encoded values, not JSON. Check with `--dry-run`.',
  '1104':
    'Read `resperr`/`respmsg` for the field. Check required fields of the pay type, integer cents, and the time format; for add_note, remove `mchid`. Where it says that there is no channel (获取用户支付通道失败), the pay type is not enabled for this merchant: ask technical.support@qfpay.com.',
  '1105':
    'Activate the terminal, or check the `udid` you send. If you use none, ask QFPay support to look at the account.',
  '1106': 'Check `udid` and that app code, `mchid` and environment belong together.',
  '1107': 'Use a permitted terminal or ask QFPay support to enable it. Retrying changes nothing.',
  '1108':
    'Check three things first: the key belongs to this environment; SHA256 is announced with `X-QF-SIGNTYPE: SHA256`; every sent parameter was signed with its raw value. Then run `qfpay verify --explain`.',
  '1124': 'Refund the whole amount today (it acts as a void), or wait a day for a partial refund.',
  '1125':
    'Query by the original `syssn` and check the refund records and the `cancel` flag. Do not issue another refund number.',
  '1136':
    'Check the number, the environment and the credentials; a card sale may need the refund path instead of a reversal. Query with a time window if the order is from another month.',
  '1142': 'Query once to make sure it was not paid before closing, then create a new order with a new `out_trade_no`.',
  '1143':
    'Keep polling `qfpay query` (every few seconds). If it stays open past your limit, reverse or close it, query again, and refund should it turn out paid.',
  '1145': 'Keep polling `qfpay query`. Do not repeat the payment or refund while this code stands.',
  '1147':
    "Query first. If it is not paid, ask the payer to retry or use another wallet; look at `respmsg` for WeChat's own reason.",
  '1150': 'Do not retry. Ask QFPay support how to return the money for this settlement type.',
  '1155':
    "Query the original and its refunds, check the pay type's refund rules and age of the sale, and read `resperr`. Do not loop.",
  '1161': 'Treat as unknown: query until the record is final, and send nothing again before that.',
  '1181':
    'Query once to rule out a late payment, then create a new order; raise `expired_time` (5 to 120 minutes) if the pay type takes it.',
  '1201': 'Ask for another payment method; use a new `out_trade_no`.',
  '1202':
    'Have the payer refresh the code and scan again with a new `out_trade_no`; check that the code fits the pay type.',
  '1203':
    "Ask the payer to try another account or wallet. If every payer gets it, have QFPay check the merchant's channel set-up.",
  '1204': 'Query, then let the payer check the card or wallet or use another one.',
  '1205':
    'Query to confirm, then start a new payment with a new `out_trade_no`. For cards this also covers a failed 3-D Secure check.',
  '1212': 'Ask the payer to switch the UnionPay app to its overseas payment code and scan again.',
  '1241': 'Stop taking payments. Check `mchid`, app code and environment, then contact QFPay.',
  '1242': 'Check that the pay type is enabled for this merchant; otherwise QFPay has to fix the set-up.',
  '1243': "Stop taking payments and contact QFPay or the store's owner.",
  '1250': 'Do not retry automatically. Ask QFPay customer service for the reason, quoting `syssn` or `out_trade_no`.',
  '1251':
    'Read `respmsg`. If the number was used, query it before doing anything else; otherwise have QFPay check the store.',
  '1252': 'Unknown outcome: query by `out_trade_no` several times before you decide. Never repeat a refund blindly.',
  '1254': 'Unknown outcome: query first, back off, and contact support if it lasts.',
  '1260': 'Do not charge again. Query the order and treat it as paid once its record says 0000.',
  '1261': 'Query the order. To drop an unpaid order use reversal or close, not refund.',
  '1262': 'Query the refund records and stop; a further refund would be a second payout or be refused.',
  '1263': 'Query to confirm. Nothing is left to cancel or refund; create a new order if needed.',
  '1264': 'Query the order and its refunds before anything else.',
  '1265':
    'Inside the window, query, then try again after 00:30 Hong Kong time with the same refund number (if that number is refused as used, query once more and take a new one). Otherwise read `resperr` and refund by other means.',
  '1266': 'Use integer cents and, for reversal, close or a full refund, exactly the original amount.',
  '1267': 'Query the order and send its own `syssn`, amount, currency and `txdtm`.',
  '1268':
    'Check environment, credentials and number. For refunds give the original `syssn`. After a network fault query again later before concluding it was never created.',
  '1269':
    'Nothing was refunded. Wait until new sales cover the amount (sometimes not before the morning), or ask QFPay about adding funds; query, then repeat with the same refund number (if it is refused as used, query once more and take a new one).',
  '1270': 'Refund the full amount, or return the difference outside the API.',
  '1271':
    'Refund the full amount. Same-day card refunds act as a void and must be full; try a partial one the next day.',
  '1272': 'Query the earlier refunds of this `syssn` and lower the amount.',
  '1294':
    'Do not retry automatically. The docs advise amounts above 200 to keep clear of risk control; if that is not it, contact QFPay.',
  '1295': 'Unknown outcome: poll the query. Do not charge or refund again until it settles.',
  '1296': 'Query first. Only when the query shows nothing paid, retry later or with another wallet.',
  '1297': 'Read `respmsg` for the real cause and query the order before you try again.',
  '1298': 'Do not repeat the payment. Poll the query until there is a final answer.',
  '2005': 'Have the payer refresh the code and start over with a new `out_trade_no`.',
  '2011':
    'Query that number first: the earlier request may be the one you meant. Use a fresh number only if it was something else.',
  '2999':
    'Treat as unknown: query the refund by its own number until the record is final, and send nothing again before that.',
  '0000':
    'If the payer still has to act, show the QR code or link and poll with `qfpay query` (or wait for the notification) until the record itself says 0000.',
};

/** What a status code means, by code. */
const meanings = {
  '1100': 'QFPay is down for maintenance.',
  '1101':
    'The reversal step failed. Older documents read it as: the transaction is in doubt and has to be reversed by you.',
  '1102': 'The same request was received before.',
  '1103': 'The message could not be parsed: wrong content type, encoding or structure.',
  '1104': 'A parameter is missing, unknown to this pay type, or has a bad value.',
  '1105': 'The device (terminal) is not active yet.',
  '1106': 'The device is unknown or does not belong to this merchant.',
  '1107': 'The device is blocked or has no permission for this operation.',
  '1108': 'The signature does not match what the server computed.',
  '1124':
    'Not in the current tables. Listed in 2017 as an invalid transaction; merchants meet it when they refund part of a card sale on the same day.',
  '1125': 'The transaction has been refunded before.',
  '1136': 'No such transaction, or it is in a state that does not allow this operation.',
  '1142': 'The order is closed and can no longer be paid.',
  '1143': 'Not paid yet; the payer may be entering a password.',
  '1145': 'Being processed; no final answer yet.',
  '1147': 'WeChat Pay returned an error for this transaction.',
  '1150': 'The merchant settles T+0, and such transactions cannot be cancelled.',
  '1155': 'The refund or cancellation was refused.',
  '1161': 'Not in the current tables. Listed in 2017 as an unknown result that has to be settled by a query.',
  '1181': 'The order passed its expiry time without being paid.',
  '1201': 'The payer has not enough funds.',
  '1202': 'The scanned payment code is wrong or has expired.',
  '1203':
    "There is a problem with the account. The English table says the merchant's, the Chinese one says the paying account.",
  '1204': 'The bank or wallet behind the payment reported an error.',
  '1205': 'This attempt failed; a new attempt may work.',
  '1212': 'The payer showed a UnionPay code that is not valid for overseas merchants.',
  '1241': 'The store does not exist or is not in a usable state.',
  '1242': "The store's set-up is incomplete for this payment.",
  '1243': 'The store has been disabled.',
  '1250': "QFPay's rules forbid this transaction.",
  '1251':
    "Officially a fault in the store's configuration. In practice it is also the answer to an `out_trade_no` that was used before (`respmsg` then says so).",
  '1252': 'An internal error happened while the order was being placed.',
  '1254': 'QFPay has an internal problem and is working on it.',
  '1260': 'The order has been paid already.',
  '1261': 'The operation needs a paid order, and this one is not paid.',
  '1262': 'The order has been refunded already.',
  '1263': 'The order has been cancelled (reversed) already.',
  '1264': 'The order is closed. Seen in practice as well when refunding something already cancelled or refunded.',
  '1265':
    "This transaction cannot be refunded: it falls in the 23:30 to 00:30 window or under a promotion. In practice also returned when the channel's refund period is over.",
  '1266': 'The amount does not agree with the order.',
  '1267': 'Details in the request disagree with the stored order.',
  '1268': 'The order does not exist.',
  '1269': "Today's unsettled takings do not cover the refund.",
  '1270': 'This currency allows full refunds only.',
  '1271': 'This transaction allows a full refund only.',
  '1272': 'The refund is larger than what is left to refund.',
  '1294': 'Bank or risk control blocked the transaction.',
  '1295': 'The channel is slow and has not answered.',
  '1296': 'The channel is slow; QFPay suggests trying later or another method.',
  '1297':
    'The banking system is busy. In practice a catch-all for channel refusals, including bad channel parameters and amounts that are too large.',
  '1298': 'The channel is slow and the payer may already have paid.',
  '2005': "The payer's code is wrong or out of date.",
  '2011': 'The transaction number has been used before; an earlier payment or refund holds it.',
  '2999': 'Not in the current tables. Merchants meet it on refunds: the refund is in doubt, it has not been refused.',
  '0000':
    'The call went through. On a CPM payment, a refund or a queried record it means the money moved; on a QR, web, WAP, in-app or JSAPI payment it only means the order was created.',
};

/** QFPay's tables in English: what the codes mean, what to do, what things are called. Other languages have the same entries. */
export const catalog = { meanings, next_steps, success, second_meanings, pay_type, currency, labels };

/** What every language has to have. */
export type CatalogTable = typeof catalog;
