import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ServedRequest } from '../../src/context/network.ts';
import { createConsolePage } from '../../src/wallet-page/console-page.ts';

const handler = createConsolePage();

async function get(own: Partial<ServedRequest> = {}) {
  const { status, headers, body } = await handler({
    ...{ method: 'GET', path: '/', query: '', headers: {}, body: new Uint8Array(), ...own },
  });
  return { status, headers, html: String(body) };
}

function hashOf(html: string, tag: string): string {
  const [, text = ''] = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(html) ?? [];
  expect(text.length).toBeGreaterThan(1000);
  return createHash('sha256').update(text).digest('base64');
}

test('its policy lets nothing run or load but its own script and style, by their hashes', async () => {
  const { status, headers, html } = await get();
  expect(status).toBe(200);
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual([
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${hashOf(html, 'style')}'`,
    `script-src 'sha256-${hashOf(html, 'script')}'`,
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ]);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  expect(html).not.toMatch(/(src|href)="(?!data:,"|\?lang=)/);
});

test.each([
  ['', 'en-GB', 'en', 'QFPay emulator'],
  ['', 'zh-CN', 'zh-Hans', 'QFPay 模拟器'],
  ['', 'zh-HK', 'zh-Hant', 'QFPay 模擬器'],
  ['lang=zh-Hant', 'en', 'zh-Hant', 'QFPay 模擬器'],
])('asked with %j by a browser of %s it speaks %s', async (query, accepted, lang, title) => {
  const { html } = await get({ query, headers: { 'accept-language': accepted } });
  expect(html).toContain(`<html lang="${lang}">`);
  expect(html).toContain(`<title>${title}</title>`);
});

test('what is no GET or HEAD is 405', async () => {
  expect(await get({ method: 'POST' })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
});
