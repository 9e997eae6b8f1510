import type { Catalogue } from '../t.ts';

export const helpTopics: Catalogue = {
  'there is no help on {0}': '没有关于 {0} 的帮助',
  'done; with pay --wait and refund --wait: the money moved': '完成；用 pay --wait 和 refund --wait 时：款项已付或已退',
  'a bug in this tool': '本工具的缺陷',
  'a bad flag, or a value that the rules forbid; nothing was sent': '选项有误，或值不合规则；未发送任何请求',
  'credentials, profile, environment or base URL missing, mixed or wrong; nothing was sent':
    '凭证、配置档、环境或接口地址缺失、混用或有误；未发送任何请求',
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
  'the profile to use instead of the current one': '代替当前配置档的另一个配置档',
  'SHA256 (default) or MD5': 'SHA256（默认）或 MD5',
  'the IANA zone of txdtm (default Asia/Hong_Kong)': 'txdtm 的 IANA 时区（默认 Asia/Hong_Kong）',
  'seconds for one whole HTTP exchange (default 30)': '一次完整 HTTP 往返的秒数（默认 30）',
  'en, zh-Hans or zh-Hant; else the locale decides': 'en、zh-Hans 或 zh-Hant；未设时按系统区域',
  'a file that gets one line of JSON for each HTTP exchange': '每次 HTTP 往返记一行 JSON 的文件',
  'where profiles are kept': '保存配置档的文件夹',
  'where journals and history are kept': '保存流水日志和历史的文件夹',
  'where compiled code is kept, for faster starts; off: nowhere': '保存编译后代码的文件夹，让启动更快；off：不保存',
  'Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.':
    '优先级从高到低：选项、环境变量、当前文件夹的 .env、当前配置档、默认值。',
  'Did you mean {0}?': '是不是想用 {0}？',
  "unknown option '{0}'": '没有选项 {0}',
  "unknown command '{0}'": '没有命令 {0}',
  "missing required argument '{0}'": '缺少参数 {0}',
  "option '{0}' argument missing": '选项 {0} 缺少值',
  'help on a command or topic': '命令或主题的帮助',
  'More help: qfpay help testing, signing, environment or exit-codes':
    '更多帮助：qfpay help testing、signing、environment 或 exit-codes',
  'the proxy that requests go through, as http://host:port': '请求经过的代理，形如 http://host:port',
  'hosts, separated by commas, that are reached without the proxy': '不经代理的主机，以逗号分隔',
  "a PEM file of further certificate authorities, such as that of the company's proxy":
    '另外信任的证书颁发机构（PEM 文件），例如公司代理的',
  'set to anything: no colours, as with --no-color': '设为任意值：不用颜色，同 --no-color',
  '1, 2 or 3: colours also in a pipe; 0: none': '1、2 或 3：管道中也用颜色；0：不用',
  'set to anything: never ask, as with --no-input': '设为任意值：从不提问，同 --no-input',
  'From the environment only, never from .env:': '以下只取自环境变量，不读 .env：',
  'Worked out with the public key of --env local, which signs for emulators only:':
    '以 --env local 的公开密钥算出，该密钥只用于模拟器：',
  parameters: '参数',
  key: '密钥',
  string: '待签名字符串',
  signature: '签名',
  'the same, step by step': '同样的签名，逐步演示',
  'Take every parameter that is sent, but those without a value, sign and sign_type.':
    '取要发送的全部参数，去掉没有值的，以及 sign 和 sign_type。',
  'Sort them by name, byte by byte: capitals, then _, then small letters.':
    '按名称逐字节排序：先大写字母，再 _，后小写字母。',
  'Join them as name=value with &. Values stay raw: nothing is percent-encoded or trimmed.':
    '以 name=value 的形式用 & 连接。值保持原样：不做 URL 编码，不去空格。',
  'Append the client key, with nothing between. It is no HMAC.':
    '末尾直接接上商户密钥，中间不加任何字符。这不是 HMAC。',
  'Hash the UTF-8 bytes with SHA256 (or MD5) and write it in upper-case hex.':
    '对其 UTF-8 字节取 SHA256（或 MD5），写成大写十六进制。',
  'Send it as X-QF-SIGN, with X-QF-APPCODE and X-QF-SIGNTYPE: SHA256; without the last one MD5 is assumed. Encode the body as a form only now.':
    '以 X-QF-SIGN 发送，并带上 X-QF-APPCODE 和 X-QF-SIGNTYPE: SHA256；缺后者则按 MD5 核对。到这时才把正文编码为表单。',
  'A notification is signed otherwise: MD5 of its raw body, byte for byte, and the key. Never parse it and write it again before that.':
    '通知的签名不同：在原始正文（逐字节）之后接上密钥，取 MD5。切勿先解析再重新生成正文。',
  'The link to the hosted checkout signs sign_type too.': '托管收银台的链接连 sign_type 也要签名。',
  'find out why a request gets 1108': '查明请求为何得到 1108',
  'a gateway inside this command: no account, no network, no money': '命令内自带的网关：无需账户，不连网络，不动资金',
  'the same gateway as a server, for your own code and test suites; it notifies and keeps books':
    '同一网关作为服务器运行，供你自己的代码和测试使用；会发通知并记账',
  "QFPay's simulation, with credentials of QFPay; not every pay type works there":
    'QFPay 的模拟环境，需要 QFPay 发的凭证；并非每种支付方式都可用',
  "QFPay's live testing: real wallets, so use small amounts and give them back":
    'QFPay 的实测环境：真实钱包，请用小额并随后退款',
  'at qfpay emulator, amounts from 900001 to 909999 cents make a payment or refund go wrong: 901205 is refused with 1205':
    '对 qfpay emulator，900001 至 909999 分的金额会使付款或退款出错：901205 会以 1205 被拒绝',
  'never ask; what is missing is an error (so does the variable CI)':
    '从不提问；缺少的内容视为错误（变量 CI 有同样作用）',
  'one JSON document on stdout, errors too; prompts and progress stay on stderr':
    '标准输出上一个 JSON 文档，错误亦然；提问和进度在标准错误上',
  'exit status': '退出码',
  '0 done, 4 declined, 5 no final answer yet, 8 unknown; all of them: qfpay help exit-codes':
    '0 完成，4 已拒绝，5 尚无最终结果，8 结果未知；全部见 qfpay help exit-codes',
  'a payment from order to money, in CI': '在 CI 中走完一笔付款，从下单到付清',
  'at that server, a payment that is refused: exit status 4': '在该服务器上一笔被拒绝的付款：退出码 4',
  'every fault, and the amount that brings it about': '全部故障及触发它的金额',
  'too many arguments for {0}: {1} expected, {2} given': '{0} 的参数过多：应为 {1} 个，给了 {2} 个',
  'another base URL: https, or loopback; from .env loopback only, for the credentials of the same file':
    '另一个接口地址：https 或回环地址；写在 .env 里的只能是回环地址，且只用于同一文件里的凭证',
};
