import type { ExplanationWords } from '../words.ts';

export const labels: ExplanationWords['labels'] = {
  valid: '有效',
  matches: '簽名一致',
  invalid: '無效',
  mismatch: '簽名不一致',
  'mismatch-because': '簽名不一致：{reason}',
  'mismatch-unexplained': '簽名不一致。{reason}',
  kind: '類型',
  scheme: '簽名方式',
  received: '收到',
  expected: '應為',
  cause: '原因',
  evidence: '依據',
  fix: '修正',
  remark: '備註',
  'signing-string': '待簽名字串，末尾已接密鑰',
};
