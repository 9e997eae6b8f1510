import { describe, expect, test } from 'vitest';
import { type Judging, judgeResponse } from '../../src/gateway/gateway.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { createSecrets } from '../../src/signature/secrets.ts';
import { testKeys } from '../support/keys.ts';

const judging: Judging = { key: new ClientKey(testKeys.sandbox), now: new Date(0), sent: [], secrets: createSecrets() };

function problemOf(body: string, sent: Judging['sent'] = [], status = 200): string {
  const verdict = judgeResponse({ status, headers: {}, body: Buffer.from(body) }, { ...judging, sent });
  return verdict.kind === 'answer' ? expect.fail('it was taken for an answer') : verdict.problem;
}

test('what is no answer is told by its first 80 characters, without what steers a terminal', () => {
  const body = `<h1>\u001b[31mBad\r\n  gateway\u0007</h1>${'x'.repeat(200)}`;
  expect(problemOf(body)).toBe(
    `the answer is no JSON (HTTP 200, no content type): <h1> [31mBad gateway </h1>${'x'.repeat(80 - 26)}`,
  );
});

test('an empty one is told without a start', () => {
  expect(problemOf('')).toBe('the answer is empty (HTTP 200, no content type)');
});

describe.each([200, 502])("the payer's part of what was sent is not repeated, HTTP %i:", (status) => {
  const code = '134659871234567890';

  test.each([
    ['in a page', `<p>bad auth_code ${code}</p>`],
    ['where the excerpt ends', `${'x'.repeat(70)} ${code}`],
    ['as a form', `<p>txamt=1&auth_code=${code}&x=1</p>`],
  ])('%s', (_where, body) => {
    const problem = problemOf(body, [['auth_code', code]], status);
    expect(problem).toContain('***');
    expect(problem).not.toContain(code.slice(0, 6));
  });

  test.each([
    ['JSON', '{"cardcd":"5200990096","errmsg":"x"'],
    ['JSON that is cut in it', '{"txamt":"1","userid":"5200990096'],
    ['a form', 'openid=5200990096&txamt=1'],
  ])('nor what belongs to the payer in %s', (_what, body) => {
    const problem = problemOf(body, [], status);
    expect(problem).toContain('***');
    expect(problem).not.toContain('5200');
  });
});
