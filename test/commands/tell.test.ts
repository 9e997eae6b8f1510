import { expect, test } from 'vitest';
import { tell } from '../../src/commands/tell.ts';
import { testContext } from '../support/context.ts';

test('one line on stderr, whatever the gateway wrote', () => {
  const context = testContext();
  tell(context, 'warning: 余额不足\u001b[2J\r\nout_trade_no FAKE');
  expect(context.written).toEqual({ out: '', err: 'warning: 余额不足\\u001b[2J\\r\\nout_trade_no FAKE\n' });
});
