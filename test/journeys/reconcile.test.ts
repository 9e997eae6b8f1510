import { expect, test } from 'vitest';
import { readWorkbook } from '../../src/spreadsheet/read-workbook.ts';
import { writeWorkbook } from '../../src/spreadsheet/write-workbook.ts';
import { type Fate, type Machine, machine } from './machine.ts';

const cpm = (number: string, txamt: number) =>
  `pay --pay-type wechat-cpm --auth-code 130000000000000001 --txamt ${txamt} --out-trade-no ${number}`;

/** As if another machine had sent what was sent before. */
function forget(shop: Machine): void {
  for (const path of [...shop.files.entries.keys()].filter((each) => each.includes('history'))) shop.files.remove(path);
}

/** The gateway has two payments under one number, as when two tills made it at once. */
const twice: Fate = async (request, reach) => {
  const response = await reach();
  const text = Buffer.from(response.body).toString('utf8');
  return request.url.includes('/query')
    ? { ...response, body: Buffer.from(text.replaceAll('TWICE-2', 'TWICE-1')) }
    : response;
};

interface FoundDifference {
  readonly kind: string;
  readonly out_trade_no: string;
  readonly syssn?: string;
  readonly shop?: { readonly txamt: string };
  readonly gateway?: { readonly txamt: string; readonly outcome: string };
  readonly what_to_do: string;
}

/** A day with each of the nine differences in it, in the books of the emulator. */
async function dayOfDifferences(): Promise<Machine> {
  const shop = machine();
  const lines = [cpm('SAME-1', 1280), cpm('EXTRA-1', 300), cpm('AMOUNT-1', 1280), cpm('MONEY-1', 500)];
  lines.push(cpm('UNPAID-1', 700), cpm('TWICE-1', 900905), cpm('GIVEN-1', 900), cpm('BACK-1', 800));
  lines.push(
    'refund GIVEN-1 --txamt 300',
    'refund GIVEN-1 --txamt 300 --refund-no SECOND1',
    'refund BACK-1 --txamt 800',
  );
  for (const line of lines) expect((await shop.run(line)).exit_code, line).toBe(0);
  forget(shop);
  expect((await shop.run(cpm('TWICE-2', 900905))).exit_code).toBe(0);
  expect((await shop.run('pay --pay-type wechat-mpm --txamt 600 --out-trade-no OPEN-1')).exit_code).toBe(0);
  const list = [
    ...['訂單編號,金額,貨幣,狀態,類型', 'SAME-1,12.80,HKD,paid,', 'GONE-1,4.00,HKD,paid,', 'AMOUNT-1,12.90,HKD,paid,'],
    ...[
      'MONEY-1,5.00,CNY,paid,',
      'UNPAID-1,7.00,HKD,cancelled,',
      'TWICE-1,9009.05,HKD,paid,',
      'GIVEN-1,9.00,HKD,paid,',
    ],
    ...['GIVEN-1,3.00,HKD,,refund', 'BACK-1,8.00,HKD,paid,', 'OPEN-1,6.00,HKD,paid,'],
  ];
  shop.files.write('/shop/list.csv', `${list.join('\n')}\n`);
  return shop;
}

test('a day with all nine differences: each is told once, with what both sides say, and the sums add up', async () => {
  const shop = await dayOfDifferences();
  const before = [...shop.files.entries.keys()].sort();
  const { exit_code, document, err, calls } = await shop.run('reconcile /shop/list.csv --day today', twice);
  const differences = document['differences'] as FoundDifference[];
  const told = differences.map(({ kind, out_trade_no, shop: list, gateway }) =>
    [kind, out_trade_no, list?.txamt, gateway?.txamt, gateway?.outcome].map((each) => each ?? '-').join(' '),
  );
  expect(told.map((each) => each.replace(/ (RF\w+|SECOND1) /, ' R ')).sort()).toEqual([
    'amount AMOUNT-1 1290 1280 paid',
    'currency MONEY-1 500 500 paid',
    'missing_at_gateway GONE-1 400 - -',
    'missing_in_shop EXTRA-1 - 300 paid',
    'outcome UNPAID-1 700 700 paid',
    'paid_twice TWICE-1 - 900905 paid',
    'pending OPEN-1 600 600 pending',
    'refund_unknown R - 800 refunded',
    'refunded_twice R - 300 refunded',
  ]);
  expect(differences.every(({ what_to_do }) => what_to_do !== '')).toBe(true);
  expect([exit_code, (document['error'] as { code: string }).code]).toEqual([4, 'differences']);
  for (const { shop: list, gateway, by_kind } of document['totals'] as {
    shop: string;
    gateway: string;
    by_kind: Record<string, string>;
  }[])
    expect(Object.values(by_kind).reduce((sum, cents) => sum + Number(cents), 0)).toBe(Number(list) - Number(gateway));
  expect(err).toMatch(/about \d+ requests?, about/);
  // It asks, and does nothing else.
  expect(new Set(calls)).toEqual(new Set(['query']));
  expect([...shop.files.entries.keys()].sort()).toEqual(before);
});

test('--refund-csv has what was paid twice and nothing else, replaces no file, and is what refund-batch takes', async () => {
  const shop = await dayOfDifferences();
  const { document } = await shop.run('reconcile /shop/list.csv --day today --refund-csv /shop/twice.csv', twice);
  const [second] = (document['differences'] as FoundDifference[]).filter(({ kind }) => kind === 'paid_twice');
  const written = Buffer.from(shop.files.read('/shop/twice.csv') ?? []).toString('utf8');
  expect(written).toBe(`syssn,out_trade_no,txamt\n${second?.syssn},TWICE-1,900905\n`);
  expect(document['refund_csv']).toEqual({
    ...{ file: '/shop/twice.csv', rows: 1, totals: [{ txcurrcd: 'HKD', txamt: '900905' }] },
  });
  const again = await shop.run('reconcile /shop/list.csv --day today --refund-csv /shop/twice.csv', twice);
  expect([again.exit_code, again.calls]).toEqual([2, []]);
  expect(again.document['error']).toMatchObject({ details: [{ field: 'refund_csv', value: '/shop/twice.csv' }] });
  const batch = await shop.run('refund-batch /shop/twice.csv');
  expect(batch.document).toMatchObject({ batch: { rows: 1, refunded: 1 }, rows: [{ orig_syssn: second?.syssn }] });
  // Its journal stands beside the list: the refund is known, and is a note.
  const last = await shop.run('reconcile /shop/list.csv --day today', twice);
  expect(last.err).toContain('the refunds of /shop/twice.csv.journal.ndjson count as known');
  const numbers = (batch.document['rows'] as { refund_no: string }[]).map(({ refund_no }) => refund_no);
  expect((last.document['notes'] as { journal: unknown }[]).map(({ journal }) => journal)).toMatchObject(
    numbers.map((refund_no) => ({ refund_no, source: 'journal' })),
  );
});

const text = (value: string) => ({ text: value });

test('a workbook: its first sheet or --sheet; --xlsx has the differences as text and numbers', async () => {
  const shop = machine();
  await shop.run(cpm('20261130000000000000000001', 1280));
  const cents = (amount: string) => ({ cents: amount, txcurrcd: 'HKD' });
  const titles = ['訂單編號', '金額'];
  const workbook = await writeWorkbook([
    { name: '五月', titles, rows: [[text('OLD-1'), cents('150')]], totals: [] },
    { name: '三月', titles, rows: [[text('20261130000000000000000001'), cents('1290')]], totals: [] },
  ]);
  shop.files.write('/shop/list.xlsx', workbook);
  const first = await shop.run('reconcile /shop/list.xlsx --day today');
  expect(first.document).toMatchObject({
    differences: [{ kind: 'missing_in_shop' }, { kind: 'missing_at_gateway', out_trade_no: 'OLD-1' }],
  });
  const { document } = await shop.run('reconcile /shop/list.xlsx --day today --sheet 三月 --xlsx /shop/found.xlsx');
  expect(document).toMatchObject({
    differences: [{ kind: 'amount', shop: { txamt: '1290' }, gateway: { txamt: '1280' } }],
  });
  const found = await readWorkbook(shop.files.read('/shop/found.xlsx') ?? new Uint8Array());
  const lines = 'table' in found ? found.table.lines.map(({ values }) => values) : [];
  expect(lines[1]?.slice(1, 2)).toEqual(['20261130000000000000000001']);
  expect(lines[1]?.slice(4, 7)).toEqual(['12.9', '12.8', 'HKD']);
  const missing = await shop.run('reconcile /shop/list.xlsx --day today --sheet June');
  expect([missing.exit_code, missing.calls]).toEqual([2, []]);
  expect(missing.document['error']).toMatchObject({ details: [{ field: 'sheet', value: 'June' }] });
});

test('refund-batch takes a workbook, its first sheet or --sheet, and refuses a number that lost its digits', async () => {
  const shop = machine();
  await shop.run(cpm('A-1', 1280));
  const sheet = (name: string, number: { text: string } | { count: number }) => ({
    ...{ name, titles: ['out_trade_no', 'amount'], totals: [] },
    rows: [[number, { cents: '300', txcurrcd: 'HKD' }]],
  });
  const workbook = await writeWorkbook([sheet('first', { count: 2.02611e25 }), sheet('returns', text('A-1'))]);
  shop.files.write('/shop/returns.xlsx', workbook);
  const before = shop.files.entries.size;
  const refused = await shop.run('refund-batch /shop/returns.xlsx');
  expect([refused.exit_code, refused.calls]).toEqual([2, []]);
  expect(refused.document['error']).toMatchObject({
    details: [{ line: 2, field: 'out_trade_no', rule: expect.stringContaining('in cell A2') as string }],
  });
  // Nothing is written half: no journal, no results.
  expect(shop.files.entries.size).toBe(before);
  const { document } = await shop.run('refund-batch /shop/returns.xlsx --sheet returns --xlsx /shop/done.xlsx');
  expect(document).toMatchObject({ batch: { refunded: 1 }, rows: [{ orig_out_trade_no: 'A-1', txamt: '300' }] });
  expect(shop.files.read('/shop/done.xlsx')?.length).toBeGreaterThan(1000);
});

test.each([
  ['a preamble', 'Returns of May\n\nout_trade_no,amount\nA-1,1.00\n', 'it stands in line 3'],
  ['no header', '20260302180500020000000001,1.00\n', 'the first line looks like a refund already'],
  ['a PDF', '%PDF-1.7\n', 'it is a PDF'],
  ['a zip', 'PK\u0003\u0004orders.csv', 'it is a zip archive'],
])('refund-batch refuses %s by its name, before anything is asked', async (_what, content, rule) => {
  const shop = machine();
  shop.files.write('/shop/returns.csv', Buffer.from(content, 'latin1'));
  const { exit_code, document, calls } = await shop.run('refund-batch /shop/returns.csv');
  expect([exit_code, calls]).toEqual([2, []]);
  expect(JSON.stringify(document['error'])).toContain(rule);
});

/** 订单号,金额 as an old Excel of the mainland writes it, with one order. */
const gbk = Buffer.concat([
  Buffer.from([0xb6, 0xa9, 0xb5, 0xa5, 0xba, 0xc5, 0x2c, 0xbd, 0xf0, 0xb6, 0xee]),
  Buffer.from('\nA-1,12.80\n'),
]);

test.each([
  [
    'an old workbook',
    Buffer.from('\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1', 'latin1'),
    'an old Excel workbook (.xls)',
  ],
  ['GBK', gbk, 'it looks like GBK or GB18030'],
  ['a PDF', Buffer.from('%PDF-1.7\n'), 'it is a PDF'],
  ['a zip', Buffer.from('PK\u0003\u0004orders.csv', 'latin1'), 'it is a zip archive'],
])(
  '%s is named for what it is by both commands that take lists, before anything is asked',
  async (_what, content, rule) => {
    const shop = machine();
    shop.files.write('/shop/list.csv', content);
    for (const line of ['reconcile /shop/list.csv --day today', 'refund-batch /shop/list.csv']) {
      const { exit_code, document, calls } = await shop.run(line);
      expect([exit_code, calls], line).toEqual([2, []]);
      expect(JSON.stringify(document['error']), line).toContain(rule);
      expect(JSON.stringify(document['error']), line).toContain('/shop/list.csv');
    }
  },
);

test('how long the books take is said as a range, for nobody knows how full the days beside the list are', async () => {
  const shop = machine();
  await shop.run(cpm('A-0', 1280));
  shop.advance(3 * 86_400);
  const rows = Array.from({ length: 2000 }, (_, at) => `A-${at},12.80`);
  shop.files.write('/shop/list.csv', ['Order,Amount', ...rows, ''].join('\n'));
  const { err } = await shop.run('reconcile /shop/list.csv --day 2026-03-02');
  // 20 full pages and one that has less; thrice as many records at most.
  expect(err).toContain('about 21 to 61 requests, about 7 s, or about 19 s where the days beside them have as many');
});

test('the results of a batch are a list that it takes: nothing is given back a second time', async () => {
  const shop = machine();
  await shop.run(cpm('A-1', 1280));
  shop.files.write('/shop/returns.csv', 'out_trade_no,amount\nA-1,3.00\n');
  const first = await shop.run('refund-batch /shop/returns.csv');
  expect(first.document).toMatchObject({ batch: { refunded: 1, repeated: 0 } });
  const { results } = first.document['batch'] as { results: string };
  const again = await shop.run(`refund-batch ${results}`);
  expect([again.exit_code, again.document]).toMatchObject([0, { batch: { rows: 1, refunded: 0, repeated: 1 } }]);
  const number = ({ document }: typeof again) => (document['rows'] as { refund_no: string }[])[0]?.refund_no;
  expect(number(again)).toBe(number(first));
  const { document } = await shop.run('report --day today');
  expect(document['totals']).toMatchObject([{ refunded: '300', refunded_count: 1 }]);
});

test.each(['en', 'zh-Hant', 'zh-Hans'])(
  'what query exports in %s is a list that agrees with the same books',
  async (lang) => {
    const shop = machine();
    for (const line of [
      cpm('A-1', 1280),
      cpm('A-2', 900),
      'refund A-2 --txamt 300',
      cpm('A-3', 500),
      'refund A-3 --full',
    ])
      expect((await shop.run(line)).exit_code, line).toBe(0);
    await shop.run('pay --pay-type wechat-mpm --txamt 600 --out-trade-no OPEN-1');
    await shop.run('close OPEN-1');
    await shop.run(`query --day today --xlsx /shop/books.xlsx --lang ${lang}`);
    forget(shop);
    const { exit_code, document, err } = await shop.run('reconcile /shop/books.xlsx --day today');
    expect([exit_code, document['differences'], document['matched']], err).toEqual([0, [], 6]);
  },
);

test.each([
  ['a preamble is read past', 'Shop\nOrders of March\nOrder,Amount\nA-1,12.80\n', ['A-1']],
  [
    'marks for spreadsheets are taken off, and equal rows then told',
    'Order,Amount\n`A-1,12.80\n="A-1",12.80\n',
    ['A-1'],
  ],
  ['a total at the end is no order', 'Order,Amount\nA-1,12.80\nTotal,12.80\n', ['A-1']],
  ['semicolons', 'Order;Amount\nA-1;12,80\n', ['A-1']],
  ['tabs', 'Order\tAmount\nA-1\t12.80\n', ['A-1']],
])('reconcile: %s', async (_what, content) => {
  const shop = machine();
  await shop.run(cpm('A-1', 1280));
  shop.files.write('/shop/list.csv', content);
  const { exit_code, document, err } = await shop.run('reconcile /shop/list.csv --day today', twice);
  expect([exit_code, document['matched']], err).toEqual([0, 1]);
  expect(err).toMatch(/note: /);
});
