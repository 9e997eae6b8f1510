import { expect, test } from 'vitest';
import { failureDocument, reportDocument } from '../../src/report/document.ts';

const report = { command: 'pay', data: { outcome: 'paid' }, blocks: [] };

test('a report that ends well has no error', () => {
  expect(reportDocument({ ...report, exit_code: 0 })).toEqual({ schema_version: 1, command: 'pay', outcome: 'paid' });
});

test.each([
  [4, 'declined'],
  [5, 'pending'],
  [6, 'signature'],
  [8, 'unknown'],
])('exit status %i always comes with an error named %s', (exit_code, code) => {
  expect(reportDocument({ ...report, exit_code })).toMatchObject({
    outcome: 'paid',
    error: { code, exit: exit_code, message: expect.stringMatching(/\w/) },
  });
});

test("a report's own words stand in place of the general ones", () => {
  const error = { message: 'declined: 1201', resume: 'qfpay query A' };
  expect(reportDocument({ ...report, exit_code: 4, error })).toMatchObject({ error: { ...error, exit: 4 } });
});

test('a failure says what is known beside its error', () => {
  const failure = { code: 'unknown', exit_code: 8, message: 'lost', known: { outcome: 'unknown' } } as const;
  expect(failureDocument(failure, 'pay')).toEqual({
    schema_version: 1,
    command: 'pay',
    outcome: 'unknown',
    error: { code: 'unknown', exit: 8, message: 'lost' },
  });
});
