import { expect, test } from 'vitest';
import { tell } from '../../src/command/command.ts';
import { testContext } from '../support/context.ts';

test('on a terminal a sentence breaks between its words, a command never', () => {
  const { io, ...context } = testContext({ is_tty: true });
  const narrow = { ...io, stderr: { ...io.stderr, columns: 20 } };
  tell({ ...context, io: narrow }, 'note: one two three four five');
  tell({ ...context, io: narrow }, '  qfpay query A-1001 --env local --wait');
  expect(context.written.err).toBe('note: one two three\nfour five\n  qfpay query A-1001 --env local --wait\n');
});

test('one line on stderr, whatever the gateway wrote', () => {
  const context = testContext();
  tell(context, 'warning: 余额不足\u001b[2J\r\nout_trade_no FAKE');
  expect(context.written).toEqual({ out: '', err: 'warning: 余额不足\\u001b[2J\\r\\nout_trade_no FAKE\n' });
});
