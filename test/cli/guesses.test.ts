import { describe, expect, test } from 'vitest';
import { guessedWords } from '../../src/cli/guesses.ts';
import { helpTopics } from '../../src/cli/help-topics.ts';
import { main } from '../../src/cli/main.ts';
import { commands } from '../../src/commands/index.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';

const ours = { QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox, QFPAY_CONFIG_DIR: '/c' };

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const files = memoryFiles({});
  const context = testContext({ files, env: { ...ours, ...env } });
  const exit_code = await main(argv, () => context);
  return { exit_code, ...context.written };
}

describe('a word of another tool leads to the command that does it here, and runs nothing:', () => {
  test.each([
    ['login', 'qfpay profile add shop --use'],
    ['setup', 'qfpay profile add shop --use'],
    ['config', 'qfpay profile show'],
    ['whoami', 'qfpay profile show'],
    ['status', 'qfpay profile show, qfpay query <out_trade_no>'],
    ['webhook', 'qfpay listen'],
    ['trigger', 'qfpay notify --help'],
    ['mock', 'qfpay emulator'],
    ['serve', 'qfpay emulator'],
    ['orders', 'qfpay query --since today'],
    ['transactions', 'qfpay query --since today'],
    ['list', 'qfpay query --since today'],
    ['payment', 'qfpay pay --help'],
    ['version', 'qfpay --version'],
    ['docs', 'qfpay help docs'],
    ['1108', 'qfpay codes 1108'],
    ['800201', 'qfpay pay-types 800201'],
  ])('%s', async (word, hint) => {
    const asked = helpTopics().includes(word) ? [] : [['help', word]];
    for (const argv of [[word], ['--env', 'prod', word, '--yes'], ...asked]) {
      const { exit_code, out, err } = await run(argv);
      expect([exit_code, out]).toEqual([2, '']);
      expect(err).toContain(`\nhint: ${hint}\n`);
    }
  });

  test('none of them is a command, and every hint names one that there is', () => {
    const names = commands.map(({ name }) => name);
    expect([...guessedWords.keys()].filter((word) => names.includes(word))).toEqual([]);
    const hinted = [...guessedWords.values()].flatMap((hint) => hint.split(', '));
    const isThere = (line: string) => {
      const [program, word = '', topic] = line.split(' ');
      if (program !== 'qfpay') return false;
      if (word === 'help') return topic === undefined || helpTopics().includes(topic);
      return word === '--version' || names.includes(word);
    };
    expect(hinted.filter((line) => !isThere(line))).toEqual([]);
  });

  test('a slip of the pen still gets the nearest command', async () => {
    expect((await run(['pey'])).err).toContain('Did you mean pay?');
  });
});

test('init is profile add, as the first word and not as the value of a flag', async () => {
  const typed = ['--env', 'sandbox', '--appcode', 'A', '--no-input', '--json'];
  const [init, add] = [await run(['init', 'shop', ...typed]), await run(['profile', 'add', 'shop', ...typed])];
  expect(init).toEqual(add);
  expect(JSON.parse(init.out)).toMatchObject({ command: 'profile' });
  expect((await run(['--profile', 'init', 'codes', '1108'])).exit_code).toBe(0);
});

test('-v prints the version', async () => {
  expect(await run(['-v'])).toEqual(await run(['--version']));
  expect((await run(['-v'])).exit_code).toBe(0);
  expect((await run(['-V'])).err).toContain('did you mean --version?');
});

describe('a flag for the key is refused with the reason, the safe ways, and without the key:', () => {
  test.each(['--key', '--client-key', '--secret', '--client-secret', '--api-key', '-key'])('%s', async (flag) => {
    for (const argv of [
      ['query', 'A1', flag, testKeys.other],
      ['query', 'A1', `${flag}=${testKeys.other}`],
      ['query', 'A1', `${flag}=a'b`],
    ]) {
      const { exit_code, out, err } = await run([...argv, '--json']);
      expect(exit_code).toBe(2);
      expect(leakedKeys(out + err)).toEqual([]);
      expect(out + err).not.toContain("a'b");
      expect(err).toMatch(/there is no --?\S+: every program on this machine could read the key/);
      for (const way of ['QFPAY_KEY', '.env', '--key-file', 'qfpay profile add', 'history']) expect(err).toContain(way);
    }
  });
});

test.each([
  [['query', 'A1', '--output', 'json'], '--json'],
  [['query', 'A1', '--output=json'], '--json'],
  [['query', 'A1', '--format', 'json'], '--json'],
  [['query', 'A1', '-o', 'json'], '--json'],
  [['query', 'A1', '--format=csv'], '--csv'],
  [['query', '--date', '2026-10-01'], '--day'],
  [['query', 'A1', '--live'], '--env prod'],
  [['query', 'A1', '--sandbox'], '--env sandbox'],
  [['pay', '--jsno'], '--json'],
])('%j is told %s', async (argv, meant) => {
  const { exit_code, out, err } = await run(argv);
  expect([exit_code, out]).toEqual([2, '']);
  expect(err).toMatch(new RegExp(`[Dd]id you mean ${meant}\\?`));
});

test.each([
  ['live', 'prod'],
  ['production', 'prod'],
  ['LIVE', 'prod'],
  ['uat', 'sandbox, test'],
  ['staging', 'sandbox, test'],
  ['development', 'sandbox'],
  ['testing', 'test'],
])('the environment %s is told its name and not taken for it', async (text, meant) => {
  const typed = await run(['query', 'A1', '--env', text]);
  const set = await run(['query', 'A1'], { QFPAY_ENV: text });
  for (const { exit_code, err } of [typed, set]) {
    expect(exit_code).toBe(3);
    expect(err).toContain(`did you mean ${meant}?`);
  }
});

test.each([
  ['wechat', 'qfpay pay-types wechat'],
  ['微信', 'qfpay pay-types wechat'],
  ['alipay', 'qfpay pay-types alipay'],
  ['zzz', 'qfpay pay --help'],
])('the pay type %s leads to %s', async (text, hint) => {
  const { exit_code, err } = await run(['pay', '--pay-type', text, '--txamt', '1280', '--no-input']);
  expect(exit_code).toBe(2);
  expect(err).toContain(`\nhint: ${hint}\n`);
  // Where more is wrong, the list of one wallet is not the next step.
  const worse = await run(['pay', '--pay-type', text, '--txamt', '0', '--no-input']);
  expect(worse.err).toContain('\nhint: qfpay pay --help\n');
});
