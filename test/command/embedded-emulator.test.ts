import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { testContext } from '../support/context.ts';
import { loopback } from '../support/loopback.ts';
import { memoryFiles } from '../support/memory-files.ts';

const ledger = '/state/local-gateway.ndjson';

test.each(['pay --pay-type wechat-mpm --txamt 1280', 'query A1', 'refund A1 --full', 'close A1'])(
  'damaged books of the local gateway are told by %s before anything is sent or written',
  async (line) => {
    const { http, serve, requests } = loopback();
    const files = memoryFiles({ [ledger]: 'damaged\n' });
    const context = testContext({ env: { QFPAY_STATE_DIR: '/state' }, files, http, serve });
    expect(await main([...line.split(' '), '--env', 'local', '--json'], () => context)).toBe(3);
    expect(JSON.parse(context.written.out)).toMatchObject({
      error: { code: 'config', message: expect.stringContaining(ledger), hint: expect.stringContaining('remove') },
    });
    expect([requests, [...files.entries.keys()], context.slept]).toEqual([[], [ledger], []]);
  },
);
