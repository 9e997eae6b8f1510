import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ClientKey } from '../../src/signature/client-key.ts';
import { verifyResponse } from '../../src/signature/verify.ts';
import { recordedBodies, recordedBody, recordedSignature } from '../fixtures/bodies.ts';
import {
  appCode,
  type CallName,
  emulated,
  type Fields,
  qrOrder,
  refundOf,
  sampleKey,
  scannedOrder,
  signatureOf,
  signed,
} from './emulated.ts';

const syssn = '20260302180500020000000001';
const page = { headers: { 'content-type': 'text/html' }, body: '<html></html>' };
const byNumber = { out_trade_no: 'ORD-20260302-0007' };

test('every answer says that an emulator gave it, also a refusal, a page and a fault', async () => {
  const gateway = emulated({
    findFault: ({ given }) => (given('txamt') === '502' ? { fault: 'x', page: { ...page, status: 502 } } : undefined),
  });
  const asked = [
    signed('payment', qrOrder),
    signed('payment', { ...qrOrder, txamt: '502' }),
    { ...signed('query', byNumber), path: '/nowhere' },
    { ...signed('query', byNumber), method: 'PUT' },
    { ...signed('query', byNumber), headers: {} },
  ];
  const answers = await Promise.all(asked.map((request) => gateway.send(request)));
  expect(answers.map(({ status, headers }) => [status, headers['x-qfpay-emulator']])).toEqual(
    [200, 502, 404, 405, 200].map((status) => [status, '1']),
  );
});

describe('answers byte for byte as QFPay spells them', () => {
  test('a QR order, but for where its code leads', async () => {
    const { body } = await emulated().send(signed('payment', qrOrder));
    const ours = `"https://wallet.example/pay/${syssn}"`;
    expect(body.replace(ours, '"https://qr.example/bax03190000000000000000"')).toBe(
      recordedBody('01-payment-mpm-order-created'),
    );
  });

  test('a query of an order that is not paid', async () => {
    const gateway = emulated();
    await gateway.call('payment', qrOrder);
    const answer = await gateway.send(signed('query', byNumber));
    expect(withoutLaterFields(answer.body)).toBe(recordedBody('30-query-unpaid-1143'));
    expect(answer.headers['x-qf-sign']).toBe(md5Of(answer.body));
  });

  test('a query of an order that is paid', async () => {
    const gateway = emulated({ auto_pay_ms: 24_000 });
    await gateway.call('payment', qrOrder);
    gateway.advance(60_000);
    const answer = await gateway.send(signed('query', byNumber));
    expect(withoutLaterFields(answer.body)).toBe(recordedBody('29-query-paid'));
    expect(answer.headers['x-qf-sign']).toBe(md5Of(answer.body));
  });

  test('a query that finds nothing', async () => {
    const answer = await emulated().send(signed('query', byNumber));
    expect(answer.body).toBe(recordedBody('32-query-not-found'));
    expect(answer.headers['x-qf-sign']).toBe(recordedSignature('32-query-not-found'));
  });

  test('a refund, but for the four seconds that QFPay took', async () => {
    const gateway = emulated({ auto_pay_ms: 0 });
    await gateway.call('payment', qrOrder);
    gateway.setTime('2026-03-02 18:00:01');
    const { body } = await gateway.send(signed('refund', refundOf(syssn, { udid: 'qiantai2' })));
    expect(body.replace('"paydtm": "2026-03-02 18:00:01"', '"paydtm": "2026-03-02 18:00:04"')).toBe(
      recordedBody('22-refund-done-2019'),
    );
  });

  test('payment and refund of a partly refunded order, newest first', async () => {
    const gateway = emulated({ auto_pay_ms: 24_000 });
    await gateway.call('payment', qrOrder);
    gateway.setTime('2026-03-02 18:00:01');
    await gateway.call('refund', refundOf(syssn, { txamt: '300' }));
    const { body } = await gateway.send(signed('query', { out_trade_no: 'ORD-20260302-0007,RFD-0007' }));
    const refundAsRecorded = withoutLaterFields(body)
      .replace('2026030222001400000000000002', '2026030222001400000000000001')
      .replace('"paydtm": "2026-03-02 18:00:01"', '"paydtm": "2026-03-02 18:00:04"');
    expect(refundAsRecorded).toBe(recordedBody('33-query-partly-refunded'));
  });

  test('a refund number that was used', async () => {
    const gateway = emulated({ auto_pay_ms: 0 });
    await gateway.call('payment', qrOrder);
    await gateway.call('refund', refundOf(syssn));
    const answer = await gateway.send(signed('refund', refundOf(syssn)));
    expect(answer.body).toBe(recordedBody('16-refund-1251-duplicate-number'));
    expect(answer.headers['x-qf-sign']).toBe(recordedSignature('16-refund-1251-duplicate-number'));
  });

  test('an mchid that is not the merchant’s', async () => {
    const answer = await emulated().send(signed('payment', { ...qrOrder, mchid: 'ZaMVg12345' }));
    expect(answer.body).toBe(recordedBody('11-error-1108-mchcode'));
    expect(answer.headers['x-qf-sign']).toBe(recordedSignature('11-error-1108-mchcode'));
  });
});

test('the header of the signature is spelled as QFPay spells it', async () => {
  const { headers } = await emulated().handle(signed('query', byNumber));
  expect(Object.keys(headers)).toEqual(['Content-Type', 'X-QF-SIGN', 'X-QFPAY-Emulator']);
});

test('the recorded answers carry the signature that our own check accepts', () => {
  const answers = recordedBodies.filter(({ kind }) => kind === 'response');
  expect(answers.length).toBeGreaterThan(10);
  for (const { body, sample_key, x_qf_sign_raw_body_md5: received } of answers) {
    const bytes = Buffer.from(recordedBody(body.replace('.body', '')), 'latin1');
    const match = verifyResponse({ body: bytes, received, key: new ClientKey(sample_key) }, undefined);
    expect(match).toEqual({ scheme: 'raw-body', sign_type: 'MD5' });
  }
});

/** Rows of 2021 and 2025 have two fields more than the ones that were recorded whole. */
function withoutLaterFields(body: string): string {
  const later = /, "udid": "[^"]*", "goods_detail": ""(?=\})/g;
  expect(body).toMatch(later);
  return body.replace(later, '');
}

function md5Of(body: string): string {
  return createHash('md5').update(`${body}${sampleKey}`).digest('hex').toUpperCase();
}

test('every answer of a known merchant is signed over its bytes, refusals as well', async () => {
  for (const parameters of [qrOrder, { ...qrOrder, txamt: '' }]) {
    const { body, headers } = await emulated().send(signed('payment', parameters));
    const match = verifyResponse(
      { body: Buffer.from(body), received: headers['x-qf-sign'] ?? '', key: new ClientKey(sampleKey) },
      undefined,
    );
    expect(match?.scheme).toBe('raw-body');
    expect(headers).not.toHaveProperty('x-qf-signtype');
    expect(headers['content-type']).toBe('application/json; charset=UTF-8');
  }
});

describe('refuses', () => {
  test.each(['0000', '', '__proto__', 'constructor'])('the unknown app code %j, unsigned', async (code) => {
    const request = signed('payment', qrOrder);
    const { body, headers } = await emulated().send({
      ...request,
      headers: { ...request.headers, 'x-qf-appcode': code },
    });
    expect(JSON.parse(body)).toMatchObject({ respcd: '1108' });
    expect(headers['x-qf-sign']).toBeUndefined();
  });

  test('a wrong signature with 1108, and writes nothing', async () => {
    const gateway = emulated();
    const request = signed('payment', { ...qrOrder, txamt: '1' });
    const tampered = { ...request, body: Buffer.from(new URLSearchParams(qrOrder).toString()) };
    expect(JSON.parse((await gateway.send(tampered)).body)).toMatchObject({ respcd: '1108' });
    expect(await gateway.call('query', byNumber)).toMatchObject({ data: [] });
  });

  test('a JSON body with 1103', async () => {
    const request = signed('payment', qrOrder);
    const json = {
      ...request,
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(qrOrder)),
    };
    expect(JSON.parse((await emulated().send(json)).body)).toMatchObject({ respcd: '1103' });
  });

  test.each([
    ['GET', '/trade/v1/payment', 405],
    ['GET', '/trade/v1/refund', 405],
    ['PUT', '/trade/v1/close', 405],
    ['POST', '/trade/v1/payment/', 404],
    ['POST', '/trade/v2/payment', 404],
    ['GET', '/', 404],
  ])('%s %s with HTTP %d and a page', async (method, path, status) => {
    const answer = await emulated().send({ ...signed('payment', qrOrder), method, path });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.body).toContain('<html>');
  });
});

test('a request signed with SHA256 is served', async () => {
  const headers = {
    'x-qf-appcode': appCode,
    'x-qf-sign': signatureOf(Object.entries(scannedOrder), 'sha256').toLowerCase(),
    'x-qf-signtype': 'SHA256',
  };
  const { body } = await emulated().send(signed('payment', scannedOrder, { headers }));
  expect(JSON.parse(body)).toMatchObject({ respcd: '0000' });
});

test.each<[CallName, Fields]>([
  ['refund', refundOf(syssn)],
  ['reversal', { syssn, txamt: '1280', txdtm: '2026-03-02 15:04:05' }],
])('%s of another merchant’s payment is answered 1136', async (name, parameters) => {
  const client_key = new ClientKey(sampleKey);
  const gateway = emulated({ merchants: { [appCode]: { client_key }, OTHER: { client_key } } });
  expect(await gateway.call('payment', { ...scannedOrder, pay_type: '800108' })).toMatchObject({ syssn });
  const request = signed(name, parameters);
  const other = { ...request, headers: { ...request.headers, 'x-qf-appcode': 'OTHER' } };
  expect(JSON.parse((await gateway.send(other)).body)).toMatchObject({ respcd: '1136' });
});

test('merchants have numbers of their own', async () => {
  const client_key = new ClientKey(sampleKey);
  const gateway = emulated({ merchants: { [appCode]: { client_key }, OTHER: { client_key } } });
  await gateway.call('payment', qrOrder);
  const request = signed('payment', qrOrder);
  const other = { ...request, headers: { ...request.headers, 'x-qf-appcode': 'OTHER' } };
  expect(JSON.parse((await gateway.send(other)).body)).toMatchObject({ respcd: '0000' });
});
