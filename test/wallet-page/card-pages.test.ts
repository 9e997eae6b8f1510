import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ServedRequest, ServedResponse } from '../../src/context/network.ts';
import type { BookEntry } from '../../src/emulator/book.ts';
import { createCardDesk } from '../../src/emulator/card-desk.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { createCardPages } from '../../src/wallet-page/card-pages.ts';
import { checkoutQuery } from '../support/checkout-link.ts';

const { app_code, client_key } = localMerchant;
const key = client_key.reveal();
const merchants = {
  [app_code]: { client_key },
  AGENT: { client_key: new ClientKey('the key of an agent'), mchids: ['M-1', 'M-2'] },
};

/** The pages over books of their own, with the gateway of the same books. */
function shop(start = '2026-03-02T07:04:05.000Z') {
  const ledger = createMemoryLedger();
  let now = new Date(start);
  let count = 0;
  const random = { bytes: (size: number) => Uint8Array.from({ length: size }, () => count++ % 256) };
  const entries: BookEntry[] = [];
  const onEntry = (entry: BookEntry) => entries.push(entry);
  const world = { ledger, now: () => now, random, merchants, onEntry };
  const pages = createCardPages(createCardDesk(world), random);
  const gateway = createEmulator({ ...world, wallet_url: 'http://127.0.0.1/wallet' });
  const ask = async (changed: Partial<ServedRequest> & { readonly form?: string } = {}): Promise<ServedResponse> => {
    const { form = '', ...rest } = changed;
    const request = {
      method: 'GET',
      path: '/checkstand/order',
      query: '',
      headers: {},
      body: Buffer.from(form),
      ...rest,
    };
    return pages(request);
  };
  return {
    ask,
    entries,
    move: (to: string) => {
      now = new Date(to);
    },
    open: async (query: string) => String((await ask({ query })).body),
    async pay(query: string, card: string, given?: string) {
      const form = given ?? formOf(String((await ask({ query })).body));
      const sent = await ask({ method: 'POST', query, form: `form=${form}&card=${card}` });
      return { sent, body: String((await ask({ query })).body) };
    },
    async call(path: string, fields: Readonly<Record<string, string>>) {
      const body = new URLSearchParams(fields).toString();
      const text = Object.entries(fields)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join('='))
        .join('&');
      const sign = createHash('md5').update(`${text}${key}`).digest('hex');
      const headers = {
        'x-qf-appcode': app_code,
        'x-qf-sign': sign,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const answer = await gateway({ method: 'POST', path, query: '', headers, body: Buffer.from(body) });
      return JSON.parse(String(answer.body)) as Record<string, unknown> & { data: Record<string, unknown>[] };
    },
  };
}

function formOf(body: string): string {
  return /name="form" value="([0-9a-f]{24})"/.exec(body)?.[1] ?? '';
}

const statusOf = (body: string) => /role="status">([^<]*)</.exec(body)?.[1];
const query = checkoutQuery({ appcode: app_code }, key);

describe('the door of a checkout', () => {
  test('runs one script, which the policy names, and nothing else', async () => {
    const { headers, body } = await shop().ask({ path: '/checkstand/' });
    const script = /<script>([\s\S]*)<\/script>/.exec(String(body))?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`script-src 'sha256-${hash}'`);
    expect(policy).toContain("default-src 'none'");
    expect(String(body).match(/<script/g)).toHaveLength(1);
  });

  test('an address without its last slash leads there', async () => {
    expect(await shop().ask({ path: '/checkstand' })).toMatchObject({
      status: 302,
      headers: { location: 'checkstand/' },
    });
  });
});

describe('a checkout', () => {
  test('shows the order and eight cards, none of which is typed, and no script', async () => {
    const { headers, body } = await shop().ask({ query });
    expect(statusOf(String(body))).toBe('Waiting for a card.');
    expect(String(body)).toContain('HKD 12.80');
    expect(String(body).match(/<button /g)).toHaveLength(8);
    expect(String(body)).not.toMatch(/type="(text|number|tel)"|<script/);
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  test.each([
    ['lang is not signed', checkoutQuery({ appcode: app_code, lang: 'en' }, key)],
    ['lang is signed', checkoutQuery({ appcode: app_code, lang: 'en' }, key, { signs_lang: true })],
    ['an agent says for whom', checkoutQuery({ appcode: 'AGENT', mchntid: 'M-2' }, 'the key of an agent')],
  ])('is taken where %s', async (_what, link) => {
    expect(statusOf(await shop().open(link))).toBe('Waiting for a card.');
  });

  test.each([
    ['the signature is of another key', '1108', checkoutQuery({ appcode: app_code }, 'another key')],
    ['the amount was changed', '1108', query.replace('1280', '1')],
    ['nobody knows the app code', '1108', checkoutQuery({ appcode: 'NOBODY' }, key)],
    ['an agent does not say for whom', '1108', checkoutQuery({ appcode: 'AGENT' }, 'the key of an agent')],
    ['the source ends otherwise', '1104', checkoutQuery({ appcode: app_code, paysource: 'shop' }, key)],
    ['there is no return_url', '1104', checkoutQuery({ appcode: app_code, return_url: '' }, key)],
  ])('is refused where %s', async (_what, respcd, link) => {
    const { status, body } = await shop().ask({ query: link });
    expect(status).toBe(400);
    expect(String(body)).toContain(`<dd>${respcd}</dd>`);
  });

  test('that is over cannot be paid, not by a form that was opened before either', async () => {
    const books = shop();
    const link = checkoutQuery({ appcode: app_code, checkout_expired_time: '10' }, key);
    const form = formOf(await books.open(link));
    books.move('2026-03-02T07:14:05.000Z');
    expect(statusOf((await books.pay(link, 'visa-1091', form)).body)).toMatch(/expired/);
    expect(books.entries).toEqual([]);
  });

  test('speaks the language that the merchant asked for, and keeps it through a payment', async () => {
    const books = shop();
    const link = checkoutQuery({ appcode: app_code, lang: 'zh-hk' }, key);
    expect(statusOf(await books.open(link))).toBe('等待選擇銀行卡。');
    const { sent } = await books.pay(link, 'visa-1091');
    expect(sent.headers['location']).toContain('page_lang=zh-Hant');
    expect(statusOf(await books.open(`${link}&page_lang=zh-Hans`))).toBe('已付款。');
  });
});

describe('a card', () => {
  test.each([
    ['mastercard-1096', 'paid', 'Paid.', '0000'],
    ['visa-1000', 'paid without a question', 'Paid.', '0000'],
    ['visa-1125', 'not verified by its bank', 'Waiting for a card.', '1145'],
    ['mastercard-1013', 'refused', 'Waiting for a card.', '1205'],
  ])('%s is %s', async (card, _what, status, respcd) => {
    const books = shop();
    expect(statusOf((await books.pay(query, card)).body)).toBe(status);
    const { data } = await books.call('/trade/v1/query', { out_trade_no: 'A-1' });
    expect(data).toMatchObject([
      { respcd, pay_type: '802801', txamt: '1280', out_trade_no: 'A-1', order_type: 'payment' },
    ]);
    expect(data[0]?.['cardcd']).toMatch(/^(5200|4000)\*{4}\d{4}$/);
  });

  test('after one that was refused may be another, and both stand on the books', async () => {
    const books = shop();
    await books.pay(query, 'visa-1018');
    expect(statusOf((await books.pay(query, 'visa-1091')).body)).toBe('Paid.');
    const { data } = await books.call('/trade/v1/query', { out_trade_no: 'A-1' });
    expect(data.map(({ respcd }) => respcd).sort()).toEqual(['0000', '1205']);
  });

  test('by the same form is one attempt, by the form of another window the order is paid twice', async () => {
    const books = shop();
    const [one, other] = [formOf(await books.open(query)), formOf(await books.open(query))];
    await books.pay(query, 'visa-1091', one);
    await books.pay(query, 'visa-1091', one);
    expect(books.entries).toHaveLength(1);
    await books.pay(query, 'visa-1091', other);
    expect(books.entries).toHaveLength(2);
  });

  test.each([
    ['of another site', 403, { headers: { origin: 'https://evil.example' } }],
    ['that is none', 400, { form: `form=${'0'.repeat(24)}&card=4000000000001091` }],
    ['without a form', 400, { form: 'card=visa-1091' }],
  ])('%s is not taken', async (_what, status, changed) => {
    const books = shop();
    const form = `form=${'0'.repeat(24)}&card=visa-1091`;
    expect((await books.ask({ method: 'POST', query, form, ...changed })).status).toBe(status);
    expect(books.entries).toEqual([]);
  });

  test('cannot pay under a number that another order has', async () => {
    const books = shop();
    const order = { txamt: '1280', txcurrcd: 'HKD', pay_type: '800208', auth_code: '13', txdtm: '2026-03-02 15:04:05' };
    await books.call('/trade/v1/payment', { ...order, out_trade_no: 'A-1' });
    expect(await books.open(query)).toContain('<dd>2011</dd>');
    await books.pay(checkoutQuery({ appcode: app_code, out_trade_no: 'A-2' }, key), 'visa-1018');
    expect(await books.call('/trade/v1/payment', { ...order, out_trade_no: 'A-2' })).toMatchObject({ respcd: '2011' });
    expect(await books.open(checkoutQuery({ appcode: app_code, out_trade_no: 'A-2', txamt: '5' }, key))).toContain(
      '<dd>2011</dd>',
    );
  });
});

describe('what was paid by card', () => {
  const txdtm = '2026-03-02 15:04:05';
  async function paid() {
    const books = shop();
    await books.pay(query, 'visa-1091');
    const { data } = await books.call('/trade/v1/query', { out_trade_no: 'A-1' });
    return { books, syssn: String(data[0]?.['syssn']) };
  }
  const stateOf = async (books: ReturnType<typeof shop>) => {
    const { data } = await books.call('/trade/v1/query', {
      out_trade_no: 'A-1',
      start_time: '2026-03-01 00:00:00',
      end_time: '2026-03-05 00:00:00',
    });
    return [data[0]?.['respcd'], data[0]?.['cancel']];
  };

  test('is voided by a reversal on its day, by its number too where a refused card came before', async () => {
    const { books, syssn } = await paid();
    const second = shop();
    expect(await books.call('/trade/v1/reversal', { syssn, txamt: '1280', txdtm })).toMatchObject({ respcd: '0000' });
    expect(await stateOf(books)).toEqual(['0000', '1']);
    await second.pay(query, 'visa-1091');
    await second.pay(query, 'visa-1018', 'f'.repeat(24));
    expect(await second.call('/trade/v1/reversal', { out_trade_no: 'A-1', txamt: '1280', txdtm })).toMatchObject({
      respcd: '0000',
    });
  });

  test('cannot be voided on the next day', async () => {
    const { books, syssn } = await paid();
    books.move('2026-03-02T16:00:00.000Z');
    expect(await books.call('/trade/v1/reversal', { syssn, txamt: '1280', txdtm })).toMatchObject({ respcd: '1260' });
  });

  test('is given back in full on its day, and in part only from the next', async () => {
    const { books, syssn } = await paid();
    const refund = (out_trade_no: string, txamt: string) =>
      books.call('/trade/v1/refund', { syssn, out_trade_no, txamt, txdtm });
    expect(await refund('R-1', '280')).toMatchObject({ respcd: '1124' });
    books.move('2026-03-02T16:00:00.000Z');
    expect(await refund('R-1', '280')).toMatchObject({ respcd: '0000' });
    expect(await refund('R-2', '1000')).toMatchObject({ respcd: '0000' });
    const { books: others, syssn: other } = await paid();
    expect(
      await others.call('/trade/v1/refund', { syssn: other, out_trade_no: 'R-1', txamt: '1280', txdtm }),
    ).toMatchObject({
      respcd: '0000',
    });
  });
});

describe('an intent', () => {
  const wanted = { txamt: '1280', pay_type: '802801', out_trade_no: 'I-1', txdtm: '2026-03-02 15:04:05' };
  const page = (books: ReturnType<typeof shop>, link: string) =>
    books.ask({ path: '/payment_element/page', query: link });

  test('has 32 characters and a week, and is paid on its page', async () => {
    const books = shop();
    const made = await books.call('/payment_element/v1/create_payment_intent', {
      ...wanted,
      return_url: 'https://shop.example/ok',
    });
    expect(made).toMatchObject({
      respcd: '0000',
      out_trade_no: 'I-1',
      txcurrcd: 'HKD',
      intent_expiry: '2026-03-09 15:04:05',
    });
    expect(made['payment_intent']).toMatch(/^[0-9a-f]{32}$/);
    const link = `payment_intent=${made['payment_intent']}`;
    const form = formOf(String((await page(books, link)).body));
    const sent = await books.ask({
      method: 'POST',
      path: '/payment_element/page',
      query: link,
      form: `form=${form}&card=visa-1091`,
    });
    expect(sent).toMatchObject({ status: 303 });
    expect(String((await page(books, link)).body)).toContain('href="https://shop.example/ok"');
    const { data } = await books.call('/trade/v1/query', { out_trade_no: 'I-1' });
    expect(data).toMatchObject([{ respcd: '0000', txamt: '1280', pay_type: '802801' }]);
  });

  test.each([
    ['no time', { txdtm: '' }, '1104'],
    ['no number', { out_trade_no: '' }, '1104'],
    ['a card of a terminal', { pay_type: '802808' }, '1104'],
  ])('is not made with %s', async (_what, changed, respcd) => {
    const fields = Object.fromEntries(Object.entries({ ...wanted, ...changed }).filter(([, value]) => value !== ''));
    expect(await shop().call('/payment_element/v1/create_payment_intent', fields)).toMatchObject({ respcd });
  });

  test.each(['', '0'.repeat(32), `${'2026030218050002'.padEnd(26, '0')}000000`])(
    'nobody made is not found: %j',
    async (id) => {
      expect((await page(shop(), `payment_intent=${id}`)).status).toBe(404);
    },
  );

  test('of a customer keeps the card: a new token, the same one again, a conflict of another customer', async () => {
    const books = shop();
    const payBy = async (out_trade_no: string, customer_id: string, card: string) => {
      const made = await books.call('/payment_element/v1/create_payment_intent', { ...wanted, out_trade_no });
      const link = `payment_intent=${made['payment_intent']}&customer_id=${customer_id}`;
      const form = formOf(String((await page(books, link)).body));
      await books.ask({
        method: 'POST',
        path: '/payment_element/page',
        query: link,
        form: `form=${form}&card=${card}`,
      });
    };
    await payBy('I-1', 'cust_1', 'visa-1091');
    await payBy('I-2', 'cust_1', 'visa-1091');
    await payBy('I-3', 'cust_2', 'visa-1091');
    await payBy('I-4', 'cust_2', 'visa-1018');
    const notices = books.entries.flatMap(({ notice }) => (notice ? [notice.fields] : []));
    expect(notices.map(({ event, customer_id, cardcd }) => [event, customer_id, cardcd])).toEqual([
      ['NEW', 'cust_1', '4000****1091'],
      ['MATCH', 'cust_1', '4000****1091'],
      ['CONFLICT', 'cust_2', '4000****1091'],
    ]);
    expect(notices[0]?.['tokenid']).toMatch(/^tk_[0-9a-f]{32}$/);
    expect(notices[1]?.['tokenid']).toBe(notices[0]?.['tokenid']);
  });

  test('of a customer gives the token that token_query shows and a subscription is charged to', async () => {
    const books = shop();
    const { data: customer } = await books.call('/customer/v1/create', { name: 'Chan' });
    const { customer_id = '' } = customer as never as Record<string, string>;
    const made = await books.call('/payment_element/v1/create_payment_intent', { ...wanted, customer_id });
    const link = `payment_intent=${made['payment_intent']}`;
    const form = `form=${formOf(String((await page(books, link)).body))}&card=mastercard-1096`;
    await books.ask({ method: 'POST', path: '/payment_element/page', query: link, form });
    const told = books.entries.at(-1)?.notice?.fields ?? {};
    const { data } = await books.call('/token/v1/query', { customer_id });
    expect(data).toMatchObject([{ token_id: told['tokenid'], cardcd: '5200****1096', card_scheme: 'MASTERCARD' }]);
    const product = { name: 'Club', type: 'recurring', txamt: '1280', txcurrcd: 'HKD', interval: 'monthly' };
    const { data: sold } = await books.call('/product/v1/create', {
      ...{ ...product, interval_count: '1', usage_type: 'licensed' },
    });
    const products = JSON.stringify([{ product_id: (sold as never as Record<string, string>)['product_id'] }]);
    const plan = { customer_id, token_id: told['tokenid'] ?? '', products };
    expect(await books.call('/subscription/v1/create', plan)).toMatchObject({
      respcd: '0000',
      data: { state: 'ACTIVE' },
    });
  });

  test('to keep a card pays nothing, and is done once', async () => {
    const books = shop();
    const made = await books.call('/payment_element/v1/create_token_intent', {
      customer_id: 'cust_1',
      token_reason: 'Club',
    });
    const link = `token_intent=${made['token_intent']}`;
    const open = String((await page(books, link)).body);
    expect(open).toContain('4000****1091 is saved<');
    expect(open).not.toMatch(/ paid|Pay before/);
    for (const form of ['a'.repeat(24), 'b'.repeat(24)]) {
      await books.ask({
        method: 'POST',
        path: '/payment_element/page',
        query: link,
        form: `form=${form}&card=visa-1091`,
      });
    }
    expect(statusOf(String((await page(books, link)).body))).toBe('The card is saved.');
    expect(books.entries.flatMap(({ kind, notice }) => [kind, notice?.fields['token_reason']])).toEqual([
      ...['intent', undefined, 'notice', 'Club'],
    ]);
    const { data } = await books.call('/trade/v1/query', {
      start_time: '2026-03-02 00:00:00',
      end_time: '2026-03-02 23:59:59',
    });
    expect(data).toEqual([]);
  });

  test('has a script for the shop’s own page', async () => {
    const { headers, body } = await shop().ask({ path: '/qfpay_element/qfpay.js' });
    expect(headers['content-type']).toContain('text/javascript');
    expect(String(body)).toContain('window.QFpay');
  });
});
