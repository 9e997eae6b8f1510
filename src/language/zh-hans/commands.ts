import type { Catalogue } from '../t.ts';

export const commands: Catalogue = {
  'warning: {0}': '警告：{0}',
  'PROD, real money: {0}': '生产环境，真实资金：{0}',
  '  {0}, app code {1}{2}': '  {0}，app code {1}{2}',
  'Type the amount to go ahead ({0}):': '输入金额以继续（{0}）：',
  'the amount was not typed: nothing was sent': '没有输入正确的金额：未发送任何内容',
  'is needed: prod moves real money, and nobody can be asked here':
    '必须给出：生产环境涉及真实资金，而此处无法询问任何人',
  'add --yes': '加上 --yes',
  '(empty body)': '（空正文）',
  'DRY RUN': '试运行',
  'nothing was sent': '未发送任何内容',
  'body: {0}': '正文：{0}',
  'signing string: {0}': '待签名字符串：{0}',
  'Paste the request, then Ctrl-D (an empty line twice also ends it):':
    '粘贴请求，然后按 Ctrl-D（连续两个空行也可结束）：',
  'must be given, as name=value or by --input': '必须给出，写成 name=value 或用 --input',
  'name a file with --input <file>, or pipe it in with --input -':
    '用 --input <file> 指定文件，或用 --input - 从管道输入',
  'cannot read stdin, which --key-file reads already': '无法读取标准输入，--key-file 已在读取它',
  'must name a file that is there, or be - for stdin': '必须指向现有的文件，或用 - 表示标准输入',
  'must be at most 5 MB: it has {0} MB': '最多 5 MB：它有 {0} MB',
  'give only the request or entry that is meant': '只给出所指的那个请求或条目',
  'note: {0}': '注意：{0}',
  'must name a file': '必须给出文件名',
  'must name a file in a folder that is there': '必须是现有文件夹中的文件',
  'must name a new file: {0}': '必须是新文件：{0}',
  'must be a whole URL that begins with http:// or https://': '必须是以 http:// 或 https:// 开头的完整 URL',
  'such as http://{0}': '例如 http://{0}',
  'must have no user name or password': '不得含用户名或密码',
  'Print what a shell needs to complete commands, flags and values of qfpay when Tab is pressed.':
    '输出 shell 所需的脚本，按 Tab 即可补全 qfpay 的命令、选项和值。',
  'bash, zsh or fish (default: that of $SHELL)': 'bash、zsh 或 fish（默认按 $SHELL）',
  'for bash, in ~/.bashrc': '用于 bash，写入 ~/.bashrc',
  'for zsh, in ~/.zshrc behind compinit': '用于 zsh，写入 ~/.zshrc，放在 compinit 之后',
  'for fish': '用于 fish',
  'let bash, zsh or fish complete commands, flags and values': '让 bash、zsh 或 fish 补全命令、选项和值',
};
