import { describe, expect, test } from 'vitest';
import { readRefundList } from '../../src/refund-list/read-refund-list.ts';

function read(text: string | Uint8Array) {
  return readRefundList(Buffer.from(text as string));
}

const first = { named: { field: 'out_trade_no', value: 'A-1' }, sum: { txamt: '1280' } };

describe('reads a list as spreadsheets write it', () => {
  test.each([
    ['with lines ended by CRLF', 'out_trade_no,txamt\r\nA-1,1280\r\n', 2],
    ['with a byte order mark', '\uFEFFout_trade_no,txamt\nA-1,1280', 2],
    ['with semicolons', 'out_trade_no;txamt\nA-1;1280', 2],
    ['with tabs', 'out_trade_no\ttxamt\nA-1\t1280', 2],
    ['with old Macintosh line ends', 'out_trade_no,txamt\rA-1,1280\r', 2],
    ['with every value in quotes', '"out_trade_no","txamt"\n"A-1","1280"', 2],
    ['with capitals, spaces and dashes in its header', ' Out Trade-No , TXAMT\nA-1, 1280 ', 2],
    ['with empty lines between and behind', '\n\nout_trade_no,txamt\n\nA-1,1280\n,\n,,\n', 5],
    ['with a line that names the separator', 'sep=;\r\nout_trade_no;txamt\r\nA-1;1280', 3],
    ['with a number that Excel was told to leave alone', 'out_trade_no,txamt\n"=""A-1""",1280', 2],
    ['with line ends inside a value before it', 'note,out_trade_no,txamt\n"a\r\nb",,\n"c\r\nd",A-1,1280', 4],
  ])('%s', (_what, text, line) => {
    const { rows, faults } = read(text);
    expect({
      row: rows.find(({ named }) => named.value === 'A-1'),
      others: faults.filter((fault) => fault.line !== 2),
    }).toEqual({
      row: { line, ...first },
      others: [],
    });
  });

  test.each([
    ['cents', 'txamt\n,1280', { txamt: '1280' }],
    ['major units', 'amount\n,12.8', { amount: '12.8' }],
    ['all that is left', 'full\n,yes', 'full'],
  ])('%s', (_what, text, sum) => {
    expect(read(`out_trade_no,${text.replace('\n,', '\nA-1,')}`).rows[0]?.sum).toEqual(sum);
  });

  test('a decimal comma, where semicolons separate and it can be nothing else', () => {
    expect(read('out_trade_no;amount\nA-1;12,80').rows[0]?.sum).toEqual({ amount: '12.80' });
    expect(read('out_trade_no;amount\nA-1;1,280').faults).toHaveLength(1);
  });

  test('both numbers of a payment, as an export of query has them', () => {
    const { rows } = read('out_trade_no,syssn,txamt\nA-1,20260302180500020000000001,5');
    expect(rows[0]).toMatchObject({ named: { field: 'syssn' }, out_trade_no: 'A-1' });
  });

  test('a JSON object a line', () => {
    const { rows, faults } = read(
      '{"out_trade_no":"A-1","txamt":1280}\n\n{"out_trade_no":"A-2","full":true,"note":1}\n',
    );
    expect([rows.map(({ line, sum }) => [line, sum]), faults]).toEqual([
      [
        [1, { txamt: '1280' }],
        [3, 'full'],
      ],
      [],
    ]);
  });
});

const header = 'syssn,out_trade_no,txamt,amount,full,refund_no';

describe('refuses by its line', () => {
  test.each([
    ['a number that a spreadsheet has rounded', '2.02311E+16,,5,,,', 'syssn', /digits are lost/],
    ['one with a comma in its mantissa', '"2,02311E+16",,5,,,', 'syssn', /digits are lost/],
    ['one whose digits have become zeros', '20231100000000000000,,5,,,', 'syssn', /nothing but zeros/],
    ['an own number that has got decimals', ',1001.0,5,,,', 'out_trade_no', /decimals/],
    ['a refund_no that was rounded', ',A-1,5,,,1E+20', 'refund_no', /digits are lost/],
    ['cents with decimals', ',A-1,12.80,,,', 'txamt', /whole number of cents/],
    ['two ways to say how much', ',A-1,5,1.00,,', 'txamt', /said once/],
    ['no way to say how much', ',A-1,,,no,', 'txamt', /is missing/],
    ['no payment', ',,5,,,', 'out_trade_no', /is missing/],
    ['two payments', ',"A-1,A-2",5,,,', 'out_trade_no', /one number/],
    ['a word under full', ',A-1,,,perhaps,', 'full', /must be yes/],
    ["a refund_no that is the payment's own number", ',A-1,5,,,A-1', 'refund_no', /own out_trade_no/],
    ['more values than columns', ',A-1,5,,,,6', 'file', /7 values/],
  ])('%s', (_what, line, field, rule) => {
    const { faults } = read(`${header}\n,A-0,1,,,\n${line}\n`);
    expect(faults.map((fault) => [fault.line, fault.field])).toContainEqual([3, field]);
    expect(faults.find((fault) => fault.field === field)?.rule).toMatch(rule);
  });

  test('every fault of a file at once, in the order of its lines', () => {
    const { faults } = read('out_trade_no,txamt\nA-1,x\n,5\nA-2,0\n');
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test.each([
    ['a misspelt column', 'out_trade_no,txammt\nA-1,5', /txamt/],
    ['a column that stands there twice', 'out_trade_no,txamt,txamt\nA-1,5,5', /twice/],
    ['no column for the payment', 'txamt\n5', /syssn or out_trade_no/],
    ['no column for the sum', 'out_trade_no\nA-1', /txamt/],
    ['a quotation mark that is never closed', 'out_trade_no,txamt\n"A-1,5\nA-2,6', /never closed/],
    ['nothing', '', /is empty/],
    ['a header alone', 'out_trade_no,txamt\n', /nothing to refund/],
    ['a JSON array', '[{"out_trade_no":"A-1"}]', /no array/],
    ['a JSON number that has lost digits', '{"syssn":20260302180500020000000001,"txamt":5}', /in quotes/],
  ])('%s', (_what, text, told) => {
    expect(JSON.stringify(read(text).faults)).toMatch(told);
  });

  test('names columns that it does not look at', () => {
    expect(read('out_trade_no,txamt,customer\nA-1,5,Chan').notes).toEqual(['columns that are not looked at: customer']);
  });
});

describe('refuses lines that cannot stand beside each other, naming both', () => {
  test.each([
    ['the same refund twice', 'A-1,5,,,\nA-1,5,,,', /line 2/],
    ['the same sum in cents and in major units', 'A-1,500,,,\nA-1,,5.00,,', /line 2/],
    ['one refund_no for two refunds', 'A-1,5,,,R\nA-2,5,,,R', /line 2/],
    ['a refund_no that is the number of a payment', 'A-1,5,,,A-2\nA-2,5,,,', /line 3/],
    ['all that is left beside a part', 'A-1,5,,,\nA-1,,,yes,', /line 3/],
  ])('%s', (_what, rows, told) => {
    const { faults } = read(`out_trade_no,txamt,amount,full,refund_no\n${rows}`);
    expect([faults.length, faults[0]?.rule]).toEqual([1, expect.stringMatching(told)]);
  });

  test('two equal refunds with a number each are two refunds', () => {
    expect(read('out_trade_no,txamt,refund_no\nA-1,5,R-1\nA-1,5,R-2').faults).toEqual([]);
  });
});

describe('a file of results is a file of refunds', () => {
  const wanted = { named: { field: 'syssn', value: '20260302180500020000000001' }, sum: { txamt: '1280' } };

  test('as CSV: the payment is what it calls orig_syssn, and never the refund beside it', () => {
    const { rows, faults } = read(
      'line,refund_no,orig_syssn,orig_out_trade_no,txamt,outcome,syssn\n2,R-1,20260302180500020000000001,A-1,1280,refunded,20260302180500020000000009',
    );
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ ...wanted, refund_no: 'R-1' }]);
  });

  test('as lines of JSON', () => {
    const { rows, faults } = read(
      '{"refund_no":"R-1","orig_syssn":"20260302180500020000000001","txamt":"1280","syssn":"20260302180500020000000009"}',
    );
    expect(faults).toEqual([]);
    expect(rows).toMatchObject([{ ...wanted, refund_no: 'R-1' }]);
  });
});
