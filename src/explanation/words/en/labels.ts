import type { ExplanationWords } from '../words.ts';

export const labels: ExplanationWords['labels'] = {
  valid: 'valid',
  matches: 'the signature matches',
  invalid: 'invalid',
  mismatch: 'the signature does not match',
  'mismatch-because': 'the signature does not match: {reason}',
  'mismatch-unexplained': 'the signature does not match. {reason}',
  kind: 'kind',
  scheme: 'scheme',
  received: 'received',
  expected: 'expected',
  cause: 'cause',
  evidence: 'evidence',
  fix: 'fix',
  remark: 'remark',
  'signing-string': 'What is signed, the client key appended',
};
