import Table from 'cli-table3';
import type { Block } from '../report/report.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
const borderless = {
  ...none,
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** A table without lines, so that it can be read, grepped and copied. Widths of Chinese and emoji are right. */
export function renderTable({ columns, rows }: TableBlock): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
