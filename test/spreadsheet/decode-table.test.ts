import { describe, expect, test } from 'vitest';
import { decodeTable } from '../../src/spreadsheet/read-csv.ts';

const ascii = 'out_trade_no,txamt,note\r\nA-1,500,';
const bytes = (text: string, ...more: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(more)]);

/** 退款 in each encoding, by iconv. */
const gbk = [0xcd, 0xcb, 0xbf, 0xee];
const big5 = [0xb0, 0x68, 0xb4, 0xda];

describe('names what a file is written in that is not UTF-8', () => {
  test.each([
    ['UTF-16 LE with its mark', Buffer.from(`\uFEFF${ascii}`, 'utf16le'), 'UTF-16 LE'],
    ['UTF-16 LE without', Buffer.from(ascii, 'utf16le'), 'UTF-16 LE'],
    ['UTF-16 BE with its mark', Buffer.from(`\uFEFF${ascii}`, 'utf16le').swap16(), 'UTF-16 BE'],
    ['UTF-16 BE without', Buffer.from(ascii, 'utf16le').swap16(), 'UTF-16 BE'],
    ['GBK', bytes(ascii, ...gbk, ...gbk), 'GBK or GB18030'],
    ['Big5', bytes(ascii, ...big5, ...big5), 'Big5'],
    ['Windows-1252', bytes(ascii, 0x43, 0x61, 0x66, 0xe9, 0x0d, 0x0a), 'Windows-1252'],
  ])('%s', (_what, content, name) => {
    const decoded = decodeTable(content);
    expect('fault' in decoded && decoded.fault).toMatchObject({
      rule: expect.stringContaining(name),
      next: expect.stringContaining('UTF-8'),
    });
  });
});

test('reads UTF-8 with Chinese text, and drops its mark', () => {
  expect(decodeTable(Buffer.from('\uFEFF退款,txamt'))).toEqual({ text: '退款,txamt' });
});
