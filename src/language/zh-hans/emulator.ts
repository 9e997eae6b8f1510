import type { Catalogue } from '../t.ts';

export const emulator: Catalogue = {
  'must name a file that is there': '必须指向现有的文件',
  'A gateway of your own on this machine, for development and for test suites: payment, query, refund, reversal and close with QFPay’s rules, codes and signatures, a wallet page to pay on, notifications, and faults on demand. The first line of output says that it is ready. No money moves.':
    '本机上属于你自己的网关，供开发和测试套件使用：付款、查询、退款、冲正、关单，均按 QFPay 的规则、状态码和签名，另有可付款的钱包页面、通知和可控的故障。输出的第一行表示已就绪。不涉及真实资金。',
  'port to listen on, 0 for a free one (default: {0})': '监听的端口，0 表示任选空闲端口（默认 {0}）',
  'address to listen on (default: 127.0.0.1, this machine only)': '监听的地址（默认 127.0.0.1，仅限本机）',
  'keep the books in this file, or in memory (default: memory)': '把账本存入此文件，或存于内存 memory（默认 memory）',
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
    '管理调用的令牌，没有则生成（默认显示在第一行输出中）',
  'print no line per request': '不逐条打印请求',
  '\nA rule: {"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}\nThe admin call, with Authorization: Bearer <token>: GET, POST, DELETE /__admin/rules; GET, POST /__admin/clock ({"set": "2026-03-31\n23:59:50"}, {"advance": 3600}, {"reset": true}); GET /__admin/transactions; POST /__admin/order ({"out_trade_no": …, "action": "pay",\n"decline" or "password"}); POST /__admin/reset; POST /__admin/shutdown; GET /__admin/faults\n':
    '\n规则示例：{"fault": "lost-after", "endpoint": "refund", "out_trade_no": "RF*", "txamt": "500", "pay_type": "800201", "nth": 2, "times": 1}\n管理调用，带 Authorization: Bearer <token>：GET、POST、DELETE /__admin/rules；GET、POST /__admin/clock（{"set": "2026-03-31\n23:59:50"}、{"advance": 3600}、{"reset": true}）；GET /__admin/transactions；POST /__admin/order（{"out_trade_no": …, "action": "pay"、\n"decline" 或 "password"}）；POST /__admin/reset；POST /__admin/shutdown；GET /__admin/faults\n',
  'serve, and write the key to call it with': '启动服务，并写出调用所需的密钥',
  'for a test suite: a free port, orders pay themselves': '供测试套件使用：空闲端口，订单自动付款',
  'keep the books, notify your endpoint, sixty times as fast': '保存账本，通知你的接口，速度快六十倍',
  'what can be made to go wrong': '可制造的故障',
  "has a line that is no entry of the emulator's books": '有一行不是模拟器账本的记录',
  'remove {0} to start afresh: no real money is in these books': '删除 {0} 即可重新开始：这些账本中没有真实资金',
};
