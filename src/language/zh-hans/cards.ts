import type { Catalogue } from '../t.ts';

/** Checkouts, intents, and listening by asking. */
export const cards: Catalogue = {
  "a link to QFPay's page, where the payer pays by card or wallet":
    '生成 QFPay 付款页面的链接，付款人可用银行卡或钱包付款',
  'open it in the browser, and see it paid': '在浏览器中打开，并等到付款完成',
  'the link alone, for a script': '只要链接，供脚本使用',
  "Make the link to QFPay's hosted payment page and sign it. No request is sent: there is no order until the payer chooses how to pay. The number is in the history before the link is printed. With --wait the order is followed past cards that are declined.":
    '生成并签名 QFPay 托管付款页面的链接。不发送任何请求：付款人选择付款方式之前并没有订单。单号会先写入历史记录，再输出链接。加上 --wait 会一直跟进该订单，银行卡被拒绝也继续等待。',
  'where the payer comes back to after paying': '付款成功后付款人返回的网址',
  'where the payer comes back to when it failed': '付款失败后付款人返回的网址',
  'where the payer comes back to without paying': '不付款时付款人返回的网址',
  'where the link comes from; ends in _checkout': '链接的来源，须以 _checkout 结尾',
  "how long a wallet's QR code on the page lives, 5 to 120": '页面上钱包二维码的有效分钟数，5 至 120',
  'how long the page lives: minutes, or a moment in milliseconds since 1970':
    '页面的有效期：分钟数，或自 1970 年起以毫秒计的时刻',
  "the page's language: zh-hk, zh-cn or en": '页面语言：zh-hk、zh-cn 或 en',
  "sign the page's language as well (QFPay's documents leave it out)": '页面语言也参与签名（QFPay 的文档不签它）',
  'no_credit: no credit cards of mainland wallets': 'no_credit：内地钱包不可使用信用卡',
  'open the link in the browser; on a terminal only': '在浏览器中打开链接，仅限终端',
  'ask until it is paid': '一直查询，直到付款完成',
  'how long (default: as long as the page lives, else 30 minutes)': '等多久（默认：页面的有效期，否则 30 分钟）',
  'show what would be signed; nothing is written down': '显示会签名的内容，不写入任何记录',
  'opens a browser on a terminal only: a script takes the link from --json':
    '只在终端上打开浏览器：脚本请从 --json 取得链接',
  'test moves real money, which is not settled: give it back the same day':
    'test 环境会动用真实资金且不结算：请在当天退款',
  'the page of --env local is there for as long as this command waits': '--env local 的页面只在本命令等待期间存在',
  'the page of --env local is gone when this command ends: --wait keeps it':
    '本命令结束后 --env local 的页面就不存在了：加上 --wait 可保留',
  'the link was not opened: only https is, and this machine': '没有打开链接：只打开 https 或本机的网址',
  'the link could not be opened ({0}): open it by hand': '无法打开链接（{0}）：请手动打开',
  'note: an attempt was declined ({0}); the payer may try again': '提示：一次付款被拒绝（{0}），付款人可以再试',
  'LINK MADE': '链接已生成',
  '{0} - there is no order until the payer chooses': '{0} - 付款人选择付款方式之前没有订单',
  'paid_twice: out_trade_no {0} was paid {1} times (syssn {2}); give back what was not meant':
    'paid_twice：out_trade_no {0} 被付款 {1} 次（syssn {2}），请退还多付的款项',
  'nothing was written down': '没有写入任何记录',
  "make the link to QFPay's payment page, for cards and wallets": '生成 QFPay 付款页面的链接，支持银行卡和钱包',
  'make an intent for the Element SDK, and a page that uses it': '创建 Element SDK 的支付意图，并给出使用它的页面',
  'an intent for the Element SDK, and a page that uses it': 'Element SDK 的支付意图，以及使用它的页面',
  'the page alone': '只要页面',
  "an intent to keep a customer's card, without a payment": '保存顾客银行卡的意图，不付款',
  "Make an intent for QFPay's Element SDK, which takes cards and wallets on a page of your own. Prints the intent, when it expires, and a page that uses it. No money moves before the payer pays. intent token keeps a customer's card.":
    '为 QFPay 的 Element SDK 创建支付意图，在你自己的页面上收取银行卡和钱包付款。输出意图、到期时间和使用它的页面。付款人付款之前不会动用资金。intent token 用于保存顾客的银行卡。',
  'token: keep a card; nothing: pay': 'token：保存银行卡；不写：付款',
  'what is paid with, such as 802801 or card-online': '付款方式，例如 802801 或 card-online',
  'whose card is kept': '保存谁的银行卡',
  'token: until when the card is kept, YYYY-MM-DD': 'token：银行卡保存到哪一天，YYYY-MM-DD',
  'token: why the card is kept': 'token：保存银行卡的原因',
  'token: a number of your own for it': 'token：你自己的参考编号',
  'must be token, or nothing for a payment': '须为 token，付款则留空',
  'does not go with intent token': '不能与 intent token 一起使用',
  'goes with intent token only': '只能与 intent token 一起使用',
  'NO INTENT': '没有意图',
  '{0} - nothing is paid before the payer pays': '{0} - 付款人付款之前不会动用资金',
  'no card is kept before the payer gives one': '付款人提供银行卡之前不会保存任何卡',
  'INTENT MADE': '意图已创建',
  'the gateway answered 0000, and gave no intent': '网关返回 0000，但没有给出意图',
  'the gateway made no intent ({0})': '网关没有创建意图（{0}）',
  'without a tunnel or a registered URL: ask query instead': '不需要隧道，也不需要登记网址：改为查询',
  'listen to nobody: ask query for changes, and hand each to --forward-to as QFPay would':
    '不接收任何请求：用 query 查询变化，并像 QFPay 一样逐一转给 --forward-to',
  'with --poll: how often, 3 to 3600; at most 20 requests a minute':
    '配合 --poll：每隔多少秒查询，3 至 3600；每分钟最多 20 个请求',
  'with --poll: hand over what changed since then, a month at most': '配合 --poll：转交该时间以来的变化，最多一个月',
  'a charge of a subscription that failed': '一次失败的订阅扣款',
  'must end in _checkout': '须以 _checkout 结尾',
  'must be minutes from 1 to 999, or a moment as 13 digits (milliseconds since 1970)':
    '须为 1 至 999 的分钟数，或 13 位数字的时刻（自 1970 年起的毫秒数）',
  'must be a moment that is still to come': '须为将来的时刻',
  'goods_name: QFPay advises at most {0} characters, letters, digits, spaces and . _ - only (goods-name-advice)':
    'goods_name：QFPay 建议最多 {0} 个字符，只用字母、数字、空格和 . _ -（goods-name-advice）',
  'is taken by a terminal: no page in a browser can take it': '由刷卡终端收取：浏览器页面无法使用',
  '--customer-id, as customer_create gave it': '--customer-id，即 customer_create 返回的编号',
  'must be localhost or a private address (127.x, 10.x, 172.16-31.x, 192.168.x, [::1], [fd…]) with --poll':
    '使用 --poll 时须为 localhost 或私有地址（127.x、10.x、172.16-31.x、192.168.x、[::1]、[fd…]）',
  'must not be in the future': '不能是将来的时间',
  'must be at most a month back with --poll': '使用 --poll 时最多回溯一个月',
  'goes with --poll only': '只能与 --poll 一起使用',
  'does not go with --poll': '不能与 --poll 一起使用',
  'must be whole seconds from 3 to 3600': '须为 3 至 3600 的整数秒',
  'is required with --poll': '使用 --poll 时必须提供',
  POLLING: '轮询中',
  'query, every {0} s': '每 {0} 秒 query 一次',
  'QFPay may send an event more than once, and so may this: the endpoint has to tell repeats apart':
    'QFPay 可能重复发送同一事件，这里也一样：你的接口须能识别重复',
  'HANDED OVER': '已转交',
  'NOT TAKEN': '未被接受',
  forwarded: '转交结果',
  'again at': '再次转交',
  'NOT ASKED': '无法查询',
  '{0}; it is asked again': '{0}；会再次查询',
  '{0} handed over, {1} not taken': '已转交 {0} 次，未被接受 {1} 次',
  'must have no other poller': '不能有另一个轮询程序',
  'another poller hands notifications to {0}, or its state cannot be locked':
    '已有另一个轮询程序向 {0} 转交通知，或其状态无法锁定',
  'no payer has chosen how to pay yet': '付款人还没有选择付款方式',
};
