import type { Catalogue } from '../t.ts';

export const helpTopics: Catalogue = {
  'there is no help on {0}': '沒有關於 {0} 的說明',
  'done; with pay --wait and refund --wait: the money moved': '完成；用 pay --wait 和 refund --wait 時：款項已到帳',
  'a bug in this tool': '本工具的缺陷',
  'a bad flag, or a value that the rules forbid; nothing was sent': '選項有誤，或值不合規則；未發送任何請求',
  'credentials, profile, environment or base URL missing, mixed or wrong; nothing was sent':
    '憑證、商戶設定、環境或 API 地址缺失、混用或有誤；未發送任何請求',
  'no final answer in time; the order may still be paid; ask again with qfpay query':
    '限時內沒有最終結果；訂單仍可能被付款；請用 qfpay query 再查',
  'qfpay verify found no match, or the gateway answered 1108': 'qfpay verify 未能對上簽名，或閘道應答 1108',
  'the connection was never made: surely not processed, safe to repeat': '未能建立連線：請求肯定未被處理，可放心重發',
  'still HTTP 429 after six tries': '嘗試六次後仍為 HTTP 429',
  'stopped by Ctrl-C; the command to go on with is on stderr': '被 Ctrl-C 中斷；接續的指令在標準錯誤輸出',
  Exit: '結束碼',
  Name: '名稱',
  Meaning: '含義',
  'environment: prod, test, sandbox (default) or local': '環境：prod、test、sandbox（預設）或 local',
  'the app code; QFPAY_PROD_APPCODE and the like for one environment only':
    'app code；QFPAY_PROD_APPCODE 之類只用於一個環境',
  'the client key; QFPAY_PROD_KEY and the like for one environment only': '商戶密鑰；QFPAY_PROD_KEY 之類只用於一個環境',
  'the store number, where QFPay issued one': '門店號，QFPay 發過才需要',
  'the profile to use instead of the current one': '代替目前商戶設定的另一個設定',
  'another base URL: https, or loopback; from .env loopback only':
    '另一個 API 地址：https 或本機地址；在 .env 中只能是本機地址',
  'SHA256 (default) or MD5': 'SHA256（預設）或 MD5',
  'the IANA zone of txdtm (default Asia/Hong_Kong)': 'txdtm 的 IANA 時區（預設 Asia/Hong_Kong）',
  'seconds for one whole HTTP exchange (default 30)': '一次完整 HTTP 往返的秒數（預設 30）',
  'en, zh-Hans or zh-Hant; else the locale decides': 'en、zh-Hans 或 zh-Hant；未設時按系統地區',
  'a file that gets one line of JSON for each HTTP exchange': '每次 HTTP 往返記一行 JSON 的檔案',
  'where profiles are kept': '儲存商戶設定的資料夾',
  'where journals and history are kept': '儲存流水日誌和歷史的資料夾',
  'Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.':
    '優先次序由高至低：選項、環境變數、目前資料夾的 .env、目前商戶設定、預設值。',
  'Did you mean {0}?': '是否想用 {0}？',
  "unknown option '{0}'": '沒有選項 {0}',
  "unknown command '{0}'": '沒有指令 {0}',
  "missing required argument '{0}'": '缺少參數 {0}',
  "option '{0}' argument missing": '選項 {0} 缺少值',
  'too many arguments: {0} expected, {1} given': '參數過多：應為 {0} 個，給了 {1} 個',
  'More help: qfpay help exit-codes, qfpay help environment': '更多說明：qfpay help exit-codes、qfpay help environment',
  'help on a command or topic': '指令或主題的說明',
};
