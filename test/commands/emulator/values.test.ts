import { describe, expect, test } from 'vitest';
import {
  defaultPort,
  type ReadFlag,
  readAutoPay,
  readHost,
  readLimits,
  readNotifyUrl,
  readPort,
  readTimeScale,
  readUrl,
} from '../../../src/commands/emulator/read-request.ts';

const documented = [
  { count: 100, ms: 1000 },
  { count: 400, ms: 60_000 },
];

test.each<[string, ReadFlag<unknown>, unknown]>([
  ['no port', readPort(undefined), defaultPort],
  ['a free port', readPort('0'), 0],
  ['the highest port', readPort('65535'), 65_535],
  ['no host', readHost(undefined), '127.0.0.1'],
  ['an address of IPv6 in brackets', readHost('[::1]'), '::1'],
  ['no auto-pay', readAutoPay(undefined), undefined],
  ['auto-pay at once', readAutoPay('0'), 0],
  ['auto-pay after a part of a second', readAutoPay('1.5'), 1500],
  ['no limits said', readLimits(undefined), documented],
  ['documented limits', readLimits('documented'), documented],
  ['the same in figures', readLimits('100/1s,400/1m'), documented],
  ['a unit without a figure', readLimits('5/s'), [{ count: 5, ms: 1000 }]],
  ['limits off', readLimits('off'), []],
  ['no time scale', readTimeScale(undefined), 1],
  ['a time scale of a part', readTimeScale('0.5'), 0.5],
  ['no URL', readUrl('--notify-url', undefined), undefined],
  ['a URL', readUrl('--notify-url', 'http://127.0.0.1:3000/n?a=1'), 'http://127.0.0.1:3000/n?a=1'],
])('%s is taken', (_what, read, value) => {
  expect(read).toEqual({ value });
});

describe('is refused, with its field and its rule:', () => {
  test.each<[string, ReadFlag<unknown>, string]>([
    ['a port above 65535', readPort('65536'), '--port'],
    ['a port that is no number', readPort('http'), '--port'],
    ['a negative port', readPort('-1'), '--port'],
    ['a host with a scheme', readHost('http://localhost'), '--host'],
    ['an empty host', readHost(''), '--host'],
    ['a negative auto-pay', readAutoPay('-1'), '--auto-pay'],
    ['an auto-pay above a day', readAutoPay('86401'), '--auto-pay'],
    ['an auto-pay of words', readAutoPay('on'), '--auto-pay'],
    ['limits of nothing', readLimits(''), '--limits'],
    ['a limit of 0', readLimits('0/1s'), '--limits'],
    ['limits with a bad one among them', readLimits('100/1s,400'), '--limits'],
    ['a time scale of 0', readTimeScale('0'), '--time-scale'],
    ['a time scale of words', readTimeScale('fast'), '--time-scale'],
    ['a URL without a scheme', readUrl('--notify-url', 'shop.example/n'), '--notify-url'],
    ['a URL of another scheme', readUrl('--notify-url', 'ftp://shop.example/n'), '--notify-url'],
    ['a URL with a password', readUrl('--notify-url', 'http://a:b@shop.example/n'), '--notify-url'],
  ])('%s', (_what, read, field) => {
    expect(read).toEqual({
      fault: expect.objectContaining({ field, rule: expect.stringMatching(/^must (be|have) /) }),
    });
  });
});

test.each(['http://169.254.169.254/latest', 'http://[fe80::1]/', 'http://0xa9fea9fe/', 'http://[::ffff:169.254.1.1]/'])(
  'notifications do not go to a link-local address: %s',
  (url) => {
    expect(readNotifyUrl(url)).toMatchObject({
      fault: { field: '--notify-url', rule: expect.stringContaining('link-local') },
    });
  },
);

test('a password in a URL is refused and not shown', () => {
  const { fault } = readNotifyUrl('http://user:pw@shop.example/') as { fault: object };
  expect(fault).toEqual({ field: '--notify-url', rule: 'must have no user name or password' });
  expect(readNotifyUrl('http://127.0.0.1:3000/n')).toEqual({ value: 'http://127.0.0.1:3000/n' });
});
