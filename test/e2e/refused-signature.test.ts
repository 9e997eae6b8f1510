import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerJson, answerRecords, faultServer } from '../support/fault-server.ts';
import { leakedKeys, testAppCode, testKeys } from '../support/keys.ts';
import { documentOf, makeHome, merchantEnv, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const order = {
  syssn: '2026030200000000000001',
  out_trade_no: 'A-1',
  txamt: '100',
  txcurrcd: 'HKD',
  pay_type: '800201',
};
const paid = {
  ...order,
  respcd: '0000',
  cancel: '0',
  order_type: 'payment',
  sysdtm: '2026-03-02 15:04:05',
  txdtm: '2026-03-02 15:04:05',
};

const commands: readonly (readonly [string, readonly string[], boolean])[] = [
  ['pay', ['pay', '--pay-type', '800201', '--txamt', '1280', '--goods-name', '茶 tea'], false],
  ['query', ['query', 'A-1'], false],
  ['refund', ['refund', 'A-1', '--txamt', '100'], true],
  ['refund that cannot look the payment up', ['refund', 'A-1', '--txamt', '100'], false],
  ['reverse', ['reverse', 'A-1'], false],
  ['close', ['close', 'A-1'], false],
];

test.each(commands)(
  '%s checks its own request after a 1108, and says what it found',
  async (_what, args, answers_query) => {
    const { url } = await faultServer(({ path }, response) => {
      if (answers_query && path.endsWith('/query')) answerRecords(response, paid);
      else answerJson(response, { respcd: '1108', resperr: '签名错误' });
    });
    const home = makeHome();
    const profiles = { shop: { env: 'sandbox', app_code: testAppCode, client_key: testKeys.other } };
    writeFileSync(join(home.config, 'profiles.json'), JSON.stringify({ schema_version: 1, profiles }), { mode: 0o600 });
    const result = await runQfpay([...args, '--json', '--no-input'], {
      home,
      env: { ...merchantEnv(url), QFPAY_ENV: 'sandbox' },
    });
    expect(result.exit_code).toBe(6);
    const document = documentOf(result) as {
      diagnosis: { request_checked: boolean; findings: { id: string; title: string }[] };
    };
    expect(document.diagnosis.request_checked).toBe(true);
    const ids = document.diagnosis.findings.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['own-request-right', 'no-mchid', 'other-host', 'other-key']));
    expect(document.diagnosis.findings.find(({ id }) => id === 'other-key')?.title).toContain('profile shop');
    expect(document).toMatchObject({
      error: { code: 'signature', exit: 6, hint: expect.stringContaining('qfpay doctor') },
    });
    expect(result.stderr).toContain('The request was signed rightly with <key ');
    expect(leakedKeys(result.stdout + result.stderr)).toEqual([]);
  },
);

test('resume says it too', async () => {
  const home = makeHome();
  let is_refusing = false;
  const { url } = await faultServer((_request, response) => {
    if (is_refusing) answerJson(response, { respcd: '1108', resperr: '签名错误' });
    else answerJson(response, { respcd: '0000', ...order, qrcode: 'https://wallet.example/1' });
  });
  const env = merchantEnv(url);
  const pay = [
    'pay',
    '--pay-type',
    '800201',
    '--txamt',
    order.txamt,
    '--out-trade-no',
    order.out_trade_no,
    '--no-input',
  ];
  await runQfpay(pay, { home, env });
  is_refusing = true;
  const result = await runQfpay(['resume', '--json'], { home, env });
  expect(result.exit_code).toBe(6);
  expect(documentOf(result)).toMatchObject({ diagnosis: { request_checked: true } });
});

test('a wrong mchid is named where the gateway names it', async () => {
  const { url } = await faultServer((_request, response) =>
    answerJson(response, { respcd: '1108', resperr: 'MCHCODE非法' }),
  );
  const env = { ...merchantEnv(url), QFPAY_MCHID: 'ZaMVg12346' };
  const result = await runQfpay(['query', 'A-1', '--json'], { env });
  expect(JSON.stringify(documentOf(result)['diagnosis'])).toContain('wrong-mchid');
});

test('another answer brings no diagnosis', async () => {
  const { url } = await faultServer((_request, response) => answerJson(response, { respcd: '1104', resperr: 'x' }));
  const result = await runQfpay(['query', 'A-1', '--json'], { env: merchantEnv(url) });
  expect(documentOf(result)).not.toHaveProperty('diagnosis');
});

test.each([
  ['when the payments are looked up', false],
  ['when the first row is sent', true],
])('a batch checks its own request after a 1108, %s', async (_when, answers_query) => {
  const { url } = await faultServer(({ path }, response) => {
    if (answers_query && path.endsWith('/query')) answerRecords(response, paid);
    else answerJson(response, { respcd: '1108', resperr: '签名错误' });
  });
  const home = makeHome();
  const file = join(home.config, 'returns.csv');
  writeFileSync(file, 'syssn,txamt\n2026030200000000000001,100\n');
  const result = await runQfpay(['refund-batch', file, '--json', '--no-input'], {
    home,
    env: { ...merchantEnv(url), QFPAY_ENV: 'sandbox' },
  });
  expect(result.exit_code).toBe(6);
  expect(documentOf(result)).toMatchObject({
    diagnosis: { request_checked: true },
    error: { code: 'signature', exit: 6 },
  });
  expect(result.stderr).toContain('The request was signed rightly with <key ');
});

test.each([
  ['pay', ['pay', '--pay-type', '800201', '--txamt', '1280']],
  ['query', ['query', 'A-1']],
])('%s with --env local, of an emulator with other merchants: the hint is to leave it out', async (_what, args) => {
  const home = makeHome();
  writeFileSync(join(home.work, 'other.key'), testKeys.other);
  const { ready } = await serveQfpay(['emulator', '--port', '0', '--merchant', 'OTHER:other.key'], { home });
  const flags = ['--env', 'local', '--json'];
  const ran = await runQfpay([...args, ...flags], { home: makeHome(), env: { QFPAY_BASE_URL: ready.url } });
  const { error, diagnosis } = documentOf(ran) as { error: { hint: string }; diagnosis: { findings: object[] } };
  expect(ran.exit_code).toBe(6);
  expect(error.hint).toMatch(/^leave --env local out/);
  expect(diagnosis.findings).toMatchObject([{ id: 'emulator-of-others', title: expect.stringContaining(ready.url) }]);
});

test('--env local finds the emulator that runs at a loopback QFPAY_BASE_URL, and its payments are simulated', async () => {
  const { ready } = await serveQfpay(['emulator', '--port', '0', '--auto-pay', '0']);
  const env = { QFPAY_BASE_URL: ready.url, QFPAY_ENV: 'local' };
  const ran = await runQfpay(['pay', '--pay-type', '800201', '--txamt', '1280', '--wait', '--json'], {
    home: makeHome(),
    env,
  });
  expect(documentOf(ran)).toMatchObject({ env: 'local', outcome: 'paid', simulated: true });
});
