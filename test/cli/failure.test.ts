import { expect, test } from 'vitest';
import { understandFailure } from '../../src/cli/failure.ts';
import { CancelledError } from '../../src/errors.ts';
import { testContext } from '../support/context.ts';

test('an interruption tells what is known beside the command to go on with', () => {
  const known = { env: 'sandbox', transaction: { out_trade_no: 'A-1' } };
  const context = testContext();
  context.interruption.resume = { out_trade_no: 'A-1', command: 'qfpay query A-1', known };
  expect(understandFailure(new CancelledError('interrupted'), context)).toEqual({
    code: 'interrupted',
    exit_code: 130,
    message: 'interrupted',
    out_trade_no: 'A-1',
    resume: 'qfpay query A-1',
    known,
  });
});
