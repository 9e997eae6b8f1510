import type { Catalogue } from '../t.ts';

export const errors: Catalogue = {
  '(and {0} more)': '（另有 {0} 項）',
  'qfpay doctor checks key, mchid and environment and tries the others; for requests of your own code: qfpay verify':
    'qfpay doctor 會檢查密鑰、mchid 和環境，並試用其他設定；自己程式發出的請求請用 qfpay verify',
  '{0}; the same command with --dry-run shows what is signed': '{0}；同一指令加 --dry-run 可顯示簽名的內容',
  '{0}; the same command with --verbose shows what is sent': '{0}；同一指令加 --verbose 可顯示發送的內容',
};
