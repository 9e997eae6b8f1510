import type { Catalogue } from '../t.ts';

export const notify: Catalogue = {
  ' or ': ' 或 ',
  'a payment of HKD 12.80': '一筆 HKD 12.80 的付款',
  'with the fields of a real transaction': '使用真實交易的欄位',
  'a refund, its fields from a file': '一筆退款，欄位取自檔案',
  'a forged one, which your endpoint has to refuse': '偽造的通知，你的端點必須拒絕',
  'a kept one again, three times': '把儲存的通知再發三次',
  'Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer.':
    '向自己的端點發送通知，簽名方式與 QFPay 相同：send 生成一條，replay 按原始位元組重發儲存的一條。僅當端點每次都應答 200 和 SUCCESS 時結束代碼為 0，應答其他內容為 4，沒有應答為 7。',
  'send: field=value, what is not given is made up; replay: the file':
    'send：field=value，未給出的欄位自動生成；replay：檔案',
  'the endpoint, http or https': 'API 位址，http 或 https',
  'send: payment or refund (default: payment, or what --of is)':
    'send：payment 或 refund（預設 payment，或與 --of 的交易相同）',
  'send: take the fields of a real transaction, by out_trade_no or syssn':
    'send：採用真實交易的欄位，按 out_trade_no 或 syssn',
  'hand it over that many times, one after the other (default: 1)': '依次發送的次數（預設 1）',
  'change the signature, amount or body after signing: the endpoint has to refuse it':
    '簽名後篡改 signature、amount 或 body：端點必須拒絕',
  'print the body and the headers, and send nothing': '列印正文和請求頭，不發送任何內容',
  'send: the fields, as a JSON object, a form or lines': 'send：欄位，JSON 物件、表單或逐行均可',
  'must be send or replay': '必須是 send 或 replay',
  'must be exactly one: a body that listen --save kept': '必須恰好是一個：由 listen --save 儲存的正文',
  'tamper cannot be {0}: the notification has no such thing': 'tamper 不能是 {0}：該通知沒有這一項',
};
