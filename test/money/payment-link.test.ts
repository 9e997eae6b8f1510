import { expect, test } from 'vitest';
import { ConfigError } from '../../src/errors.ts';
import { showLink } from '../../src/money/payment.ts';
import { readPayRequest } from '../../src/money/payment-request.ts';
import { type TestWorld, testContext } from '../support/context.ts';

const link = 'https://qr.example/bax03190000000000000000';
function withWindow(window: { columns: number; rows: number; is_tty?: boolean }, world: TestWorld = {}) {
  const context = testContext(world);
  return { ...context, io: { ...context.io, stderr: { is_tty: true, color: 0 as const, ...window } } };
}

const wechat = { pay_type: 'wechat-mpm', txamt: '1280', wait: true };

test('the code is drawn on stderr with its link under it, and stdout is left alone', async () => {
  const context = withWindow({ columns: 80, rows: 50 });
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err).toMatch(/█/);
  expect(context.written.err.endsWith(`${link}\n`)).toBe(true);
  expect(context.written.out).toBe('');
});

test('a link of a web order can be scanned too', async () => {
  const context = withWindow({ columns: 80, rows: 50 });
  await showLink({ pay_url: link }, readPayRequest({ ...wechat, pay_type: 'payme-web' }), context);
  expect(context.written.err).toMatch(/█/);
});

test('a link that holds what steers a terminal is shown without it', async () => {
  const context = withWindow({ columns: 80, rows: 50 });
  await showLink({ qrcode: 'weixin://\u001b[2J\u202e' }, readPayRequest(wechat), context);
  expect(context.written.err).toContain('weixin://\\u001b[2J\\u202e\n');
  expect(context.written.err).not.toMatch(/[^\P{Cc}\n]/u);
});

test.each([
  ['narrow', { columns: 20, rows: 50 }, 'takes 29 columns and 19 lines'],
  ['low', { columns: 80, rows: 15 }, 'takes 29 columns and 16 lines'],
])('a %s window gets the link alone, and is told why', async (_what, window, why) => {
  const context = withWindow(window);
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err).toContain(`${why}: use the link.\n${link}\n`);
  expect(context.written.err).not.toMatch(/█/);
});

test('the code, its link and the line that waits fit a window together', async () => {
  const context = withWindow({ columns: 80, rows: 17 });
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err.split('\n')).toHaveLength(17);
  expect(context.written.err).toMatch(/█/);
});

test('in a window one line lower the code stands without its link', async () => {
  const context = withWindow({ columns: 80, rows: 16 });
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err.split('\n')).toHaveLength(16);
  expect(context.written.err).not.toContain(link);
});

test('without a wait the code is left for beneath the receipt, which has the link on the same terminal', async () => {
  const context = testContext({ is_tty: true });
  const { drawing } = await showLink({ qrcode: link }, readPayRequest({ ...wechat, wait: false }), context);
  expect(context.written.err).toBe('');
  expect(drawing).toMatch(/█\n▀+\n$/);
});

test('where the receipt goes into a pipe the code is drawn at once, with its link', async () => {
  const context = withWindow({ columns: 80, rows: 50 });
  await showLink({ qrcode: link }, readPayRequest({ ...wechat, wait: false }), context);
  expect(context.written.err).toMatch(/█/);
  expect(context.written.err.endsWith(`${link}\n`)).toBe(true);
});

test('on a light terminal without colour the ink is the dark', async () => {
  const context = withWindow({ columns: 80, rows: 50 });
  await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr_invert: true }), context);
  expect(context.written.err).toMatch(/^ +\n/);
});

test('a dumb terminal gets no block characters', async () => {
  const context = withWindow({ columns: 80, rows: 50 }, { env: { TERM: 'dumb' } });
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err).toContain('##');
  expect(context.written.err).not.toMatch(/[█▀▄]/);
});

test('where stderr is no terminal nothing is drawn, unless it is asked for', async () => {
  const context = testContext();
  await showLink({ qrcode: link }, readPayRequest({ ...wechat, wait: false }), context);
  expect(context.written.err).toBe('');
  await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr: true }), context);
  expect(context.written.err).toMatch(/█/);
});

test.each([
  ['beside JSON', { json: true }, {}],
  ['after --no-qr', { qr: false }, {}],
  ['where stderr is no terminal', {}, { is_tty: false }],
])(
  'nothing is drawn %s, but a link that is waited for is said first: somebody has to pay meanwhile',
  async (_what, options, is) => {
    const context = withWindow({ columns: 80, rows: 50, ...is });
    await showLink({ qrcode: link }, readPayRequest({ ...wechat, ...options }), context);
    expect(context.written.err).toBe(`${link}\n`);
    await showLink({ qrcode: link }, readPayRequest({ ...wechat, ...options, wait: false }), context);
    expect(context.written.err).toBe(`${link}\n`);
  },
);

test('an answer without a link shows nothing', async () => {
  const context = testContext();
  expect(
    await showLink({ pay_params: { appId: 'x' } }, readPayRequest({ ...wechat, qr_file: 'a.png' }), context),
  ).toEqual({ warnings: [] });
  expect(context.written.err).toBe('');
});

test.each([
  ['order.png', 'PNG'],
  ['order.svg', '<svg'],
])('%s is written', async (qr_file, start) => {
  const context = testContext();
  expect(await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr_file }), context)).toEqual({ warnings: [] });
  expect(Buffer.from(context.files.read(qr_file) ?? []).toString('latin1')).toContain(start);
});

test('a file that cannot be written is a warning, since the order is made', async () => {
  const context = testContext();
  context.files.write = () => {
    throw new ConfigError('order.png cannot be written: permission denied');
  };
  const { warnings } = await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr_file: 'order.png' }), context);
  expect(warnings).toEqual([expect.stringContaining('order.png')]);
});
