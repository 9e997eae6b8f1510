/** What to do after a status code, by code. */
export const nextSteps: Readonly<Record<string, string>> = {
  '1100':
    'Wait and try later. Query the order first: do not assume a request sent at the edge of the window was dropped.',
  '1101': 'Query the original order. If it is unpaid, send the reversal or close again; if it is paid, refund it.',
  '1102':
    'Do not send it again. Query by `out_trade_no`: the first request may have succeeded. Use a new number only for a new business operation.',
  '1103':
    'Send UTF-8 form fields (application/x-www-form-urlencoded) with URL-encoded values, not JSON. Check with `--dry-run`.',
  '1104':
    'Read `resperr`/`respmsg` for the field. Check required fields of the pay type, integer cents, and the time format; for add_note, remove `mchid`.',
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
