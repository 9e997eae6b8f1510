import type { Catalogue } from '../t.ts';

export const errors: Catalogue = {
  '(and {0} more)': '（另有 {0} 项）',
  'qfpay doctor checks key, mchid and environment and tries the others; for requests of your own code: qfpay verify':
    'qfpay doctor 会检查密钥、mchid 和环境，并试用其他配置；自己程序发出的请求请用 qfpay verify',
  '{0}; the same command with --dry-run shows what is signed': '{0}；同一命令加 --dry-run 可显示签名的内容',
  '{0}; the same command with --verbose shows what is sent': '{0}；同一命令加 --verbose 可显示发送的内容',
};
