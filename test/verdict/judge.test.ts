import { describe, expect, test } from 'vitest';
import type { CandidateKey } from '../../src/merchant/configured-keys.ts';
import type { Signer } from '../../src/merchant/merchant.ts';
import type { Reading } from '../../src/reading/read-parameters.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { digest, type Parameter, sign } from '../../src/signature/sign.ts';
import { judge, remarksOf, wireCauses, withRemarks } from '../../src/verdict/judge.ts';
import type { VerifyCases, VerifyTask } from '../../src/verdict/task.ts';

const key = new ClientKey('3f8d0c5b7a924e16b0d3c9f1a7e25864');
const parameters: readonly Parameter[] = [
  ['txamt', '100'],
  ['out_trade_no', 'A1'],
];
const right = sign(parameters, key, 'MD5');

function reading(own: Partial<Reading> = {}): Reading {
  const none = { faults: [], notes: [] };
  return { parameters, body: new Uint8Array(), notation: undefined, title: '', ...none, ...own } as Reading;
}

type Way = NonNullable<VerifyTask['way']>;

const readAs = (role: Way['role'], own: Partial<Way> = {}): Way => ({
  ...{ role, undone: [], is_pinned: false, is_printed: false, is_json_sent: false },
  ...own,
});

/** One way to read a request that was signed over `signed`, or whatever it is. */
function task(own: Partial<VerifyTask> = {}): VerifyTask {
  const none = { body: new Uint8Array(), reading: undefined, remarks: [] };
  return { ...none, kind: 'request', received: right, source: 'sign', announced: undefined, parameters, ...own };
}

const other: readonly Parameter[] = [['txamt', '200']];
const judged = (...ways: readonly [VerifyTask, ...VerifyTask[]]) => judge({ ways }, key);

describe('of several ways to read a request', () => {
  test('what went over the wire counts, and a list that fits beside it only explains', () => {
    const wire = task({ parameters: other, way: readAs('wire') });
    const list = task({ way: readAs('list') });
    const verdict = judged(list, wire);
    expect(verdict).toMatchObject({ is_valid: false, task: wire, signed: list });
    expect(verdict.counting.map(([each]) => each)).toEqual([wire]);
    expect(judged(list, task({ way: readAs('wire') }))).toMatchObject({ is_valid: true });
  });

  test('a list counts before a text that was put together to be signed', () => {
    const list = task({ parameters: other, way: readAs('list') });
    const text = task({ way: readAs('string') });
    expect(judged(text, list)).toMatchObject({ is_valid: false, task: list, signed: text });
    expect(judged(text, task({ parameters: other, way: readAs('string') })).is_valid).toBe(true);
  });

  test('bytes whose length is known count before all others, wherever they stand', () => {
    const pinned = task({ parameters: other, way: readAs('list', { is_pinned: true }) });
    const wire = task({ way: readAs('wire') });
    expect(judged(wire, pinned)).toMatchObject({ is_valid: false, task: pinned, signed: wire });
    const words = task();
    expect(judged(words, wire).is_valid).toBe(true);
  });

  test('one of another kind that is pinned decides which kind it is', () => {
    const body = Buffer.from('{"a": 1}');
    const own = { kind: 'notification', body, received: digest(body, key, 'MD5') } as const;
    const pinned = task({ ...own, way: readAs('wire', { is_pinned: true }) });
    expect(judged(task({ parameters: other, received: own.received }), pinned)).toMatchObject({
      ...{ is_valid: true, task: pinned },
    });
  });

  test('four are looked at more closely where none of them fits', () => {
    const ways = Array.from({ length: 6 }, () => task({ parameters: other, way: readAs('wire') }));
    expect(judged(...(ways as [VerifyTask, ...VerifyTask[]])).counting).toHaveLength(4);
  });

  test('the first that fits is told, with its place', () => {
    const wrong = task({ parameters: other, way: readAs('wire') });
    const fits = task({ way: readAs('wire') });
    const verdict = judge({ ways: [wrong, fits], place: 'line 3' }, key);
    expect(verdict).toMatchObject({ is_valid: true, task: fits, place: 'line 3' });
    expect(judged(wrong)).not.toHaveProperty('place');
    expect(judged(wrong)).not.toHaveProperty('signed');
  });
});

describe('an object that looks like an answer', () => {
  const answer = task({ kind: 'response', body: Buffer.from('{"respcd": "0000"}') });

  test('is the answer to the request beside it, which counts where it was seen on its way', () => {
    const seen = task({ way: readAs('wire'), reading: reading({ headers: {} }) });
    expect(judged(answer, seen)).toMatchObject({ is_valid: true, task: seen });
    const unheaded = task({ way: readAs('wire'), reading: reading() });
    expect(judged(answer, unheaded).is_valid).toBe(false);
    const list = task({ way: readAs('list'), reading: reading({ headers: {} }) });
    expect(judged(answer, list).is_valid).toBe(false);
  });

  test('is that also beside a list with three names of QFPay’s, and not beside a signed text', () => {
    const three: readonly Parameter[] = [...parameters, ['txcurrcd', 'HKD']];
    const received = sign(three, key, 'MD5');
    const list = task({ parameters: three, received, way: readAs('list') });
    const own = { ...answer, received };
    expect(judged(own, list)).toMatchObject({ is_valid: true, task: list });
    expect(judged(own, { ...list, way: readAs('string') }).is_valid).toBe(false);
    expect(judged({ ...own, way: readAs('wire') }, list).is_valid).toBe(false);
  });
});

describe('a body', () => {
  const body = Buffer.from('{"a":1}');
  const received = digest(body, key, 'MD5');

  test.each(['response', 'notification'] as const)('of a %s is held against its bytes', (kind) => {
    expect(judged(task({ kind, body, received }))).toMatchObject({ is_valid: true, verdict: { tried: 1 } });
    expect(judged(task({ kind, body: Buffer.from('{"a": 1}'), received })).is_valid).toBe(false);
  });

  test('of a notification is held against MD5 alone where there were headers without X-QF-SIGNTYPE', () => {
    const sha256 = digest(body, key, 'SHA256');
    expect(judged(task({ kind: 'notification', body, received: sha256, announced: 'none' })).is_valid).toBe(false);
    expect(judged(task({ kind: 'notification', body, received: sha256, announced: 'SHA256' })).is_valid).toBe(true);
  });

  test('that was printed anew fits and is not valid, and counts only where nothing else is in view', () => {
    const printed = task({ kind: 'notification', body, received, way: readAs('wire', { is_printed: true }) });
    expect(judged(printed)).toMatchObject({ is_valid: false, sent_otherwise: 'body-reserialised', task: printed });
    const came = task({ kind: 'notification', body: Buffer.from('{"a": 1}'), received });
    expect(judged(came, printed)).toMatchObject({ is_valid: false, task: came, signed: printed });
    expect(judged(printed, came).counting.map(([each]) => each)).toEqual([came]);
  });
});

test('a signature that leaves out what decides fits and is not valid', () => {
  const body = Buffer.from('{"respcd": "0000", "data": {"txamt": "1"}}');
  const verdict = judged(task({ kind: 'response', body, received: digest('txamt=1', key, 'MD5') }));
  expect(verdict).toMatchObject({ is_valid: false, is_partial: true });
  expect(verdict).not.toHaveProperty('sent_otherwise');
});

describe('a request that fits and is read otherwise by the gateway', () => {
  test('was sent as JSON', () => {
    const json = task({ way: readAs('wire', { is_json_sent: true }) });
    expect(judged(json)).toMatchObject({ is_valid: false, sent_otherwise: 'body-not-form', task: json });
    const fits = task({ way: readAs('wire') });
    expect(judged(json, fits)).toMatchObject({ is_valid: true, task: fits });
    const second = { ...json, parameters: [...parameters] };
    expect(judged(json, second).task).toBe(json);
  });

  const address: readonly Parameter[] = [
    ['notify_url', 'https://shop.example/n?a=1'],
    ['b', '2'],
    ['txamt', '100'],
  ];
  const received = sign(address, key, 'MD5');
  const wired = (own: Partial<VerifyTask> = {}, wire: readonly Parameter[] = address) =>
    task({ parameters: address, received, way: readAs('wire'), reading: reading({ wire }), ...own });

  test('had an address with a query that was not encoded, so that its tail is a parameter', () => {
    expect(judged(wired())).toMatchObject({ is_valid: false, sent_otherwise: 'body-not-encoded' });
  });

  test.each<[string, VerifyTask]>([
    ['some value was encoded', wired({}, [['notify_url', 'https%3A%2F%2Fshop.example']])],
    ['one value of several was encoded', wired({}, [...address, ['goods_name', 'a%2Cb']])],
    ['nothing was seen of the wire', { ...wired(), reading: reading() }],
    ['there is nothing read', { ...wired(), reading: undefined }],
    ['it is a list in no form', wired({ way: readAs('list') })],
  ])('is valid where %s', (_what, way) => {
    expect(judged(way).is_valid).toBe(true);
  });

  test('is one in a form that stands in a text, too', () => {
    const own = { way: readAs('list'), reading: reading({ wire: address, notation: 'form' }) } as const;
    expect(judged(wired(own))).toMatchObject({ sent_otherwise: 'body-not-encoded' });
  });

  test.each<[string, readonly Parameter[], boolean]>([
    ['a sign of per cent alone is no encoding', [...address, ['goods_name', '5%a']], false],
    ['an address without a query has no tail', [['notify_url', 'https://shop.example/n'], ...address.slice(1)], true],
    ['a name of QFPay’s is no tail', [address[0] ?? ['', ''], ['goods_name', '2'], ['txamt', '100']], true],
    ['a name of another call is one in a payment', [address[0] ?? ['', ''], ['code', '2'], ['txamt', '100']], false],
    ['a name of another call is none without a payment', [address[0] ?? ['', ''], ['code', '2']], true],
  ])('%s', (_what, given, is_valid) => {
    const way = wired({ parameters: given, received: sign(given, key, 'MD5') }, given);
    expect(judged(way).is_valid).toBe(is_valid);
  });

  test.each([
    ...['lang', 'code', 'name', 'phone', 'email', 'state', 'type', 'description', 'note', 'package', 'currency'],
    ...['amount', 'interval', 'customs', 'products', 'openid', 'appid', 'app_code', 'page', 'customer_id', 'token_id'],
  ])('%s behind an address in a payment is the tail of that address', (name) => {
    const given = [
      ['notify_url', 'https://shop.example/n?a=1'],
      [name, '2'],
      ['txamt', '100'],
    ] as const;
    const way = wired({ parameters: given, received: sign(given, key, 'MD5') }, given);
    expect(judged(way)).toMatchObject({ sent_otherwise: 'body-not-encoded' });
  });
});

describe('how a request was sent', () => {
  const form = (text: string, own: Partial<VerifyTask> = {}) =>
    task({
      parameters: text.split('&').map((pair) => pair.split('=') as unknown as Parameter),
      way: readAs('wire'),
      reading: reading({ notation: 'form', body: Buffer.from(text) }),
      ...own,
    });

  test('as JSON is one cause', () => {
    const json = { way: readAs('wire', { is_json_sent: true }) } as const;
    expect(wireCauses(form('txamt=1', json))).toMatchObject([{ id: 'body-not-form', meant: [['txamt', '1']] }]);
  });

  test('raw, with an & in a value, is told by what was meant', () => {
    const [cause, ...others] = wireCauses(form('notify_url=https://x.example?a=1&b=2&txamt=1&goods_name=R&D\n'));
    expect(others).toEqual([]);
    expect(cause).toMatchObject({
      id: 'body-not-encoded',
      meant: [
        ['notify_url', 'https://x.example?a=1&b=2'],
        ['txamt', '1'],
        ['goods_name', 'R&D'],
      ],
    });
  });

  test.each([
    ['nothing was cut off', form('txamt=1&goods_name=tea')],
    ['it was encoded', form('notify_url=https%3A%2F%2Fx&b=2')],
    ['it has one parameter', form('txamt=1')],
    ['it is no form', form('b=1&c=2', { reading: reading({ notation: 'lines', body: Buffer.from('b=1&c=2') }) })],
    ['it is an answer', form('b=1&c=2', { kind: 'response' })],
    ['it was not read', form('b=1&c=2', { reading: undefined })],
    ['it was typed', { ...form('b=1&c=2'), way: undefined as never }],
    ['it is a signed text', form('b=1&c=2', { way: readAs('string') })],
  ])('says nothing where %s', (_why, way) => {
    expect(wireCauses(way)).toEqual([]);
  });
});

describe('the hash of a request', () => {
  const sha256 = sign(parameters, key, 'SHA256');

  test.each([
    ['by its digits', undefined, sha256, true],
    ['by its digits', undefined, right, true],
    ['MD5 without a header', 'none', right, true],
    ['not SHA256 without a header', 'none', sha256, false],
    ['as announced', 'SHA256', sha256, true],
    ['as announced', 'MD5', sha256, false],
  ] as const)('is told %s (%s)', (_how, announced, received, is_valid) => {
    const { is_valid: fits, verdict } = judged(task({ announced, received }));
    expect(fits).toBe(is_valid);
    if (is_valid) expect(verdict.against.sign_type).toBe(received === right ? 'MD5' : 'SHA256');
  });

  test('of a checkout is the one that it names itself', () => {
    const link: readonly Parameter[] = [
      ['paysource', 'remotepay_checkout'],
      ['sign_type', 'sha256'],
      ['lang', 'en'],
      ['txamt', '100'],
    ];
    const received = digest('paysource=remotepay_checkout&sign_type=sha256&txamt=100', key, 'SHA256');
    expect(judged(task({ parameters: link, received, announced: 'MD5' })).is_valid).toBe(true);
  });
});

describe('remarks', () => {
  const json = 'the body is JSON: QFPay takes form bodies (application/x-www-form-urlencoded) only';
  const header = 'the signature is a parameter: QFPay reads it from the header X-QF-SIGN';
  const sent = (own: Partial<Reading>) => reading({ direction: 'request', notation: 'form', ...own });

  test.each<[string, Partial<VerifyTask>, readonly string[]]>([
    ['nothing of a request in a form', { reading: sent({}) }, []],
    ['that it is JSON, by how it is written', { reading: sent({ notation: 'json' }) }, [json]],
    ['that it is JSON, by its header', { reading: sent({ headers: { 'content-type': 'application/json' } }) }, [json]],
    ['nothing of another header', { reading: sent({ headers: { 'content-type': 'x/jsonp' } }) }, []],
    ['nothing of an object that nobody sent', { reading: reading({ notation: 'json' }) }, []],
    ['nothing of an answer', { kind: 'response', reading: sent({ notation: 'json', direction: 'response' }) }, []],
    [
      'that the signature is a parameter',
      { parameters: [...parameters, ['sign', right]], reading: sent({}) },
      [header],
    ],
    ['no more of typed words', { parameters: [...parameters, ['sign', right]] }, []],
    ['what the reader noted, of a request', { reading: reading({ notes: ['a note'] }) }, ['a note']],
    ['nothing of that of an answer', { kind: 'response', reading: reading({ notes: ['a note'] }) }, []],
    ['what is odd about a value', { parameters: [['txamt', '1.00']] }, [expect.stringContaining('decimal point')]],
    ['what was remarked before', { remarks: ['seen'] }, ['seen']],
  ])('say %s', (_what, own, remarks) => {
    expect(remarksOf(task(own))).toEqual(remarks);
  });

  test('of a checkout say nothing of a body or a header: it is a link', () => {
    const link: readonly Parameter[] = [
      ['paysource', 'remotepay_checkout'],
      ['sign', right],
    ];
    expect(remarksOf(task({ parameters: link, reading: sent({ notation: 'json' }) }))).toEqual([]);
  });
});

describe('what is configured', () => {
  const candidate = (own: Partial<CandidateKey>) => ({ name: 'profile shop', client_key: key, mchids: [], ...own });
  const signer = { client_key: key } as Signer;
  const given = { cases: [{ ways: [task()] }], left_out: 0, shows_key: false, words: [] } as VerifyCases;
  const remarks = (own: Partial<VerifyTask>, keys: readonly object[], more: Partial<VerifyCases> = {}) =>
    withRemarks(task(own), { ...given, ...more }, { signer, keys: keys as readonly CandidateKey[] }).remarks;
  const foreign = candidate({ name: 'profile other', client_key: new ClientKey('another'), app_code: 'OTHER' });

  test('has a store that the request lacks', () => {
    const own = candidate({ mchids: ['M1', 'M2'] });
    const lacks = [
      'the request has no mchid, and profile shop has M1: where QFPay gave one, every call has to send it',
    ];
    expect(remarks({}, [foreign, own])).toEqual(lacks);
    expect(remarks({ parameters: [...parameters, ['mchid', '']] }, [own])).toEqual(lacks);
    for (const name of ['mchid', 'mchntid'])
      expect(remarks({ parameters: [...parameters, [name, 'M9']] }, [own])).toEqual([]);
    expect(remarks({ kind: 'notification' }, [own])).toEqual([]);
    expect(remarks({}, [candidate({})])).toEqual([]);
    expect(remarks({}, [])).toEqual([]);
  });

  test('has the app code of the request beside another key', () => {
    const headers = { 'x-qf-appcode': 'OTHER' };
    const own = candidate({ app_code: 'OWN' });
    expect(remarks({ reading: reading({ headers }) }, [own, foreign])).toEqual([
      "the app code OTHER is that of profile other, and the key is another one's",
    ]);
    expect(remarks({ reading: reading({ headers: { 'x-qf-appcode': 'OWN' } }) }, [own, foreign])).toEqual([]);
    expect(remarks({ reading: reading({ headers: { 'x-qf-appcode': 'NOBODY' } }) }, [own, foreign])).toEqual([]);
    expect(remarks({ reading: reading({ headers: {} }) }, [own, candidate({})])).toEqual([]);
  });

  test('and what stands around the signature is said beside it', () => {
    expect(remarks({ remarks: ['seen'] }, [], { shows_key: true, left_out: 3 })).toEqual([
      'seen',
      'the client key stands in the input: it is masked here, but whoever has that text can sign with it',
      '3 more signatures stand in the input, and were not looked at',
    ]);
  });
});
