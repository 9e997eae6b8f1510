import type { Catalogue } from '../t.ts';

export const cancel: Catalogue = {
  'End an order that nobody has paid: a WeChat Pay QR or H5 order, a UnionPay QR order, an AlipayHK web order (see qfpay pay-types). The order is looked up first, and again afterwards. Exits 0 when it is closed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.':
    '关闭无人付款的订单：微信支付二维码或 H5 订单、银联二维码订单、AlipayHK 网页订单（见 qfpay pay-types）。关闭前先查询订单，之后再查一次。退出码：0 已关闭（现在或先前），4 结果已付款或被网关拒绝，5 仍可能被支付，8 结果未知。',
  'close the order by your own number': '按自己的单号关闭订单',
  "by QFPay's number; only show what would be sent": '按 QFPay 的流水号；只显示将要发送的内容',
  'for a script': '供脚本使用',
  "Drop a payment that is not finished: a payer's code that was scanned, or an Alipay QR order (see qfpay pay-types). It is no refund: what a wallet has paid has to be refunded. A paid card or Apple Pay order (802801, 806527) is voided, so its money goes back. The order is looked up first, and again afterwards. Exits 0 when it is reversed, now or before; 4 when it is paid after all or the gateway refused, 5 when it may still be paid, 8 unknown.":
    '冲正未完成的付款：已扫的付款码，或支付宝二维码订单（见 qfpay pay-types）。这不是退款：钱包已付的款项必须退款。已付的卡或 Apple Pay 订单（802801、806527）会被撤销，款项退回。冲正前先查询订单，之后再查一次。退出码：0 已冲正（现在或先前），4 结果已付款或被网关拒绝，5 仍可能被支付，8 结果未知。',
  'drop the order by your own number': '按自己的单号冲正订单',
  'the order, by your own number': '订单，按自己的单号',
  "the order, by QFPay's number": '订单，按 QFPay 的流水号',
  'look the order up, show the request and do not send it': '查询订单，显示请求，但不发送',
  'asking what became of the order': '正在查询订单的结果',
  'no money is taken, or it goes back': '没有扣款，或款项会退回',
  'nobody can pay it any more': '不会再有人能付款',
  'the money went back to the payer': '款项已退回付款人',
  'the order is PAID: the {0} did not stop the payment, and the money has to be refunded':
    '订单已付款：{0} 没能阻止付款，款项必须退款',
  'the order is over, and was never paid': '订单已结束，从未付款',
  'the gateway refused the {0}; {1}': '网关拒绝了 {0}；{1}',
  'the gateway took the {0}, but {1}{2}': '网关接受了 {0}，但{1}{2}',
  'the {0} is in progress; {1}': '{0} 正在处理；{1}',
  'the {0} may not have been processed; {1}{2}': '{0} 可能未被处理；{1}{2}',
  'the order could not be looked up afterwards': '之后未能查询到订单',
  'the payment still stands as paid': '付款仍为已付状态',
  'the order is still open and may be paid': '订单仍未关闭，可能被支付',
  ' (by its answer the wallet may not support close: then the order lives until it expires)':
    '（从应答看，该钱包可能不支持关闭：订单会保留到过期）',
  'is required, or --syssn in its place': '必须给出，或改用 --syssn',
  'must be one order, named by its number or by --syssn': '必须是单个订单，以单号或 --syssn 指明',
  'is a {0}, and no order': '是 {0}，不是订单',
  'has {0} open attempts ({1}): name one by --syssn': '有 {0} 次未决的尝试（{1}）：用 --syssn 指明其一',
  'is paid and refunded: nothing is left to cancel': '已付款且已退款：没有可取消的',
  'is paid, and what is paid is given back by refund, not by {0}': '已付款，已付的款项要用退款退还，不能用 {0}',
  'is ended by {0}, not by {1} ({2})': '应以 {0} 结束，而不是 {1}（{2}）',
  'of the order is needed, and the gateway did not tell it': '是订单必需的，而网关没有给出',
  'QFPay names no call that ends an order of pay_type {0}: it may be refused':
    'QFPay 没有说明可结束 pay_type {0} 订单的调用：可能被拒绝',
  'this month and the {0} before it': '本月及之前 {0} 个月',
  "this merchant's transactions": '该商户的交易',
  '{0} {1} was not found': '未找到 {0} {1}',
  'check --env and --profile; an older order is named by --syssn': '检查 --env 和 --profile；更早的订单用 --syssn 指明',
  'was not found in {0}': '在{0}中未找到',
  'it is over, and was never paid: nothing was sent': '它已结束，从未付款：未发送任何内容',
  'it was {0} before: nothing was sent': '它先前{0}：未发送任何内容',
  'an unknown pay type': '未知的支付方式',
  '{0}, {1} by {2}': '{0}，{1}，支付方式 {2}',
  '{0}, {1} by {2} ({3})': '{0}，{1}，支付方式 {2}（{3}）',
  'VOID the paid order {0}, paid {1}: the money goes back to the payer':
    '撤销已付款的订单 {0}，付款时间 {1}：款项将退回付款人',
  '{0} the order {1}, which nobody has paid yet': '{0} 尚无人付款的订单 {1}',
};

export const pay: Catalogue = {
  'Create a payment. What is missing is asked for on a terminal. Exits 0 when it is paid, or when the order is made and the payer has to act; with --wait 0 means that the money moved, or is held. 4 declined, 5 no final answer yet, 8 unknown: ask query before anything is sent again.':
    '发起一笔付款。在终端上缺什么就问什么。退出码 0：已付款，或订单已创建、等付款人操作；加 --wait 时 0 表示款项已付或已冻结。4 已拒绝，5 尚无最终结果，8 结果未知：先用 query 查清，再发送任何请求。',
  'how it is paid, such as 800201 or wechat-mpm (see qfpay pay-types)':
    '支付方式，例如 800201 或 wechat-mpm（见 qfpay pay-types）',
  "the amount in the currency's smallest unit: 1280 is HKD 12.80": '金额，以币种的最小单位计：1280 即 HKD 12.80',
  'the same in major units: 12.80': '金额，以元计：12.80',
  'ISO 4217': 'ISO 4217 币种代码',
  'your number for it, never used before (default: one is made)': '商户订单号，不可用过（默认自动生成）',
  'what is sold, at most 20 characters': '商品名称，最多 20 个字符',
  "the code from the payer's screen, - for stdin (CPM pay types)":
    '付款人屏幕上的付款码，- 表示读标准输入（CPM 支付方式）',
  'how long the order lives, 5 to 120': '订单有效期，5 至 120 分钟',
  'where QFPay tells of the payment': 'QFPay 发送付款通知的地址',
  'where the payer comes back to': '付款人付款后返回的地址',
  'device, shown in the merchant portal': '设备号，显示在商户后台',
  'YYYY-MM-DD hh:mm:ss (default: now, in --timezone)': 'YYYY-MM-DD hh:mm:ss（默认现在，按 --timezone）',
  'any other parameter of the pay type (repeatable)': '该支付方式的其他参数（可重复）',
  'ask until the payment is final': '一直查询到付款有最终结果',
  'how long (default: until the order expires, 90 for CPM)': '最多等多久（默认等到订单过期，CPM 为 90 秒）',
  'with --wait: end the order when nobody has paid by then': '配合 --wait：到时仍无人付款就结束订单',
  'wait, and give the payment back in full; not in prod': '等到付款后全额退回；不可用于 prod',
  'draw the QR code on stderr, also with --json': '在标准错误画出二维码，配合 --json 也画',
  'do not draw it': '不画二维码',
  'draw it for a light terminal without colour': '适用于浅色、无颜色的终端',
  'write the QR code to a .png or .svg': '把二维码写入 .png 或 .svg 文件',
  'show the request and send nothing': '只显示请求，不发送',
  'ask for everything, on a terminal': '在终端上逐项询问',
  'rehearse: no account, no network, no money': '演练：无需账号、网络和真钱',
  'a link for the payer, as JSON': '给付款人的链接，以 JSON 输出',
  'charge a scanned code, or end the order': '扫付款码收款，收不到就结束订单',
  'real money, given back at once': '真实付款，随即退回',
  'the QR code as a picture': '把二维码存成图片',
  'see the request, send nothing': '看看请求，什么都不发送',
  'pay {0} by {1} ({2})': '付款 {0}，支付方式 {1}（{2}）',
  'interrupted: nothing was sent': '已中断：什么都没有发送',
  'The same again, without a question:': '下次不必回答，直接执行：',
  'out_trade_no {0} was not paid: ending it by {1}': 'out_trade_no {0} 未付款：正用 {1} 结束订单',
  'out_trade_no {0} was not paid in time and is still open: {1}': 'out_trade_no {0} 未按时付款，订单仍未结束：{1}',
  'out_trade_no {0} was not paid in time: {1}': 'out_trade_no {0} 未按时付款：{1}',
  'out_trade_no {0} was not paid in time, and is closed: nobody can pay it any more':
    'out_trade_no {0} 未按时付款，已关闭：不能再付款',
  'out_trade_no {0} was not paid in time, and is reversed: nobody can pay it any more':
    'out_trade_no {0} 未按时付款，已冲正：不能再付款',
  'Pay type, such as alipay qr:': '支付方式，例如“支付宝 二维码”：',
  "(not in QFPay's current documents)": '（QFPay 现行文档未列）',
  'The payer scans a QR code that you show.': '付款人扫你出示的二维码。',
  "You scan the code on the payer's screen.": '你扫付款人屏幕上的付款码。',
  'The payer opens a link on a computer.': '付款人在电脑上打开链接。',
  "The payer opens a link in the telephone's browser.": '付款人在手机浏览器打开链接。',
  "Your page inside the wallet's app starts the payment.": '由钱包 App 内你的页面发起付款。',
  "Your own app starts the payment through the wallet's SDK.": '由你的 App 通过钱包 SDK 发起付款。',
  'The payer pays by card.': '付款人用卡付款。',
  'the answer is about another order: its {0} is not the one that was sent':
    '应答说的是另一张订单：其 {0} 与所发的不同',
  'the answer contradicts itself: its respcd is 0000, and another part of it says otherwise':
    '应答自相矛盾：respcd 为 0000，另一处却并非如此',
  'The link is too long for a QR code.': '链接太长，画不成二维码。',
  'The window is too small for the QR code, which takes {0} columns and {1} lines: use the link.':
    '窗口太小，画不下二维码（需要 {0} 列 {1} 行）：请用链接。',
  'needs {0} beside it': '须与 {0} 一起使用',
  'cannot be used: QFPay names no call that ends an order of pay_type {0} ({1})':
    '不能使用：QFPay 没有可结束 pay_type {0}（{1}）订单的接口',
  'must end in .png or .svg': '必须以 .png 或 .svg 结尾',
  'excludes --no-qr': '不能与 --no-qr 并用',
  'cannot be used: pay_type {0} ({1}) has no code to scan': '不能使用：pay_type {0}（{1}）没有可扫的码',
  'test moves real money, which is not settled: give it back today with {0}':
    'test 会动用真钱，且不结算：请于今天退回，执行 {0}',
  'sandbox is made for card tests and may not know pay_type {0}: --env local rehearses every pay type, --env test takes real money':
    'sandbox 用于测试卡支付，可能不支持 pay_type {0}：--env local 可演练各种支付方式，--env test 收真钱',
  "Code on the payer's screen, scan or type it (auth_code):": '付款人屏幕上的付款码，扫码或输入（auth_code）：',
  "The payer's WeChat openid (sub_openid):": '付款人的微信 openid（sub_openid）：',
  "The payer's Alipay user id (openid):": '付款人的支付宝用户号（openid）：',
  'What is sold, at most 20 characters (goods_name):': '商品名称，最多 20 个字符（goods_name）：',
  'Where QFPay tells of the payment, a URL (notify_url):': '接收付款通知的网址（notify_url）：',
  'Where the payer comes back to, a URL (return_url):': '付款后返回的网址（return_url）：',
  'Amount in {0}, such as 12.80:': '金额（{0}），例如 12.80：',
  'Amount in {0}, a whole number of its smallest unit:': '金额（{0}），以最小单位计的整数：',
  'must not be empty': '不能为空',
  "Address of your shop's page (wap_url):": '商店页面的网址（wap_url）：',
  'Name of your shop (wap_name):': '商店名称（wap_name）：',
  "The payer's real IP address (spbill_create_ip):": '付款人的真实 IP 地址（spbill_create_ip）：',
  'is for rehearsals: it is refused in prod': '仅供演练：prod 不接受',
  'pay_type is required': '必须提供 pay_type',
  'must be a new file, or one of yours, in a folder that is there: {0}':
    '必须是新文件或你自己的文件，且所在文件夹已存在：{0}',
  'cannot come from stdin together with --key-file -': '不能与 --key-file - 同时来自标准输入',
  'the answer was lost: asking what became of the order': '没有收到应答：正在查询订单结果',
  '{0}; the order may have been made, and query does not know it yet': '{0}；订单可能已创建，query 尚查不到',
  '{0}; the order may have been made, and query could not be asked': '{0}；订单可能已创建，而 query 无法查询',
  'the answer ({0}) leaves open what became of the order: asking': '应答（{0}）未说明订单结果：正在查询',
  '{0}: asking': '{0}：正在查询',
  'note: the books have it with pay_type {0}, not {1}': '注意：网关记录的 pay_type 是 {0}，不是 {1}',
  'out_trade_no {0} belongs to another order ({1})': 'out_trade_no {0} 属于另一张订单（{1}）',
  'the gateway refuses out_trade_no {0} as used, and query does not know it':
    '网关称 out_trade_no {0} 已用过，而 query 查不到',
  'the gateway refuses out_trade_no {0} as used, and query could not be asked':
    '网关称 out_trade_no {0} 已用过，而 query 无法查询',
  'the payment of {0}': '{0} 付款',
  'out_trade_no {0} was not paid within the time limit': 'out_trade_no {0} 未在时限内付款',
  'interrupted; the order is still open and can be paid': '已中断；订单仍未结束，付款人还可以付款',
};

export const payment: Catalogue = {
  'must not be empty: leave it out instead': '不能为空：不需要就别写',
  'is not a parameter of a payment': '不是付款的参数',
  'did you mean {0}?': '是不是 {0}？',
  'must be in upper case': '必须大写',
  'must be a currency that QFPay documents': '必须是 QFPay 文档所列的币种',
  'must be given once': '只能给一次',
  'needs txcurrcd CNY': '须与 txcurrcd CNY 一起使用',
  "txamt {0} is 200 or less: QFPay's risk control may refuse it": 'txamt {0} 不超过 200：QFPay 风控可能拒绝',
  'must have at most {0} characters': '最多 {0} 个字符',
  'use --mchid or QFPAY_MCHID': '请用 --mchid 或 QFPAY_MCHID',
  'leave it out: it goes in a header, and is made from the rest': '不要写：签名由其余参数算出，放在请求头里',
  'use {0}': '请用 {0}',
  "pay_type {0} ({1}) is not in QFPay's current documents: its parameters are a guess":
    'pay_type {0}（{1}）不在 QFPay 现行文档中：其参数只是推测',
  'expired_time is not documented for every {0} order and may be ignored':
    '文档未说明所有 {0} 订单都支持 expired_time，可能不起作用',
  "seller_id is asked for by one page of QFPay's documents for {0}: give -p seller_id=… if refused":
    'QFPay 文档有一页要求 {0} 提供 seller_id：若被拒绝，请加 -p seller_id=…',
  'goes through the hosted checkout page or the Element SDK, not through a payment call':
    '须经托管收银台或 Element SDK，不能直接调用付款接口',
  'is taken by a terminal, not through a payment call': '须由刷卡终端受理，不能直接调用付款接口',
  'qfpay query finds such payments': 'qfpay query 可查到这类付款',
  'is required for pay_type {0} ({1})': '是 pay_type {0}（{1}）的必填参数',
  'give {0}': '请给出 {0}',
  'is not a parameter of pay_type {0} ({1})': '不是 pay_type {0}（{1}）的参数',
  'leave it out': '请去掉',
  'leave it out; this pay type takes {0}': '请去掉；该支付方式可用 {0}',
  'must be HKD: pay_type {0} takes nothing else': '必须是 HKD：pay_type {0} 只收港币',
  'is required': '必填',
  '--pay-type wechat-mpm, or another of qfpay pay-types': '--pay-type wechat-mpm，或 qfpay pay-types 所列的其他值',
  'excludes --txamt: give one of the two': '不能与 --txamt 并用：二者取一',
  '--txamt 1280 or --amount 12.80': '--txamt 1280 或 --amount 12.80',
  'must be name=value': '必须写成 name=value',
  'must have at most {0} parameters': '最多只能有 {0} 个参数',
  'cannot be given by -p': '不能用 -p 给出',
  'must be a six-digit code or an alias of the list of pay types': '必须是六位代码，或支付方式列表中的别名',
  'must be {0}': '必须是 {0}',
  'must be {0} or {1}': '必须是 {0} 或 {1}',
  'must be whole minutes from 5 to 120': '必须是 5 至 120 的整数分钟',
  'must be an http or https URL': '必须是 http 或 https 网址',
  'must have no space or control character': '不能有空格或控制字符',
  'must have no control character': '不能有控制字符',
  'must be a JSON object': '必须是 JSON 对象',
  'must have {0}': '必须包含 {0}',
};

export const paymentReport: Catalogue = {
  'order made, waiting for the payer': '订单已创建，等待付款人',
  'the money moved': '款项已付',
  'paid, and given back since': '曾付款，其后已退回',
  'reversed: no money moved, or it went back': '已冲正：没有扣款，或已退回',
  'closed before anybody paid': '无人付款，已关闭',
  'no money moved': '没有扣款',
  'no final answer yet; it may still be paid': '尚无最终结果，付款人仍可能付款',
  'nobody can say what became of it; do not pay again yet': '结果未知，暂勿再次付款',
  '{0} (the number was used before: this is that order)': '{0}（此单号以前用过：这是当时的订单）',
  meaning: '含义',
  'the gateway refused the signature (1108)': '网关不接受签名（1108）',
  'its QR code or link was in the answer that got lost: let it expire, then make a new order':
    '二维码或链接随应答丢失：请等订单过期，再建新订单',
  'do not pay again before query has settled this number': '用 query 查清此单号之前，不要再次付款',
  '{0} ({1})': '{0}（{1}）',
  'the payment is declined': '付款已被拒绝',
  'the payment is pending': '付款仍在处理中',
  'the payment is unknown': '付款结果未知',
  'the payment is closed': '付款订单已关闭',
  'the payment is reversed': '付款已冲正',
  'the payment is refunded': '付款已退款',
  'the payment is paid': '已付款',
  'the payment is awaiting_payer': '等待付款人',
  'the payment was not given back: {0}': '付款未能退回：{0}',
  amount: '金额',
  'payer paid': '付款人实付',
  '{0} (exchange rate {1})': '{0}（汇率 {1}）',
};

export const refund: Catalogue = {
  'must be said once, not by {0}': '必须只给一次，不能同时用 {0}',
  "must not be the payment's own out_trade_no: QFPay takes a number once":
    '不得是付款自己的 out_trade_no：QFPay 每个单号只接受一次',
  'Give back a payment, or a part of it. The number of the refund is derived from payment and amount, so the same command run again, on any machine, is the same refund: it exits 0, repeated, and moves no money. 4 declined, 5 no final answer yet, 8 unknown: the same command again settles it.':
    '退还一笔付款的全部或一部分。退款单号由付款和金额推导而来，因此同一命令在任何机器上再次运行都是同一笔退款：退出码 0，标为重复，不会再动资金。4 已拒绝，5 尚无最终结果，8 结果未知：再运行同一命令即可查清。',
  'the payment, by your own number': '付款，按自己的单号',
  "the payment, by QFPay's number": '付款，按 QFPay 的流水号',
  "how much, in the currency's smallest unit: 1280 is HKD 12.80": '金额，以币种最小单位计：1280 即 HKD 12.80',
  'all that is left': '剩余的全部',
  'your number for this refund: for a second one of the same amount (default: derived)':
    '本次退款的单号：同一金额的第二笔退款才需要（默认自动推导）',
  'look for the payment from this day or time on, UTC+8 unless it has an offset':
    '自此日期或时间起查找付款，未带时区时按 UTC+8',
  'ask until the refund is final; by night, wait until QFPay refunds again':
    '反复查询直到退款有最终结果；夜间则等到 QFPay 恢复退款',
  'how long': '等待多久',
  'look the payment up, show the request and send no refund': '查询付款，显示请求，不发送退款',
  'all that is left of a payment': '付款剩余的全部',
  'a part of it, until it is final': '其中一部分，等到有最终结果',
  "by QFPay's number, in cents, for a script": '按 QFPay 的流水号，以分计，供脚本使用',
  'a second one of the same amount': '同一金额的第二笔',
  'real money, in CI': '真实资金，在 CI 中',
  'the gateway refuses out_trade_no {0} as used, and no answer of query shows it':
    '网关称 out_trade_no {0} 已用过而拒绝，但查询的应答中都没有它',
  'the gateway refuses it now ({0}), but what became of an earlier sending is not known':
    '网关现在拒绝（{0}），但先前那次发送的结果未知',
  'what is left of the payment is not known ({0}): QFPay refuses more than is left':
    '付款的剩余金额未知（{0}）：退得过多会被 QFPay 拒绝',
  'the answer is about another refund: its {0} is not the one that was sent': '应答属于另一笔退款：其 {0} 不是所发送的',
  "this refund is on the gateway's books already ({0}): nothing would be sent":
    '这笔退款已在网关的账上（{0}）：不会发送任何内容',
  'refund {0} is not final yet': '退款 {0} 尚无最终结果',
  'cannot be settled: {0}': '无法确定：{0}',
  'say how much by --txamt or --amount': '用 --txamt 或 --amount 说明金额',
  'was used for an earlier refund of this payment, of which txamt {0} is left':
    '已用于这笔付款先前的退款，付款还剩 txamt {0}',
  'give a new number': '给一个新单号',
  'not known': '未知',
  'refund {0}': '退款 {0}',
  'payment {0} (syssn {1})': '付款 {0}（syssn {1}）',
  '{0} by {1} ({2}), paid {3} UTC+8': '{0}，支付方式 {1}（{2}），付款时间 {3} UTC+8',
  'already refunded: {0}': '先前已退：{0}',
  'refund number {0}': '退款单号 {0}',
  'test moves real money: this gives it back to the payer': 'test 环境涉及真实资金：这次退款会把真钱退还给付款人',
  'sandbox is simulated: no real money moves': 'sandbox 为模拟环境：不涉及真实资金',
  '{0} {1} was paid {2} times': '{0} {1} 被付款 {2} 次',
  'say which payment is meant by --syssn': '用 --syssn 指明是哪一笔',
  'the window of --since and --until': '--since 和 --until 的时间窗',
  'check --env and --profile; an older payment is found with --since, or named by --syssn':
    '检查 --env 和 --profile；更早的付款可用 --since 查找，或用 --syssn 指明',
  'it was not asked for': '未查询',
  'no answer of query shows the refund: sending it again under the same number':
    '查询的应答中都没有这笔退款：用相同的单号再次发送',
  'the answer ({0}) leaves open what became of the refund': '从应答（{0}）无法判断退款的结果',
  'of payment {0}': '属于付款 {0}',
  'out_trade_no {0} belongs to another transaction ({1})': 'out_trade_no {0} 属于另一笔交易（{1}）',
  'excludes an out_trade_no: name the payment once': '不能与 out_trade_no 同用：付款只指明一次',
  'is missing: name the payment by it, or by --syssn': '缺失：用它或 --syssn 指明付款',
  'must be one number: one payment is refunded at a time': '必须是单个号码：一次只退一笔付款',
  'is required: how much is to be given back': '必须给出：要退多少',
  'leave it out to have one derived': '不填则自动推导',
  'goes with an out_trade_no: a syssn needs no window': '只能与 out_trade_no 同用：syssn 不需要时间窗',
  'must not be after the end of the window ({0} UTC+8)': '不得晚于时间窗的终点（{0} UTC+8）',
  'the refund {0}': '退款 {0}',
  '--txamt 1280, --amount 12.80 or --full': '--txamt 1280、--amount 12.80 或 --full',
  'given back, no real money': '已退回，不涉及真实资金',
};

export const refundRules: Catalogue = {
  'has no syssn or no amount in the answer of the gateway, so that nothing can be refunded':
    '在网关的应答中没有 syssn 或金额，因此无法退款',
  'was paid under this number ({0}, {1}), and so were others': '以此单号付过款（{0}，{1}），另外还有其他付款',
  '--syssn {0}, if this one is meant': '--syssn {0}，如果指的是这一笔',
  'is a {0}, and not a payment': '是 {0}，不是付款',
  'its payment is --syssn {0}': '其付款为 --syssn {0}',
  'is not paid but {0} ({1}): only a payment that was made can be refunded':
    '不是已付款，而是{0}（{1}）：只有已完成的付款才能退款',
  'nothing has to be given back: qfpay query {0}': '没有需要退还的：qfpay query {0}',
  'see whether it is paid: qfpay query {0} --wait, or end the order: qfpay {1} {2}':
    '看它是否已付款：qfpay query {0} --wait，或结束订单：qfpay {1} {2}',
  'see whether it is paid: qfpay query {0} --wait': '看它是否已付款：qfpay query {0} --wait',
  'was {0} (cancel {1}): there is no money left to give back': '{0}（cancel {1}）：没有可退还的款项',
  'is more than is left to refund: {0} (txamt {1})': '超过可退的余额：{0}（txamt {1}）',
  'is documented as not refundable ({0})': '按文档不可退款（{0}）',
  'give the money back outside QFPay': '请在 QFPay 之外退还款项',
  'must be the full amount ({0}) on the day that a card was charged': '在刷卡当天必须是全额（{0}）',
  '--full today, or a part of it tomorrow (UTC+8)': '今天用 --full，或明天（UTC+8）退一部分',
  'is refused by QFPay from 23:30 to 00:30 Hong Kong time; it is possible again at {0} (UTC+8)':
    '在香港时间 23:30 至 00:30 之间会被 QFPay 拒绝；{0}（UTC+8）起可以再退',
  'run it again then, or add --wait': '届时再运行，或加上 --wait',
  'the payment is {0} days old, and {1} is known to be refunded for {2} days only (1265 after that)':
    '这笔付款已有 {0} 天，而 {1} 已知只能在 {2} 天内退款（之后为 1265）',
  'the payment was made between 23:30 and 00:30 Hong Kong time: QFPay may refuse to refund it (1265)':
    '这笔付款发生在香港时间 23:30 至 00:30 之间：QFPay 可能拒绝退款（1265）',
  'there are too many transactions since to find all of its refunds': '此后的交易太多，无法找齐它的所有退款',
  'an unknown sum': '数额未知',
  'its cancel flag is {0}, but {1} refunds of {2} were found': '它的标志是 {0}，却找到 {1} 笔退款，共 {2}',
  'nothing is left': '已无可退余额',
  'txamt {0} gives back all that is left': 'txamt {0} 即可退还全部剩余金额',
};

export const refundList: Catalogue = {
  'save it as UTF-8: in Excel "CSV UTF-8", in Numbers Export, CSV, Unicode (UTF-8)':
    '请另存为 UTF-8：Excel 选“CSV UTF-8”，Numbers 选“导出”、CSV、Unicode (UTF-8)',
  'must be UTF-8; it looks like {0}': '必须是 UTF-8；它看起来像 {0}',
  '{0}, or with iconv -f {1} -t UTF-8': '{0}，或用 iconv -f {1} -t UTF-8',
  'UTF-16 LE (Excel calls it "Unicode Text")': 'UTF-16 LE（Excel 称为“Unicode 文本”）',
  'GBK or GB18030 (simplified Chinese)': 'GBK 或 GB18030（简体中文）',
  'the {0}th, which has no name': '第 {0} 列，没有名称',
  'columns that are not looked at: {0}': '未使用的列：{0}',
  'is not a column of a batch': '不是批量退款的列',
  '{0}, if that is meant': '{0}，如果指的是它',
  'stands there twice': '出现了两次',
  'must have a column syssn or out_trade_no': '必须有 syssn 或 out_trade_no 列',
  'must have a column txamt (cents), amount (such as 12.80) or full (yes)':
    '必须有 txamt（分）、amount（如 12.80）或 full（yes）列',
  'is empty: it must have a header line and a line for each refund': '为空：必须有表头行，且每笔退款一行',
  'has a quotation mark that is never closed': '有一个引号没有闭合',
  'cannot be read as CSV': '无法按 CSV 读取',
  'put the whole value in quotes, and double those inside it': '把整个值放进引号，其中的引号写两遍',
  'has {0} values, but the header names {1} columns: a separator inside a value needs quotes':
    '有 {0} 个值，而表头有 {1} 列：值中的分隔符需要引号',
  'must be one JSON object a line, such as {"out_trade_no":"A-1","txamt":1280}':
    '每行必须是一个 JSON 对象，例如 {"out_trade_no":"A-1","txamt":1280}',
  'members that are not looked at: {0}': '未使用的成员：{0}',
  'must be text in quotes, so that no digit is lost': '必须是引号中的文本，以免丢失数字',
  'must be CSV, or one JSON object a line and no array': '必须是 CSV，或每行一个 JSON 对象而非数组',
  "jq -c '.[]' makes such lines": "jq -c '.[]' 可生成这样的行",
  'has no line below its header: there is nothing to refund': '表头下没有任何行：没有要退的款',
  'is missing: name the payment by it, or by syssn': '缺失：用它或 syssn 指明付款',
  'must be one number: a line refunds one payment': '必须是单个单号：一行只退一笔付款',
  'is missing: how much is to be given back': '缺失：要退多少',
  'must be yes, or empty': '必须是 yes 或留空',
  'name the column amount, if major units are meant': '如果以元计，请把该列命名为 amount',
  'was rounded by a spreadsheet: its digits are lost': '被电子表格四舍五入：数字已丢失',
  'has decimals, which a spreadsheet has put there': '带有小数，是电子表格加上的',
  'has nothing but zeros after {0} digits: a spreadsheet has rounded it': '在 {0} 位数字之后全是零：被电子表格四舍五入',
  'import the column as text and write the file again': '以文本导入该列，再重新写出文件',
  'is refunded by the same sum in line {0}': '与第 {0} 行退的是同一数额',
  'is that of line {0}, too: a number is taken once': '也是第 {0} 行的单号：一个单号只接受一次',
  'is the out_trade_no of the payment in line {0}: QFPay takes a number once':
    '是第 {0} 行付款的 out_trade_no：QFPay 每个单号只接受一次',
  'is refunded in full in line {0}, and can have no other line beside that': '在第 {0} 行已全额退款，不能再有其他行',
};

export const refundBatch: Catalogue = {
  'refunded before': '先前已退',
  pending: '处理中',
  declined: '已拒绝',
  unknown: '结果未知',
  'remove one of the lines, or give each a refund_no of its own if both are meant':
    '删去其中一行；如果两行都要，则各给一个 refund_no',
  'say an amount in both': '两行都要写明金额',
  'Give back many payments from a file: CSV with a header, an Excel workbook (.xlsx), or a JSON object a line. Columns: syssn or out_trade_no; txamt (cents), amount (12.80) or full (yes); and refund_no, if you like. The whole file is checked first. Each row is one refund, however often the command is run: killed or interrupted, the same command goes on where it was. Exits 0 when every row is refunded, else by the worst: 8 unknown, 6 signature, 9 rate-limited, 7 network, 5 pending, 4 declined.':
    '按文件批量退款：带表头的 CSV、Excel 工作簿（.xlsx），或每行一个 JSON 对象。列：syssn 或 out_trade_no；txamt（分）、amount（12.80）或 full（yes）；可选 refund_no。先检查整个文件。无论命令运行几次，每行只退一次：被终止或中断后，再运行同一命令即可接着做。每行都已退款时退出码为 0，否则取最严重的：8 结果未知，6 签名，9 限流，7 网络，5 处理中，4 已拒绝。',
  'a CSV or NDJSON file in UTF-8 or an .xlsx, or - for stdin':
    'UTF-8 的 CSV 或 NDJSON 文件、.xlsx，或用 - 表示标准输入',
  'where the batch writes down what it does (default: <file>.journal.ndjson)':
    '批次记录其进度的文件（默认 <file>.journal.ndjson）',
  'requests a minute, 400 at most (default: 200, which leaves the tills the other half)':
    '每分钟请求数，最多 400（默认 200，另一半留给收银台）',
  'refuse a file that gives back more: "HKD 1000.00" (repeatable)':
    '退款总额超过此数则拒绝整个文件："HKD 1000.00"（可重复）',
  'refuse a file that has more refunds': '退款笔数超过此数则拒绝整个文件',
  'send again what the journal has as declined': '重新发送日志中已被拒绝的',
  'check the file, look the payments up, show the plan and send no refund': '检查文件、查询付款、显示计划，不发送退款',
  'check the file and show the plan': '检查文件并显示计划',
  'real money, in CI, with a ceiling': '真实资金，在 CI 中，设上限',
  'once more what was declined': '重试已被拒绝的',
  'from a pipe': '从管道输入',
  'is no journal of refund-batch': '不是 refund-batch 的日志',
  'is of another merchant or environment: its {0} is {1}, and this one is {2}':
    '属于另一商户或环境：它的 {0} 是 {1}，而这次是 {2}',
  'name another file by --journal, or go on with the merchant and environment that it belongs to':
    '用 --journal 指定另一个文件，或改用它所属的商户和环境继续',
  'the journal {0} {1}': '日志 {0} {1}',
  'wait for the other qfpay refund-batch to end; a batch that was killed holds nothing':
    '等另一个 qfpay refund-batch 结束；已被终止的批次不会占用任何东西',
  'the journal {0} is in use by another qfpay': '日志 {0} 正被另一个 qfpay 使用',
  '{0} pending refunds': '{0} 笔处理中的退款',
  'refunding: 0 of {0}': '正在退款：已处理 0/{0} 笔',
  '; {0} a minute, {1} left': '；每分钟 {0} 笔，剩余 {1}',
  'refunding: {0} of {1}: {2} refunded': '正在退款：已处理 {0}/{1} 笔：已退 {2}',
  '{0} refunds, together {1}': '{0} 笔退款，共 {1}',
  'Go ahead? (y/N)': '继续吗？（y/N）',
  'not agreed to: nothing was sent': '未获同意：未发送任何内容',
  'is the same refund as line {0}: payment {1}, txamt {2}': '与第 {0} 行是同一笔退款：付款 {1}，txamt {2}',
  'is the payment of line {0}, too: where one line is for all that is left, there can be no other':
    '也是第 {0} 行的付款：有一行退还剩余的全部时，就不能再有其他行',
  'the journal has another refund of this payment, which no line asks for any more: this one is given back besides it':
    '日志中有这笔付款的另一笔退款，文件中已没有对应的行：这一行会另外再退',
  'the journal calls it settled, but not by this key at this gateway (an older qfpay, another key, another hand): QFPay was asked':
    '日志称其已有结果，但该记录并非用此密钥在此网关写下（旧版 qfpay、其他密钥或他人所写）：已向 QFPay 查询',
  'the journal calls it refunded, and QFPay knows no such refund: it is sent':
    '日志称其已退款，但 QFPay 没有这笔退款：将会发送',
  'only the journal calls it declined: {0}': '只有日志称其已被拒绝：{0}',
  'only the journal calls it refunded: {0}': '只有日志称其已退款：{0}',
  'the journal {0} was removed or changed by another program while the batch ran: it is begun again, and what it has lost is asked for in the next run':
    '批次运行期间，日志 {0} 被删除或被他人更改：将重新开始记录，丢失的内容会在下次运行时查询',
  'is in the journal as the number of another refund (payment {0}, txamt {1})':
    '在日志中是另一笔退款的单号（付款 {0}，txamt {1}）',
  'give this refund a new number': '给这笔退款一个新单号',
  'a refund {0}': '退款{0}',
  'line {0}': '第 {0} 行',
  'lines {0} and {1} more': '第 {0} 行及另外 {1} 行',
  'lines {0}': '第 {0} 行',
  'is not that of the payment {0}, which has {1}': '与付款 {0} 不符，后者为 {1}',
  'looking up {0} payments': '正在查询 {0} 笔付款',
  'what became of an earlier sending is not known': '先前那次发送的结果未知',
  'is exceeded: the file has {0} refunds': '已超过：文件有 {0} 笔退款',
  'nothing was sent; correct {0} and run the same command again': '未发送任何内容；请修正 {0} 后再运行同一命令',
  'the batch ended before it was sent': '发送之前批次已结束',
  'is missing: name a CSV file, or - for stdin': '缺失：请指明 CSV 文件，或用 - 表示标准输入',
  'is needed for stdin: it is what a batch goes on by': '用标准输入时必须给出：批次靠它接着做',
  'cannot be stdin, which --key-file reads already': '不能是标准输入，--key-file 已在读取它',
  'must be a currency and an amount in its major units': '必须是币种和以元计的金额',
  'interrupted before its answer came': '发送途中被中断',
  'interrupted while in doubt': '结果未明时被中断',
  'nobody knows what became of {0} refunds in turn': '连续 {0} 笔退款的结果未知',
  'a refund {0}: waiting': '退款{0}：等待中',
  'warning: line {0} of {1} cannot be read: its row is asked for': '警告：{1} 的第 {0} 行无法读取：会查询对应的行',
  'stopping: requests that were sent are finished first; Ctrl-C again stops at once':
    '正在停止：让途中的请求完成；再按 Ctrl-C 立即中断',
  'says nothing of {0}: the file refunds {1}': '没有提到 {0}：文件要退 {1}',
  'is exceeded: the file refunds {0}': '已超过：文件要退 {0}',
  'note: the folder of {0} takes no lock, which is in {1} now: do not run the file in another container at the same time':
    '提示：{0} 所在的文件夹不支持锁，锁现位于 {1}：请勿同时在另一个容器中运行此文件',
};

export const transaction: Catalogue = {
  'rule {0} is skipped: {1} {2}': '已跳过规则 {0}：{1} {2}',
  'names no rule of {0}': '不是 {0} 的规则',
  'one of {0}': '可选：{0}',
  'must have at most {0} digits': '最多 {0} 位数字',
  'must be a whole number of cents above 0: digits only, no sign, point, separator or leading zero':
    '必须是以分为单位、大于 0 的整数：只含数字，没有符号、小数点、分隔符或前导零',
  '--amount {0}, if major units are meant': '如果以元计，请用 --amount {0}',
  'must be above 0': '必须大于 0',
  'must have at most {0} digits in cents': '以分计最多 {0} 位数字',
  'cannot be used with {0}, which has no two minor digits': '不能用于 {0}，它没有两位小数',
  'must have no separator but one decimal point': '除一个小数点外不得有分隔符',
  'such as 1280.50': '例如 1280.50',
  'must have at most 2 decimals': '最多两位小数',
  'must be a number above 0 such as 12.80': '必须是大于 0 的数，例如 12.80',
  '{0} {1} (smallest unit)': '{0} {1}（最小单位）',
  'must have 1 to 128 characters and no space': '必须有 1 至 128 个字符，且无空格',
  "must be one of QFPay's numbers: 1 to 40 letters and digits, every digit kept":
    '必须是 QFPay 的流水号：1 至 40 个字母和数字，一位不缺',
  'leave it out to have one made': '不填则自动生成',
  'must have at most 128 characters': '最多 128 个字符',
  'must have no comma, space or control character': '不得含逗号、空格或控制字符',
  'must have letters, digits, _ | * and - only': '只能有字母、数字和 _ | * -',
  'must be a real time written YYYY-MM-DD hh:mm:ss, 24 hours': '必须是真实的时间，写作 YYYY-MM-DD hh:mm:ss，24 小时制',
  'must be a real day or time: 2026-03-02, "2026-03-02 15:04:05" (UTC+8) or 2026-03-02T07:04:05Z':
    '必须是真实的日期或时间：2026-03-02、"2026-03-02 15:04:05"（UTC+8）或 2026-03-02T07:04:05Z',
};

export const history: Catalogue = {
  'Every call of this machine that moves money, written down before it was sent: numbers, amounts and outcomes, nothing of the payer and no key. The refunds of a batch stand in its journal. Asks nothing of the gateway; qfpay resume does, about those that are open.':
    '本机发出的每个涉及资金的请求，发送前均已记录：单号、金额和结果，不含付款人信息和密钥。批次的退款记在其流水日志里。不询问网关；未决的请求请用 qfpay resume 查询。',
  'numbers, or parts of them: out_trade_no or syssn': '单号或其一部分：out_trade_no 或 syssn',
  'only those of pay, refund, reverse, close, ...': '只看 pay、refund、reverse、close 等命令的记录',
  'from this day or time on, UTC+8 unless it has an offset': '自此日期或时间起，未带时区时按 UTC+8',
  'up to this day or time': '至此日期或时间止',
  'only those without a final outcome': '只看没有最终结果的',
  'only the latest ones': '只看最新的若干条',
  everything: '全部记录',
  'the refunds since a day': '某日以来的退款',
  'one order': '某一订单',
  'what has no final outcome, for a script': '没有最终结果的，供脚本使用',
  'Settle what this machine left open: every payment, refund, reversal, close, capture or release without a final outcome is looked up by its number, in its own environment, and its outcome is written down. Never moves money. Exits with the first of 8, 6, 9, 7, 5, 4 that occurred, else 0.':
    '把本机悬而未决的请求查清：每笔没有最终结果的付款、退款、冲正、关单、请款或解冻，都在其所属环境中按单号查询，并记下结果。绝不动用资金。退出码按 8、6、9、7、5、4 的顺序取所出现的第一个，否则为 0。',
  'only this out_trade_no or refund number': '只查此 out_trade_no 或退款单号',
  'everything that is open': '所有悬而未决的',
  'one number': '单个单号',
  'those of prod, for a script': '生产环境的，供脚本使用',
  "is not in this machine's history": '不在本机的历史记录中',
  'out_trade_no {0} was sent with other settings': 'out_trade_no {0} 是用其他设置发送的',
  'needs {0}': '需要 {0}',
  'must not be before since': '不得早于 since',
  'line {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行无法读取：其中可能有涉及资金的请求',
  'lines {0} of {1} cannot be read: calls that moved money may be in it':
    '{1} 的第 {0} 行无法读取：其中可能有涉及资金的请求',
  'the gateway does not know the number': '网关没有此单号',
  'the --profile or credentials of app code {0}, without an mchid': 'app code {0} 的 --profile 或凭证，且没有 mchid',
  'the --profile or credentials of app code {0}, mchid {1}': 'app code {0}、mchid {1} 的 --profile 或凭证',
  '--env {0}, for which {1}': '--env {0}（{1}）',
  'asking what became of open calls': '正在查询未决的请求',
  'asking what became of {0} ({1} of {2})': '正在查询 {0}（第 {1} 个，共 {2} 个）',
  'the history was changed by another hand while it was read': '历史在读取时被他人更改',
};

export const query: Catalogue = {
  'Look transactions up by your own numbers, by syssn, or by time. Exits 0 when all that was named was found, whatever its state; with --wait or --exit-status the state decides: 0 paid, refunded, authorized, captured or released, 4 declined, reversed or closed, 5 pending, 8 unknown.':
    '按自己的单号、syssn 或时间查询交易。所指的都找到时退出码为 0，不论状态；加 --wait 或 --exit-status 则由状态决定：0 已付款、已退款、已预授权、已请款或已解冻，4 已拒绝、已冲正或已关闭，5 处理中，8 结果未知。',
  'orders, by your own numbers': '订单，按自己的单号',
  'the same as a comma list (repeatable)': '同上，以逗号分隔（可重复）',
  "QFPay's numbers, a comma list (repeatable)": 'QFPay 的流水号，以逗号分隔（可重复）',
  'only these, codes or aliases': '只看这些，代码或别名',
  'only records with this status code': '只看此状态码的记录',
  'up to this day or time (default: now)': '至此日期或时间止（默认现在）',
  'ask again until the answer is final': '反复查询直到有最终结果',
  'how long (default: until a QR order expires, 90 for CPM, 60 for a refund)':
    '等待多久（默认到二维码订单过期；CPM 90 秒，退款 60 秒）',
  'let the state decide the exit status': '由状态决定退出码',
  'print CSV': '输出 CSV',
  'orders by your own numbers; their state decides the exit status': '按自己的单号查订单；由状态决定退出码',
  'an order by a number that this tool made': '按本工具生成的单号查订单',
  'wait until it is final': '等到有最终结果',
  'all of a month, for a spreadsheet': '一整个月，供电子表格使用',
  "by QFPay's number, for a script": '按 QFPay 的流水号，供脚本使用',
  'needs --since beside it': '需要同时给出 --since',
  'cannot be used with --all, which reads every page': '不能与 --all 同用，它会读取所有页',
  'must not be before since {0}': '不得早于 since {0}',
  'must not be after now ({0} UTC+8)': '不得晚于现在（{0} UTC+8）',
  'cannot be used with --json: both are the whole of stdout': '不能与 --json 同用：两者都占用整个标准输出',
  'must be four digits, such as 0000': '必须是四位数字，例如 0000',
  'the orders': '这些订单',
  '{0} to {1} (UTC+8)': '{0} 至 {1}（UTC+8）',
  'must be a whole number from 1 to {0}': '必须是 1 至 {0} 的整数',
  'must be a number of seconds': '必须是秒数',
};

export const lookup: Catalogue = {
  'waiting for {0}: {1} s left': '等待 {0}：还剩 {1} 秒',
  'waiting for {0}: {1} min {2} s left': '等待 {0}：还剩 {1} 分 {2} 秒',
  'the gateway refused the query ({0})': '网关拒绝了查询（{0}）',
  'the gateway refused the signature of the query (1108)': '网关不接受查询的签名（1108）',
  "rule goods-name-advice: {0} has {1} characters, and QFPay's documents advise at most 20":
    '规则 goods-name-advice：{0} 有 {1} 个字符，QFPay 文档建议最多 20 个',
  "rule goods-name-advice: {0} has special characters, and QFPay's documents advise letters, digits, spaces and . _ - only":
    '规则 goods-name-advice：{0} 含特殊字符，QFPay 文档建议只用字母、数字、空格和 . _ -',
  'txcurrcd {0}: {1} ({2}) is a wallet of Hong Kong, and some of these take HKD only (no list is published)':
    'txcurrcd {0}：{1}（{2}）是香港钱包，其中一些只收 HKD（没有公布清单）',
  'must be i/n: the i-th of n runners, n at most {0}': '必须是 i/n：n 个执行者中的第 i 个，n 最多 {0}',
  'names its payment by {0}, and line {1} by {2}: with --shard all have to be named alike':
    '用 {0} 指明付款，而第 {1} 行用 {2}：使用 --shard 时所有行须用同一种编号',
  'fill one of the columns in every line, or run the file without --shard': '每行都填同一列，或不用 --shard 运行此文件',
  "only the rows of runner i of n; each payment is one runner's, and each has its own journal":
    '只处理 n 个执行者中第 i 个的行；每笔付款只属于一个执行者，各有自己的日志',
  'send nothing: one results file from the journals of all shards, which stand beside the file':
    '不发送任何内容：用文件旁所有分片的日志生成一份结果',
  'the second of three runners': '三个执行者中的第二个',
  'what became of all rows, from the journals of three runners': '根据三个执行者的日志，所有行的结果',
  'note: shard {0}/{1} takes {2} of {3} rows, at most {4} requests a minute':
    '注意：分片 {0}/{1} 处理 {3} 行中的 {2} 行，每分钟最多 {4} 次请求',
  ', together with all batches that share QFPAY_LIMITER_URL': '，与所有共用 QFPAY_LIMITER_URL 的批次合计',
  'warning: the journal of shard {0} is missing: nothing is known of {1} rows':
    '警告：缺少分片 {0} 的日志：{1} 行的结果不得而知',
  'has no journal of a shard beside it, such as {0}': '旁边没有任何分片的日志，例如 {0}',
  'put the journals of all runners into the folder of the file': '把所有执行者的日志放到该文件所在的文件夹',
  'no journal has this row': '没有任何日志记录此行',
  'the journal calls it refunded, and QFPay knows no such refund': '日志称其已退款，但 QFPay 没有这笔退款',
  'reads the journals of all shards: leave --shard out': '会读取所有分片的日志：请去掉 --shard',
  "finds the journals by the file's name: leave --journal out": '按文件名查找日志：请去掉 --journal',
  'must be named: the journals of its shards stand beside it': '必须写明文件名：各分片的日志就在它旁边',
  'Nothing was given back by this request. Query the payment and its refunds, then run the same command again.':
    '此请求没有退款。请查询该笔付款及其退款，然后再次运行同一命令。',
  'The order was not ended by this request. Query it, then run the same command again where it is still open.':
    '此请求没有结束该订单。请先查询，若订单仍未结束，再次运行同一命令。',
  'Nothing was captured or released by this request. Query the hold, then run the same command again where money is still held.':
    '此请求没有请款，也没有解冻。请查询该笔预授权，若仍有冻结金额，再运行同一命令。',
  'It is not known yet whether it was given back. Query the refund by its own number until it is final, and send no other before that.':
    '尚不知是否已退款。请用退款单号查询，直到有最终结果；在此之前不要再发送其他退款。',
  'It is not known yet whether the order was ended. Query it, then run the same command again where it is still open.':
    '尚不知订单是否已结束。请先查询，若订单仍未结束，再运行同一命令。',
  'It is not known yet what became of it. Query it by its own number, and the hold, and send no other before that.':
    '尚不知结果。请用其单号查询，并查询该笔预授权；在此之前不要再发送其他请求。',
  'if a second refund of the same amount is meant, give it a number of its own: --refund-no':
    '如果确实要再退一笔相同的金额，请给它另外的单号：--refund-no',
  'notify_url has port {0}: QFPay calls ports 80 and 443 only':
    'notify_url 用了端口 {0}：QFPay 只会访问 80 和 443 端口',
  'can be used once, and for one day': '只能用一次，一天内有效',
  'Run the same command again: this row was not sent.': '再次运行同一命令：该行尚未发送。',
  'Run the runner of this row again (--shard {0}), then merge once more.':
    '再次运行该行所属的分片（--shard {0}），然后重新合并。',
  'Run the same command again: it asks what became of this row.': '再次运行同一命令：会查询该行的结果。',
  'Run the same command again: it asks first, and sends the same number, which cannot pay twice.':
    '再次运行同一命令：会先查询，再以同一退款单号发送，不会重复退款。',
  'Ask again in some minutes. Only when it is certain that nothing was given back, give this row a new refund_no.':
    '几分钟后再查询。确定没有退款后，才为该行提供新的 refund_no。',
  'Nothing was given back, and the number is used. To try once more, give this row a new refund_no.':
    '没有退款，但该退款单号已使用。如要重试，请为该行提供新的 refund_no。',
  'To try again: the same command with --retry-declined.': '要重试：同一命令加上 --retry-declined。',
  'To try again, run the same command: it sends the same number.': '要再试时，请再次执行同一命令，退款单号不变。',
  'Nothing was given back. All that is left can be refunded at once.': '没有退款。可以一次退还全部余额。',
  "This code is in none of QFPay's tables, so nobody can say what became of the transaction.":
    'QFPay 的状态码表中没有此代码，无法判断该笔交易的结果。',
  'Query the order before anything is sent again, and ask QFPay support what the code means.':
    '再次发送任何请求之前，请先查询该订单，并向 QFPay 客服询问此代码的含义。',
};
