import type { Catalogue } from '../t.ts';

/** Checkouts, intents, and listening by asking. */
export const cards: Catalogue = {
  "a link to QFPay's page, where the payer pays by card or wallet":
    '產生 QFPay 付款頁面的連結，付款人可用銀行卡或錢包付款',
  'open it in the browser, and see it paid': '在瀏覽器開啟，並等到付款完成',
  'the link alone, for a script': '只要連結，供腳本使用',
  "Make the link to QFPay's hosted payment page and sign it. No request is sent: there is no order until the payer chooses how to pay. The number is in the history before the link is printed. With --wait the order is followed past cards that are declined.":
    '產生並簽署 QFPay 託管付款頁面的連結。不會發送任何請求：付款人選擇付款方式之前並沒有訂單。單號會先寫入歷史記錄，再輸出連結。加上 --wait 會一直跟進該訂單，銀行卡被拒絕也繼續等待。',
  'where the payer comes back to after paying': '付款成功後付款人返回的網址',
  'where the payer comes back to when it failed': '付款失敗後付款人返回的網址',
  'where the payer comes back to without paying': '不付款時付款人返回的網址',
  'where the link comes from; ends in _checkout': '連結的來源，須以 _checkout 結尾',
  "how long a wallet's QR code on the page lives, 5 to 120": '頁面上錢包二維碼的有效分鐘數，5 至 120',
  'how long the page lives: minutes, or a moment in milliseconds since 1970':
    '頁面的有效期：分鐘數，或自 1970 年起以毫秒計的時刻',
  "the page's language: zh-hk, zh-cn or en": '頁面語言：zh-hk、zh-cn 或 en',
  "sign the page's language as well (QFPay's documents leave it out)": '頁面語言也參與簽名（QFPay 的文件不簽它）',
  'no_credit: no credit cards of mainland wallets': 'no_credit：內地錢包不可使用信用卡',
  'open the link in the browser; on a terminal only': '在瀏覽器開啟連結，僅限終端機',
  'ask until it is paid': '一直查詢，直到付款完成',
  'how long (default: as long as the page lives, else 30 minutes)': '等多久（預設：頁面的有效期，否則 30 分鐘）',
  'show what would be signed; nothing is written down': '顯示會簽署的內容，不寫入任何記錄',
  'opens a browser on a terminal only: a script takes the link from --json':
    '只在終端機上開啟瀏覽器：腳本請從 --json 取得連結',
  'test moves real money, which is not settled: give it back the same day':
    'test 環境會動用真實資金且不結算：請在當日退款',
  'the page of --env local is there for as long as this command waits': '--env local 的頁面只在本指令等待期間存在',
  'the page of --env local is gone when this command ends: --wait keeps it':
    '本指令結束後 --env local 的頁面就不存在了：加上 --wait 可保留',
  'the link was not opened: only https is, and this machine': '沒有開啟連結：只開啟 https 或本機的網址',
  'the link could not be opened ({0}): open it by hand': '無法開啟連結（{0}）：請手動開啟',
  'note: an attempt was declined ({0}); the payer may try again': '提示：一次付款被拒絕（{0}），付款人可以再試',
  'LINK MADE': '連結已產生',
  '{0} - there is no order until the payer chooses': '{0} - 付款人選擇付款方式之前沒有訂單',
  'paid_twice: out_trade_no {0} was paid {1} times (syssn {2}); give back what was not meant':
    'paid_twice：out_trade_no {0} 被付款 {1} 次（syssn {2}），請退還多付的款項',
  'nothing was written down': '沒有寫入任何記錄',
  "make the link to QFPay's payment page, for cards and wallets": '產生 QFPay 付款頁面的連結，支援銀行卡和錢包',
  'make an intent for the Element SDK, and a page that uses it': '建立 Element SDK 的付款意圖，並給出使用它的頁面',
  'an intent for the Element SDK, and a page that uses it': 'Element SDK 的付款意圖，以及使用它的頁面',
  'the page alone': '只要頁面',
  "an intent to keep a customer's card, without a payment": '儲存顧客銀行卡的意圖，不付款',
  "Make an intent for QFPay's Element SDK, which takes cards and wallets on a page of your own. Prints the intent, when it expires, and a page that uses it. No money moves before the payer pays. intent token keeps a customer's card.":
    '為 QFPay 的 Element SDK 建立付款意圖，在你自己的頁面上收取銀行卡和錢包付款。輸出意圖、到期時間和使用它的頁面。付款人付款之前不會動用資金。intent token 用於儲存顧客的銀行卡。',
  'token: keep a card; nothing: pay': 'token：儲存銀行卡；不寫：付款',
  'what is paid with, such as 802801 or card-online': '付款方式，例如 802801 或 card-online',
  'whose card is kept': '儲存誰的銀行卡',
  'token: until when the card is kept, YYYY-MM-DD': 'token：銀行卡儲存到哪一日，YYYY-MM-DD',
  'token: why the card is kept': 'token：儲存銀行卡的原因',
  'token: a number of your own for it': 'token：你自己的參考編號',
  'must be token, or nothing for a payment': '須為 token，付款則留空',
  'does not go with intent token': '不能與 intent token 一起使用',
  'goes with intent token only': '只能與 intent token 一起使用',
  'NO INTENT': '沒有意圖',
  '{0} - nothing is paid before the payer pays': '{0} - 付款人付款之前不會動用資金',
  'no card is kept before the payer gives one': '付款人提供銀行卡之前不會儲存任何卡',
  'INTENT MADE': '意圖已建立',
  'the gateway answered 0000, and gave no intent': '閘道回應 0000，但沒有給出意圖',
  'the gateway made no intent ({0})': '閘道沒有建立意圖（{0}）',
  'without a tunnel or a registered URL: ask query instead': '不需要隧道，也不需要登記網址：改為查詢',
  'listen to nobody: ask query for changes, and hand each to --forward-to as QFPay would':
    '不接收任何請求：用 query 查詢變化，並像 QFPay 一樣逐一轉給 --forward-to',
  'with --poll: how often, 3 to 3600; at most 20 requests a minute':
    '配合 --poll：每隔多少秒查詢，3 至 3600；每分鐘最多 20 個請求',
  'with --poll: hand over what changed since then, a month at most': '配合 --poll：轉交該時間以來的變化，最多一個月',
  'a charge of a subscription that failed': '一次失敗的訂閱扣款',
  'must end in _checkout': '須以 _checkout 結尾',
  'must be minutes from 1 to 999, or a moment as 13 digits (milliseconds since 1970)':
    '須為 1 至 999 的分鐘數，或 13 位數字的時刻（自 1970 年起的毫秒數）',
  'must be a moment that is still to come': '須為將來的時刻',
  'goods_name: QFPay advises at most {0} characters, letters, digits, spaces and . _ - only (goods-name-advice)':
    'goods_name：QFPay 建議最多 {0} 個字元，只用字母、數字、空格和 . _ -（goods-name-advice）',
  'is taken by a terminal: no page in a browser can take it': '由刷卡終端收取：瀏覽器頁面無法使用',
  '--customer-id, as customer_create gave it': '--customer-id，即 customer_create 回應的編號',
  'must be localhost or a private address (127.x, 10.x, 172.16-31.x, 192.168.x, [::1], [fd…]) with --poll':
    '使用 --poll 時須為 localhost 或私有地址（127.x、10.x、172.16-31.x、192.168.x、[::1]、[fd…]）',
  'must not be in the future': '不能是將來的時間',
  'must be at most a month back with --poll': '使用 --poll 時最多回溯一個月',
  'goes with --poll only': '只能與 --poll 一起使用',
  'does not go with --poll': '不能與 --poll 一起使用',
  'must be whole seconds from 3 to 3600': '須為 3 至 3600 的整數秒',
  'is required with --poll': '使用 --poll 時必須提供',
  POLLING: '輪詢中',
  'query, every {0} s': '每 {0} 秒 query 一次',
  'QFPay may send an event more than once, and so may this: the endpoint has to tell repeats apart':
    'QFPay 可能重複發送同一事件，這裏也一樣：你的端點須能識別重複',
  'HANDED OVER': '已轉交',
  'NOT TAKEN': '未被接受',
  forwarded: '轉交結果',
  'again at': '再次轉交',
  'NOT ASKED': '無法查詢',
  '{0}; it is asked again': '{0}；會再次查詢',
  '{0} handed over, {1} not taken': '已轉交 {0} 次，未被接受 {1} 次',
  'must have no other poller': '不能有另一個輪詢程式',
  'another poller hands notifications to {0}, or its state cannot be locked':
    '已有另一個輪詢程式向 {0} 轉交通知，或其狀態無法鎖定',
  'no payer has chosen how to pay yet': '付款人還沒有選擇付款方式',
};
