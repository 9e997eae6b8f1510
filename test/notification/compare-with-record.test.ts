import { expect, test } from 'vitest';
import { compareWithRecord } from '../../src/notification/read-notification.ts';

const record = { out_trade_no: 'A-1', txamt: '1280', txcurrcd: 'HKD', respcd: '0000', cancel: '3' };

test.each([
  ['all that both have is the same', { out_trade_no: 'A-1', txamt: '1280', respcd: '0000' }, []],
  ['it was refunded since', { txamt: '1280', cancel: '0' }, []],
  ['a field is empty', { txamt: '', chnlsn: 'x' }, []],
  ['the amount is another', { txamt: '12800' }, [{ field: 'txamt', notified: '12800', queried: '1280' }]],
  ['the currency is another', { txcurrcd: 'JPY' }, [{ field: 'txcurrcd', notified: 'JPY', queried: 'HKD' }]],
  ['the order is another', { out_trade_no: 'B' }, [{ field: 'out_trade_no', notified: 'B', queried: 'A-1' }]],
  ['the record has no payment', { orig_syssn: '1' }, [{ field: 'orig_syssn', notified: '1', queried: '' }]],
])('%s', (_what, fields, differences) => {
  expect(compareWithRecord(fields as unknown as Record<string, string>, record)).toEqual(differences);
});
