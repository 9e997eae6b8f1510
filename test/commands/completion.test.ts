import { describe, expect, test } from 'vitest';
import { completionCommand } from '../../src/commands/completion.ts';
import { UsageError } from '../../src/errors.ts';
import { failureOf } from '../merchant/world.ts';
import { testContext } from '../support/context.ts';

const run = (words: readonly string[], env = {}) => completionCommand.run({}, words, testContext({ env }));

describe('completion', () => {
  test.each(['bash', 'zsh', 'fish', 'powershell'])(
    'prints the script of %s, which asks the tool itself',
    async (shell) => {
      const { data, blocks } = await run([shell]);
      expect(data).toMatchObject({ shell, script: expect.stringContaining('qfpay __complete -- ') });
      expect(blocks).toEqual([{ kind: 'text', text: String(data['script']).trimEnd() }]);
    },
  );

  test('takes the shell that the person uses', async () => {
    expect((await run([], { SHELL: '/usr/bin/zsh' })).data).toMatchObject({ shell: 'zsh' });
  });

  test.each([
    ['a shell that it does not know', ['zs'], {}, 'did you mean zsh?'],
    ['no shell at all', [], { SHELL: '/bin/ksh' }, undefined],
  ])('refuses %s and names those there are', async (_what, words, env, next) => {
    const error = await failureOf(run(words, env));
    expect(error).toBeInstanceOf(UsageError);
    expect(error.facts.details).toEqual([
      expect.objectContaining({
        field: 'shell',
        rule: 'must be one of bash, zsh, fish, powershell',
        ...(next ? { next } : {}),
      }),
    ]);
  });
});
