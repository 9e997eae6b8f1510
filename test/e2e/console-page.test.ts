import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { emulatorClient, order } from '../support/emulator-client.ts';
import { faultServer } from '../support/fault-server.ts';
import { makeHome } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const browserPath = findBrowser();
let launched: Browser | undefined;

beforeAll(async () => {
  if (browserPath !== undefined) launched = await launchBrowser(browserPath);
}, 60_000);

afterAll(async () => {
  await launched?.close();
});

async function running(...flags: readonly string[]) {
  const home = makeHome();
  const emulator = await serveQfpay(
    ['emulator', '--port', '0', '--limits', '100/1s,400/1m', '--admin-token-file', 'admin.token', ...flags],
    { home },
  );
  const { url } = emulator.ready;
  const token = readFileSync(join(home.work, 'admin.token'), 'utf8').trim();
  return { url, token, client: emulatorClient(url), emulator };
}

/** A window of a width, that complains where the page does what it must not. */
async function openPage(url: string, width: number, locale = 'en-GB'): Promise<{ page: Page; seen: string[] }> {
  if (!launched) throw new Error('there is no browser');
  const context = await launched.newContext({ locale, viewport: { width, height: 800 } });
  onTestFinished(() => context.close());
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  const seen: string[] = [];
  page.on('dialog', (dialog) => void dialog.dismiss().finally(() => seen.push('dialog')));
  page.on('pageerror', (error) => seen.push(`error ${error.message}`));
  page.on('console', (message) => {
    // A token that is refused is told by the browser itself.
    if (!message.text().includes('401')) seen.push(`console ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) seen.push(request.url());
  });
  await page.goto(url);
  return { page, seen };
}

async function enter(page: Page, token: string): Promise<void> {
  await page.getByLabel('Admin token').fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
}

describe.skipIf(browserPath === undefined)('the page at /, in a browser', { timeout: 120_000 }, () => {
  test('shows nothing of the orders until the token was given, also not to a wrong one', async () => {
    const { url, token, client } = await running();
    await client.call('payment', order({ out_trade_no: 'SECRET1' }));
    const { page, seen } = await openPage(`${url}/`, 1200);
    expect(await page.content()).not.toContain('SECRET1');
    await page.getByLabel('Admin token').fill('not-the-token-of-this-one');
    await page.getByRole('button', { name: 'Open' }).click();
    await page.getByText('This is not the admin token of this emulator.').waitFor();
    expect(await page.content()).not.toContain('SECRET1');
    await enter(page, token);
    await page.getByRole('cell', { name: 'SECRET1', exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('orders');
    // Once is enough for this tab.
    await page.reload();
    await page.getByRole('cell', { name: 'SECRET1', exact: true }).waitFor();
    expect(seen).toEqual([]);
  });

  test.each([1200, 360])('pays, declines, refunds and notifies, live, at a width of %i', async (width) => {
    const endpoint = await faultServer((_request, response) => response.end('SUCCESS'));
    const { url, token, client } = await running('--notify-url', endpoint.url);
    const { page, seen } = await openPage(`${url}/`, width);
    await enter(page, token);
    await page.getByText('No order yet.').waitFor();
    const [one, two] = ['800201', '800101'].map((pay_type) => order({ pay_type, goods_name: '<b>tea</b>' }));
    await client.call('payment', one ?? {});
    await client.call('payment', two ?? {});
    const row = (number = '') => page.getByRole('row').filter({ hasText: number });
    await row(two?.['out_trade_no']).getByText('waiting for the payer').waitFor();
    await page.getByRole('button', { name: `Pay: ${one?.['out_trade_no']}` }).click();
    await row(one?.['out_trade_no']).getByText('paid', { exact: true }).waitFor();
    await row(one?.['out_trade_no']).getByText('SUCCESS, attempt 1').waitFor();
    await page.getByRole('button', { name: `Decline: ${two?.['out_trade_no']}` }).click();
    await row(two?.['out_trade_no']).getByText('failed (1205)').waitFor();
    await page.getByRole('button', { name: `Notify again: ${one?.['out_trade_no']}` }).click();
    await page.getByText(`${one?.['out_trade_no']}: the endpoint answered HTTP 200 SUCCESS`).waitFor();
    await page.getByRole('button', { name: `Refund: ${one?.['out_trade_no']}` }).click();
    await page.getByText(`${one?.['out_trade_no']} is refunded: HKD 12.80`).waitFor();
    await row(one?.['out_trade_no']).getByText('refunded', { exact: true }).waitFor();
    const { data } = await client.call('query', { out_trade_no: one?.['out_trade_no'] ?? '' });
    expect(data).toMatchObject([{ respcd: '0000', cancel: '3' }]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(seen).toEqual([]);
  });

  test('switches faults on and off, moves the clock, shows the limits, copies', async () => {
    const { url, token, client, emulator } = await running();
    const { page, seen } = await openPage(`${url}/`, 1200);
    await enter(page, token);
    await page.getByLabel('Calls').selectOption('payment');
    await page.getByRole('button', { name: 'Next call only: server-error' }).click();
    await page.getByText('server-error (payment, once), 0 calls so far').waitFor();
    expect((await client.send('payment', order())).status).toBe(500);
    expect((await client.send('payment', order())).status).toBe(200);
    await page.getByRole('button', { name: 'Every call: no-signature' }).click();
    await page.getByText('no-signature (payment, every call), 0 calls so far').waitFor();
    await page.getByRole('button', { name: 'Switch all off' }).click();
    await page.getByText('None.').waitFor();
    expect((await client.send('payment', order())).headers).toHaveProperty('x-qf-sign');
    await page.getByLabel('Set the time (UTC+8)').fill('2026-12-31T23:45:00');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('It is 2026-12-31 23:45:').waitFor();
    await page.getByRole('button', { name: '30 minutes later' }).click();
    await page.getByText('It is 2027-01-01 00:15:').waitFor();
    await page.getByText('of 400 calls in 60 s').waitFor();
    const [{ app_code = '' } = {}] = emulator.ready['merchants'] as { app_code?: string }[];
    await page.getByRole('button', { name: /^Copy App code/ }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(app_code);
    await page.getByRole('button', { name: /^Copy Variables/ }).click();
    expect(await page.evaluate('navigator.clipboard.readText()')).toContain(`export QFPAY_BASE_URL='${url}'`);
    expect(seen).toEqual([]);
  });

  test('is used with the keyboard alone, and says what happened where a screen reader hears it', async () => {
    const { url, token, client } = await running();
    const { page } = await openPage(`${url}/?lang=zh-Hant`, 1200);
    await page.keyboard.press('Tab');
    for (const _language of [1, 2, 3]) await page.keyboard.press('Tab');
    await page.keyboard.type(token);
    await page.keyboard.press('Enter');
    await page.getByText('尚未有訂單').waitFor();
    const one = order({ pay_type: '800201' });
    await client.call('payment', one);
    const pay = page.getByRole('button', { name: `付款：${one['out_trade_no']}` });
    await pay.waitFor();
    await pay.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(`${one['out_trade_no']} 已付款。`).waitFor();
  });

  test('says so when the emulator is gone', async () => {
    const { url, token, emulator } = await running();
    const { page } = await openPage(`${url}/`, 1200);
    await enter(page, token);
    await emulator.stop();
    await page.getByText('The emulator does not answer.').waitFor();
  });
});
