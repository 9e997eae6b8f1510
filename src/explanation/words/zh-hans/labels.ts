import type { ExplanationWords } from '../words.ts';

export const labels: ExplanationWords['labels'] = {
  valid: '有效',
  matches: '签名一致',
  invalid: '无效',
  mismatch: '签名不一致',
  'mismatch-because': '签名不一致：{reason}',
  'mismatch-unexplained': '签名不一致。{reason}',
  kind: '类型',
  scheme: '签名方式',
  received: '收到',
  expected: '应为',
  cause: '原因',
  evidence: '依据',
  fix: '修复',
  remark: '备注',
  'signing-string': '待签名字符串，末尾已接密钥',
};
