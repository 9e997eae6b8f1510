import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ServedRequest } from '../../src/context/network.ts';
import type { Payer, PayerAction, PayerOrder } from '../../src/emulator/payer.ts';
import { createWalletPages } from '../../src/wallet-page/create-wallet-pages.ts';

const syssn = '20260302180500020000000001';

function payer(): Payer & { readonly acts: PayerAction[] } {
  const acts: PayerAction[] = [];
  const order: PayerOrder = {
    ...{ syssn, out_trade_no: 'A-1', app_code: 'APP1', mchid: '', txamt: 100, txcurrcd: 'HKD', pay_type: '800201' },
    ...{ goods_name: '', made_at: new Date(0), state: 'waiting', refunded: 0 },
  };
  const find = async (asked: string) => (asked === syssn ? order : undefined);
  return {
    acts,
    find,
    act: async (asked, action) => {
      acts.push(action);
      return find(asked);
    },
  };
}

function request(changed: Partial<ServedRequest> & { readonly form?: string } = {}): ServedRequest {
  const { form = '', ...rest } = changed;
  return { method: 'GET', path: `/wallet/${syssn}`, query: '', headers: {}, body: Buffer.from(form), ...rest };
}

test('nothing but the style of the page is let run or load, and nothing is kept', async () => {
  const { headers, body } = await createWalletPages(payer())(request());
  const style = /<style>([\s\S]*)<\/style>/.exec(String(body))?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  );
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=UTF-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
  });
});

describe('a button', () => {
  test.each([
    ['pay', 'paid'],
    ['decline', 'declined'],
    ['password', 'password_pending'],
  ])('%s is acted upon, and the browser sent to the page again', async (action, acted) => {
    const books = payer();
    const answer = await createWalletPages(books)(
      request({ method: 'POST', query: 'lang=zh-Hans', form: `action=${action}` }),
    );
    expect(books.acts).toEqual([acted]);
    expect(answer).toMatchObject({ status: 303, headers: { location: `${syssn}?lang=zh-Hans` } });
  });

  test.each<[string, number, Partial<ServedRequest> & { form?: string }]>([
    ['of another site', 403, { method: 'POST', form: 'action=pay', headers: { origin: 'https://evil.example' } }],
    ['that there is not', 400, { method: 'POST', form: 'action=constructor' }],
    ['without a name', 400, { method: 'POST' }],
    ['of a GET', 200, { query: 'action=pay' }],
    ['of another method', 405, { method: 'PUT', form: 'action=pay' }],
  ])('%s does nothing', async (_what, status, changed) => {
    const books = payer();
    expect((await createWalletPages(books)(request(changed))).status).toBe(status);
    expect(books.acts).toEqual([]);
  });
});

test.each(['/wallet/', '/wallet/9', '/wallet/x', '/wallet/../x', `/wallet/${syssn}/`, `/wallet/${'9'.repeat(50)}`])(
  'there is no order at %s',
  async (path) => {
    expect((await createWalletPages(payer())(request({ path }))).status).toBe(404);
  },
);
