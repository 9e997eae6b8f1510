import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { findBrowser, launchBrowser } from '../support/browser.ts';
import { faultServer } from '../support/fault-server.ts';
import { documentOf, type Home, makeHome, runQfpay } from '../support/run-qfpay.ts';
import { type ServingQfpay, serveQfpay } from '../support/serve-qfpay.ts';

const browserPath = findBrowser();
let launched: Browser | undefined;

beforeAll(async () => {
  if (browserPath !== undefined) launched = await launchBrowser(browserPath);
}, 60_000);

afterAll(async () => {
  await launched?.close();
});

interface Shop {
  readonly home: Home;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  readonly emulator: ServingQfpay;
}

async function openShop(...flags: readonly string[]): Promise<Shop> {
  const home = makeHome();
  const emulator = await serveQfpay(['emulator', '--port', '0', '--limits', 'off', ...flags], { home });
  const { url } = emulator.ready;
  const { app_code, client_key } = localMerchant;
  return { home, url, emulator, env: { QFPAY_BASE_URL: url, QFPAY_APPCODE: app_code, QFPAY_KEY: client_key.reveal() } };
}

function urls(back = 'https://shop.example/ok'): string[] {
  return ['--return-url', back, '--failed-url', 'https://shop.example/no', '--notify-url', 'http://127.0.0.1:9/notify'];
}

/** What a page must never do: complain, show a dialogue, ask for anything from elsewhere. */
function watch(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => seen.push('dialog')));
  page.on('console', (message) => seen.push(`console ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`error ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) seen.push(`request ${request.url()}`);
  });
  return seen;
}

async function browserWith(wishes: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!launched) throw new Error('there is no browser');
  const context = await launched.newContext({ locale: 'en', ...wishes });
  onTestFinished(() => context.close());
  return context;
}

async function checkout(shop: Shop, ...flags: readonly string[]): Promise<{ url: string; out_trade_no: string }> {
  const document = documentOf(
    await runQfpay(['checkout', '--txamt', '1280', ...urls(), '--no-qr', '--json', ...flags], shop),
  );
  expect(document).toMatchObject({ command: 'checkout', outcome: 'awaiting_payer' });
  return {
    url: String(document['url']),
    out_trade_no: String((document['transaction'] as { out_trade_no: string }).out_trade_no),
  };
}

async function outcomesOf(shop: Shop, number: string): Promise<unknown[]> {
  const document = documentOf(await runQfpay(['query', number, '--json'], shop));
  const { transactions } = document as { transactions: { outcome: string }[] };
  return transactions.map(({ outcome }) => outcome).sort();
}

describe.skipIf(browserPath === undefined)('cards, in a browser', { timeout: 120_000 }, () => {
  test('a checkout is refused once, paid with the second card, waited for, and voided', async () => {
    const shop = await openShop();
    const out_trade_no = 'CARD-1';
    const page = await (await browserWith()).newPage();
    const seen = watch(page, shop.url);
    let declined = () => {};
    const isDeclined = new Promise<void>((resolve) => {
      declined = resolve;
    });
    let started: (url: string) => void = () => {};
    const link = new Promise<string>((resolve) => {
      started = resolve;
    });
    const flags = [
      '--out-trade-no',
      out_trade_no,
      '--goods-name',
      'Tea & "cake" <b>',
      '--qr',
      '--wait',
      '--wait-timeout',
      '60',
    ];
    const waiting = runQfpay(['checkout', '--txamt', '1280', ...urls(), ...flags, '--json'], {
      ...shop,
      onStderr: (stderr) => {
        const found = /(http:\S+checkstand\S+)/.exec(stderr)?.[1];
        if (found) started(found);
        if (stderr.includes('an attempt was declined')) declined();
      },
    });
    await page.goto(await link);
    await page.getByRole('status').getByText('Waiting for a card.').waitFor();
    expect(await page.getByRole('button').count()).toBe(8);
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await page.getByRole('main').innerText()).toContain('Tea & "cake" <b>');
    await page.getByRole('button', { name: 'Visa 4000****1018 is refused' }).click();
    await page.getByText('4000****1018: refused').waitFor();
    expect(await page.getByRole('link', { name: 'Back to the shop without paying' }).getAttribute('href')).toBe(
      'https://shop.example/no',
    );
    await isDeclined;
    // A second click before the page has changed is one that the browser sends as well.
    await page.getByRole('button', { name: 'Mastercard 5200****1096 is paid' }).dblclick();
    await page.getByRole('status').getByText('Paid.').waitFor();
    expect(await page.getByRole('link', { name: 'Back to the shop' }).getAttribute('href')).toBe(
      'https://shop.example/ok',
    );
    expect(seen).toEqual([]);
    const waited = await waiting;
    expect(waited.exit_code).toBe(0);
    expect(documentOf(waited)).toMatchObject({
      command: 'checkout',
      outcome: 'paid',
      simulated: true,
      transaction: { out_trade_no },
    });
    expect(documentOf(waited)['paid_twice']).toBeUndefined();
    expect(await outcomesOf(shop, out_trade_no)).toEqual(['declined', 'paid']);
    const reversed = await runQfpay(['reverse', out_trade_no, '--yes', '--json'], shop);
    expect([reversed.exit_code, documentOf(reversed)['outcome']]).toEqual([0, 'reversed']);
    expect(await outcomesOf(shop, out_trade_no)).toEqual(['declined', 'reversed']);
  });

  test('pages speak three languages, refuse a changed link, and two windows pay an order twice', async () => {
    const shop = await openShop();
    const { url, out_trade_no } = await checkout(shop, '--checkout-lang', 'zh-hk', '--sign-lang');
    const context = await browserWith({ locale: 'fr' });
    const pages = [await context.newPage(), await context.newPage()] as const;
    const [page, other] = pages;
    const seen = watch(page, shop.url);
    await page.goto(url);
    await page.getByRole('status').getByText('等待選擇銀行卡。').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hant');
    expect(await page.getByRole('link', { name: '繁體中文' }).getAttribute('aria-current')).toBe('true');
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.getByRole('status').getByText('等待选择银行卡。').waitFor();
    await page.getByRole('link', { name: 'English' }).click();
    await page.getByRole('status').getByText('Waiting for a card.').waitFor();
    await other.goto(url.replace('txamt=1280', 'txamt=1'));
    await other.getByText('此連結無法付款。').waitFor();
    expect(await other.getByRole('button').count()).toBe(0);
    await other.goto(`${shop.url}/checkstand/`);
    await other.getByText('There is no order in this address').waitFor();
    await other.goto(url);
    await other.getByRole('status').getByText('等待選擇銀行卡。').waitFor();
    await page.getByRole('button', { name: 'Visa 4000****1000' }).press('Enter');
    await page.getByRole('status').getByText('Paid.').waitFor();
    await other.getByRole('button', { name: 'Visa 4000****1091' }).click();
    await other.getByRole('status').getByText('已付款。').waitFor();
    expect(await outcomesOf(shop, out_trade_no)).toEqual(['paid', 'paid']);
    const flags = ['--out-trade-no', out_trade_no, '--wait', '--no-qr', '--json'];
    const again = documentOf(await runQfpay(['checkout', '--txamt', '1280', ...urls(), ...flags], shop));
    expect(again).toMatchObject({ outcome: 'paid', paid_twice: true, paid: [{}, {}] });
    const { paid } = again as { paid: { syssn: string }[] };
    const give = ['refund', '--syssn', paid[0]?.syssn ?? '', '--full', '--yes', '--json'];
    expect(documentOf(await runQfpay(give, shop))).toMatchObject({ outcome: 'refunded' });
    expect(await outcomesOf(shop, out_trade_no)).toEqual(['paid', 'refunded']);
    await page.reload();
    await page.getByText('paid, and refunded by the shop').waitFor();
    expect(seen).toEqual([]);
  });

  test('the page of an intent runs as it is printed, pays, and keeps the card of a customer', async () => {
    const endpoint = await faultServer((_request, response) => response.end('SUCCESS'));
    const shop = await openShop('--notify-url', endpoint.url);
    const back = await faultServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<h1>thanks</h1>'),
    );
    const flags = ['--customer-id', 'cust_1', '--return-url', `${back.url}/ok`, '--json'];
    const made = documentOf(await runQfpay(['intent', '--pay-type', 'card-online', '--txamt', '1280', ...flags], shop));
    expect(made).toMatchObject({
      command: 'intent',
      outcome: 'awaiting_payer',
      payment_intent: expect.stringMatching(/^\w{32}$/),
    });
    const own = await faultServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end(String(made['html'])),
    );
    const page = await (await browserWith()).newPage();
    await page.goto(own.url);
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByRole('status').getByText('Waiting for a card.').waitFor();
    await page.getByRole('button', { name: 'Visa 4000****1091' }).click();
    await page.getByRole('status').getByText('Paid.').waitFor();
    await page.getByRole('link', { name: 'Back to the shop' }).click();
    await page.getByText('thanks').waitFor();
    const number = (made['transaction'] as { out_trade_no: string }).out_trade_no;
    expect(await outcomesOf(shop, number)).toEqual(['paid']);
    for (const _each of ['payment', 'payment_token']) await shop.emulator.next(({ event }) => event === 'notification');
    const told = endpoint.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(told.map(({ notify_type }) => notify_type).sort()).toEqual(['payment', 'payment_token']);
    expect(told.find(({ notify_type }) => notify_type === 'payment_token')).toMatchObject({
      event: 'NEW',
      customer_id: 'cust_1',
    });
  });
});
