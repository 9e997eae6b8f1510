import { expect, test } from 'vitest';
import { showLink } from '../../../src/commands/pay/link.ts';
import { readPayRequest } from '../../../src/commands/pay/request.ts';
import { ConfigError } from '../../../src/errors.ts';
import { testContext } from '../../support/context.ts';

const link = 'https://qr.example/bax03190000000000000000';
const wechat = { pay_type: 'wechat-mpm', txamt: '1280' };

test('the code is drawn on stderr with its link under it, and stdout is left alone', async () => {
  const context = testContext();
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err).toMatch(/█/);
  expect(context.written.err.endsWith(`${link}\n`)).toBe(true);
  expect(context.written.out).toBe('');
});

test('a link of a web order can be scanned too', async () => {
  const context = testContext();
  await showLink({ pay_url: link }, readPayRequest({ pay_type: 'payme-web', txamt: '1280' }), context);
  expect(context.written.err).toMatch(/█/);
});

test('a link that holds what steers a terminal is shown without it', async () => {
  const context = testContext();
  await showLink({ qrcode: 'weixin://\u001b[2J\u202e' }, readPayRequest(wechat), context);
  expect(context.written.err).toContain('weixin://\\u001b[2J\\u202e\n');
  expect(context.written.err).not.toMatch(/[^\P{Cc}\n]/u);
});

test('a narrow screen gets the link alone', async () => {
  const wide = testContext();
  const context = { ...wide, io: { ...wide.io, stderr: { is_tty: true, columns: 20, color: 0 as const } } };
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(wide.written.err).toContain(link);
  expect(wide.written.err).not.toMatch(/█/);
});

test('a dumb terminal gets no block characters', async () => {
  const context = testContext({ env: { TERM: 'dumb' } });
  await showLink({ qrcode: link }, readPayRequest(wechat), context);
  expect(context.written.err).toContain('##');
  expect(context.written.err).not.toMatch(/[█▀▄]/);
});

test.each([
  ['beside JSON', { json: true }],
  ['after --no-qr', { qr: false }],
])('nothing is drawn %s', async (_what, options) => {
  const context = testContext();
  await showLink({ qrcode: link }, readPayRequest({ ...wechat, ...options }), context);
  expect(context.written.err).toBe('');
});

test('an answer without a link shows nothing', async () => {
  const context = testContext();
  expect(
    await showLink({ pay_params: { appId: 'x' } }, readPayRequest({ ...wechat, qr_file: 'a.png' }), context),
  ).toEqual([]);
  expect(context.written.err).toBe('');
});

test.each([
  ['order.png', 'PNG'],
  ['order.svg', '<svg'],
])('%s is written', async (qr_file, start) => {
  const context = testContext();
  expect(await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr_file }), context)).toEqual([]);
  expect(Buffer.from(context.files.read(qr_file) ?? []).toString('latin1')).toContain(start);
});

test('a file that cannot be written is a warning, since the order is made', async () => {
  const context = testContext();
  context.files.write = () => {
    throw new ConfigError('order.png cannot be written: permission denied');
  };
  const warnings = await showLink({ qrcode: link }, readPayRequest({ ...wechat, qr_file: 'order.png' }), context);
  expect(warnings).toEqual([expect.stringContaining('order.png')]);
});
