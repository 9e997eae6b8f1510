import type { Catalogue } from '../t.ts';

export const commands: Catalogue = {
  'warning: {0}': '警告：{0}',
  'PROD, real money: {0}': '生產環境，真實資金：{0}',
  '  {0}, app code {1}{2}': '  {0}，app code {1}{2}',
  'Type the amount to go ahead ({0}):': '輸入金額以繼續（{0}）：',
  'the amount was not typed: nothing was sent': '沒有輸入正確的金額：未發送任何內容',
  'is needed: prod moves real money, and nobody can be asked here':
    '必須給出：生產環境涉及真實資金，而此處無法詢問任何人',
  'add --yes': '加上 --yes',
  '(empty body)': '（空正文）',
  'DRY RUN': '試執行',
  'nothing was sent': '未發送任何內容',
  'body: {0}': '正文：{0}',
  'signing string: {0}': '待簽名字串：{0}',
  'Paste the request, then Ctrl-D (an empty line twice also ends it):':
    '貼上請求，然後按 Ctrl-D（連續兩個空行也可結束）：',
  'must be given, as name=value or by --input': '必須給出，寫成 name=value 或用 --input',
  'name a file with --input <file>, or pipe it in with --input -':
    '用 --input <file> 指定檔案，或用 --input - 從管道輸入',
  'cannot read stdin, which --key-file reads already': '無法讀取標準輸入，--key-file 已在讀取它',
  'must name a file that is there, or be - for stdin': '必須指向現有的檔案，或用 - 表示標準輸入',
  'must be at most 5 MB: it has {0} MB': '最多 5 MB：它有 {0} MB',
  'give only the request or entry that is meant': '只給出所指的那個請求或條目',
  'note: {0}': '注意：{0}',
  'must name a file': '必須給出檔案名',
  'must name a file in a folder that is there': '必須是現有資料夾中的檔案',
  'must name a new file: {0}': '必須是新檔案：{0}',
  'must be a whole URL that begins with http:// or https://': '必須是以 http:// 或 https:// 開頭的完整 URL',
  'such as http://{0}': '例如 http://{0}',
  'must have no user name or password': '不得含用戶名稱或密碼',
  'Print what a shell needs to complete commands, flags and values of qfpay when Tab is pressed.':
    '輸出 shell 所需的指令碼，按 Tab 即可補全 qfpay 的指令、選項和值。',
  'bash, zsh or fish (default: that of $SHELL)': 'bash、zsh 或 fish（預設按 $SHELL）',
  'for bash, in ~/.bashrc': '用於 bash，寫入 ~/.bashrc',
  'for zsh, in ~/.zshrc behind compinit': '用於 zsh，寫入 ~/.zshrc，放在 compinit 之後',
  'for fish': '用於 fish',
  'let bash, zsh or fish complete commands, flags and values': '讓 bash、zsh 或 fish 補全指令、選項和值',
};
