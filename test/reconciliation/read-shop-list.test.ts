import { describe, expect, test } from 'vitest';
import type { BookRecord } from '../../src/reconciliation/books.ts';
import { agreedReading, entriesOf, readShopList } from '../../src/reconciliation/read-shop-list.ts';
import type { ShopMap } from '../../src/reconciliation/shop-columns.ts';
import { csvTable, decodeTable } from '../../src/spreadsheet/read-csv.ts';
import { readWorkbook } from '../../src/spreadsheet/read-workbook.ts';
import { writeWorkbook } from '../../src/spreadsheet/write-workbook.ts';

function list(text: string, map: ShopMap = {}) {
  return readShopList(csvTable(text), map);
}

/** `P` or `R`, the number, digits as written, the currency, a payment's state where it is not paid. */
function told({ rows }: ReturnType<typeof list>) {
  return rows.map(({ kind, out_trade_no, amount, txcurrcd, state }) => {
    const parts = [kind === 'refund' ? 'R' : 'P', out_trade_no, `${amount.whole}.${amount.fraction}`];
    return [...parts, ...(txcurrcd ? [txcurrcd] : []), ...(state === 'paid' ? [] : [state])].join(' ');
  });
}

function faultsOf({ faults }: ReturnType<typeof list>) {
  return faults.map(({ line, field, value = '', rule }) => `${line ?? ''} ${field} ${value}: ${rule}`.trim());
}

describe('one list, however it was exported', () => {
  test.each([
    ['commas', 'Order No,Total,Status\nA-1,12.80,paid\nA-2,"1,280.50",paid\n'],
    ['semicolons and decimal commas', 'Order No;Total;Status\nA-1;12,80;paid\nA-2;1.280,50;paid\n'],
    ['semicolons and decimal points', 'Order No;Total;Status\nA-1;12.80;paid\nA-2;1,280.50;paid\n'],
    ['tabs and decimal points', 'Order No\tTotal\tStatus\nA-1\t12.80\tpaid\nA-2\t1,280.50\tpaid\n'],
    ['tabs and decimal commas', 'Order No\tTotal\tStatus\nA-1\t12,80\tpaid\nA-2\t1.280,50\tpaid\n'],
    ['quoted decimal commas', 'Order No,Total,Status\nA-1,"12,80",paid\nA-2,"1.280,50",paid\n'],
    [
      'CRLF, a sep line and empty lines',
      'sep=;\r\nOrder No;Total;Status\r\n\r\nA-1;12.80;paid\r\nA-2;1280.50;paid\r\n',
    ],
    ['traditional Chinese', '訂單編號,付款金額,付款狀態\nA-1,12.80,已付款\nA-2,"1,280.50",付款成功\n'],
    ['simplified Chinese', '商户订单号,金额,状态\nA-1,12.80,支付成功\nA-2,1280.50,已支付\n'],
    ['a title, a date and then the header', '訂單報表\n日期,2026-03-02\n\n訂單號碼,金額\nA-1,12.80\nA-2,1280.50\n'],
    ['totals at the end', 'Order,Amount\nA-1,12.80\nA-2,1280.50\nTotal,1293.30\n'],
    ['totals and remarks without a number', 'Order,Amount\nA-1,12.80\nA-2,1280.50\n,1293.30\nExported by Wing,\n'],
    [
      'a total whose count stands in the column of numbers',
      'Date,Order,Amount\n2,A-1,12.80\n2,A-2,1280.50\n合計：,2,1293.30\n',
    ],
    [
      'subtotals between the orders',
      'Order,Amount\nA-1,12.80\n小計,12.80\nA-2,1280.50\n小計,1280.50\n總計（HKD）,1293.30\n',
    ],
    ['backticks', 'Order,Amount\n`A-1,`12.80\n`A-2,`1280.50\n'],
    ['apostrophes', "Order,Amount\n'A-1,12.80\n'A-2,1280.50\n"],
    ['tabs before the numbers', 'Order,Amount\n\tA-1,12.80\n\tA-2,1280.50\n'],
    ['="…"', 'Order,Amount\n"=""A-1""",12.80\n="A-2",1280.50\n'],
    ['the same order again, once with a mark', 'Order,Amount\nA-1,12.80\n`A-1,12.8\nA-2,1280.50\n'],
    ['lines of items without a sum of their own', 'Name,Total,Item\n#A-1,12.80,tea\n#A-1,,cup\n#A-2,1280.50,pot\n'],
  ])('%s', (_what, text) => {
    const found = list(text);
    expect(found.faults).toEqual([]);
    expect(told(found).map((row) => row.replace('#', '').replace(/0$/, ''))).toEqual(['P A-1 12.8', 'P A-2 1280.5']);
    expect(found.reading).toBe('major');
  });
});

test('what was left aside is said once, with its lines', () => {
  const found = list(
    'Shop of Wing\nOrder,Amount,Status,Type\n`A-1,12.80,paid,sale\n`A-1,12.80,paid,sale\nA-2,0,,\nA-3,5.00,teleported,barter\n合計,17.80,,\n',
  );
  expect(told(found)).toEqual(['P A-1 12.80', 'P A-3 5.00']);
  expect(found.notes).toEqual([
    'the header is line 2: what stands above it is not read',
    'columns: out_trade_no = Order, amount = Amount, status = Status, type = Type',
    'no orders, but sums or remarks: lines 7',
    'a mark for spreadsheets (backtick, apostrophe, tab or ="…") was taken off in 2 lines',
    'order A-1 stands there again, and is counted once: lines 4',
    'an amount of 0, which no payment has: lines 5',
    'type "barter" is not known, and taken for a payment: lines 6',
    'status "teleported" is not known, and taken for paid: lines 6',
  ]);
});

test('goods that are called "Total" do not make an order a sum, neither at the end nor between', () => {
  const found = list('Order,Amount,Goods\nTotal-1,1.00,tea\nA-2,2.00,Total Care shampoo\nA-3,3.00,Sum of all teas\n');
  expect(told(found)).toEqual(['P Total-1 1.00', 'P A-2 2.00', 'P A-3 3.00']);
});

describe('amounts as people write them', () => {
  test.each([
    ['HK$ 1,234.50', '1234.50 HKD'],
    ['HKD1,234.50', '1234.50 HKD'],
    ['1,234.50 HKD', '1234.50 HKD'],
    ['US$12', '12. USD'],
    ['KRW 12,000', '12000. KRW'],
    ['¥1,200', '1200.'],
    ['１２．８０', '12.80'],
    ["1'234.50", '1234.50'],
    ['12.8', '12.8'],
    ['12.80元', '12.80'],
  ])('%s', (written, amount) => {
    expect(told(list(`Order,Amount\nA-1,"${written}"\n`))).toEqual([`P A-1 ${amount}`]);
  });

  test.each([
    ...['12.80.1', '1,28', '1,2345', '12,80.5', 'abc', '--', '1.2e3', '1.28E+05', '12..8', '=A1*2', '#N/A', '12 % '],
  ])('%s is refused where the others have a decimal point', (written) => {
    const found = list(`Order,Amount\nA-1,"1,000.50"\nA-2,"${written}"\nA-3,2.50\n`);
    expect(faultsOf(found)).toEqual([`3 amount ${written.trim()}: must be an amount, such as 1280 or 1,280.50`]);
  });

  test.each([
    ['1,280', '1280 or 1.28'],
    ['1.280', '1.28 or 1280'],
  ])('%s alone could be one thousand or one: with ; or tabs it is asked for, not guessed', (written, either) => {
    for (const separator of [';', '\t'])
      expect(faultsOf(list(`Order${separator}Amount\nA-1${separator}500\nA-2${separator}${written}\n`))).toEqual([
        `3 amount ${written}: can be ${either}: nothing in the list tells which mark its decimals have`,
      ]);
  });

  test('separators of thousands in a list with commas are no decimals', () => {
    expect(told(list('Order,Amount\nA-1,"1,280"\nA-2,"12,800,000"\n'))).toEqual(['P A-1 1280.', 'P A-2 12800000.']);
  });
});

describe('refunds', () => {
  test.each([...['-12.80', '−12.80', '(12.80)', '12.80-', 'HK$-12.80', '-HK$12.80', '$-12.80', 'HKD -12.80']])(
    '%s is a refund',
    (written) => {
      expect(list(`Order,Amount\nA-1,${written}\n`).rows).toMatchObject([{ kind: 'refund', amount: { whole: '12' } }]);
    },
  );

  test.each([...['refund', 'Refund', 'RETURN', 'credit note', 'out_refund', '退款', '退貨', '退货']])(
    'a row of type %s is a refund, with the amount above or below zero',
    (type) => {
      const found = list(`Order,Amount,Type\nA-1,12.80,${type}\nA-2,-12.80,${type}\n`);
      expect(told(found)).toEqual(['R A-1 12.80', 'R A-2 12.80']);
    },
  );

  test('two refunds of one payment are two where their lines differ, and one where the lines are the same', () => {
    const rows = 'A-1,-5.00,2026-03-02 10:00\nA-1,-5.00,2026-03-02 11:00\nA-1,-5.00,2026-03-02 11:00\n';
    const found = list(`Order,Amount,Time\n${rows}`);
    expect(told(found)).toEqual(['R A-1 5.00', 'R A-1 5.00']);
    expect(found.notes).toContain('order A-1 stands there again, and is counted once: lines 4');
  });

  test('a refund that the list calls failed is kept apart from one that went through', () => {
    expect(told(list('Order,Amount,Status\nA-1,-5.00,failed\nA-2,-5.00,completed\n'))).toEqual([
      'R A-1 5.00 unpaid',
      'R A-2 5.00',
    ]);
  });
});

describe('what a status says', () => {
  test.each([
    ['paid', ['paid', 'Success', 'completed', 'partially_refunded', '已付款', '已支付', '成功', '已發貨', '']],
    [
      'unpaid',
      [
        ...['unpaid', 'Pending', 'failed', 'cancelled', 'canceled', 'voided', 'on-hold', 'declined', 'rejected'],
        ...['reversed', 'authorized', '未付款', '已取消', '交易失敗', '付款失败', '已拒絕', '待確認'],
      ],
    ],
    ['refunded', ['refunded', 'Refund', '已退款', '退款', '退款成功', '全額退款']],
  ])('%s', (state, words) => {
    for (const word of words) {
      const found = list(`Order,Amount,Status\nA-1,1.00,${word}\n`);
      expect([word, found.rows[0]?.state]).toEqual([word, state]);
      expect(found.notes.filter((note) => note.includes('not known'))).toEqual([]);
    }
  });

  test('an order that failed and was then paid is both, and no double', () => {
    const found = list('Order,Amount,Status\nA-1,1.00,failed\nA-1,1.00,paid\n');
    expect(told(found)).toEqual(['P A-1 1.00 unpaid', 'P A-1 1.00']);
  });

  test("what this tool's own query --csv says of a record is what it is", () => {
    const header = 'out_trade_no,syssn,orig_syssn,order_type,outcome,respcd,cancel,txamt,txcurrcd';
    const rows = ['A-1,1,,payment,paid,0000,0,1280,HKD', 'A-2,2,,payment,declined,1205,0,500,HKD'];
    const more = ['A-3,3,,payment,pending,1143,0,500,HKD', 'RF1,4,1,refund,refunded,0000,0,300,HKD'];
    expect(told(list([header, ...rows, ...more, ''].join('\n')))).toEqual([
      ...['P A-1 1280. HKD', 'P A-2 500. HKD unpaid', 'P A-3 500. HKD unpaid', 'R RF1 300. HKD refunded'],
    ]);
  });

  test('an order of two payments has both, and each that stands there again is counted once', () => {
    const found = list('Order,Amount\nA-1,1.00\nA-1,2.00\nA-1,2.0\nA-1,1\nA-2,1.00\n');
    expect(told(found)).toEqual(['P A-1 1.00', 'P A-1 2.00', 'P A-2 1.00']);
    expect(found.notes).toContain('order A-1 stands there again, and is counted once: lines 4, 5');
  });

  test.each([...['paid\nA-1,1.00,refunded', 'refunded\nA-1,1.00,paid']])(
    'an order that was paid and then refunded is one that was refunded',
    (states) => {
      expect(told(list(`Order,Amount,Status\nA-1,1.00,${states}\n`))).toEqual(['P A-1 1.00 refunded']);
    },
  );
});

describe('which column is which', () => {
  test('--map goes before the headings, whatever their case', () => {
    const text = 'Ref,Sum,Order,Amount,Cur,Art,State\nA-1,1280,x,9,JPY,refund,failed\n';
    const found = list(text, {
      ...{ out_trade_no: 'ref', txamt: 'SUM', txcurrcd: 'Cur', type: 'Art', status: 'State' },
    });
    expect(told(found)).toEqual(['R A-1 1280. JPY unpaid']);
    expect(found.reading).toBe('cents');
    expect(list(text, { out_trade_no: 'Ref', amount: 'Sum' }).reading).toBe('major');
  });

  test.each([
    ['txamt', 'cents'],
    ['分', 'cents'],
    ['Amount (cents)', 'cents'],
    ['金額（分）', 'cents'],
    ['金額（元）', 'major'],
    ['Amount', undefined],
    ['金額', undefined],
  ])('whole numbers under %s count %s', (heading, reading) => {
    expect(list(`Order,${heading}\nA-1,1280\n`).reading).toBe(reading);
  });

  test.each([...['Amount (HKD)', '金額（HKD）', 'Total HKD', 'Amount_hkd']])(
    '%s tells the currency of all amounts',
    (heading) => {
      expect(told(list(`Order,${heading}\nA-1,1.00\n`))).toEqual(['P A-1 1.00 HKD']);
    },
  );

  test('a column that --map names and the file has not is named', () => {
    expect(faultsOf(list('Order,Amount\nA-1,1.00\n', { amount: 'Paid' }))).toEqual([
      '1 header Order, Amount: has no column Paid, which --map names',
    ]);
  });

  test('two columns that could both be meant are for the person to choose from', () => {
    expect(faultsOf(list('Order No,Order ID,Amount\nA-1,7,1.00\n'))).toEqual([
      '1 header Order No, Order ID: can each be meant by out_trade_no',
    ]);
  });

  test.each([
    [
      'no header',
      'A-100001,12.80\nA-100002,5.00\n',
      '1 header A-100001, 12.80: is missing: this line looks like an order already, and nothing above it names the columns',
    ],
    [
      'other headings',
      'Day,Till,Clerk\nMonday,2,Wing\n',
      '1 header Day, Till, Clerk: must name a column of order numbers and one of amounts',
    ],
    ['nothing', '\n\n', 'file : is empty'],
    ['a header alone', 'Order,Amount\n', 'file : has no order below its header'],
  ])('%s is said', (_what, text, fault) => {
    expect(faultsOf(list(text))).toEqual([fault]);
  });
});

describe('digits that a spreadsheet has not kept', () => {
  test.each([
    ['2.02603E+25', 'was rounded by a spreadsheet: its digits are lost'],
    ['20260302180500000000000000', 'has nothing but zeros after 15 digits: a spreadsheet has rounded it'],
    ['1001.0', 'has decimals, which a spreadsheet has put there'],
  ])('%s in CSV, with every other bad cell of the list', (number, rule) => {
    expect(
      faultsOf(list(`Order,Amount,Currency\n${number},1.00,HKD\n,2.00,HKD\nA-3,x,dollars\nA-4,1.00,HKD\n`)),
    ).toEqual([
      `2 out_trade_no ${number}: ${rule}`,
      '3 out_trade_no : is missing: the line has an amount and no order',
      '4 amount x: must be an amount, such as 1280 or 1,280.50',
      "4 txcurrcd DOLLARS: must be a currency's code, such as HKD",
    ]);
  });

  test('in a workbook, by the name of the cell; digits as text are whole', async () => {
    const text = (value: string) => ({ text: value });
    const bytes = await writeWorkbook([
      {
        ...{ name: 'orders', titles: ['Note', 'Order', 'Amount'], totals: [] },
        rows: [
          [text(''), text('20260302180500020000000001'), { cents: '128050', txcurrcd: 'HKD' }],
          [text(''), { count: 2.026e25 }, { cents: '100', txcurrcd: 'HKD' }],
          [text(''), text('2.02611E+25'), { cents: '100', txcurrcd: 'HKD' }],
          [text(''), { count: 1001 }, { cents: '-1234567', txcurrcd: 'HKD' }],
        ],
      },
    ]);
    const found = await readWorkbook(bytes);
    const read = readShopList('table' in found ? found.table : { lines: [], faults: [], has_decimal_comma: false }, {});
    expect(told(read)).toEqual(['P 20260302180500020000000001 1280.5', 'R 1001 12345.67']);
    expect(read.faults).toMatchObject([
      {
        line: 3,
        field: 'out_trade_no',
        rule: expect.stringContaining('in cell B3 is a number of more than 15 digits'),
      },
      { line: 4, field: 'out_trade_no', value: '2.02611E+25', rule: expect.stringContaining('digits are lost') },
    ]);
  });
});

describe('files that are no list are named for what they are', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
  test.each([
    ['a PDF', bytes('%PDF-1.7\n'), 'it is a PDF'],
    ['an .xls', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'it is an old Excel workbook (.xls)'],
    ['a zip', bytes('PK\u0003\u0004', [20, 0], 'orders.csv'), 'it is a zip archive, which has no Excel workbook'],
    ['a web page', bytes('<html><table><tr><td>A-1'), 'it is a web page (HTML or XML), whatever its name says'],
    ['an HTML table with a doctype', bytes('\r\n<!DOCTYPE html>'), 'it is a web page'],
    [
      'GBK',
      bytes('order,name\nA-1,', [0xcd, 0xcb, 0xbf, 0xee, 0xb3, 0xc9, 0xb9, 0xa6]),
      'it looks like GBK or GB18030',
    ],
  ])('%s', (_what, content, rule) => {
    const decoded = decodeTable(content);
    expect('fault' in decoded && decoded.fault).toMatchObject({ field: 'file', rule: expect.stringContaining(rule) });
  });
});

function paid(out_trade_no: string, txamt: string, txcurrcd = 'HKD'): BookRecord {
  return {
    out_trade_no,
    txamt,
    txcurrcd,
    respcd: '0000',
    cancel: '0',
    order_type: 'payment',
    syssn: `S${out_trade_no}`,
  };
}

/** Ten orders of so much, of which the gateway has `agree` in the same way and the others with one more. */
function tenOrders(cell: string, txamt: string, agree: number) {
  const numbers = Array.from({ length: 10 }, (_, at) => `A-${at}`);
  const shop = list(`Order,Amount\n${numbers.map((number) => `${number},${cell}\n`).join('')}`);
  return { shop, gateway: numbers.map((number, at) => paid(number, at < agree ? txamt : `${txamt}1`)) };
}

describe('whole numbers without a unit are read as nine of ten orders agree', () => {
  test.each([
    ['cents', '1280', '1280', 9],
    ['major', '12', '1200', 9],
    ['cents', '1280', '1280', 10],
  ] as const)('%s', (reading, cell, txamt, agree) => {
    const { shop, gateway } = tenOrders(cell, txamt, agree);
    expect(agreedReading(shop, gateway)).toBe(reading);
    const { entries, faults } = entriesOf(shop, reading, gateway);
    expect([entries.map((entry) => entry.txamt), faults]).toEqual([Array.from({ length: 10 }, () => txamt), []]);
  });

  test.each([
    ['eight of ten', 8],
    ['none', 0],
  ])('%s settle nothing', (_what, agree) => {
    const { shop, gateway } = tenOrders('1280', '1280', agree);
    expect(agreedReading(shop, gateway)).toBeUndefined();
  });

  test('orders that the gateway has not do not count, and orders that were declined neither', () => {
    const { shop, gateway } = tenOrders('1280', '1280', 9);
    const declined = gateway.slice(1).map((record) => ({ ...record, respcd: '1201', txamt: '128000' }));
    expect(agreedReading(shop, [...gateway.slice(0, 1), ...declined])).toBe('cents');
    expect(agreedReading(shop, declined)).toBeUndefined();
  });

  test.each(['JPY', 'KRW'])('%s has no minor unit: both readings are one', (currency) => {
    const shop = list('Order,Amount\nA-1,1280\n');
    const gateway = [paid('A-1', '1280', currency)];
    expect(agreedReading(shop, gateway)).toBe('cents');
    expect(entriesOf(shop, 'major', gateway).entries).toMatchObject([{ txamt: '1280' }]);
    expect(entriesOf(list('Order,Amount\nA-1,1280.50\n'), 'major', gateway).faults).toMatchObject([
      { line: 2, value: '1280.50', rule: `has more decimals than ${currency}` },
    ]);
  });

  test('decimals under a heading of cents are refused', () => {
    const shop = list('Order,txamt\nA-1,12.80\n');
    expect(entriesOf(shop, agreedReading(shop, []) ?? 'major', []).faults).toMatchObject([
      { line: 2, field: 'amount', value: '12.80', rule: 'must be a whole number of cents' },
    ]);
  });
});
