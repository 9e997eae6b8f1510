import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isLosslessNumber, stringify } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import type { HttpResponse } from '../../src/context/network.ts';
import { readAnswer, UnreadableAnswerError } from '../../src/gateway/gateway.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest } from '../../src/signature/sign.ts';

interface Sample {
  readonly file: string;
  readonly http_status: number;
  readonly content_type: string;
  readonly byte_length: number;
  readonly sample_key: string;
  readonly x_qf_sign_raw_body_md5: string;
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'answers');
const samples: readonly Sample[] = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const key = new ClientKey('abcd1234');

function respond(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(body) };
}

function sample(name: string): HttpResponse {
  const file = samples.find((each) => each.file.startsWith(name))?.file ?? expect.fail(`no sample ${name}`);
  return respond(readFileSync(join(folder, file)));
}

test.each([
  ['{"respcd":0}', '0000'],
  ['{"respcd":1143}', '1143'],
  ['{"data":{"respcd":0}}', '0000'],
])('a respcd without quotes, %s, is read with its four digits', (body, respcd) => {
  expect(readAnswer(respond(body), key)).toMatchObject({ respcd, fields: { respcd } });
});

test('so are those of data and of its records', () => {
  expect(readAnswer(respond('{"respcd":0,"data":{"respcd":0}}'), key).data).toEqual({ respcd: '0000' });
  expect(readAnswer(respond('{"respcd":0,"data":[{"respcd":0}]}'), key).records).toEqual([{ respcd: '0000' }]);
});

test('a code without quotes is signed as it came', () => {
  const signature = digest('respcd=0&resperr=ok&syssn=1', key, 'MD5');
  const answer = readAnswer(respond('{"syssn":"1","respcd":0,"resperr":"ok"}', { 'x-qf-sign': signature }), key);
  expect(answer.signature).toMatchObject({ verified: true });
});

describe('every recorded answer', () => {
  test.each(samples)('$file is read, and its signature fits its bytes', (each) => {
    const body = readFileSync(join(folder, each.file));
    expect(body).toHaveLength(each.byte_length);
    const headers = { 'content-type': each.content_type, 'x-qf-sign': each.x_qf_sign_raw_body_md5 };
    const answer = readAnswer({ status: each.http_status, headers, body }, new ClientKey(each.sample_key));
    expect(answer.respcd).toMatch(/^\d{4}$/);
    expect(answer.signature).toEqual({ present: true, verified: true, scheme: 'raw-body' });
    expect(Buffer.from(answer.raw)).toEqual(body);
    expect(answer.body).toEqual(JSON.parse(body.toString(), keepLongDigits));
  });
});

/** JSON.parse has lost the digits by then; what it made of them is not compared. */
function keepLongDigits(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? expect.anything() : value;
}

describe('the three shapes', () => {
  test('flat: fields stand at the top', () => {
    const answer = readAnswer(sample('01'), key);
    expect(answer).toMatchObject({ http_status: 200, respcd: '0000', resperr: 'success', message: 'success' });
    expect(answer.fields).toMatchObject({ txamt: '1280', surcharge_fee: '0', syssn: '20260302180500020000000001' });
    expect(answer.records).toBeUndefined();
    expect(answer.signature).toEqual({ present: false });
  });

  test('data as an array: records, each with its own respcd', () => {
    const answer = readAnswer(sample('30'), key);
    expect(answer.respcd).toBe('0000');
    expect(answer.records).toMatchObject([{ respcd: '1143', txamt: '1280', syssn: '20260302180500020000000001' }]);
    expect(answer.fields).toEqual({ respcd: '0000', resperr: '请求成功', respmsg: '', page: '1', page_size: '10' });
  });

  test('an empty array is no record, which is something else than no array', () => {
    expect(readAnswer(sample('32'), key).records).toEqual([]);
  });

  test('data as an object: its fields stand below those at the top', () => {
    const answer = readAnswer(respond('{"respcd": "0000", "data": {"syssn": "1", "respcd": "1143", "txamt": 5}}'), key);
    expect(answer).toMatchObject({ respcd: '0000', fields: { syssn: '1', respcd: '0000', txamt: '5' } });
    expect(answer.records).toBeUndefined();
  });

  test('an empty field at the top does not hide the one in data', () => {
    const body =
      '{"respcd": "", "resperr": "", "syssn": "", "data": {"respcd": "1143", "resperr": "waiting", "syssn": "7"}}';
    const { respcd, message, fields } = readAnswer(respond(body), key);
    expect([respcd, message, fields['syssn']]).toEqual(['1143', 'waiting', '7']);
  });

  test('data as an object can be read by itself, where the top says otherwise', () => {
    const answer = readAnswer(respond('{"respcd": "0000", "data": {"respcd": 1143}}'), key);
    expect(answer.data).toEqual({ respcd: '1143' });
    expect(readAnswer(sample('01'), key)).not.toHaveProperty('data');
  });

  test('respcd is found in data when the top has none', () => {
    expect(readAnswer(respond('{"data": {"respcd": 1143}}'), key).respcd).toBe('1143');
  });

  test('a null is not there, so that data can give the value', () => {
    const answer = readAnswer(
      respond('{"respcd": "0000", "syssn": null, "data": {"syssn": "7", "origssn": null}}'),
      key,
    );
    expect(answer.fields).toEqual({ respcd: '0000', syssn: '7' });
  });
});

describe('values', () => {
  test('26 digits without quotes keep every one', () => {
    const answer = readAnswer(sample('43'), key);
    expect(answer.fields).toMatchObject({ orig_syssn: '20260302180500020000000001' });
    expect(stringify(answer.body)).toContain('"orig_syssn":20260302180500020000000001');
  });

  test.each([
    ['1143', '1143'],
    ['"1143"', '1143'],
    ['12.50', '12.50'],
    ['1e3', '1e3'],
    ['-0', '-0'],
    ['true', 'true'],
  ])('%s is read as %s', (json, text) => {
    expect(readAnswer(respond(`{"respcd": "0000", "value": ${json}}`), key).fields).toMatchObject({ value: text });
  });

  test('any decimal number comes out as it came in, as text and in the body', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?(0|[1-9]\d{0,30})(\.\d{1,10})?$/), (number) => {
        const answer = readAnswer(respond(`{"respcd":"0000","value":${number}}`), key);
        expect(answer.fields['value']).toBe(number);
        expect(stringify(answer.body)).toBe(`{"respcd":"0000","value":${number}}`);
      }),
    );
  });

  test('small numbers are plain numbers in the body', () => {
    const { body } = readAnswer(respond('{"respcd": "0000", "page": 1}'), key);
    expect(isLosslessNumber((body as { page: unknown }).page)).toBe(false);
    expect(body).toEqual({ respcd: '0000', page: 1 });
  });

  test('what is nested stays nested', () => {
    expect(readAnswer(sample('10'), key).fields['pay_params']).toMatchObject({ appId: 'wx0000000000000000' });
  });

  test('a byte order mark in front is no fault', () => {
    expect(readAnswer(respond('\uFEFF{"respcd": "0000"}'), key).respcd).toBe('0000');
  });

  test('a name given twice counts as it was given last, as everywhere', () => {
    expect(readAnswer(respond('{"respcd": "0000", "respcd": "1143"}'), key).respcd).toBe('1143');
  });

  test('a __proto__ in the answer lends it nothing', () => {
    expect(() => readAnswer(respond('{"__proto__": {"respcd": "0000"}}'), key)).toThrow('no respcd');
  });
});

describe('the message for people', () => {
  test.each([
    ['resperr first', '"resperr": "a", "errmsg": "b", "respmsg": "c"', 'a'],
    ['errmsg when resperr is empty', '"resperr": "", "errmsg": "b", "respmsg": "c"', 'b'],
    ['respmsg at last', '"respmsg": "c"', 'c'],
    ['nothing when there is none', '"syssn": "1"', ''],
  ])('is %s', (_what, json, message) => {
    expect(readAnswer(respond(`{"respcd": "1265", ${json}}`), key).message).toBe(message);
  });
});

describe('the signature of an answer', () => {
  const text = '{"respcd": "0000", "data": {"b": 2, "a": "x"}}';
  test.each([
    ['raw-body', digest(text, key, 'MD5')],
    ['raw-body', digest(text, key, 'SHA256')],
    ['raw-body', digest(text, key, 'MD5').toLowerCase()],
  ])('is found to be made as %s', (scheme, signature) => {
    const answer = readAnswer(respond(text, { 'x-qf-sign': signature }), key);
    expect(answer.signature).toEqual({ present: true, verified: true, scheme });
  });

  test('that covers a part only verifies nothing, and says so', () => {
    const headers = { 'x-qf-sign': digest('a=x&b=2', key, 'MD5') };
    expect(readAnswer(respond(text, headers), key).signature).toEqual({
      present: true,
      verified: false,
      scheme: 'sorted-data',
      covers: 'partial',
    });
  });

  test('that is the one of the request is told as handed back, in whatever case and for whatever body', () => {
    const sent = { digest: digest('a=x&b=2', key, 'SHA256'), text: 'a=x&b=2' };
    for (const body of [text, '{"respcd": "0000", "a": "x", "b": 2}']) {
      const headers = { 'x-qf-sign': sent.digest.toLowerCase(), 'x-qf-signtype': 'SHA256' };
      const { signature } = readAnswer(respond(body, headers), key, sent);
      expect(signature).toEqual({ present: true, verified: false, reflected: true });
    }
  });

  test('counts for one byte more or less', () => {
    const headers = { 'x-qf-sign': digest(text, key, 'MD5') };
    expect(readAnswer(respond(`${text}\n`, headers), key).signature).toEqual({ present: true, verified: false });
  });

  test('is held against the hash that its header names', () => {
    const headers = { 'x-qf-sign': digest(text, key, 'SHA256'), 'x-qf-signtype': 'sha256' };
    expect(readAnswer(respond(text, headers), key).signature).toMatchObject({ verified: true });
  });
});

describe('what is no answer', () => {
  test.each([
    ['HTML', '<html><body>502 Bad Gateway</body></html>', 'the answer is no JSON'],
    ['cut JSON', '{"respcd": "00', 'the answer is no JSON'],
    ['nothing', '', 'the answer is empty'],
    ['blanks', ' \r\n', 'the answer is empty'],
    ['an array', '[{"respcd": "0000"}]', 'the answer is no JSON object'],
    ['a number', '26', 'the answer is no JSON object'],
    ['a long number', '20260302180500020000000001', 'the answer is no JSON object'],
    ['an object without respcd', '{"error": "x"}', 'the answer has no respcd'],
    ['an empty respcd', '{"respcd": ""}', 'the answer has no respcd'],
    ['a nested respcd', '{"respcd": {"code": "0000"}}', 'the answer has no respcd'],
    ['a respcd in a record only', '{"data": [{"respcd": "0000"}]}', 'the answer has no respcd'],
    ['a bottomless pit', '['.repeat(200_000), 'the answer is no JSON'],
  ])('%s', (_what, body, problem) => {
    const read = () => readAnswer(respond(body, { 'content-type': 'text/html' }, 502), key);
    expect(read).toThrow(UnreadableAnswerError);
    expect(read).toThrow(`${problem} (HTTP 502, text/html)`);
  });

  test('whatever bytes come, it is an answer or an UnreadableAnswerError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (body) => {
        try {
          expect(readAnswer(respond(body), key).respcd).not.toBe('');
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableAnswerError);
        }
      }),
    );
  });
});
