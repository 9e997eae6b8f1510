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

/** The emulator, and a merchant who asks it. */
async function openShop(...flags: readonly string[]): Promise<Shop> {
  const home = makeHome();
  const emulator = await serveQfpay(['emulator', '--port', '0', '--limits', 'off', ...flags], { home });
  const { ready } = emulator;
  const { app_code, client_key } = localMerchant;
  const env = { QFPAY_BASE_URL: ready.url, QFPAY_APPCODE: app_code, QFPAY_KEY: client_key.reveal() };
  return { home, env, url: ready.url, emulator };
}

interface Order {
  readonly out_trade_no: string;
  readonly syssn: string;
  readonly qrcode?: string;
  readonly pay_url?: string;
}

async function makeOrder(shop: Shop, ...flags: readonly string[]): Promise<Order> {
  const args = ['pay', '--pay-type', 'wechat-mpm', '--txamt', '1280', '--no-qr', '--json', ...flags];
  const result = await runQfpay(args, shop);
  const document = documentOf(result);
  expect(document).toMatchObject({ outcome: 'awaiting_payer' });
  return document['transaction'] as Order;
}

async function stateOf(shop: Shop, { out_trade_no }: Order): Promise<unknown> {
  const { transactions } = documentOf(await runQfpay(['query', out_trade_no, '--json'], shop)) as {
    transactions: Record<string, unknown>[];
  };
  const [record] = transactions;
  return [record?.['outcome'], record?.['respcd']];
}

/** What a page must never do: run a script, show a dialogue, ask for anything from elsewhere, complain. */
function watch(page: Page, origin: string): string[] {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => seen.push(`console ${message.text()}`));
  page.on('pageerror', (error) => seen.push(`error ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) seen.push(`request ${request.url()}`);
  });
  return seen;
}

async function openPage(browser: BrowserContext, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

/** A window that remembers nothing of another test's. */
async function browserWith(wishes: BrowserContextOptions = {}): Promise<BrowserContext> {
  if (!launched) throw new Error('there is no browser');
  const context = await launched.newContext(wishes);
  onTestFinished(() => context.close());
  return context;
}

describe.skipIf(browserPath === undefined)('the wallet page, in a browser', { timeout: 120_000 }, () => {
  test('shows an order and pays it, once', async () => {
    const endpoint = await faultServer((_request, response) => response.end('SUCCESS'));
    const shop = await openShop('--notify-url', endpoint.url);
    const order = await makeOrder(shop, '--goods-name', 'Milk tea');
    const page = await (await browserWith({ locale: 'en-GB' })).newPage();
    const seen = watch(page, shop.url);
    const response = await page.goto(order.qrcode ?? '');
    expect(response?.status()).toBe(200);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Pay with WeChat Pay');
    expect(await page.getByRole('status').textContent()).toBe('Waiting for you to pay.');
    const text = await page.getByRole('main').innerText();
    for (const part of ['HKD 12.80', order.out_trade_no, order.syssn, 'Milk tea', localMerchant.app_code]) {
      expect(text).toContain(part);
    }
    // A second click before the page has changed is one that the browser sends as well.
    await page.getByRole('button', { name: 'Pay HKD 12.80' }).dblclick();
    await page.getByText('Paid.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['paid', '0000']);
    expect(await page.getByRole('button').count()).toBe(0);
    await page.reload();
    expect(await page.getByRole('status').textContent()).toBe('Paid.');
    expect(seen).toEqual([]);
    await shop.emulator.next(({ event }) => event === 'notification');
    await shop.emulator.stop();
    expect(endpoint.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { syssn: order.syssn, txamt: '1280' },
    ]);
  });

  test('declines an order, which then cannot be paid', async () => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await openPage(await browserWith(), order.qrcode ?? '');
    const stale = await openPage(page.context(), order.qrcode ?? '');
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('You declined this payment.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['declined', '1205']);
    // A page that was opened before still has its buttons.
    await stale.getByRole('button', { name: 'Pay HKD 12.80' }).click();
    await stale.getByText('You declined this payment.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['declined', '1205']);
  });

  test('stops at the password: pending for the shop until the payer goes on', async () => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await openPage(await browserWith(), order.qrcode ?? '');
    await page.getByRole('button', { name: 'Stop at the password' }).click();
    await page.getByText('Waiting for your password.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['pending', '1143']);
    await page.getByRole('button', { name: 'Pay HKD 12.80' }).click();
    await page.getByText('Paid.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['paid', '0000']);
  });

  test('shows what the shop did with an order: refunded in part, refunded, closed', async () => {
    const shop = await openShop();
    const [order, closed] = [await makeOrder(shop), await makeOrder(shop)];
    const page = await openPage(await browserWith({ locale: 'zh-HK' }), order.qrcode ?? '');
    await page.getByRole('button', { name: '支付 HKD 12.80' }).click();
    await page.getByText('已付款。').waitFor();
    await runQfpay(['refund', order.out_trade_no, '--txamt', '280', '--yes'], shop);
    await page.reload();
    expect(await page.getByRole('status').textContent()).toBe('已付款，商戶已部分退款。 已退款：HKD 2.80');
    await runQfpay(['refund', order.out_trade_no, '--full', '--yes'], shop);
    await page.reload();
    expect(await page.getByRole('status').textContent()).toBe('已付款，商戶已全額退款。 已退款：HKD 12.80');
    await runQfpay(['close', closed.out_trade_no, '--yes'], shop);
    await page.goto(closed.qrcode ?? '');
    expect(await page.getByRole('status').textContent()).toBe('商戶已取消訂單，無法再付款。');
    expect(await page.getByRole('button').count()).toBe(0);
  });

  test.each([`<script>alert()//`, `"><svg onload=f()>`, `</dd><form id=x>&lt;`])(
    'runs nothing of what a shop writes: %s',
    async (goods_name) => {
      const shop = await openShop();
      const flags = ['--goods-name', goods_name, '--skip-rule', 'goods-name-advice'];
      const order = await makeOrder(shop, ...flags);
      const page = await (await browserWith({ locale: 'en' })).newPage();
      const seen = watch(page, shop.url);
      await page.goto(order.qrcode ?? '');
      expect(await page.locator('main dd').first().innerText()).toBe(goods_name);
      const elements = () =>
        page.locator('script, img, svg, iframe, object, form').evaluateAll((all) => all.map((each) => each.tagName));
      expect(await elements()).toEqual(['FORM']);
      await page.getByRole('button', { name: 'Pay HKD 12.80' }).click();
      await page.getByText('Paid.').waitFor();
      expect(await elements()).toEqual([]);
      expect(await page.locator('main a').count()).toBe(0);
      expect(seen).toEqual([]);
    },
  );

  test.each([
    ['en-US', 'en', 'Pay with WeChat Pay', 'Waiting for you to pay.'],
    ['zh-CN', 'zh-Hans', '使用微信支付付款', '等待您付款。'],
    ['zh-TW', 'zh-Hant', '使用微信支付付款', '等待您付款。'],
    ['fr-FR', 'en', 'Pay with WeChat Pay', 'Waiting for you to pay.'],
  ])('speaks to a browser of %s in %s', async (locale, lang, heading, status) => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await openPage(await browserWith({ locale }), order.qrcode ?? '');
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(heading);
    expect(await page.getByRole('status').textContent()).toBe(status);
  });

  test('changes its language by a link and keeps it through a payment, without JavaScript', async () => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await openPage(await browserWith({ locale: 'en', javaScriptEnabled: false }), order.qrcode ?? '');
    await page.getByRole('link', { name: '繁體中文' }).click();
    expect(await page.title()).toBe('付款 HKD 12.80');
    await page.getByRole('button', { name: '支付 HKD 12.80' }).click();
    await page.getByText('已付款。').waitFor();
    expect(page.url()).toBe(`${order.qrcode}?lang=zh-Hant`);
    expect(await stateOf(shop, order)).toEqual(['paid', '0000']);
  });

  test('is used with the keyboard alone, in the order it is read', async () => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await openPage(await browserWith({ locale: 'en' }), order.qrcode ?? '');
    const focused: string[] = [];
    for (let press = 0; press < 4; press += 1) {
      await page.keyboard.press('Tab');
      focused.push(await page.evaluate('document.activeElement.textContent'));
    }
    expect(focused).toEqual(['English', '简体中文', '繁體中文', 'Pay HKD 12.80']);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByText('Paid.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['paid', '0000']);
  });

  test.each(['light', 'dark'] as const)(
    'can be read in a %s scheme: every text has a contrast of 4.5:1',
    async (colorScheme) => {
      const shop = await openShop();
      const order = await makeOrder(shop);
      const page = await openPage(await browserWith({ colorScheme, locale: 'en' }), order.qrcode ?? '');
      const contrasts = (await page.evaluate(measureContrasts)) as { text: string; contrast: number }[];
      expect(contrasts.length).toBeGreaterThan(10);
      expect(contrasts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    },
  );

  test('a form of another site pays nothing', async () => {
    const shop = await openShop();
    const order = await makeOrder(shop);
    const page = await (await browserWith()).newPage();
    await page.setContent(
      `<form method="post" action="${order.qrcode}"><button name="action" value="pay">go</button></form>`,
    );
    await page.getByRole('button').click();
    await page.getByText('The form came from another site.').waitFor();
    expect(await stateOf(shop, order)).toEqual(['pending', '1143']);
  });

  test('a pay_url leads to the page as a QR code does, and the page back to the shop once it is paid', async () => {
    const shop = await openShop();
    const back = 'https://shop.example/thanks?a=1&b="2"';
    const flags = ['--pay-type', 'alipay-hk-web', '--goods-name', 'tea', '-p', `return_url=${back}`];
    const order = await makeOrder(shop, ...flags);
    const page = await openPage(await browserWith({ locale: 'en' }), order.pay_url ?? '');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Pay with Alipay');
    const link = page.getByRole('link', { name: 'Back to the shop' });
    expect(await link.count()).toBe(0);
    await page.getByRole('button', { name: 'Pay HKD 12.80' }).click();
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe(new URL(back).href);
  });

  test('a number that nobody has an order of gets a page that says so', async () => {
    const shop = await openShop();
    const page = await (await browserWith({ locale: 'en' })).newPage();
    const response = await page.goto(`${shop.url}/wallet/20260302180500020000009999`);
    expect(response?.status()).toBe(404);
    expect(await page.getByRole('status').textContent()).toBe('There is no such order.');
  });
});

/** Run in the page: the contrast of each text with what is behind it, as WCAG reckons it. */
const measureContrasts = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (channels(colour)[3] !== 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.body.querySelectorAll('*')].filter(own).map((element) => {
    const [a, b] = [light(getComputedStyle(element).color), light(behind(element))].sort((x, y) => y - x);
    return { text: element.textContent, contrast: (a + 0.05) / (b + 0.05) };
  });
})()`;
