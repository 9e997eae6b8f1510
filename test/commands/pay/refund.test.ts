import { describe, expect, test } from 'vitest';
import type { EnvName } from '../../../src/catalog/endpoints.ts';
import { payTypes } from '../../../src/catalog/pay-types.ts';
import { checkRefundAfter } from '../../../src/commands/pay.ts';
import { UsageError } from '../../../src/errors.ts';

const night = new Date('2026-03-02T23:45:00+08:00');
const noon = new Date('2026-03-02T12:00:00+08:00');

function check(alias: string, env: EnvName, now: Date, refund_skips: readonly string[] = []): () => void {
  const pay_type = payTypes.find((row) => row.alias === alias);
  if (!pay_type) throw new Error(`no pay type ${alias}`);
  return () =>
    checkRefundAfter({ refunds: true, pay_type, refund_skips }, { env, base_url: 'https://qfpay.example' }, now);
}

describe('a payment that is to be given back after is refused before it is made', () => {
  test.each<[string, string, EnvName, Date]>([
    ['in prod', 'wechat-mpm', 'prod', noon],
    ['by night', 'wechat-mpm', 'sandbox', night],
    ['where the pay type cannot be refunded', 'fps-mpm', 'sandbox', noon],
  ])('%s', (_case, alias, env, now) => {
    expect(check(alias, env, now)).toThrow(UsageError);
  });
});

describe('and is made', () => {
  test.each<[string, string, EnvName, Date, string[]]>([
    ['by day', 'wechat-mpm', 'sandbox', noon, []],
    ['by night on the local gateway, which never sleeps', 'wechat-mpm', 'local', night, []],
    ['by night where that rule is skipped', 'wechat-mpm', 'test', night, ['refund-window']],
  ])('%s', (_case, alias, env, now, skips) => {
    expect(check(alias, env, now, skips)).not.toThrow();
  });
});
