import type { Catalogue } from '../t.ts';

export const helpTopics: Catalogue = {
  'there is no help on {0}': '没有关于 {0} 的帮助',
  'done; with pay --wait and refund --wait: the money moved': '完成；用 pay --wait 和 refund --wait 时：款项已到账',
  'a bug in this tool': '本工具的缺陷',
  'a bad flag, or a value that the rules forbid; nothing was sent': '选项有误，或值不合规则；未发送任何请求',
  'credentials, profile, environment or base URL missing, mixed or wrong; nothing was sent':
    '凭证、商户配置、环境或接口地址缺失、混用或有误；未发送任何请求',
  'no final answer in time; the order may still be paid; ask again with qfpay query':
    '限时内没有最终结果；订单仍可能被付款；请用 qfpay query 再查',
  'qfpay verify found no match, or the gateway answered 1108': 'qfpay verify 未能对上签名，或网关应答 1108',
  'the connection was never made: surely not processed, safe to repeat': '未能建立连接：请求肯定未被处理，可放心重发',
  'still HTTP 429 after six tries': '尝试六次后仍为 HTTP 429',
  'stopped by Ctrl-C; the command to go on with is on stderr': '被 Ctrl-C 中断；接续的命令在标准错误上',
  Exit: '退出码',
  Name: '名称',
  Meaning: '含义',
  'environment: prod, test, sandbox (default) or local': '环境：prod、test、sandbox（默认）或 local',
  'the app code; QFPAY_PROD_APPCODE and the like for one environment only':
    'app code；QFPAY_PROD_APPCODE 之类只用于一个环境',
  'the client key; QFPAY_PROD_KEY and the like for one environment only': '商户密钥；QFPAY_PROD_KEY 之类只用于一个环境',
  'the store number, where QFPay issued one': '门店号，QFPay 发过才需要',
  'the profile to use instead of the current one': '代替当前商户配置的另一个配置',
  'another base URL: https, or loopback; from .env loopback only':
    '另一个接口地址：https 或本机地址；在 .env 中只能是本机地址',
  'SHA256 (default) or MD5': 'SHA256（默认）或 MD5',
  'the IANA zone of txdtm (default Asia/Hong_Kong)': 'txdtm 的 IANA 时区（默认 Asia/Hong_Kong）',
  'seconds for one whole HTTP exchange (default 30)': '一次完整 HTTP 往返的秒数（默认 30）',
  'en, zh-Hans or zh-Hant; else the locale decides': 'en、zh-Hans 或 zh-Hant；未设时按系统区域',
  'a file that gets one line of JSON for each HTTP exchange': '每次 HTTP 往返记一行 JSON 的文件',
  'where profiles are kept': '保存商户配置的文件夹',
  'where journals and history are kept': '保存流水日志和历史的文件夹',
  'Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.':
    '优先级从高到低：选项、环境变量、当前文件夹的 .env、当前商户配置、默认值。',
  'Did you mean {0}?': '是不是想用 {0}？',
  "unknown option '{0}'": '没有选项 {0}',
  "unknown command '{0}'": '没有命令 {0}',
  "missing required argument '{0}'": '缺少参数 {0}',
  "option '{0}' argument missing": '选项 {0} 缺少值',
  'too many arguments: {0} expected, {1} given': '参数过多：应为 {0} 个，给了 {1} 个',
  'More help: qfpay help exit-codes, qfpay help environment': '更多帮助：qfpay help exit-codes、qfpay help environment',
  'help on a command or topic': '命令或主题的帮助',
};
