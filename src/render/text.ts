import type { Screen } from '../context/terminal.ts';
import { visible } from '../language/terminal-text.ts';
import type { Block, Example, Tone } from '../report/report.ts';

/**
 * Blocks as text for a screen. Libraries for colour, width and tables are loaded for the blocks that need them. Much of it was
 * written by others, the gateway or a payer: nothing in it steers a terminal or makes a line of its own.
 */
export async function renderText(blocks: readonly Block[], screen: Screen): Promise<string> {
  let text = '';
  // Plain text waits for nothing: a server's log is made of it.
  for (const block of blocks) {
    text += `${block.kind === 'text' ? plain(block.text, screen) : await renderBlock(block, screen)}\n`;
  }
  return text;
}

async function renderBlock(block: Exclude<Block, { kind: 'text' }>, screen: Screen): Promise<string> {
  switch (block.kind) {
    case 'headline':
      return renderHeadline(block, screen);
    case 'hint':
      return hanging('→ ', visible(block.text), screen);
    case 'examples':
      return renderExamples(block.examples, screen);
    case 'rows':
      return (await import('./wrap-text.ts')).renderRows(block.rows.map(visiblePair), lineWidth(screen));
    case 'aligned':
      return (await import('./aligned.ts')).renderAligned(block.lines, screen);
    case 'table':
      return (await import('./table.ts')).renderTable(block, lineWidth(screen));
  }
}

async function renderHeadline(block: Extract<Block, { kind: 'headline' }>, screen: Screen): Promise<string> {
  const { word, tone, text, label = '' } = block;
  if (text === '') return toned((await linesOf(word, lineWidth(screen))).join('\n'), tone, screen);
  const said = await hanging(`${word}  ${label}`, visible(text), screen);
  return `${await toned(word, tone, screen)}${said.slice(word.length)}`.trimEnd();
}

async function renderExamples(examples: readonly Example[], screen: Screen): Promise<string> {
  const { exampleLines } = await import('./wrap-text.ts');
  const wrapped = await Promise.all(examples.map(([, does]) => linesOf(does, lineWidth(screen) - 4)));
  const lines = examples.map(([line], at) => [line, wrapped[at] ?? []] as const);
  return `\n${exampleLines(lines, lineWidth(screen))}`;
}

async function linesOf(text: string, width: number): Promise<string[]> {
  if (text.length * 2 <= width) return [text];
  return (await import('./wrap-text.ts')).wrapText(text, width);
}

async function hanging(lead: string, text: string, screen: Screen): Promise<string> {
  const width = lineWidth(screen);
  if ((lead.length + text.length) * 2 <= width || !Number.isFinite(width)) return lead + text;
  return (await import('./wrap-text.ts')).renderHanging(lead, text, width);
}

/** CSV and commands are for programs: a pipe gets them as they are. */
function plain(text: string, { is_tty }: Screen): string {
  return is_tty ? text.split('\n').map(visible).join('\n') : text;
}

function visiblePair([label, value]: readonly [string, string]): readonly [string, string] {
  return [visible(label), visible(value)];
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
