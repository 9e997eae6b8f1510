import type { ExplanationWords } from '../words.ts';

export const families: ExplanationWords['families'] = {
  hash: 'other hashes',
  key: 'the key: others, how it is written, where it stands',
  selection: 'which parameters are signed',
  order: 'the order',
  joining: 'how they are joined',
  encoding: 'how the text is encoded',
  values: 'single values',
  body: 'the body and its spellings',
};

export const search: ExplanationWords['search'] = {
  'nothing-found': 'Nothing that was tried gives this signature.',
  'ruled-out': 'ruled out',
  'pairs-ruled-out': 'two of them at a time',
  'question-key':
    'Is {configured} the key that the sender signs with? Compare fingerprints: qfpay sign prints one for each key.',
  'question-other-keys': 'Keys that a command gives were not asked: --all-keys asks them too.',
  'question-parameter':
    'Was a parameter signed that is not shown here? Log the signing string of the sender, without the key.',
  'question-value': 'Was a value different when it was signed? Look at those that are made anew each time: {name}.',
  'question-bytes':
    'Are these the bytes as they came? What was parsed, copied from a screen or printed again is other text.',
  'question-not-hex':
    'The signature is no digest that QFPay uses: {count} characters, where MD5 has 32 digits and SHA256 has 64.',
  'send-to-support': 'Nothing of this is secret: --report case.md writes it down for technical.support@qfpay.com.',
  together: 'together these give the received signature',
  aligned: 'What was signed, and what has to be signed',
  signed: 'signed',
  right: 'right',
  'valid-refused': 'If the gateway answers 1108 all the same:',
  'valid-answered': 'The gateway answered {answer} to it all the same. Look at:',
  'valid-host':
    'it was sent to {host}, the gateway of {other}, and {configured} is configured for {env}: each environment has its own key.',
  'valid-sent':
    'sent against signed: what leaves must decode to these very values. Paste the request as it was sent (curl -v, HAR), not as your code prints it.',
  'valid-mchid-near': 'mchid {name} is nearly {other} of {key}: 1108 also means a mistyped mchid.',
  'valid-mchid-absent': 'no mchid is sent: an agent has to send one, and 1108 also means that.',
  'valid-mchid-present':
    'mchid {name}: 1108 also means a store that is not this merchant’s, and a direct merchant sends none.',
  'valid-environment':
    'environment: {configured} has to belong to the gateway that was called; each environment has its own. qfpay doctor tries them.',
  'valid-app-code': 'X-QF-APPCODE {name} is not the app code {other} that is configured with this key.',
  concerned: ' Parameters: {name}.',
  'given-up': 'given up',
  'aligned-read': 'What was signed, and what the gateway reads',
  'aligned-order': 'The order that was signed, and the order that is right',
  read: 'read',
  'more-differences': '… and {count} more differences: --explain shows them all',
  'more-remarks': 'Remarks left out: {count}. --explain shows them.',
};
