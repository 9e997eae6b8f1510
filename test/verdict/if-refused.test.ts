import { expect, test } from 'vitest';
import { ifRefused } from '../../src/commands/verify.ts';
import { loadExplanationWords } from '../../src/explanation/explain.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import type { VerifyTask } from '../../src/verdict/task.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';

const words = await loadExplanationWords('en');
const { search } = words;
const keys = [
  { name: 'QFPAY_KEY', app_code: testAppCode, client_key: new ClientKey(testKeys.sandbox), mchids: ['ZaMVg12345'] },
];

function adviceFor(parameters: [string, string][], app_code = testAppCode) {
  const reading = { headers: { 'x-qf-appcode': app_code } };
  const task = { kind: 'request', parameters, reading } as unknown as VerifyTask;
  const signer = { client_key: new ClientKey(testKeys.sandbox), app_code: testAppCode, warnings: [] };
  return ifRefused(task, signer as never, keys, words);
}

/** A sentence of which some of the words are filled in. */
function says(sentence: string): string {
  return sentence.split('{')[0] ?? '';
}

test.each([
  [
    'mistyped by a letter',
    [['mchid', 'ZaMVg12354']],
    search['valid-mchid-near'],
    ['ZaMVg12354', 'ZaMVg12345', 'QFPAY_KEY'],
  ],
  ['of nobody known', [['mchid', 'B9876']], search['valid-mchid-present'], ['B9876']],
  ['the configured one', [['mchid', 'ZaMVg12345']], search['valid-mchid-present'], ['ZaMVg12345']],
  ['under its other name', [['mchntid', 'ZaMVg12344']], search['valid-mchid-near'], ['ZaMVg12345']],
  ['not sent', [], search['valid-mchid-absent'], []],
  ['sent empty', [['mchid', '']], search['valid-mchid-absent'], []],
] as [string, [string, string][], string, string[]][])('an mchid that is %s', async (_what, sent, sentence, names) => {
  const advice = adviceFor([['txamt', '1'], ...sent]);
  expect(advice[0]?.startsWith(says(sentence))).toBe(true);
  for (const name of names) expect(advice[0]).toContain(name);
  expect(leakedKeys(advice.join())).toEqual([]);
});

test('an app code that is another than the one the key belongs to comes first', async () => {
  const advice = adviceFor([], 'F'.repeat(32));
  expect(advice[0]).toContain('F'.repeat(32));
  expect(advice[0]).toContain(testAppCode);
});

test('names the key by its fingerprint, since it may be one of another environment', async () => {
  expect((await adviceFor([])).join('\n')).toContain(String(new ClientKey(testKeys.sandbox)));
});
