import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Terminal } from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { drawScreen } from '../../scripts/pictures/draw.ts';
import { outputsIn, plainText, refreshOutputs } from '../../scripts/pictures/plain-text.ts';
import { readScreen } from '../../scripts/pictures/read-screen.ts';
import { type Scene, scenes } from '../../scripts/pictures/scenes.ts';
import { recordScene } from '../support/record-scene.ts';
import { rerunBlocks } from '../support/rerun-blocks.ts';

const root = join(import.meta.dirname, '..', '..');
const pictures = join(root, 'docs', 'pictures');
const documents = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const pages = ['README.md', 'README.zh.md', 'README.zh-Hant.md', ...documents.map((name) => join('docs', name))];
const told = 'the tool prints something else by now. Look at it, and run: npm run pictures';

/** Each scene is run once, for its picture and for its text. */
const recorded = new Map<string, Promise<Terminal>>();
function recording(scene: Scene): Promise<Terminal> {
  const known = recorded.get(scene.name) ?? recordScene(scene);
  recorded.set(scene.name, known);
  return known;
}

describe.skipIf(process.platform !== 'linux')('as the built tool prints it now', () => {
  const pictured = scenes.filter(({ unpictured }) => !unpictured);

  test.each(pictured.map((scene) => [scene.name, scene] as const))('is the picture %s', async (name, scene) => {
    const svg = drawScreen(readScreen(await recording(scene)), scene);
    expect(Buffer.byteLength(svg)).toBeLessThan(40_000);
    await expect(svg, told).toMatchFileSnapshot(join(pictures, `${name}.svg`));
  });

  test('are all pictures that there are', () => {
    const names = pictured.map(({ name }) => `${name}.svg`);
    expect(readdirSync(pictures).filter((file) => !names.includes(file))).toEqual([]);
  });

  test.each(pages)('are the outputs in %s', async (page) => {
    const markdown = readFileSync(join(root, page), 'utf8');
    const outputs = new Map<string, string>();
    for (const scene of scenes.filter(({ name }) => outputsIn(markdown).includes(name)))
      outputs.set(scene.name, plainText(await recording(scene)));
    const locale = page.includes('.zh.') ? 'zh_CN.UTF-8' : 'C.UTF-8';
    const fresh = await rerunBlocks(refreshOutputs(markdown, outputs), locale);
    await expect(fresh, told).toMatchFileSnapshot(join(root, page));
  });
});
