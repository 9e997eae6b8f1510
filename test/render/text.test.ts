import { describe, expect, test } from 'vitest';
import type { Screen } from '../../src/context/terminal.ts';
import { renderText } from '../../src/render/text.ts';
import type { Block } from '../../src/report/report.ts';

const pipe: Screen = { is_tty: false, columns: 80, color: 0 };
const narrow: Screen = { is_tty: true, columns: 40, color: 0 };
const colourful: Screen = { is_tty: true, columns: 80, color: 1 };

const headline: Block = { kind: 'headline', tone: 'good', word: 'Paid', text: 'HKD 12.80' };

test('a headline says its tone as a word, without colour on a pipe', async () => {
  expect(await renderText([headline], pipe)).toBe('Paid  HKD 12.80\n');
});

test('a headline has its colour on a terminal that shows colours', async () => {
  expect(await renderText([headline], colourful)).toBe('\u001b[32mPaid\u001b[39m  HKD 12.80\n');
});

test('labels stand in one column', async () => {
  const rows: Block = {
    kind: 'rows',
    rows: [
      ['syssn', '1'],
      ['out_trade_no', '2'],
      ['金额', '3'],
    ],
  };
  expect(await renderText([rows], pipe)).toBe('syssn         1\nout_trade_no  2\n金额          3\n');
});

const long = 'one two three four five six seven eight nine ten';

test('a long value wraps under itself on a narrow terminal', async () => {
  const text = await renderText([{ kind: 'rows', rows: [['meaning', long]] }], narrow);
  expect(text).toBe('meaning  one two three four five six\n         seven eight nine ten\n');
});

test('a headline of its word alone wraps', async () => {
  const step: Block = { kind: 'headline', tone: 'plain', word: `2. ${long}`, text: '' };
  expect(await renderText([step], narrow)).toBe('2. one two three four five six seven\neight nine ten\n');
});

test('what an example does wraps as a comment, the command to copy where a shell joins it again', async () => {
  const examples: Block = { kind: 'examples', examples: [[`qfpay ${long}`, long]] };
  const comment = '  # one two three four five six seven\n  # eight nine ten\n';
  const command = '  $ qfpay one two three four five six \\\n        seven eight nine ten\n';
  expect(await renderText([examples], narrow)).toBe(`\n${comment}${command}\n`);
  expect(await renderText([examples], pipe)).toBe(`\n  # ${long}\n  $ qfpay ${long}\n\n`);
});

test('a long value stands beneath its label where there is no room beside it', async () => {
  const rows: Block = {
    kind: 'rows',
    rows: [
      ['a label of more than twenty', long],
      ['b', 'short'],
    ],
  };
  const [beneath, short] = ['a label of more than twenty', `b${' '.repeat(28)}short`];
  const wrapped = '  one two three four five six seven\n  eight nine ten';
  expect(await renderText([rows], { ...narrow, columns: 37 })).toBe(`${beneath}\n${wrapped}\n${short}\n`);
});

test('nothing is wrapped in a pipe', async () => {
  expect(await renderText([{ kind: 'rows', rows: [['meaning', long]] }], pipe)).toBe(`meaning  ${long}\n`);
});

test('a table aligns amounts to the right and Chinese by its width', async () => {
  const table: Block = {
    kind: 'table',
    columns: [{ title: 'wallet' }, { title: 'amount', align: 'right' }, { title: 'state' }],
    rows: [
      ['支付宝', '12.80', 'paid'],
      ['PayMe', '1.00', 'pending'],
    ],
  };
  expect(await renderText([table], pipe)).toMatchInlineSnapshot(`
    "wallet  amount  state
    支付宝   12.80  paid
    PayMe     1.00  pending
    "
  `);
});

test('a text block is printed as it is', async () => {
  expect(await renderText([{ kind: 'text', text: 'ABC  DEF' }], narrow)).toBe('ABC  DEF\n');
});

describe('what others wrote does not steer a terminal or make a line of its own:', () => {
  const nasty = 'Tea\u001b[2J\u009b31m\r\nPaid\u202e';
  const shown = 'Tea\\u001b[2J\\u009b31m\\r\\nPaid\\u202e';

  test.each<[string, Block, string]>([
    ['a headline', { kind: 'headline', tone: 'bad', word: 'Declined', text: nasty }, `Declined  ${shown}\n`],
    ['a hint', { kind: 'hint', text: nasty }, `→ ${shown}\n`],
    ['a row', { kind: 'rows', rows: [['goods_name', nasty]] }, `goods_name  ${shown}\n`],
    ['the label of a row', { kind: 'rows', rows: [[nasty, 'x']] }, `${shown}  x\n`],
    ['a table', { kind: 'table', columns: [{ title: 'name' }], rows: [[nasty]] }, `name\n${shown}\n`],
  ])('%s', async (_what, block, expected) => {
    expect(await renderText([block], pipe)).toBe(expected);
    const terminal = { is_tty: true, columns: 200, color: 0 } as const;
    expect(await renderText([block], terminal)).toBe(expected);
  });

  test('a text block on a terminal, where its own lines stay', async () => {
    const block: Block = { kind: 'text', text: 'a,b\n\u001b[2Jtea\r,2' };
    expect(await renderText([block], narrow)).toBe('a,b\n\\u001b[2Jtea\\r,2\n');
    expect(await renderText([block], pipe)).toBe(`${block.text}\n`);
  });
});
