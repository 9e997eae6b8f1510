import { stripVTControlCharacters } from 'node:util';
import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { drawScreen } from '../../scripts/pictures/draw.ts';
import { paletteColour, theme } from '../../scripts/pictures/palette.ts';
import { plainText, refreshOutputs } from '../../scripts/pictures/plain-text.ts';
import { readScreen } from '../../scripts/pictures/read-screen.ts';
import { renderQr } from '../../src/render/qr.ts';

const caption = { title: 'A < B & C', description: 'what is seen', lang: 'en' };

function terminalThatShows(text: string, cols = 40): Promise<xterm.Terminal> {
  const terminal = new xterm.Terminal({ cols, rows: 5, scrollback: 100, allowProposedApi: true });
  return new Promise((resolve) => terminal.write(text.replaceAll('\n', '\r\n'), () => resolve(terminal)));
}

async function draw(text: string): Promise<string> {
  return drawScreen(readScreen(await terminalThatShows(text)), caption);
}

/** Whether a point lies in the path of that colour; each part of a path is a rectangle. */
function isFilled(svg: string, colour: string, x: number, y: number): boolean {
  const [, path = ''] = new RegExp(`<path fill="${colour}"[^>]* d="([^"]*)"`).exec(svg) ?? [];
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)].some((part) => {
    const [left = 0, top = 0, width = 0, height = 0] = part.slice(1).map(Number);
    return x >= left && x < left + width && y >= top && y < top + height;
  });
}

describe('a picture', () => {
  test('writes text in its cells, 8 wide and 16 high, and Chinese in two of them', async () => {
    const svg = await draw('code  奶茶 x');
    expect(svg).toContain('<text x="16" y="44" textLength="32">code</text>');
    expect(svg).toContain('<text x="64" y="44" textLength="32" font-size="15">奶茶</text>');
    expect(svg).toContain('<text x="104" y="44">x</text>');
  });

  test('keeps colour, weight and what stands for markup', async () => {
    const svg = await draw('\u001b[31mFAIL\u001b[39m \u001b[1m<key>\u001b[22m & \u001b[38;2;1;2;255mblue\u001b[39m');
    expect(svg).toContain(`fill="${paletteColour(1)}">FAIL</text>`);
    expect(svg).toContain('font-weight="bold">&lt;key&gt;</text>');
    expect(svg).toContain('fill="#0102ff">blue</text>');
    expect(svg).toContain('<title id="t">A &lt; B &amp; C</title>');
  });

  test('turns inverse video round', async () => {
    const svg = await draw('\u001b[7mon\u001b[27m');
    expect(svg).toContain(`fill="${theme.background}">on</text>`);
    expect(isFilled(svg, theme.text, 16, 32)).toBe(true);
  });

  test('draws a QR code module by module, as it was printed', async () => {
    const drawing = await renderQr('https://qr.example/1', { columns: 40, color: 2 });
    const printed = 'drawn' in drawing ? drawing.drawn : '';
    const svg = await draw(printed);
    const lines = stripVTControlCharacters(printed).trimEnd().split('\n');
    for (const [row, line] of lines.entries())
      for (const [column, block] of [...line].entries())
        for (const half of [0, 1]) {
          const place = [16 + 8 * column, 32 + 16 * row + 8 * half] as const;
          const is_dark = (half === 0 ? '█▀' : '█▄').includes(block);
          expect([isFilled(svg, '#000000', ...place), isFilled(svg, '#ffffff', ...place)]).toEqual([is_dark, !is_dark]);
        }
  });

  test('has no script and asks for nothing', async () => {
    expect(await draw('x')).not.toMatch(/<script|href|url\(|@import|\son\w+=/);
  });

  test.each(['en', 'zh-Hant'])('says its language: %s', async (lang) => {
    expect(drawScreen(readScreen(await terminalThatShows('x')), { ...caption, lang })).toContain(` lang="${lang}"`);
  });
});

test('every named colour but black can be read on the background', () => {
  for (let index = 1; index < 16; index++)
    expect(contrast(paletteColour(index), theme.background), `colour ${index}`).toBeGreaterThan(4.5);
});

/** WCAG's ratio. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const part = Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe('the text of a screen', () => {
  test('has lines whole that the width broke, and no QR code', async () => {
    const terminal = await terminalThatShows(`${'long '.repeat(12)}end\n █▀▀█ \n █▄▄█ \nPAID`);
    expect(plainText(terminal)).toBe(`${'long '.repeat(12)}end\nPAID`);
  });

  test('takes the place of the old one in Markdown, and of no other', () => {
    const block = (text: string) => `\`\`\`console\n${text}\`\`\`\n`;
    const page = (text: string) => `<!-- output: a -->\n${block(text)}between\n${block('other\n')}`;
    const outputs = new Map([['a', '$ new $& 1']]);
    expect(refreshOutputs(page('$ old\nlines\n'), outputs)).toBe(page('$ new $& 1\n'));
    expect(refreshOutputs(page(''), outputs)).toBe(page('$ new $& 1\n'));
  });
});
