import type { Screen } from '../context.ts';
import type { Block, Tone } from '../report/report.ts';

/** Blocks as text for a screen. Libraries for colour, width and tables are loaded for the blocks that need them. */
export async function renderText(blocks: readonly Block[], screen: Screen): Promise<string> {
  const parts: string[] = [];
  for (const block of blocks) parts.push(await renderBlock(block, screen));
  return parts.map((part) => `${part}\n`).join('');
}

async function renderBlock(block: Block, screen: Screen): Promise<string> {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'headline':
      return `${await toned(block.word, block.tone, screen)}  ${block.text}`.trimEnd();
    case 'hint':
      return `→ ${block.text}`;
    case 'rows':
      return (await import('./rows.ts')).renderRows(block.rows, lineWidth(screen));
    case 'table':
      return (await import('./table.ts')).renderTable(block);
  }
}

/** A pipe has no width: what is read by a program is never wrapped. */
function lineWidth({ is_tty, columns }: Screen): number {
  return is_tty ? columns : Number.POSITIVE_INFINITY;
}

const colours = { good: 'green', wait: 'yellow', bad: 'red', plain: 'bold' } as const satisfies Record<Tone, string>;

async function toned(word: string, tone: Tone, { color }: Screen): Promise<string> {
  if (color === 0) return word;
  const { Chalk } = await import('chalk');
  return new Chalk({ level: color })[colours[tone]](word);
}
