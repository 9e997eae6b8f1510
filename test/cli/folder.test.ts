import { describe, expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { createHttp } from '../../src/host/network/http.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { type MerchantWorld, merchantWorld } from '../merchant/world.ts';
import { answerJson, answerRecords, faultServer } from '../support/fault-server.ts';
import { testAppCode, testKeys } from '../support/keys.ts';

const shop = { env: 'test', app_code: testAppCode, client_key: testKeys.other };
const prod = { env: 'prod', app_code: testAppCode, client_key: testKeys.prod };
const home = { QFPAY_STATE_DIR: '/state' };
const pay = ['pay', '--pay-type', 'wechat-cpm', '--auth-code', '130000000000000001', '--amount', '12.80'];

/** A whole command line in a folder with this `.env`, on the real network of this machine. */
async function run(argv: readonly string[], world: MerchantWorld) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const context = { ...merchantWorld(world), http: createHttp({}, controller.signal) };
  const exit_code = await main(argv, () => context);
  const { out, err } = context.written;
  // As it was said, not as it was wrapped.
  const said = err.replaceAll(/\s+/g, ' ');
  return { exit_code, err, said, document: argv.includes('--json') ? JSON.parse(out) : {}, out };
}

/** Anybody's gateway: it takes every payment, and says in its headers what the test has it say. */
function anybody(headers: Readonly<Record<string, string>> = {}) {
  return faultServer(({ path, params }, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const order = { ...params, syssn: '1', respcd: '0000', cancel: '0', order_type: 'payment' };
    if (path.endsWith('query'))
      answerRecords(response, { ...order, txamt: '1280', txcurrcd: 'HKD', pay_type: '800208' });
    else answerJson(response, { ...order, resperr: 'success' });
  });
}

describe('a .env that the merchant did not write', () => {
  test('does not send his profile to its own port', async () => {
    const { url, received } = await anybody();
    const { exit_code, document } = await run([...pay, '--yes', '--json'], {
      env: home,
      dotenv: { QFPAY_BASE_URL: url },
      profiles: { shop: prod },
      current: 'shop',
    });
    expect([exit_code, received]).toEqual([3, []]);
    expect(document.error.message).toBe(
      'QFPAY_BASE_URL (.env) counts only for credentials of the same .env, and those in use are of profile shop',
    );
  });

  test.each<[string, MerchantWorld]>([
    ['of variables', { env: { ...home, QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox } }],
    ['half of variables', { env: { ...home, QFPAY_KEY: testKeys.sandbox }, dotenv: { QFPAY_APPCODE: testAppCode } }],
    ['of a key file', { env: home, dotenv: { QFPAY_APPCODE: testAppCode }, files: { 'k.txt': testKeys.sandbox } }],
  ])('sends no credentials %s there', async (what, world) => {
    const { url, received } = await anybody();
    const flags = what.includes('file') ? ['--key-file', 'k.txt'] : [];
    const dotenv = { ...world.dotenv, QFPAY_BASE_URL: url };
    const { exit_code, said } = await run([...pay, ...flags], { ...world, dotenv });
    expect([exit_code, received]).toEqual([3, []]);
    expect(said).toMatch(/QFPAY_BASE_URL \(\.env\) \S+ counts only for credentials of the same \.env/);
  });

  test('may send its own credentials to a port of its own', async () => {
    const { url, received } = await anybody();
    const dotenv = {
      QFPAY_BASE_URL: url,
      QFPAY_APPCODE: testAppCode,
      QFPAY_KEY: testKeys.sandbox,
      QFPAY_ENV: 'sandbox',
    };
    const { exit_code, err } = await run(pay, { env: home, dotenv });
    expect([exit_code, received.length]).toEqual([0, 1]);
    expect(err).not.toContain('this folder');
  });

  test('names no log, no folder and no limiter: the line is told, and the export that does it', async () => {
    const text = [
      'QFPAY_LANG=en',
      "export QFPAY_LOG='/home/tester/.bashrc'",
      'QFPAY_STATE_DIR=/shop/state',
      'QFPAY_CONFIG_DIR="/shop/it\'s"',
      'QFPAY_CACHE_DIR=/shop/c',
      'QFPAY_LIMITER_URL=redis://:secret@127.0.0.1',
    ];
    const files = { '/shop/.env': text.join('\n') };
    const { err, exit_code } = await run(['codes', '1108'], { files });
    expect(exit_code).toBe(0);
    const told = err.split('\n').filter((line) => line.startsWith('warning: line '));
    expect(told.map((line) => line.replace(/is not taken.*: export/, 'export'))).toEqual([
      "warning: line 2 of .env export QFPAY_LOG='/home/tester/.bashrc'",
      "warning: line 3 of .env export QFPAY_STATE_DIR='/shop/state'",
      "warning: line 4 of .env export QFPAY_CONFIG_DIR='/shop/it'\\''s'",
      "warning: line 5 of .env export QFPAY_CACHE_DIR='/shop/c'",
      'warning: line 6 of .env export QFPAY_LIMITER_URL=…',
    ]);
    const doctor = await run(['doctor', '--offline', '--json'], { files });
    const check = doctor.document.checks.find(({ id }: { id: string }) => id === '.env');
    expect(check).toMatchObject({
      status: 'warning',
      next_step: expect.stringContaining('line 3 of .env is not taken'),
    });
    const overview = await run(['--json'], { files });
    expect(JSON.stringify(overview.document.problems)).toContain('line 3 of .env is not taken');
  });

  test('is not told of a line whose variable is exported already', async () => {
    const world = { env: { QFPAY_STATE_DIR: '/state' }, dotenv: { QFPAY_STATE_DIR: '/shop/state' } };
    expect((await run(['codes', '1108'], world)).err).toBe('');
  });
});

describe('a .env that chooses credentials which stand elsewhere', () => {
  const named: MerchantWorld = { env: home, dotenv: { QFPAY_PROFILE: 'shop' }, profiles: { shop } };
  const variables = { QFPAY_TEST_APPCODE: testAppCode, QFPAY_TEST_KEY: testKeys.other };
  const set: MerchantWorld = { env: { ...home, ...variables }, dotenv: { QFPAY_ENV: 'test' } };

  test.each([
    ['QFPAY_PROFILE', named, '--profile shop'],
    ['QFPAY_ENV', set, '--env test'],
  ] as const)(
    '%s: moves no money where nobody can be asked, until somebody says it again',
    async (name, world, again) => {
      const { url, received } = await anybody();
      const refused = await run([...pay, '--base-url', url, '--json'], world);
      expect([refused.exit_code, received]).toEqual([3, []]);
      expect(refused.document.error).toMatchObject({
        message: expect.stringMatching(new RegExp(`^${name} \\(\\.env\\) chose the`)),
        hint: `say it yourself: add ${again}, or export ${name}`,
      });
      const flagged = await run([...pay, '--base-url', url, ...again.split(' ')], world);
      const [, value = ''] = again.split(' ');
      const exported = await run([...pay, '--base-url', url], { ...world, env: { ...world.env, [name]: value } });
      expect([flagged.exit_code, exported.exit_code, received.length]).toEqual([0, 0, 2]);
    },
  );

  test.each([['refund A-1 --full'], ['reverse A-1'], ['close A-1']])(
    '%s asks the gateway nothing then',
    async (line) => {
      const { url, received } = await anybody();
      const { exit_code } = await run([...line.split(' '), '--base-url', url], named);
      expect([exit_code, received]).toEqual([3, []]);
    },
  );

  test('what only reads is asked, and so is a person on a terminal: with a word of it', async () => {
    const { url, received } = await anybody();
    const read = await run(['query', 'A-1', '--base-url', url], named);
    const paid = await run([...pay, '--base-url', url], { ...named, is_tty: true });
    expect([read.exit_code, paid.exit_code, received.at(-1)?.path]).toEqual([0, 0, '/trade/v1/payment']);
    for (const { said } of [read, paid]) {
      expect(said).toContain('warning: QFPAY_PROFILE (.env) chose the profile shop: this folder decides');
    }
  });

  test('stands in the question of prod', async () => {
    const { url } = await anybody();
    const world = { ...named, profiles: { shop: prod }, is_tty: true, answers: ['12.80'] };
    const { said } = await run([...pay, '--base-url', url], world);
    const question = said.slice(said.indexOf('PROD, real money'));
    expect(question).toContain('QFPAY_PROFILE (.env) chose the profile shop');
  });
});

describe('credentials that move real money, at a host that is not QFPay’s', () => {
  const world: MerchantWorld = { env: home, profiles: { shop: prod }, is_tty: true, answers: ['12.80'] };
  const flags = ['--profile', 'shop', '--base-url'];

  test('are told on stderr before they leave, in the question and in the document', async () => {
    const { url } = await anybody();
    const { exit_code, said, document } = await run([...pay, ...flags, url, '--json'], world);
    const told = `the credentials of prod go to ${url}, as --base-url says: that is no host of QFPay's`;
    expect([exit_code, document.base_url, document.outcome]).toEqual([0, url, 'paid']);
    expect(said).toContain(`warning: ${told}`);
    expect(said.slice(said.indexOf('PROD, real money'))).toContain(told);
  });

  test('are told where they fail as well, and with test', async () => {
    const { url } = await faultServer((_request, response) => response.destroy());
    const { document, said } = await run(['query', 'A-1', ...flags, url, '--json'], { ...world, profiles: { shop } });
    expect([document.base_url, document.error.code]).toEqual([url, 'network']);
    expect(said).toContain('the credentials of test go to');
  });

  test.each(['https://openapi-hk.qfapi.com', 'https://qfapi.com', 'https://a.b.qfapi.com.'])(
    '%s is one of QFPay’s: nothing is said',
    async (url) => {
      const { err, document } = await run([...pay, ...flags, url, '--dry-run', '--json'], world);
      expect([err, document.base_url]).toEqual(['', undefined]);
    },
  );

  test.each(['https://openapi-hk.qfapi.com.evil.example', 'https://evilqfapi.com', 'https://qfapi.com.hk'])(
    '%s is none',
    async (url) => {
      const { said } = await run([...pay, ...flags, url, '--dry-run'], world);
      expect(said).toContain('that is no host of QFPay');
    },
  );

  test('are not sent by a variable of the shell where a profile was named', async () => {
    const { url, received } = await anybody();
    const env = { ...home, QFPAY_BASE_URL: url };
    const named = await run(['query', 'A-1', '--profile', 'shop'], { ...world, env });
    expect([named.exit_code, received]).toEqual([3, []]);
    expect(named.said).toContain(
      'does not go with --profile: the profile is used whole, and its requests go to https://openapi-hk.qfapi.com',
    );
  });
});

describe('money is called simulated', () => {
  const sandbox = { ...home, QFPAY_APPCODE: testAppCode, QFPAY_KEY: testKeys.sandbox };

  test('on loopback with sandbox, in the document and in the words, and nothing says that it moved', async () => {
    const { url } = await anybody();
    const env = { ...sandbox, QFPAY_BASE_URL: url };
    const { document } = await run([...pay, '--json'], { env });
    expect(document).toMatchObject({ simulated: true, outcome: 'paid' });
    const { out, err } = await run(pay, { env });
    expect(out).toMatch(/^PAID \(simulated\) {2}HKD 12\.80 - no real money moved/);
    expect(JSON.stringify(document) + out + err).not.toMatch(/money moved(?<!no real money moved)/i);
    const query = await run(['query', 'A-1'], { env });
    expect(query.out).toMatch(/^PAID \(simulated\)/);
  });

  test('never with credentials of prod or test, whatever the server says of itself', async () => {
    const { url } = await anybody({ 'X-QFPAY-Emulator': '1' });
    for (const profile of [prod, shop]) {
      const world = { env: home, profiles: { shop: profile } };
      const argv = [...pay, '--profile', 'shop', '--base-url', url, '--yes'];
      const { document } = await run([...argv, '--json'], world);
      expect(document).not.toHaveProperty('simulated');
      expect((await run(argv, world)).out).toMatch(/^PAID {2}HKD 12\.80 - the money moved/);
    }
  });

  test('with --env local by the emulator that runs where QFPAY_BASE_URL says, and none is started', async () => {
    const { url, received } = await anybody();
    const world = { env: { ...home, QFPAY_BASE_URL: url } };
    const { exit_code, document } = await run([...pay, '--env', 'local', '--json'], world);
    expect([exit_code, document.simulated, document.env]).toEqual([0, true, 'local']);
    expect(received[0]?.headers['x-qf-appcode']).toBe(localMerchant.app_code);
  });

  test('not where nothing was answered', async () => {
    const { url } = await faultServer((_request, response) => response.destroy());
    const { document } = await run(['query', 'A-1', '--json'], { env: { ...sandbox, QFPAY_BASE_URL: url } });
    expect(document).not.toHaveProperty('simulated');
  });

  test.each([
    ['on another host where every answer has the header of the emulator', { 'x-qfpay-emulator': '1' }, true],
    ['on another host never without it', {}, undefined],
  ])('%s', async (_what, headers, simulated) => {
    const body = Buffer.from('{"respcd": "0000", "syssn": "1", "txamt": "1280"}');
    const env = { ...sandbox, QFPAY_BASE_URL: 'https://emulator.example' };
    const context = { ...merchantWorld({ env }), http: async () => ({ status: 200, headers, body }) };
    await main([...pay, '--json'], () => context);
    expect(JSON.parse(context.written.out).simulated).toBe(simulated);
  });
});
