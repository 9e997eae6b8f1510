import type { Catalogue } from '../t.ts';

export const helpTopics: Catalogue = {
  'there is no help on {0}': '沒有關於 {0} 的說明',
  'done; with pay --wait and refund --wait: the money moved': '完成；用 pay --wait 和 refund --wait 時：款項已付或已退',
  'a bug in this tool': '本工具的缺陷',
  'a bad flag, or a value that the rules forbid; nothing was sent': '選項有誤，或值不合規則；未發送任何請求',
  'credentials, profile, environment or base URL missing, mixed or wrong; nothing was sent':
    '憑證、設定檔、環境或 API 地址缺失、混用或有誤；未發送任何請求',
  'no final answer in time; the order may still be paid; ask again with qfpay query':
    '限時內沒有最終結果；訂單仍可能被付款；請用 qfpay query 再查',
  'qfpay verify found no match, or the gateway answered 1108': 'qfpay verify 未能對上簽名，或閘道應答 1108',
  'the connection was never made: surely not processed, safe to repeat': '未能建立連接：請求肯定未被處理，可放心重發',
  'still HTTP 429 after six tries': '嘗試六次後仍為 HTTP 429',
  'stopped by Ctrl-C; the command to go on with is on stderr': '被 Ctrl-C 中斷；接續的指令在標準錯誤輸出',
  Exit: '結束碼',
  Name: '名稱',
  Meaning: '含義',
  'environment: prod, test, sandbox (default) or local': '環境：prod、test、sandbox（預設）或 local',
  'the app code; QFPAY_PROD_APPCODE and the like for one environment only':
    'app code；QFPAY_PROD_APPCODE 之類只用於一個環境',
  'the client key; QFPAY_PROD_KEY and the like for one environment only': '商戶密鑰；QFPAY_PROD_KEY 之類只用於一個環境',
  'the store number, where QFPay issued one': '門市編號，QFPay 發過才需要',
  'the profile to use instead of the current one': '代替目前設定檔的另一個設定檔',
  'SHA256 (default) or MD5': 'SHA256（預設）或 MD5',
  'the IANA zone of txdtm (default Asia/Hong_Kong)': 'txdtm 的 IANA 時區（預設 Asia/Hong_Kong）',
  'seconds for one whole HTTP exchange (default 30)': '一次完整 HTTP 往返的秒數（預設 30）',
  'en, zh-Hans or zh-Hant; else the locale decides': 'en、zh-Hans 或 zh-Hant；未設時按系統地區',
  'a file that gets one line of JSON for each HTTP exchange': '每次 HTTP 往返記一行 JSON 的檔案',
  'where profiles are kept': '儲存設定檔的資料夾',
  'where journals and history are kept': '儲存流水日誌和歷史的資料夾',
  'where compiled code is kept, for faster starts; off: nowhere': '儲存已編譯程式碼的資料夾，令啟動更快；off：不儲存',
  'Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.':
    '優先次序由高至低：選項、環境變數、目前資料夾的 .env、目前設定檔、預設值。',
  'Did you mean {0}?': '是否想用 {0}？',
  "unknown option '{0}'": '沒有選項 {0}',
  "unknown command '{0}'": '沒有指令 {0}',
  "missing required argument '{0}'": '缺少參數 {0}',
  "option '{0}' argument missing": '選項 {0} 缺少值',
  'help on a command or topic': '指令或主題的說明',
  'More help: qfpay help testing, signing, environment or exit-codes':
    '更多說明：qfpay help testing、signing、environment 或 exit-codes',
  'the proxy that requests go through, as http://host:port': '請求經過的代理，形如 http://host:port',
  'hosts, separated by commas, that are reached without the proxy': '不經代理的主機，以逗號分隔',
  "a PEM file of further certificate authorities, such as that of the company's proxy":
    '另外信任的證書核證機構（PEM 檔案），例如公司代理的',
  'set to anything: no colours, as with --no-color': '設為任意值：不用顏色，同 --no-color',
  '1, 2 or 3: colours also in a pipe; 0: none': '1、2 或 3：管道中也用顏色；0：不用',
  'set to anything: never ask, as with --no-input': '設為任意值：從不提問，同 --no-input',
  'From the environment only, never from .env:': '以下只取自環境變數，不讀 .env：',
  'Worked out with the public key of --env local, which signs for emulators only:':
    '以 --env local 的公開密鑰算出，該密鑰只用於模擬器：',
  parameters: '參數',
  key: '密鑰',
  string: '待簽名字串',
  signature: '簽名',
  'the same, step by step': '同樣的簽名，逐步示範',
  'Take every parameter that is sent, but those without a value, sign and sign_type.':
    '取要發送的全部參數，去掉沒有值的，以及 sign 和 sign_type。',
  'Sort them by name, byte by byte: capitals, then _, then small letters.':
    '按名稱逐位元組排序：先大寫字母，再 _，後小寫字母。',
  'Join them as name=value with &. Values stay raw: nothing is percent-encoded or trimmed.':
    '以 name=value 的形式用 & 連接。值保持原樣：不做 URL 編碼，不去空格。',
  'Append the client key, with nothing between. It is no HMAC.':
    '末尾直接接上商戶密鑰，中間不加任何字元。這不是 HMAC。',
  'Hash the UTF-8 bytes with SHA256 (or MD5) and write it in upper-case hex.':
    '對其 UTF-8 位元組取 SHA256（或 MD5），寫成大寫十六進制。',
  'Send it as X-QF-SIGN, with X-QF-APPCODE and X-QF-SIGNTYPE: SHA256; without the last one MD5 is assumed. Encode the body as a form only now.':
    '以 X-QF-SIGN 發送，並帶上 X-QF-APPCODE 和 X-QF-SIGNTYPE: SHA256；缺後者則按 MD5 核對。到這時才把正文編碼為表單。',
  'A notification is signed otherwise: MD5 of its raw body, byte for byte, and the key. Never parse it and write it again before that.':
    '通知的簽名不同：在原始正文（逐位元組）之後接上密鑰，取 MD5。切勿先解析再重新產生正文。',
  'The link to the hosted checkout signs sign_type too.': '託管收銀台的連結連 sign_type 也要簽名。',
  'find out why a request gets 1108': '查明請求為何得到 1108',
  'a gateway inside this command: no account, no network, no money': '指令內自帶的閘道：無需賬戶，不連網絡，不動資金',
  'the same gateway as a server, for your own code and test suites; it notifies and keeps books':
    '同一閘道作為伺服器運行，供你自己的程式碼和測試使用；會發通知並記賬',
  "QFPay's simulation, with credentials of QFPay; not every pay type works there":
    'QFPay 的模擬環境，需要 QFPay 發的憑證；並非每種支付方式都可用',
  "QFPay's live testing: real wallets, so use small amounts and give them back":
    'QFPay 的實測環境：真實錢包，請用小額並隨後退款',
  'at qfpay emulator, amounts from 900001 to 909999 cents make a payment or refund go wrong: 901205 is refused with 1205':
    '對 qfpay emulator，900001 至 909999 分的金額會使付款或退款出錯：901205 會以 1205 被拒絕',
  'never ask; what is missing is an error (so does the variable CI)':
    '從不提問；缺少的內容視為錯誤（變數 CI 有同樣作用）',
  'one JSON document on stdout, errors too; prompts and progress stay on stderr':
    '標準輸出上一個 JSON 文件，錯誤亦然；提問和進度在標準錯誤輸出',
  'exit status': '結束碼',
  '0 done, 4 declined, 5 no final answer yet, 8 unknown; all of them: qfpay help exit-codes':
    '0 完成，4 已拒絕，5 尚無最終結果，8 結果未知；全部見 qfpay help exit-codes',
  'a payment from order to money, in CI': '在 CI 中走完一筆付款，從下單到付清',
  'at that server, a payment that is refused: exit status 4': '在該伺服器上一筆被拒絕的付款：結束碼 4',
  'every fault, and the amount that brings it about': '全部故障及觸發它的金額',
  'too many arguments for {0}: {1} expected, {2} given': '{0} 的參數過多：應為 {1} 個，給了 {2} 個',
  'another base URL: https, or loopback; from .env loopback only, for the credentials of the same file':
    '另一個介面位址：https 或回環位址；寫在 .env 裡的只能是回環位址，且只用於同一檔案裡的憑證',
};
