import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

const gap = 2;
const narrowest = 20;

/** Labels in one column, values in the next; long values wrap under themselves. */
export function renderRows(rows: readonly (readonly [string, string])[], width: number): string {
  const label_width = Math.max(0, ...rows.map(([label]) => stringWidth(label)));
  const indent = ' '.repeat(label_width + gap);
  return rows
    .map(([label, value]) => {
      const room = Math.max(narrowest, width - indent.length);
      const lines = (Number.isFinite(room) ? wrapAnsi(value, room, { hard: false, trim: true }) : value).split('\n');
      const padded = label + ' '.repeat(indent.length - stringWidth(label));
      return [padded + (lines[0] ?? ''), ...lines.slice(1).map((line) => indent + line)].join('\n');
    })
    .join('\n');
}
