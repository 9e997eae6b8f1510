import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { argumentsIn, commandsIn } from '../scripts/pictures/shell-line.ts';
import { parseCommandLine } from '../src/cli/program.ts';
import { shardJournals } from '../src/refund-list/shards.ts';
import { endedOtherwise, unmarkedBlocks } from './support/rerun-blocks.ts';

const root = join(import.meta.dirname, '..');
const pages = [
  'README.md',
  'README.zh.md',
  'README.zh-Hant.md',
  'SKILL.md',
  'AGENTS.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** What stands in the fences of a language, one text each. */
function fenced(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

function prose(markdown: string): string {
  return markdown.replaceAll(/^```\w+\n[\s\S]*?^```$/gm, '');
}

function headings(markdown: string): string[] {
  return prose(markdown).match(/^#+ .*$/gm) ?? [];
}

/** The name that a page on a repository's host gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

describe.each(pages)('%s', (page) => {
  const links = [...prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);

  test('has no link that leads nowhere', () => {
    const dead = links.filter((link) => !/^https:/.test(link) && !isThere(page, link));
    expect(dead).toEqual([]);
  });

  test('shows no picture without saying what is on it', () => {
    const silent = read(page).match(/!\[\s*\]|<img(?![^>]*alt=)/g) ?? [];
    expect(silent).toEqual([]);
  });
});

function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || headings(read(target)).map(anchorOf).includes(anchor);
}

test.each(pages)('every block of %s is run by a test, or says why none runs it', (page) => {
  expect(unmarkedBlocks(read(page))).toEqual([]);
});

test.each(pages)('what %s says to type can be typed, in its order, and ends as it says', async (page) => {
  expect(await endedOtherwise(read(page))).toEqual([]);
});

describe.each(['README.zh.md', 'README.zh-Hant.md'])('%s', (page) => {
  const [english, chinese] = [read('README.md'), read(page)];

  test.each(['sh', 'console'])('has the commands of the English one in the same order: %s', (language) => {
    const typed = (markdown: string) => fenced(markdown, language).flatMap(commandsIn);
    expect(typed(chinese)).toEqual(typed(english));
  });

  test('has the sections, tables and points of the English one', () => {
    const shape = (markdown: string) => prose(markdown).match(/^(#+ |- |\| (`\w+`|\d+)|!\[|<details>)/gm) ?? [];
    expect(shape(chinese)).toEqual(shape(english));
  });

  test('has its program, but for the comments', () => {
    const code = (markdown: string) => fenced(markdown, 'js').map((text) => text.replaceAll(/ *\/\/.*$/gm, ''));
    expect(code(chinese)).toEqual(code(english));
  });

  test('leads to the same pages', () => {
    const links = (markdown: string) =>
      [...markdown.matchAll(/\]\((docs\/[^)]*\.md[^)]*)\)/g)].map(([, target]) => target);
    expect(links(chinese)).toEqual(links(english));
  });
});

test.each(pages)('every command in %s is one that the tool understands', async (page) => {
  const shown = ['sh', 'console'].flatMap((language) => fenced(read(page), language)).flatMap(commandsIn);
  for (const line of shown.filter((command) => /(^| )qfpay /.test(command)))
    await expect(parseCommandLine(argumentsIn(line), { out: () => {}, columns: 80 }), line).resolves.toBeDefined();
});

test('no sample of a page runs what a registry calls qfpay, and those with a key of prod pin what they use', () => {
  for (const page of pages) {
    const samples = [...read(page).matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    for (const sample of samples) expect(sample, page).not.toMatch(/npx\W+--yes|npm (?:i|install) (?:-\S+ )*qfpay\b/);
    for (const sample of samples.filter((text) => /secrets\./.test(text))) {
      const used = sample.match(/uses: .*/g) ?? [];
      for (const each of used) expect(each, page).toMatch(/^uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      expect(sample, page).not.toContain('npx');
    }
  }
});

test('the workflow of docs/limits.md has each of three shards refund its part, and all three journals merged', async () => {
  const [workflow = ''] = fenced(read('docs/limits.md'), 'yaml');
  const shards: readonly number[] = JSON.parse(workflow.match(/shard: (\[.*\])/)?.[1] ?? '[]');
  expect(shards).toEqual([1, 2, 3]);
  const [refund = '', merge = ''] = [...workflow.matchAll(/^ +(?:run: )?qfpay (.*(?:\n {10}--.*)*)/gm)].map(
    ([, command = '']) => command.replaceAll(/\s+/g, ' ').replaceAll('"', "'"),
  );
  const kept = workflow.match(/path: (.*)/)?.[1]?.split('*') ?? [];
  for (const shard of shards) {
    const words = argumentsIn(`qfpay ${refund.replace(/\$\{\{ matrix\.shard \}\}/, String(shard))}`);
    const invocation = await parseCommandLine(words, { out: () => {}, columns: 80 });
    expect(invocation).toMatchObject({ name: 'refund-batch', options: { shard: `${shard}/${shards.length}` } });
    const journal = `returns.csv.${shard}-of-${shards.length}.journal.ndjson`;
    expect([journal.startsWith(kept[0] ?? '?'), journal.endsWith(kept[1] ?? '?')]).toEqual([true, true]);
    expect(shardJournals('returns.csv', [journal])).toHaveLength(1);
  }
  const merging = await parseCommandLine(argumentsIn(`qfpay ${merge}`), { out: () => {}, columns: 80 });
  expect(merging).toMatchObject({ name: 'refund-batch', args: ['returns.csv'], options: { merge_results: true } });
});
