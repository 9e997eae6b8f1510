import type { Catalogue } from '../t.ts';

export const notify: Catalogue = {
  ' or ': ' 或 ',
  'a payment of HKD 12.80': '一筆 HKD 12.80 的付款',
  'with the fields of a real transaction': '使用真實交易的欄位',
  'a refund, its fields from a file': '一筆退款，欄位取自檔案',
  'a forged one, which your endpoint has to refuse': '偽造的通知，你的端點必須拒絕',
  'a kept one again, three times': '把儲存的通知再發三次',
  'Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer.':
    '向自己的端點發送通知，簽名方式與 QFPay 相同：send 生成一條，replay 按原始位元組重發儲存的一條。僅當端點每次都應答 200 和 SUCCESS 時結束碼為 0，應答其他內容為 4，沒有應答為 7。',
  'send: field=value, what is not given is made up; replay: the file':
    'send：field=value，未給出的欄位自動生成；replay：檔案',
  'the endpoint, http or https': '端點地址，http 或 https',
  'send: payment or refund (default: payment, or what --of is)':
    'send：payment 或 refund（預設 payment，或與 --of 的交易相同）',
  'send: take the fields of a real transaction, by out_trade_no or syssn':
    'send：採用真實交易的欄位，按 out_trade_no 或 syssn',
  'hand it over that many times, one after the other (default: 1)': '依次發送的次數（預設 1）',
  'change the signature, amount or body after signing: the endpoint has to refuse it':
    '簽名後篡改 signature、amount 或 body：端點必須拒絕',
  'print the body and the headers, and send nothing': '輸出正文和請求標頭，不發送任何內容',
  'send: the fields, as a JSON object, a form or lines': 'send：欄位，JSON 物件、表單或逐行均可',
  'must be send or replay': '必須是 send 或 replay',
  'must be exactly one: a body that listen --save kept': '必須恰好是一個：由 listen --save 儲存的正文',
  'tamper cannot be {0}: the notification has no such thing': 'tamper 不能是 {0}：該通知沒有這一項',
  'no transaction {0} was found': '未找到交易 {0}',
  'of must be a transaction that went through: {0} stands at {1}': '--of 必須是成功的交易：{0} 的狀態碼為 {1}',
  'QFPay notifies of what was paid or refunded, and of nothing else': 'QFPay 只通知已付款或已退款的交易',
  'must be given: --url is where the endpoint is': '必須給出：--url 是端點的地址',
  'must be a number from 1 to {0}': '必須是 1 至 {0} 的數',
  'does not go with notify {0}': '不能與 notify {0} 同用',
  '{0} is not there, or no file': '{0} 不存在，或不是檔案',
  '{0} has no X-QF-SIGN, neither in itself nor in {1}': '{0} 沒有 X-QF-SIGN，其自身和 {1} 中都沒有',
  'qfpay notify send --input signs its fields anew': 'qfpay notify send --input 會為其欄位重新簽名',
  '{0} must be a JSON object of headers, as qfpay listen --save writes it':
    '{0} 必須是請求標頭的 JSON 物件，如 qfpay listen --save 所寫',
  'the endpoint ACCEPTED a notification whose {0} was tampered with: it has to hold X-QF-SIGN against the raw bytes of the body before anything else':
    '端點接受了 {0} 被篡改的通知：它必須先用正文的原始位元組核對 X-QF-SIGN，再做其他事',
  'no answer': '沒有應答',
  'QFPay would send the notification again, and so can you: endpoints take an event once':
    'QFPay 會再次發送通知，你也可以重發：端點對同一事件應只處理一次',
  'the endpoint refused it, as it should ({0} was tampered with)': '端點拒絕了它，理應如此（{0} 被篡改）',
  'the endpoint did not answer 200 with {0}': '端點沒有應答 200 和 {0}',
  'QFPay takes this for a failure and sends the notification again; answer 200 with the bare word {0}':
    'QFPay 會視為失敗並再次發送；請應答 200，正文只有 {0}',
  'NO ANSWER': '沒有應答',
  'NOT ACKNOWLEDGED': '未確認',
  'must be given, in cents': '必須給出，以分計',
  'such as txamt=1280, or --of a transaction': '例如 txamt=1280，或用 --of 指定交易',
  tampered: '篡改',
  'answer {0}': '應答 {0}',
};
