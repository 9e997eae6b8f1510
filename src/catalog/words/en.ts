import type { Words } from './words.ts';

export const en: Words = {
  respcd: {
    '0000': {
      meaning:
        'The call went through. On a CPM payment, a refund or a queried record it means the money moved; on a QR, web, WAP, in-app or JSAPI payment it only means the order was created.',
      next_step:
        'If the payer still has to act, show the QR code or link and poll with `qfpay query` (or wait for the notification) until the record itself says 0000.',
    },
    '1100': {
      meaning: 'QFPay is down for maintenance.',
      next_step:
        'Wait and try later. Query the order first: do not assume a request sent at the edge of the window was dropped.',
    },
    '1101': {
      meaning:
        'The reversal step failed. Older documents read it as: the transaction is in doubt and has to be reversed by you.',
      next_step:
        'Query the original order. If it is unpaid, send the reversal or close again; if it is paid, refund it.',
    },
    '1102': {
      meaning: 'The same request was received before.',
      next_step:
        'Do not send it again. Query by `out_trade_no`: the first request may have succeeded. Use a new number only for a new business operation.',
    },
    '1103': {
      meaning: 'The message could not be parsed: wrong content type, encoding or structure.',
      next_step:
        'Send UTF-8 form fields (application/x-www-form-urlencoded) with URL-encoded values, not JSON. Check with `--dry-run`.',
    },
    '1104': {
      meaning: 'A parameter is missing, unknown to this pay type, or has a bad value.',
      next_step:
        'Read `resperr`/`respmsg` for the field. Check required fields of the pay type, integer cents, and the time format; for add_note, remove `mchid`.',
    },
    '1105': {
      meaning: 'The device (terminal) is not active yet.',
      next_step:
        'Activate the terminal, or check the `udid` you send. If you use none, ask QFPay support to look at the account.',
    },
    '1106': {
      meaning: 'The device is unknown or does not belong to this merchant.',
      next_step: 'Check `udid` and that app code, `mchid` and environment belong together.',
    },
    '1107': {
      meaning: 'The device is blocked or has no permission for this operation.',
      next_step: 'Use a permitted terminal or ask QFPay support to enable it. Retrying changes nothing.',
    },
    '1108': {
      meaning: 'The signature does not match what the server computed.',
      next_step:
        'Check three things first: the key belongs to this environment; SHA256 is announced with `X-QF-SIGNTYPE: SHA256`; every sent parameter was signed with its raw value. Then run `qfpay verify --explain`.',
    },
    '1125': {
      meaning: 'The transaction has been refunded before.',
      next_step:
        'Query by the original `syssn` and check the refund records and the `cancel` flag. Do not issue another refund number.',
    },
    '1136': {
      meaning: 'No such transaction, or it is in a state that does not allow this operation.',
      next_step:
        'Check the number, the environment and the credentials; a card sale may need the refund path instead of a reversal. Query with a time window if the order is from another month.',
    },
    '1142': {
      meaning: 'The order is closed and can no longer be paid.',
      next_step:
        'Query once to make sure it was not paid before closing, then create a new order with a new `out_trade_no`.',
    },
    '1143': {
      meaning: 'Not paid yet; the payer may be entering a password.',
      next_step:
        'Keep polling `qfpay query` (every few seconds). If it stays open past your limit, reverse or close it, query again, and refund should it turn out paid.',
    },
    '1145': {
      meaning: 'Being processed; no final answer yet.',
      next_step: 'Keep polling `qfpay query`. Do not repeat the payment or refund while this code stands.',
    },
    '1147': {
      meaning: 'WeChat Pay returned an error for this transaction.',
      next_step:
        "Query first. If it is not paid, ask the payer to retry or use another wallet; look at `respmsg` for WeChat's own reason.",
    },
    '1150': {
      meaning: 'The merchant settles T+0, and such transactions cannot be cancelled.',
      next_step: 'Do not retry. Ask QFPay support how to return the money for this settlement type.',
    },
    '1155': {
      meaning: 'The refund or cancellation was refused.',
      next_step:
        "Query the original and its refunds, check the pay type's refund rules and age of the sale, and read `resperr`. Do not loop.",
    },
    '1181': {
      meaning: 'The order passed its expiry time without being paid.',
      next_step:
        'Query once to rule out a late payment, then create a new order; raise `expired_time` (5 to 120 minutes) if the pay type takes it.',
    },
    '1201': {
      meaning: 'The payer has not enough funds.',
      next_step: 'Ask for another payment method; use a new `out_trade_no`.',
    },
    '1202': {
      meaning: 'The scanned payment code is wrong or has expired.',
      next_step:
        'Have the payer refresh the code and scan again with a new `out_trade_no`; check that the code fits the pay type.',
    },
    '1203': {
      meaning:
        "There is a problem with the account. The English table says the merchant's, the Chinese one says the paying account.",
      next_step:
        "Ask the payer to try another account or wallet. If every payer gets it, have QFPay check the merchant's channel set-up.",
    },
    '1204': {
      meaning: 'The bank or wallet behind the payment reported an error.',
      next_step: 'Query, then let the payer check the card or wallet or use another one.',
    },
    '1205': {
      meaning: 'This attempt failed; a new attempt may work.',
      next_step:
        'Query to confirm, then start a new payment with a new `out_trade_no`. For cards this also covers a failed 3-D Secure check.',
    },
    '1212': {
      meaning: 'The payer showed a UnionPay code that is not valid for overseas merchants.',
      next_step: 'Ask the payer to switch the UnionPay app to its overseas payment code and scan again.',
    },
    '1241': {
      meaning: 'The store does not exist or is not in a usable state.',
      next_step: 'Stop taking payments. Check `mchid`, app code and environment, then contact QFPay.',
    },
    '1242': {
      meaning: "The store's set-up is incomplete for this payment.",
      next_step: 'Check that the pay type is enabled for this merchant; otherwise QFPay has to fix the set-up.',
    },
    '1243': {
      meaning: 'The store has been disabled.',
      next_step: "Stop taking payments and contact QFPay or the store's owner.",
    },
    '1250': {
      meaning: "QFPay's rules forbid this transaction.",
      next_step:
        'Do not retry automatically. Ask QFPay customer service for the reason, quoting `syssn` or `out_trade_no`.',
    },
    '1251': {
      meaning:
        "Officially a fault in the store's configuration. In practice it is also the answer to an `out_trade_no` that was used before (`respmsg` then says so).",
      next_step:
        'Read `respmsg`. If the number was used, query it before doing anything else; otherwise have QFPay check the store.',
    },
    '1252': {
      meaning: 'An internal error happened while the order was being placed.',
      next_step:
        'Unknown outcome: query by `out_trade_no` several times before you decide. Never repeat a refund blindly.',
    },
    '1254': {
      meaning: 'QFPay has an internal problem and is working on it.',
      next_step: 'Unknown outcome: query first, back off, and contact support if it lasts.',
    },
    '1260': {
      meaning: 'The order has been paid already.',
      next_step: 'Do not charge again. Query the order and treat it as paid once its record says 0000.',
    },
    '1261': {
      meaning: 'The operation needs a paid order, and this one is not paid.',
      next_step: 'Query the order. To drop an unpaid order use reversal or close, not refund.',
    },
    '1262': {
      meaning: 'The order has been refunded already.',
      next_step: 'Query the refund records and stop; a further refund would be a second payout or be refused.',
    },
    '1263': {
      meaning: 'The order has been cancelled (reversed) already.',
      next_step: 'Query to confirm. Nothing is left to cancel or refund; create a new order if needed.',
    },
    '1264': {
      meaning: 'The order is closed. Seen in practice as well when refunding something already cancelled or refunded.',
      next_step: 'Query the order and its refunds before anything else.',
    },
    '1265': {
      meaning:
        "This transaction cannot be refunded: it falls in the 23:30 to 00:30 window or under a promotion. In practice also returned when the channel's refund period is over.",
      next_step:
        'Inside the window, query, then try again after 00:30 Hong Kong time with the same refund number (if that number is refused as used, query once more and take a new one). Otherwise read `resperr` and refund by other means.',
    },
    '1266': {
      meaning: 'The amount does not agree with the order.',
      next_step: 'Use integer cents and, for reversal, close or a full refund, exactly the original amount.',
    },
    '1267': {
      meaning: 'Details in the request disagree with the stored order.',
      next_step: 'Query the order and send its own `syssn`, amount, currency and `txdtm`.',
    },
    '1268': {
      meaning: 'The order does not exist.',
      next_step:
        'Check environment, credentials and number. For refunds give the original `syssn`. After a network fault query again later before concluding it was never created.',
    },
    '1269': {
      meaning: "Today's unsettled takings do not cover the refund.",
      next_step:
        'Nothing was refunded. Wait until new sales cover the amount (sometimes not before the morning), or ask QFPay about adding funds; query, then repeat with the same refund number (if it is refused as used, query once more and take a new one).',
    },
    '1270': {
      meaning: 'This currency allows full refunds only.',
      next_step: 'Refund the full amount, or return the difference outside the API.',
    },
    '1271': {
      meaning: 'This transaction allows a full refund only.',
      next_step:
        'Refund the full amount. Same-day card refunds act as a void and must be full; try a partial one the next day.',
    },
    '1272': {
      meaning: 'The refund is larger than what is left to refund.',
      next_step: 'Query the earlier refunds of this `syssn` and lower the amount.',
    },
    '1294': {
      meaning: 'Bank or risk control blocked the transaction.',
      next_step:
        'Do not retry automatically. The docs advise amounts above 200 to keep clear of risk control; if that is not it, contact QFPay.',
    },
    '1295': {
      meaning: 'The channel is slow and has not answered.',
      next_step: 'Unknown outcome: poll the query. Do not charge or refund again until it settles.',
    },
    '1296': {
      meaning: 'The channel is slow; QFPay suggests trying later or another method.',
      next_step: 'Query first. Only when the query shows nothing paid, retry later or with another wallet.',
    },
    '1297': {
      meaning:
        'The banking system is busy. In practice a catch-all for channel refusals, including bad channel parameters and amounts that are too large.',
      next_step: 'Read `respmsg` for the real cause and query the order before you try again.',
    },
    '1298': {
      meaning: 'The channel is slow and the payer may already have paid.',
      next_step: 'Do not repeat the payment. Poll the query until there is a final answer.',
    },
    '2005': {
      meaning: "The payer's code is wrong or out of date.",
      next_step: 'Have the payer refresh the code and start over with a new `out_trade_no`.',
    },
    '2011': {
      meaning: 'The transaction number has been used before; an earlier payment or refund holds it.',
      next_step:
        'Query that number first: the earlier request may be the one you meant. Use a fresh number only if it was something else.',
    },
    '1124': {
      meaning:
        'Not in the current tables. Listed in 2017 as an invalid transaction; merchants meet it when they refund part of a card sale on the same day.',
      next_step: 'Refund the whole amount today (it acts as a void), or wait a day for a partial refund.',
    },
    '1161': {
      meaning: 'Not in the current tables. Listed in 2017 as an unknown result that has to be settled by a query.',
      next_step: 'Treat as unknown: query until the record is final, and send nothing again before that.',
    },
    '2999': {
      meaning:
        'Not in the current tables. Merchants meet it on refunds: the refund is in doubt, it has not been refused.',
      next_step:
        'Treat as unknown: query the refund by its own number until the record is final, and send nothing again before that.',
    },
  },
  second_meanings: {},
  pay_type: {
    '800008': 'Any wallet, CPM (WeChat Pay, Alipay, UnionPay QuickPass, PayMe; wallet found from the code)',
    '800101': 'Alipay QR, MPM (overseas merchants)',
    '800108': 'Alipay payment code, CPM',
    '801101': 'Alipay web (overseas merchants)',
    '801107': 'Alipay WAP (overseas merchants)',
    '801110': 'Alipay in-app (overseas merchants)',
    '800107': 'Alipay service window H5 (inside the Alipay app)',
    '801501': 'Alipay QR, MPM (HK merchants)',
    '801510': 'Alipay in-app (HK merchants)',
    '801512': 'Alipay WAP (HK merchants)',
    '801514': 'Alipay web (HK merchants)',
    '800201': 'WeChat Pay QR, MPM',
    '800208': 'WeChat Pay payment code, CPM',
    '800207': 'WeChat Pay official account, JSAPI (inside WeChat)',
    '800212': 'WeChat Pay H5 (mobile browser)',
    '800210': 'WeChat Pay in-app',
    '800213': 'WeChat Pay mini-program',
    '801008': 'WeChat Pay HK payment code, CPM (direct settlement)',
    '801010': 'WeChat Pay HK in-app (direct settlement)',
    '805801': 'PayMe QR, MPM',
    '805808': 'PayMe payment code, CPM',
    '805814': 'PayMe web',
    '805812': 'PayMe WAP',
    '800701': 'UnionPay QuickPass QR, MPM',
    '800708': 'UnionPay QuickPass payment code, CPM',
    '800712': 'UnionPay WAP',
    '800714': 'UnionPay web (desktop)',
    '802001': 'FPS QR, MPM',
    '803701': 'Octopus QR, MPM',
    '803712': 'Octopus WAP',
    '803714': 'Octopus web (desktop)',
    '802801': 'Visa / Mastercard online',
    '802808': 'Visa / Mastercard in store (terminal)',
    '806527': 'Apple Pay online',
    '806708': 'UnionPay card in store (terminal)',
    '806808': 'American Express in store (terminal)',
    '805810': 'PayMe in-app',
    '800710': 'UnionPay in-app',
    '802010': 'FPS app-to-app',
    '803708': 'Octopus payment code (POS)',
    '804101': 'Maybank QR, MPM',
    '804108': 'Maybank payment code, CPM',
    '804114': 'Maybank online',
    '804201': 'GrabPay QR, MPM',
    '804208': 'GrabPay payment code, CPM',
    '804214': 'GrabPay online',
    '803801': 'Dash QR, MPM',
    '803808': 'Dash payment code, CPM',
    '804001': 'Boost QR, MPM',
    '804008': 'Boost payment code, CPM',
    '804014': 'Boost online',
    '805208': 'TrueMoney payment code, CPM',
    '805401': 'ThaiQR, MPM',
    '803101': 'VIA QR, MPM',
    '803108': 'VIA payment code, CPM',
    '803208': "Touch 'n Go payment code, CPM",
    '803214': "Touch 'n Go online",
    '803301': 'Razer QR, MPM',
    '803308': 'Razer payment code, CPM',
    '803314': 'Razer online',
    '802201': 'AirPay online',
    '802301': 'PayNow QR, MPM',
    '802901': 'PromptPay QR, MPM',
    '801908': 'Origami payment code, CPM',
    '801208': 'LINE Pay payment code, CPM',
    '801301': 'LINE Pay online',
    '801408': 'AirPay payment code, CPM',
    '801701': 'NETSPay QR, MPM',
    '805601': 'GoPay QR, MPM',
    '805612': 'GoPay WAP',
    '801801': 'Alipay pre-authorisation, in store (printed as CPM)',
    '801808': 'Alipay pre-authorisation, in store (printed as MPM)',
    '801810': 'Alipay pre-authorisation, in-app',
    '801814': 'Alipay pre-authorisation, online',
    '803001': 'eWallet QR, MPM',
    '803008': 'eWallet payment code, CPM',
    '805508': 'First Data card, quick payment',
    '805514': 'First Data card, with security verification',
    '800151': 'Alipay web (2016-17 code)',
    '800152': 'Alipay WAP (2016-17 code)',
    '800228': 'WeChat Pay HK payment code, CPM (2016-17 code)',
    '801802': 'Alipay pre-authorisation (sample only)',
  },
  currency: {
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
  },
};
