import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必须指向现有的文件',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本机上属于你自己的网关，供开发和测试套件使用：付款、查询、退款、冲正、关单，均按 QFPay 的规则、状态码和签名，另有可付款的钱包页面、通知和可控的故障。输出的第一行表示已就绪。不涉及真实资金。',
  'port to listen on, 0 for a free one': '监听的端口，0 表示任选空闲端口',
  'address to listen on (default: 127.0.0.1, this machine only)': '监听的地址（默认 127.0.0.1，仅限本机）',
  'keep the books in this file, or in memory': '账本存入此文件；memory 表示只存于内存',
  'a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them':
    '所服务的商户（可重复；默认 --env local 的测试商户）；--mchid：发给它们的门店号',
  "write the test merchant's key to a file, for QFPAY_KEY or --key-file":
    '把测试商户的密钥写入文件，供 QFPAY_KEY 或 --key-file 使用',
  'pay each order that many seconds after it is made, or off': '下单后经过这么久付款人自动付款，或 off',
  'documented (100/1s,400/1m), off, or your own': 'documented（100/1s,400/1m）、off，或自定',
  'where to tell of money that moved, where the payment names no notify_url':
    '付款未给出 notify_url 时，资金变动通知到何处',
  'divide the waits between notifications, 2 min to 15 h, by this': '通知的间隔（2 分钟至 15 小时）除以此数',
  "what qrcode and pay_url begin with (default: the server's URL)": 'qrcode 和 pay_url 的开头（默认服务器的 URL）',
  'list what can be made to go wrong, and the amounts that do it': '列出可制造的故障，以及触发它们的金额',
  'faults by rule: JSON, or one JSON object a line': '按规则制造故障：JSON，或每行一个 JSON 对象',
  'the token of the admin call, made if missing (default: in the first output)':
    '管理调用的令牌，没有则生成（默认显示在启动时的输出中）',
  'print no line per request': '不逐条输出请求',
  'A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}':
    '规则示例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}',
  'The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/refund ({"syssn": …}); POST /__admin/notify ({"syssn": …}); GET /__admin/overview; POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults':
    '管理调用，带 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31 23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、"decline" 或 "password"}）；POST /__admin/refund（{"syssn": …}）；POST /__admin/notify（{"syssn": …}）；GET /__admin/overview；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults',
  'serve, and write the key to call it with': '启动服务，并写出调用所需的密钥',
  'for a test suite: a free port, orders pay themselves': '供测试套件使用：空闲端口，订单自动付款',
  'keep the books, notify your endpoint, sixty times as fast': '保存账本，通知你的接口，速度快六十倍',
  'what can be made to go wrong': '可制造的故障',
  "has a line that is no entry of the emulator's books": '有一行不是模拟器账本的记录',
  'remove {0} to start afresh: no real money is in these books': '删除 {0} 即可重新开始：这些账本中没有真实资金',
  'must be an app code, a colon, and a file that holds its key': '必须是 app code、冒号和存放其密钥的文件',
  'has an app code that another --merchant has': '的 app code 与另一个 --merchant 相同',
  'must be a file that is there': '必须是现有的文件',
  'names a key file for {0} that {1}': '为 {0} 指定的密钥文件{1}',
  'must hold one word of at least 16 visible ASCII characters': '必须是至少 16 个可见 ASCII 字符，中间没有空格',
  'remove {0}, and it is made again': '删除 {0} 即会重新生成',
  'writes the built-in test key, and with --merchant that one is not served':
    '写出的是内置测试密钥，而给出 --merchant 时不提供该商户',
  'only where a payment names one': '仅当付款指定地址时',
  '{0} in {1} s': '{1} 秒内 {0} 次',
  merchant: '商户',
  state: '账本',
  memory: '内存',
  'off: pay on the wallet page': 'off：在钱包页面付款',
  'after {0} s': '{0} 秒后',
  limits: '限流',
  off: 'off',
  notifications: '通知',
  'admin call': '管理调用',
  'token in {0}': '令牌在 {0}',
  '--host {0} can be reached from other machines: whoever reaches it can pay its orders':
    '--host {0} 可从其他机器访问：能访问到的人都能支付其订单',
  fault: '故障',
  'what happens to a payment or refund of that amount': '该金额的付款或退款会发生什么',
  'fault: {0}': '故障：{0}',
  'notify {0}': '通知 {0}',
  'not taken: {0}': '未被接受：{0}',
  'attempt {0}': '第 {0} 次',
  'next {0}': '下次 {0}',
  'stopped by {0}': '由 {0} 停止',
  interrupted: '已中断',
  'must be a port from 0 to 65535; 0 takes a free one': '必须是 0 至 65535 的端口；0 表示任选空闲端口',
  'must be an address or a name of this machine, without a port': '必须是本机的地址或名称，不含端口',
  'must be seconds from 0 to 86400, or off': '必须是 0 至 86400 的秒数，或 off',
  'must be documented, off, or limits such as 100/1s,400/1m': '必须是 documented、off，或如 100/1s,400/1m 的限制',
  'must be a number above 0 that the waits between notifications are divided by, such as 60':
    '必须是大于 0 的数，通知的间隔会除以它，例如 60',
  'the pages and the admin call of this emulator answer to localhost, --host and --public-url only':
    '本模拟器的页面和管理调用只响应 localhost、--host 和 --public-url',
  'such an address is not called': '此类地址不会被调用',
  'must not be of a link-local address': '不得是链路本地地址',
  'must be a whole http or https URL': '必须是完整的 http 或 https URL',
  'is done at once and answered late, by as many seconds as the last two digits say':
    '立即完成，但延迟应答，秒数即末两位数字',
  'HTTP 429 with Retry-After: 1, twice for each number; the third try is served':
    'HTTP 429，带 Retry-After: 1，每个单号两次；第三次正常处理',
  'HTTP 429 without Retry-After, every time': 'HTTP 429，不带 Retry-After，每次都如此',
  'HTTP 500; nothing is done': 'HTTP 500；什么都没做',
  'it is done, but HTTP 502 with an HTML page comes in place of the answer':
    '已完成，但应答换成了 HTTP 502 的 HTML 页面',
  'HTTP 200 with an HTML page; nothing is done': 'HTTP 200 的 HTML 页面；什么都没做',
  'it is done, but the connection breaks in the middle of the answer': '已完成，但连接在应答中途断开',
  'it is done, but the answer ends in the middle of its JSON': '已完成，但应答在 JSON 中途结束',
  'the connection is reset without an answer; nothing is done': '连接被重置，没有应答；什么都没做',
  'it is done, but the connection is reset without an answer': '已完成，但连接被重置，没有应答',
  'no answer ever comes; nothing is done': '一直没有应答；什么都没做',
  'it is done, but no answer ever comes': '已完成，但一直没有应答',
  'the answer is signed with another key': '应答是用另一个密钥签名的',
  'the answer comes without X-QF-SIGN': '应答没有 X-QF-SIGN',
  'its notification comes twice': '其通知会发送两次',
  'its notification comes 2 minutes late, after those of what happened meanwhile':
    '其通知晚 2 分钟，在这期间的其他通知之后才到',
  'its notification never comes': '其通知永远不会到',
  'its notification is signed with another key': '其通知是用另一个密钥签名的',
  'must be text': '必须是文本',
  'must be an integer from 1': '必须是从 1 起的整数',
  'must be a name that qfpay emulator --faults lists': '必须是 qfpay emulator --faults 列出的名称',
  'must be an integer of cents': '必须是以分为单位的整数',
  'must be six digits': '必须是六位数字',
  'must be four digits in quotes': '必须是带引号的四位数字',
  'must be a number from 0 to 86400': '必须是 0 至 86400 的数',
  'must be a JSON object, such as {"fault": "lost-after", "endpoint": "refund"}':
    '必须是 JSON 对象，例如 {"fault": "lost-after", "endpoint": "refund"}',
  'does not go with the fault {0}': '不能与故障 {0} 同用',
};

export const listen: Catalogue = {
  'hand valid ones to your own endpoint': '把有效的通知转给你自己的接口',
  'keep each of them in a folder': '把每条通知保存到文件夹',
  'check each against query, for a script': '逐条与 query 核对，供脚本使用',
  "Receive QFPay's notifications, verify each over its raw bytes, and answer SUCCESS only when it is valid and the forward target said SUCCESS too. An event that came before (told by what identifies its kind) is answered and not forwarded again. Ends by Ctrl-C.":
    '接收 QFPay 的通知，按原始字节逐条验签，仅当签名有效且转发目标也回复 SUCCESS 时才应答 SUCCESS。重复的事件（按其类型的标识字段判断）只应答，不再转发；是否重复只在本次运行期间记得。按 Ctrl-C 结束。',
  'where to listen; 0 takes a free port': '监听的端口；0 表示任选空闲端口',
  'an address of this machine (default: 127.0.0.1, this machine only)': '本机的地址（默认 127.0.0.1，仅限本机）',
  'take notifications at this path only (default: any)': '只在此路径接收通知（默认任意路径）',
  'hand the same bytes and X-QF-* headers to your own endpoint': '把相同的字节和 X-QF-* 请求头转给你自己的接口',
  'keep each body to the byte, its headers beside it, for qfpay notify replay':
    '按原始字节保存每个正文，旁边附上请求头，供 qfpay notify replay 使用',
  'ask query whether the transaction is as the notification says': '向 query 询问交易是否与通知一致',
  'QFPay calls a public address on port 80 or 443 only: let a tunnel lead from there to this port, and register its URL with QFPay. --timeout is how long the forward target may take.':
    'QFPay 只会调用端口 80 或 443 上的公网地址：请用隧道把它引到此端口，并向 QFPay 登记该 URL。--timeout 是转发目标可用的时间。',
  'it names no syssn to ask about': '其中没有可供查询的 syssn',
  'query failed: {0}': '查询失败：{0}',
  'query was refused: {0}': '查询被拒：{0}',
  'query knows no transaction {0}': '查询不到交易 {0}',
  '{0} is {1} here and {2} by query': '{0} 在通知中为 {1}，查询结果为 {2}',
  '{0} is {1} here and nothing by query': '{0} 在通知中为 {1}，查询结果中没有',
  'not saved': '未保存',
  'DOES NOT AGREE': '不一致',
  'could not be asked': '无法查询',
  'interrupted before query answered': '查询应答之前已中断',
  'must be a number from 0 to 65535': '必须是 0 至 65535 的数',
  '0 takes a free one': '0 表示任选空闲端口',
  'must begin with / and have no space, ? or #': '必须以 / 开头，且不含空格、? 或 #',
  'must name a folder': '必须是文件夹',
  'must be another server than this one': '必须是另一个服务器，而不是它自己',
  'verifies with': '验签密钥',
  'forwards to': '转发到',
  'saves in': '保存到',
  'checks with': '核对方式',
  'QFPay itself calls a public address on port 80 or 443 only, at the URL that is registered with it':
    'QFPay 只会调用端口 80 或 443 上的公网地址，即向其登记的 URL',
  '{0}: see that it leads here': '{0}：请确认它通向这里',
  '{0}: a tunnel has to lead from there to this port; qfpay notify send and the emulator reach it as it is':
    '{0}：需要用隧道从那里引到此端口；qfpay notify send 和模拟器可直接访问',
  'notifications go to {0}': '通知应发往 {0}',
  'a notification is a POST': '通知必须是 POST',
  'there is no X-QF-SIGN': '没有 X-QF-SIGN',
  'X-QF-SIGN does not match the body': 'X-QF-SIGN 与正文不符',
  'the body is no JSON object': '正文不是 JSON 对象',
  'it could not be saved': '无法保存',
  'gave no answer': '没有应答',
  'the forward target {0}': '转发目标{0}',
  'what is no whole request': '不是完整的请求',
  answered: '已应答',
  INVALID: '无效',
  DUPLICATE: '重复',
  VALID: '有效',
  'VALID, NOT TAKEN': '有效，未被接受',
  '({0} duplicate)': '（重复 {0} 条）',
  '{0} refused': '拒收 {0} 条',
  '{0} not taken by the forward target': '转发目标未接受 {0} 条',
  '{0} against what query says': '与查询结果不符 {0} 条',
  '{0} valid': '有效 {0} 条',
  '{0} invalid': '无效 {0} 条',
  '{0} received: {1}': '收到 {0} 条：{1}',
};

export const notify: Catalogue = {
  ' or ': ' 或 ',
  'a payment of HKD 12.80': '一笔 HKD 12.80 的付款',
  'with the fields of a real transaction': '使用真实交易的字段',
  'a refund, its fields from a file': '一笔退款，字段取自文件',
  'a forged one, which your endpoint has to refuse': '伪造的通知，你的接口必须拒绝',
  'a kept one again, three times': '把保存的通知再发三次',
  'send: field=value, what is not given is made up; replay: the file':
    'send：field=value，未给出的字段自动生成；replay：文件',
  'the endpoint, http or https': '接口地址，http 或 https',
  'send: payment, refund, unfreeze, payment_token, subscription or subscription_payment (default: payment, or what --of is)':
    'send：payment、refund、unfreeze、payment_token、subscription 或 subscription_payment（默认 payment，或与 --of 的交易相同）',
  'send: take the fields of a real transaction, by out_trade_no or syssn':
    'send：采用真实交易的字段，按 out_trade_no 或 syssn',
  'hand it over that many times, one after the other': '依次发送的次数',
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
  'qfpay notify send --input signs its fields again': 'qfpay notify send --input 会为其字段重新签名',
  '{0} must be a JSON object of headers, as qfpay listen --save writes it':
    '{0} 必须是请求头的 JSON 对象，如 qfpay listen --save 所写',
  'the endpoint ACCEPTED a notification whose {0} was tampered with: it has to check X-QF-SIGN over the raw bytes of the body before anything else':
    '接口接受了 {0} 被篡改的通知：它必须先用正文的原始字节核对 X-QF-SIGN，再做其他事',
  'no answer': '没有应答',
  'QFPay would send the notification again, and so can you: endpoints take an event once':
    'QFPay 会再次发送通知，你也可以重发：接口对同一事件应只处理一次',
  'the endpoint did not answer 200 with {0}': '接口没有应答 200 和 {0}',
  'QFPay takes this for a failure and sends the notification again; answer 200 with the bare word {0}':
    'QFPay 会视为失败并再次发送；请应答 200，正文只有 {0}',
  'NO ANSWER': '没有应答',
  'NOT ACKNOWLEDGED': '未确认',
  'must be given, in cents': '必须给出，以分计',
  'such as txamt=1280, or --of a transaction': '例如 txamt=1280，或用 --of 指定交易',
  tampered: '篡改',
  'answer {0}': '应答 {0}',
  'sent by {0}: the newest documents say {1}': '以 {0} 发送：最新文档写的是 {1}',
  'parameters in the URL of a POST: the documents have them in the body': 'POST 的参数在 URL 中：文档要求放在请求体中',
  'a multipart body: the documents say application/x-www-form-urlencoded':
    'multipart 请求体：文档写的是 application/x-www-form-urlencoded',
  'names no transaction and no time: the newest documents ask for one of syssn, out_trade_no or start_time and end_time':
    '未指明交易或时间：最新文档要求给出 syssn、out_trade_no 或 start_time 与 end_time 之一',
  'closed with another txamt or txdtm than the order’s: the documents say the original ones':
    '关单的 txamt 或 txdtm 与订单不同：文档要求原值',
  'goods_name {0}: the documents advise at most 20 characters, and no special ones':
    'goods_name {0}：文档建议最多 20 个字符，且不含特殊字符',
  'remark: {0}': '备注：{0}',
  'refuse what the newest documents forbid, also where the gateway is known to take it':
    '拒绝最新文档不允许的内容，即使已知网关会接受',
  'answers with a code of your choice, which the last four digits are; 1143, 1145 and 1298 become 0000 after 3 s, 1101, 1161, 1252, 1254 and 2999, which leave it in doubt, after 10 s':
    '以你指定的状态码应答，即金额的末四位；1143、1145、1298 在 3 秒后变为 0000，结果存疑的 1101、1161、1252、1254、2999 在 10 秒后变为 0000',
  'does not go with {0}, which settles it by itself': '不能与 {0} 同用：该状态码本身已是最终结果',
  'Send a notification to an endpoint of your own, signed as QFPay signs: send makes one, replay repeats a kept one to the byte. Exit status 0 only where the endpoint answered 200 with SUCCESS every time, 4 where it answered otherwise, 7 where it gave no answer; with --tamper 0 where it refused every time, 4 where it took a forgery.':
    '向自己的接口发送通知，签名方式与 QFPay 相同：send 生成一条，replay 按原始字节重发保存的一条。仅当接口每次都应答 200 和 SUCCESS 时退出码为 0，应答其他内容为 4，没有应答为 7；加 --tamper 时，每次都被拒绝为 0，接口接受了伪造的通知为 4。',
  ACCEPTED: '已接受',
  'HTTP {0} may be no refusal, but no endpoint: send it without --tamper, which has to be answered SUCCESS':
    'HTTP {0} 可能不是拒绝，而是接口不存在：请去掉 --tamper 再发一次，应得到 SUCCESS',
  REFUSED: '已拒收',
  page: '页面',
  'The emulator at {0} was started with other merchants than the test merchant of --env local.':
    '{0} 的模拟器启动时用的是其他商户，而不是 --env local 的测试商户。',
  'leave --env local out, and give the app code and the key of a merchant that it has (QFPAY_APPCODE, QFPAY_KEY)':
    '去掉 --env local，并给出它所服务的商户的 app code 和密钥（QFPAY_APPCODE、QFPAY_KEY）',
  'must be a payment, a capture, a refund or a release: {0} is a hold, or ends an order':
    '必须是付款、请款、退款或解冻：{0} 是预授权，或是订单的取消',
  'the endpoint took the forgery ({0} was tampered with)': '接口接受了伪造的通知（被改动的是 {0}）',
};
