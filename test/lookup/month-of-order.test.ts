import { describe, expect, test } from 'vitest';
import { recordSending } from '../../src/history/history.ts';
import { monthTeller } from '../../src/lookup/window.ts';
import { formatGatewayTime } from '../../src/transaction/txdtm.ts';
import { testContext } from '../support/context.ts';

describe('the month of an order', () => {
  test('is in a number of our own, and the history is not opened for it', () => {
    const context = testContext();
    const files = {
      ...context.files,
      read: () => {
        throw new Error('the history was opened');
      },
    };
    const month = monthTeller({ ...context, files })('QF20251231235959999ABCDEFGHJKM');
    expect(month && formatGatewayTime(month.start)).toBe('2025-12-01 00:00:00');
  });

  test('is in the history for a number that the merchant brought', async () => {
    const context = testContext({ now: new Date('2025-11-30T16:00:00Z') });
    const sending = { command: 'pay', env: 'sandbox', base_url: 'https://gateway.example', app_code: 'A' } as const;
    await recordSending(context, { ...sending, endpoint: 'payment', out_trade_no: 'ORD-1' });
    const month = monthTeller(context)('ORD-1');
    expect(month && formatGatewayTime(month.start)).toBe('2025-12-01 00:00:00');
  });

  test('is not known for any other number', () => {
    expect(monthTeller(testContext())('ORD-1')).toBeUndefined();
  });
});
