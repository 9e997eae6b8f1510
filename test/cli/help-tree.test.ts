import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { commands } from '../../src/commands/index.ts';
import { testContext } from '../support/context.ts';

interface FlagTree {
  readonly name: string;
  readonly flag: string;
  readonly type: string;
  readonly repeats: boolean;
  readonly default?: string;
  readonly values?: readonly string[];
}

interface CommandTree {
  readonly name: string;
  readonly flags: readonly FlagTree[];
  readonly rules: readonly string[];
  readonly exits: readonly { readonly code: number }[];
  readonly examples: readonly { readonly command: string }[];
  readonly arguments: readonly object[];
}

interface HelpTree {
  readonly text: string;
  readonly commands: readonly CommandTree[];
  readonly global_flags: readonly FlagTree[];
}

async function helpOf(...argv: string[]): Promise<HelpTree & CommandTree> {
  const context = testContext();
  expect(await main([...argv, '--json'], () => context)).toBe(0);
  expect(context.written.err).toBe('');
  return JSON.parse(context.written.out) as HelpTree & CommandTree;
}

test.each([[['help']], [['--help']]])('%j --json is the whole tree, in the order of help', async (argv) => {
  const tree = await helpOf(...argv);
  expect(tree.commands.map(({ name }) => name)).toEqual(commands.map(({ name }) => name));
  expect(tree.text).toContain('Set up:');
  expect(tree.global_flags.find(({ name }) => name === 'env')).toMatchObject({
    flag: '--env',
    default: 'sandbox',
    values: ['prod', 'test', 'sandbox', 'local'],
  });
});

test.each([[['help', 'pay']], [['pay', '--help']]])('%j --json is that command alone', async (argv) => {
  const tree = await helpOf(...argv);
  expect(tree).toMatchObject({ command: 'help', topic: 'pay', name: 'pay' });
  expect(tree.commands).toBeUndefined();
  const flags = Object.fromEntries(tree.flags.map((flag) => [flag.name, flag]));
  expect(flags).toMatchObject({
    txamt: { flag: '--txamt', type: 'integer', repeats: false },
    amount: { type: 'amount' },
    currency: { default: 'HKD' },
    param: { flag: '--param', also: '-p', type: 'name=value', repeats: true },
    qr: { flag: '--qr', negation: '--no-qr', type: 'boolean' },
    qr_file: { type: 'file' },
    wait: { type: 'boolean' },
  });
  expect(tree.rules).toEqual(expect.arrayContaining(['hkd-only', 'fps-refund']));
  expect(tree.exits.map(({ code }) => code)).toEqual(expect.arrayContaining([0, 2, 3, 4, 5, 7, 8, 9, 130]));
});

describe('each command', () => {
  test.each(commands.map(({ name }) => name))(
    '%s has examples of its own, and flags that its help shows',
    async (name) => {
      const tree = await helpOf('help', name);
      expect(tree.examples.length).toBeGreaterThan(0);
      for (const { flag } of tree.flags) expect(tree.text).toContain(flag);
    },
  );
});

test('verify tells that the type of a signature can be none there', async () => {
  expect(await helpOf('help', 'verify')).toMatchObject({ global_values: { sign_type: ['SHA256', 'MD5', 'none'] } });
});
