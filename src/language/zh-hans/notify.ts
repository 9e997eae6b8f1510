import type { Catalogue } from '../t.ts';

export const notify: Catalogue = {
  ' or ': ' 或 ',
  'a payment of HKD 12.80': '一笔 HKD 12.80 的付款',
  'with the fields of a real transaction': '使用真实交易的字段',
  'a refund, its fields from a file': '一笔退款，字段取自文件',
  'a forged one, which your endpoint has to refuse': '伪造的通知，你的接口必须拒绝',
  'a kept one again, three times': '把保存的通知再发三次',
  'Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer.':
    '向自己的接口发送通知，签名方式与 QFPay 相同：send 生成一条，replay 按原始字节重发保存的一条。仅当接口每次都应答 200 和 SUCCESS 时退出码为 0，应答其他内容为 4，没有应答为 7。',
  'send: field=value, what is not given is made up; replay: the file':
    'send：field=value，未给出的字段自动生成；replay：文件',
  'the endpoint, http or https': '接口地址，http 或 https',
  'send: payment or refund (default: payment, or what --of is)':
    'send：payment 或 refund（默认 payment，或与 --of 的交易相同）',
  'send: take the fields of a real transaction, by out_trade_no or syssn':
    'send：采用真实交易的字段，按 out_trade_no 或 syssn',
  'hand it over that many times, one after the other (default: 1)': '依次发送的次数（默认 1）',
  'change the signature, amount or body after signing: the endpoint has to refuse it':
    '签名后篡改 signature、amount 或 body：接口必须拒绝',
  'print the body and the headers, and send nothing': '输出正文和请求头，不发送任何内容',
  'send: the fields, as a JSON object, a form or lines': 'send：字段，JSON 对象、表单或逐行均可',
  'must be send or replay': '必须是 send 或 replay',
  'must be exactly one: a body that listen --save kept': '必须恰好是一个：由 listen --save 保存的正文',
  'tamper cannot be {0}: the notification has no such thing': 'tamper 不能是 {0}：该通知没有这一项',
  'no transaction {0} was found': '未找到交易 {0}',
  'of must be a transaction that went through: {0} stands at {1}': '--of 必须是成功的交易：{0} 的状态码为 {1}',
  'QFPay notifies of what was paid or refunded, and of nothing else': 'QFPay 只通知已付款或已退款的交易',
  'must be given: --url is where the endpoint is': '必须给出：--url 是接口的地址',
  'must be a number from 1 to {0}': '必须是 1 至 {0} 的数',
  'does not go with notify {0}': '不能与 notify {0} 同用',
  '{0} is not there, or no file': '{0} 不存在，或不是文件',
  '{0} has no X-QF-SIGN, neither in itself nor in {1}': '{0} 没有 X-QF-SIGN，其自身和 {1} 中都没有',
  'qfpay notify send --input signs its fields anew': 'qfpay notify send --input 会为其字段重新签名',
  '{0} must be a JSON object of headers, as qfpay listen --save writes it':
    '{0} 必须是请求头的 JSON 对象，如 qfpay listen --save 所写',
  'the endpoint ACCEPTED a notification whose {0} was tampered with: it has to hold X-QF-SIGN against the raw bytes of the body before anything else':
    '接口接受了 {0} 被篡改的通知：它必须先用正文的原始字节核对 X-QF-SIGN，再做其他事',
  'no answer': '没有应答',
  'QFPay would send the notification again, and so can you: endpoints take an event once':
    'QFPay 会再次发送通知，你也可以重发：接口对同一事件应只处理一次',
  'the endpoint refused it, as it should ({0} was tampered with)': '接口拒绝了它，理应如此（{0} 被篡改）',
  'the endpoint did not answer 200 with {0}': '接口没有应答 200 和 {0}',
  'QFPay takes this for a failure and sends the notification again; answer 200 with the bare word {0}':
    'QFPay 会视为失败并再次发送；请应答 200，正文只有 {0}',
  'NO ANSWER': '没有应答',
  'NOT ACKNOWLEDGED': '未确认',
  'must be given, in cents': '必须给出，以分计',
  'such as txamt=1280, or --of a transaction': '例如 txamt=1280，或用 --of 指定交易',
  tampered: '篡改',
  'answer {0}': '应答 {0}',
};
