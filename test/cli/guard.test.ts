import { expect, test } from 'vitest';
import { guarded } from '../../src/cli/guard.ts';
import { testContext } from '../support/context.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';

test('every door is watched: both streams, a flow, and what is added to a file', async () => {
  const context = testContext({ env: { QFPAY_KEY: testKeys.other } });
  const { io, files } = guarded(context, []);
  const text = `txamt=1280 ${testKeys.other} ${Buffer.from(testKeys.other).toString('hex')}\n`;
  io.out(text);
  io.flow().write(text);
  io.err(text);
  files.add('/log/a', text);
  files.append('/log/a', text);
  await files.appendAside('/log/b', text);
  const all = [
    context.written.out,
    context.written.err,
    ...['/log/a', '/log/b'].map((path) => String(context.files.read(path))),
  ];
  expect(all.flatMap((each) => each.match(/<key \w{8}> <key \w{8}>\n/g) ?? [])).toHaveLength(6);
  expect(all.flatMap(leakedKeys)).toEqual([]);
});

test.each([[['--key-file', '/k']], [['--key-file=/k']]])(
  'the key of a file that %j names is known before that is read',
  (argv) => {
    const context = testContext();
    context.files.write('/k', `${testKeys.other}\n`);
    expect(guarded(context, argv).secrets.mask(testKeys.other)).toMatch(/^<key \w{8}>$/);
  },
);

test('a pipe that a flag names is left to whoever needs its key', () => {
  const context = testContext();
  const facts = () => ({ size: 0, mode: 0o600, is_regular: false });
  const files = { ...context.files, facts, read: () => expect.fail('it was read') };
  expect(guarded({ ...context, files }, ['--key-file', '/dev/fd/63']).secrets.mask('a text')).toBe('a text');
});
