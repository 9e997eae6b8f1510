import { widthOf } from './width.ts';
import { wrapText } from './wrap-text.ts';

const gap = 2;
const narrowest = 20;

/** Labels in one column, values in the next; long values wrap under themselves. */
export function renderRows(rows: readonly (readonly [string, string])[], width: number): string {
  const label_width = Math.max(0, ...rows.map(([label]) => widthOf(label)));
  return rows
    .map(([label, value]) => {
      const lead = label + ' '.repeat(label_width + gap - widthOf(label));
      return renderHanging(lead, value, width);
    })
    .join('\n');
}

/** A text that wraps under itself, behind what leads it, or beneath where that leaves no room. Its words stay whole. */
export function renderHanging(lead: string, text: string, width: number): string {
  const indent = ' '.repeat(widthOf(lead));
  const room = width - indent.length;
  if (room < narrowest && widthOf(text) > room) {
    return [lead.trimEnd(), ...wrapText(text, Math.max(narrowest, width - gap))].join(`\n${' '.repeat(gap)}`);
  }
  const [first = '', ...others] = wrapText(text, Math.max(narrowest, room));
  return [lead + first, ...others.map((line) => indent + line)].join('\n');
}
