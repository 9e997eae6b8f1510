import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type DoctorOptions, doctorCommand } from '../../src/commands/doctor.ts';
import type { HttpRequest, HttpResponse, Redis } from '../../src/context/network.ts';
import type { Clock } from '../../src/context.ts';
import { TransportError, type TransportFault } from '../../src/errors.ts';
import { type MerchantWorld, merchantWorld, profilesFile } from '../merchant/world.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';
import { memoryRedis } from '../support/memory-redis.ts';

/** App codes and keys by host: gateways of QFPay that know their merchants. */
type Merchants = Readonly<Record<string, Readonly<Record<string, string>>>>;

function gateways(merchants: Merchants, requests: HttpRequest[]) {
  return async (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    const { headers, body = '' } = request;
    const key = merchants[new URL(request.url).host]?.[headers['X-QF-APPCODE'] ?? ''] ?? 'nobody knows';
    const text = [...new URLSearchParams(body)]
      .map((pair) => pair.join('='))
      .sort()
      .join('&');
    const hash = headers['X-QF-SIGNTYPE'] === 'SHA256' ? 'sha256' : 'md5';
    const is_right =
      createHash(hash)
        .update(text + key)
        .digest('hex')
        .toUpperCase() === headers['X-QF-SIGN'];
    const answer = is_right ? { respcd: '0000', data: [] } : { respcd: '1108', resperr: '签名错误' };
    return {
      status: 200,
      headers: { date: 'Mon, 02 Mar 2026 07:04:05 GMT' },
      body: Buffer.from(JSON.stringify(answer)),
    };
  };
}

async function examine(
  options: DoctorOptions,
  world: MerchantWorld,
  http: (request: HttpRequest) => Promise<HttpResponse>,
) {
  const context = { ...merchantWorld(world), http };
  const report = await doctorCommand.run(options, [], context);
  const checks = report.data['checks'] as { id: string; status: string; found: string; next_step?: string }[];
  expect(leakedKeys(JSON.stringify(report))).toEqual([]);
  return { report, checks: Object.fromEntries(checks.map((check) => [check.id, check])) };
}

const sandbox = 'openapi-int.qfapi.com';
const prod = 'openapi-hk.qfapi.com';
const plain = { QFPAY_APPCODE: 'A-1', QFPAY_KEY: testKeys.prod };

test('credentials of another environment are told as a wrong environment', async () => {
  const requests: HttpRequest[] = [];
  const { report, checks } = await examine(
    {},
    { env: plain },
    gateways({ [prod]: { 'A-1': testKeys.prod } }, requests),
  );
  expect(report.exit_code).toBe(6);
  expect(checks['signature']?.found).toContain(
    'wrong environment: the credentials of QFPAY_KEY are accepted by prod, not by sandbox',
  );
  expect(checks['signature']?.next_step).toContain('--env prod');
  expect(requests.length).toBeLessThanOrEqual(8);
  expect(requests.every(({ url }) => url.endsWith('.qfapi.com/trade/v1/query'))).toBe(true);
});

const limited = { status: 429, headers: {}, body: Buffer.from('') };

test('nothing but HTTP 429 is 9: nothing was checked', async () => {
  const { report, checks } = await examine({}, { env: plain }, async () => limited);
  expect(report).toMatchObject({ exit_code: 9, error: { message: expect.stringContaining('HTTP 429') } });
  expect([checks['connection']?.status, checks['signature']?.status]).toEqual(['fail', 'skipped']);
});

test('what was tried after a 1108 and got no verdict is not called refused', async () => {
  const env = { ...plain, QFPAY_PROD_APPCODE: 'A-2', QFPAY_PROD_KEY: testKeys.sandbox };
  let asked = 0;
  const answering = gateways({}, []);
  const { report, checks } = await examine({}, { env }, async (request) => {
    asked += 1;
    return asked > 1 ? limited : answering(request);
  });
  expect(report.exit_code).toBe(6);
  expect(checks['signature']?.found).toMatch(/tried as well, without a verdict: .*QFPAY_PROD_KEY/);
  expect(checks['signature']?.found).not.toContain('and refused');
});

test('a base URL of its own is the only one that is asked', async () => {
  const requests: HttpRequest[] = [];
  await examine({ base_url: 'http://127.0.0.1:9' }, { env: plain }, gateways({}, requests));
  expect(new Set(requests.map(({ url }) => new URL(url).host))).toEqual(new Set(['127.0.0.1:9']));
});

test('a wrong key is told from a wrong environment', async () => {
  const env = { ...plain, QFPAY_PROD_APPCODE: 'A-2', QFPAY_PROD_KEY: testKeys.sandbox };
  const { checks } = await examine({}, { env }, gateways({ [sandbox]: { 'A-1': testKeys.sandbox } }, []));
  expect(checks['signature']?.found).toMatch(/wrong key: app code A-1 is accepted with <key \w+> of QFPAY_PROD_KEY/);
});

test('a whole other set that is right here is named by its profile', async () => {
  const profiles = { shop: { env: 'sandbox', app_code: 'A-9', client_key: testKeys.other } };
  const { checks } = await examine(
    {},
    { env: plain, profiles },
    gateways({ [sandbox]: { 'A-9': testKeys.other } }, []),
  );
  expect(checks['signature']).toMatchObject({
    found: expect.stringContaining('sandbox accepts those of profile shop'),
    next_step: 'add --profile shop',
  });
});

test('a key command is run after a 1108 only, and only when all keys are asked for', async () => {
  let runs = 0;
  const runCommand = async () => {
    runs += 1;
    return { stdout: Buffer.from(testKeys.other), stderr: new Uint8Array(), exit_code: 0 };
  };
  const profiles = { vault: { env: 'sandbox', app_code: 'A-1', key_command: 'pass' } };
  const world = { env: plain, profiles, runCommand };
  await examine({ all_keys: true }, world, gateways({ [sandbox]: { 'A-1': testKeys.prod } }, []));
  const refused = await examine({}, world, gateways({ [sandbox]: { 'A-1': testKeys.other } }, []));
  expect(runs).toBe(0);
  expect(refused.checks['signature']?.found).toContain(
    'not tried: profile vault: a command tells its key; --all-keys runs it',
  );
  const all = await examine({ all_keys: true }, world, gateways({ [sandbox]: { 'A-1': testKeys.other } }, []));
  expect(runs).toBe(1);
  expect(all.checks['signature']?.found).toContain('of profile vault');
});

test.each<[TransportFault, string]>([
  ['dns', 'name server'],
  ['refused', 'nothing listens there'],
  ['tls', 'NODE_EXTRA_CA_CERTS'],
  ['timeout', 'port 443'],
  ['proxy', 'HTTPS_PROXY'],
])('a failure of the kind %s has its own next step', async (fault, words) => {
  const { report, checks } = await examine({}, { env: plain }, async () => {
    throw new TransportError('no way', { connected: false, fault });
  });
  expect(report.exit_code).toBe(7);
  expect(checks['connection']?.next_step).toContain(words);
});

test.each(['QFPAY_STATE_DIR', 'QFPAY_CONFIG_DIR'])('%s that can hold no files fails', async (variable) => {
  const env = { ...plain, [variable]: '/missing/x' };
  const { report, checks } = await examine({ offline: true }, { env }, gateways({}, []));
  expect(report.exit_code).toBe(3);
  expect(checks[variable.slice(6).toLowerCase()]).toMatchObject({
    status: 'fail',
    found: '/missing/x can hold no files: it is not there',
    next_step: `have ${variable} name a folder that you can write to`,
  });
});

test('a line of .env that sets nothing is told by its number', async () => {
  const files = { '/shop/.env': `QFPAY_APPCODE=A-1\n# QFPAY_ENV\nQFPAY_KEY\n export QFPAY_MCHID \nQFPAY_LANG: en\n` };
  const { checks } = await examine({ offline: true }, { files }, gateways({}, []));
  expect(checks['.env']).toMatchObject({
    status: 'warning',
    next_step: 'line 3 has no = after QFPAY_KEY: it sets nothing; line 4 has no = after QFPAY_MCHID: it sets nothing',
  });
});

test('that the folder chose the environment of other credentials is told before anything leaves', async () => {
  const world = merchantWorld({ env: plain, files: { '/shop/.env': 'QFPAY_ENV=prod\n' } });
  await doctorCommand.run({}, [], { ...world, http: gateways({}, []) });
  expect(world.written.err).toContain('warning: QFPAY_ENV (.env) chose the environment prod: this folder decides');
});

test.each<[string, string, string, object, string]>([
  ['a .env that is a pipe', '.env', '/shop/.env', { is_regular: false }, 'is not read: it is no regular file'],
  ["another user's profiles", 'profiles', profilesFile, { is_foreign: true }, 'belongs to another user'],
  ['profiles in a folder for all', 'profiles', profilesFile, { is_replaceable: true }, 'others can write to'],
])('%s is a warning', async (_what, id, path, facts, told) => {
  const world = merchantWorld({ env: plain });
  const bytes = Buffer.from('{"schema_version":1,"profiles":{}}');
  world.files.entries.set(path, { bytes, mode: 0o600, ...facts });
  const report = await doctorCommand.run({ offline: true }, [], world);
  expect(report.data['checks']).toContainEqual(
    expect.objectContaining({ id, status: 'warning', found: expect.stringContaining(told) }),
  );
});

test('a host of old documents fails', async () => {
  const options = { base_url: 'https://openapi.qfpay.com' };
  const { checks } = await examine({ ...options, offline: true }, { env: plain }, gateways({}, []));
  expect(checks['host']).toMatchObject({ status: 'fail', found: expect.stringContaining('old documents') });
});

test.each([`"${testKeys.prod}"`, `${testKeys.prod} `, `\uFEFF${testKeys.prod}`])(
  'a key that would be accepted without what stands around it says so, and shows none of it',
  async (key) => {
    const { checks } = await examine(
      {},
      { env: { ...plain, QFPAY_KEY: key } },
      gateways({ [sandbox]: { 'A-1': testKeys.prod } }, []),
    );
    expect(checks['signature']?.found).toContain('the key of QFPAY_KEY is accepted without the quotes or white space');
  },
);

test('a host that is not QFPay’s is told of before anything leaves, and gets no other credentials of prod or test', async () => {
  const requests: HttpRequest[] = [];
  const shops = {
    live: { env: 'prod', app_code: 'LIVE', client_key: testKeys.nasty },
    trial: { env: 'sandbox', app_code: 'TRIAL', client_key: testKeys.other },
  };
  let said_before = '';
  const world = merchantWorld({ env: { ...plain, QFPAY_ENV: 'test' }, profiles: shops });
  const http = async (request: HttpRequest) => {
    said_before ||= world.written.err;
    return gateways({}, requests)(request);
  };
  const report = await doctorCommand.run({ base_url: 'https://gateway.example' }, [], { ...world, http });
  expect(said_before).toContain('warning: the credentials of test go to https://gateway.example, as --base-url says');
  const app_codes = new Set(requests.map(({ headers }) => headers['X-QF-APPCODE']));
  expect([...app_codes].sort()).toEqual(['A-1', 'TRIAL']);
  expect(JSON.stringify(report.data)).toContain('profile live: its credentials go to hosts of QFPay only');
});

const accepting = gateways({ [sandbox]: { 'A-1': testKeys.prod } }, []);

/** What doctor finds where a Redis fares so. */
async function limiterCheck(value: string, redis: (clock: Clock) => Redis, options: DoctorOptions = {}) {
  const opened: string[] = [];
  const world = merchantWorld({ env: { ...plain, QFPAY_LIMITER_URL: value } });
  const openRedis = async (url: string) => {
    opened.push(url);
    return redis(world.clock);
  };
  const report = await doctorCommand.run(options, [], { ...world, http: accepting, openRedis });
  const checks = report.data['checks'] as { id: string; status: string; found: string; next_step?: string }[];
  return { report, opened, check: checks.find(({ id }) => id === 'limiter') };
}

test('a Redis that keeps the limits is tried by a turn of its own', async () => {
  const url = 'redis://:hunter2hunter2@redis.example:6379';
  const { check, opened, report } = await limiterCheck(url, (clock) => memoryRedis(clock, { ahead_ms: 40, way_ms: 2 }));
  expect(opened).toEqual([url]);
  expect(check).toEqual({
    ...{ id: 'limiter', status: 'ok' },
    found:
      'the Redis at redis.example:6379 keeps the limits for all machines: a turn takes 8 ms; its clock, which counts, is 38 ms from this one',
  });
  expect(report.exit_code).toBe(0);
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('one that is away is a warning, for no call fails by it; a bad address is a fault', async () => {
  const away = await limiterCheck('redis://redis.example', (clock) => {
    return Object.assign(memoryRedis(clock), { fate: () => 'lost' as const });
  });
  expect(away.check).toMatchObject({
    status: 'warning',
    found: 'QFPAY_LIMITER_URL cannot be used: connection refused by redis.example:6379',
  });
  expect(away.report.exit_code).toBe(0);
  const bad = await limiterCheck('redis.example:6379', memoryRedis);
  expect(bad.check).toMatchObject({ status: 'fail', found: expect.stringContaining('must begin with redis://') });
  expect([bad.report.exit_code, bad.opened]).toEqual([3, []]);
});

test('without --offline alone a Redis is asked, and where none is named nothing is said of it', async () => {
  const { check, opened } = await limiterCheck('redis://redis.example', memoryRedis, { offline: true });
  expect([check?.status, opened]).toEqual(['skipped', []]);
  expect((await limiterCheck('', memoryRedis)).check).toBeUndefined();
});
