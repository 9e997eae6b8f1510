import { describe, expect, test } from 'vitest';
import { recordCsv } from '../../src/report/record-table.ts';

const header =
  'out_trade_no,syssn,orig_syssn,order_type,outcome,respcd,cancel,txamt,txcurrcd,pay_type,txdtm,sysdtm,paydtm,errmsg,goods_name';

/** The last column of a record with nothing else in it. */
function goodsName(goods_name: string): string {
  return recordCsv([{ goods_name }]).slice(`${header}\n,,,,unknown,,,,,,,,,,`.length);
}

test('columns that were chosen stand in that order, cents as they are', () => {
  const records = [{ txamt: '1280', sysdtm: '2026-03-02 15:04:06', goods_name: 'a,b', respcd: '0000' }];
  expect(recordCsv(records, ['goods_name', 'txamt', 'outcome', 'time', 'chnlsn']).split('\n')).toEqual([
    'goods_name,txamt,outcome,time,chnlsn',
    '"a,b",1280,paid,2026-03-02 15:04:06,',
  ]);
});

describe('records as CSV', () => {
  test('have one header, a fixed order of columns, and every digit', () => {
    const records = [
      {
        out_trade_no: 'ORD-1',
        syssn: '20260302180500020000000001',
        order_type: 'payment',
        respcd: '0000',
        cancel: '0',
        txamt: '1280',
        txcurrcd: 'HKD',
        pay_type: '800201',
        sysdtm: '2026-03-02 15:04:06',
      },
      { out_trade_no: 'RFD-1', orig_syssn: '20260302180500020000000001', respcd: '1145', order_type: 'refund' },
    ];
    expect(recordCsv(records).split('\n')).toEqual([
      header,
      'ORD-1,20260302180500020000000001,,payment,paid,0000,0,1280,HKD,800201,,2026-03-02 15:04:06,,,',
      'RFD-1,,20260302180500020000000001,refund,pending,1145,,,,,,,,,',
    ]);
  });

  test('are the header alone when there are none', () => {
    expect(recordCsv([])).toBe(header);
  });

  test.each([
    ['a comma', 'tea, green', '"tea, green"'],
    ['a quote', '12" pipe', '"12"" pipe"'],
    ['a line end', 'two\nlines', '"two\nlines"'],
    ['a carriage return', 'two\rlines', '"two\rlines"'],
    ['Chinese', '订单还未支付', '订单还未支付'],
    ['a formula', '=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
    ['a formula that begins with a sign', '-1+2', "'-1+2"],
    ['a formula behind something invisible', '\u200b=1', "'\u200b=1"],
    ['an escape of a terminal', '\u001b]52;c;aGk=\u0007\u009b', '\\u001b]52;c;aGk=\\u0007\\u009b'],
  ])('write %s in a free text so that it comes back as text', (_what, value, expected) => {
    expect(goodsName(value)).toBe(expected);
  });

  const columns = header.split(',').filter((column) => column !== 'outcome');

  test.each(columns)('keep a formula in %s from being run', (column) => {
    for (const value of ['=1+1', '+x', '-1+2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1']) {
      const [, line] = recordCsv([{ [column]: value }]).split(/(?<=goods_name)\n/);
      expect(line).toContain(`'${value}`);
    }
  });

  test.each(columns)('leave the digits of %s alone', (column) => {
    for (const value of ['20260302180500020000000001', '-5', '0', '0000']) {
      expect(recordCsv([{ [column]: value }]).split('\n')[1]).toMatch(new RegExp(`(^|,)${value}(,|$)`));
    }
  });

  test('leave a number as it is, whatever it begins with', () => {
    expect(recordCsv([{ out_trade_no: '-1', txamt: '-5' }]).split('\n')[1]).toMatch(/^-1,.*,-5,/);
  });
});
