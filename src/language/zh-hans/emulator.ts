import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必须指向现有的文件',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本机上属于你自己的网关，供开发和测试套件使用：付款、查询、退款、冲正、关单，均按 QFPay 的规则、状态码和签名，另有可付款的钱包页面、通知和可控的故障。输出的第一行表示已就绪。不涉及真实资金。',
  'port to listen on, 0 for a free one (default: {0})': '监听的端口，0 表示任选空闲端口（默认 {0}）',
  'address to listen on (default: 127.0.0.1, this machine only)': '监听的地址（默认 127.0.0.1，仅限本机）',
  'keep the books in this file, or in memory (default: memory)': '账本存入此文件；memory 表示只存于内存（默认 memory）',
  'a merchant to serve (repeatable; default: the test merchant of --env local); --mchid: store numbers issued to them':
    '所服务的商户（可重复；默认 --env local 的测试商户）；--mchid：发给它们的门店号',
  "write the test merchant's key to a file, for QFPAY_KEY or --key-file":
    '把测试商户的密钥写入文件，供 QFPAY_KEY 或 --key-file 使用',
  'the payer pays by himself that long after an order, or off (default: off)':
    '下单后经过这么久付款人自动付款，或 off（默认 off）',
  'documented (100/1s,400/1m), off, or your own (default: documented)':
    'documented（100/1s,400/1m）、off，或自定（默认 documented）',
  'where to tell of money that moved, where the payment names no notify_url':
    '付款未给出 notify_url 时，资金变动通知到何处',
  'divide the waits between notifications, 2 min to 15 h, by this (default: 1)':
    '通知的间隔（2 分钟至 15 小时）除以此数（默认 1）',
  "what qrcode and pay_url begin with (default: the server's URL)": 'qrcode 和 pay_url 的开头（默认服务器的 URL）',
  'list what can be made to go wrong, and the amounts that do it': '列出可制造的故障，以及触发它们的金额',
  'faults by rule: JSON, or one JSON object a line': '按规则制造故障：JSON，或每行一个 JSON 对象',
  'the token of the admin call, made if missing (default: in the first output)':
    '管理调用的令牌，没有则生成（默认显示在启动时的输出中）',
  'print no line per request': '不逐条输出请求',
  'A rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}':
    '规则示例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}',
  'The admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31 23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay", "decline" or "password"}); POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults':
    '管理调用，带 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31 23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、"decline" 或 "password"}）；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults',
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
  'answers with a code of your choice, which the last four digits are; 1143, 1145 and 1298 become 0000 after 3 s':
    '应答你指定的状态码，即末四位数字；1143、1145 和 1298 在 3 秒后变为 0000',
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
