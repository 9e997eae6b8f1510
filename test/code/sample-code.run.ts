import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type SampleLanguageName, sampleLanguages } from '../../src/commands/sign/sample-code.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { localKey } from '../../src/signature/client-key.ts';
import { documentOf, makeHome, runQfpay } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

/** What starts a program of that language, step by step; the first step tells whether the language is here. */
const steps: Readonly<Record<SampleLanguageName, readonly (readonly [string, ...string[]])[]>> = {
  python: [['python3', 'request.py']],
  node: [[process.execPath, 'request.mjs']],
  php: [['php', 'request.php']],
  java: [['java', 'Request.java']],
  go: [['go', 'run', 'request.go']],
  csharp: [
    ['mcs', '-r:System.Net.Http', 'Request.cs'],
    ['mono', 'Request.exe'],
  ],
};

const plain = [
  'txamt=1280',
  'txcurrcd=HKD',
  'pay_type=800208',
  'auth_code=130000000000000001',
  'txdtm=2026-03-02 15:04:05',
  'goods_name=奶茶 & 茶',
];
/** What a literal, a form or a sort can get wrong; a name twice, an empty one, an astral letter, halves of an escape. */
const hard = [
  'b=z',
  'a_b=1',
  'aB=2',
  'a=2',
  'a=1',
  'empty=',
  'quotes="\'`',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a value that is sent
  'money=$x ${x} #{x} {0} %s \\u0041 \\',
  'percent=100%+1=&',
  'line=one\ntwo\r\n\tthree',
  'hidden=\u200b\u202e\u{e0001}\u007f\u2028',
  'letters=奶茶 \u{1f375} \u{20bb7}é',
];

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}

/** Stands between a program and a gateway, and sees what is sent. */
async function witness(answer: (seen: SeenRequest, body: Buffer) => Promise<{ body: Buffer; sign?: string }>) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const form = new URLSearchParams(request.method === 'GET' ? query : body.toString('utf8'));
    const each = { method: request.method ?? '', path, headers: request.headers, form };
    seen.push(each);
    const answered = await answer(each, body);
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(answered.sign ? { 'X-QF-SIGN': answered.sign } : {}),
    });
    response.end(answered.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const md5 = (body: Buffer) => createHash('md5').update(body).update(localKey).digest('hex').toUpperCase();
const ours = { QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: localKey };

/** Writes the program as `sign --code` gives it, runs it, and says what the tool itself would have sent. */
async function runSample(language: SampleLanguageName, url: string, args: readonly string[]) {
  const home = makeHome();
  const env = { ...ours, QFPAY_BASE_URL: url };
  const signed = documentOf(await runQfpay(['sign', ...args, '--code', language, '--json'], { home, env }));
  expect(signed).toMatchObject({ language, code: expect.any(String) });
  expect(JSON.stringify(signed)).not.toContain(localKey);
  writeFileSync(join(home.work, sampleLanguages[language].file), `${signed['code']}\n`);
  let ran = { exit_code: 0 as number | null, stdout: '', stderr: '' };
  for (const step of steps[language]) {
    ran = await runStep(step, home.work);
    if (ran.exit_code !== 0) break;
  }
  return { ...ran, signature: signed['signature'] };
}

function runStep(
  [name, ...args]: readonly [string, ...string[]],
  cwd: string,
): Promise<{ exit_code: number | null; stdout: string; stderr: string }> {
  const env = { ...process.env, ...ours, HOME: cwd, GOFLAGS: '-mod=mod', GO111MODULE: 'off', GOTOOLCHAIN: 'local' };
  const child = spawn(name, args, { cwd, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit_code) => resolve({ exit_code, stdout, stderr }));
  });
}

/** Not here: told loudly, and a failure where the languages are required. */
function isMissing(language: SampleLanguageName): boolean {
  const missing = steps[language].find(([name]) => spawnSync(name, ['--help']).error !== undefined);
  if (missing && process.env['QFPAY_TEST_CODE'] === 'required')
    throw new Error(`${language}: there is no ${missing[0]}`);
  if (missing) process.stderr.write(`\nSKIPPED  ${language}: there is no ${missing[0]} here\n`);
  return missing !== undefined;
}

describe.each(Object.keys(sampleLanguages) as SampleLanguageName[])('a program in %s', (language) => {
  test('makes the payment at the emulator, with the signature of the tool, and finds the answer valid', async ({
    skip,
  }) => {
    if (isMissing(language)) skip();
    const { ready } = await serveQfpay(['emulator', '--port', '0']);
    let is_forged = false;
    const { url, seen } = await witness(async ({ path, headers }, body) => {
      const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => /^(x-qf-|content-type)/.test(name)));
      const answer = await fetch(ready.url + path, { method: 'POST', headers: kept as Record<string, string>, body });
      const text = Buffer.from(await answer.arrayBuffer());
      const sign = answer.headers.get('X-QF-SIGN');
      return {
        body: is_forged ? Buffer.from(text.toString().replace('0000', '1143')) : text,
        ...(sign ? { sign } : {}),
      };
    });
    const args = [...plain, `out_trade_no=CODE-${language}`];
    const ran = await runSample(language, url, args);
    expect(ran).toMatchObject({ exit_code: 0, stderr: expect.stringContaining('signature of the answer: valid') });
    expect(JSON.parse(ran.stdout)).toMatchObject({ respcd: '0000', out_trade_no: `CODE-${language}` });
    const [{ method, path, headers, form } = {} as SeenRequest] = seen;
    expect([method, path, headers['x-qf-sign']]).toEqual(['POST', '/trade/v1/payment', ran.signature]);
    expect([...form].map((pair) => pair.join('=')).toSorted()).toEqual(args.toSorted());

    is_forged = true;
    const forged = await runSample(language, url, ['--endpoint', 'query', `out_trade_no=CODE-${language}`]);
    expect(forged.exit_code).toBe(1);
    expect(forged.stderr).toContain('signature of the answer: does not match');
  });

  test.each(['SHA256', 'MD5'])('sends by GET whatever a value holds, signed with %s', async (sign_type) => {
    if (isMissing(language)) return;
    const answer = Buffer.from('{"respcd":"0000","respmsg":"好"}');
    // The Uri of mono drops marks of direction from an address, whatever stands for them there; no form body suffers from it.
    const given = hard.map((pair) => (language === 'csharp' ? pair.replace('\u202e', '') : pair));
    const { url, seen } = await witness(async () => ({
      body: answer,
      ...(sign_type === 'MD5' ? {} : { sign: md5(answer) }),
    }));
    const ran = await runSample(language, url, [
      ...hard,
      '--endpoint',
      'GET /trade/v1/anything',
      '--sign-type',
      sign_type,
    ]);
    expect([ran.exit_code, ran.stdout.trim()]).toEqual([0, answer.toString()]);
    expect(ran.stderr).toContain(`signature of the answer: ${sign_type === 'MD5' ? 'none' : 'valid'}`);
    const [{ method, headers, form } = {} as SeenRequest] = seen;
    expect([method, headers['x-qf-sign'], headers['x-qf-signtype']]).toEqual(['GET', ran.signature, sign_type]);
    const sent = [...form].map((pair) => pair.join('='));
    expect(sent.toSorted()).toEqual(given.filter((pair) => pair !== 'empty=').toSorted());
    expect(form.getAll('a')).toEqual(['2', '1']);
  });
});
