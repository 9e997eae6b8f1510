import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { ClientKey, localKey } from '../../src/signature/client-key.ts';
import { createSecrets, Password } from '../../src/signature/secrets.ts';
import { cpuSeconds } from '../support/cpu-seconds.ts';

const secret = 'k0therK3y/Only+ForTests-00000003';
const key = new ClientKey(secret);
const withKeys = (...keys: readonly string[]) => {
  const secrets = createSecrets();
  secrets.add(...keys.map((each) => new ClientKey(each)));
  return secrets;
};
const base64 = (text: string) => Buffer.from(text).toString('base64');
const hex = (text: string) => Buffer.from(text).toString('hex');

/** As PHP writes JSON. */
const php = (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/');

test.each([
  ['as it is', secret],
  ['escaped for JSON', php(secret)],
  ['percent-encoded', encodeURIComponent(secret)],
  ['percent-encoded in small letters', encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
  ['all of it percent-encoded', hex(secret).replace(/../g, '%$&')],
  ['in hex', hex(secret)],
  ['in hex of capitals', hex(secret).toUpperCase()],
  ['in base64', base64(secret)],
  ['in base64 after one byte', base64(`:${secret}`)],
  ['in base64 after two bytes', base64(`a:${secret}`)],
  ['in base64 for addresses', Buffer.from(secret).toString('base64url')],
])('a whole key %s is masked where a text comes in and where it leaves', (_how, form) => {
  for (const mask of [withKeys(secret).mask, withKeys(secret).maskOut]) {
    const masked = mask(`a=1&b=${form}&c=3`);
    expect(masked).toMatch(/^a=1&b=.{0,3}<key \w{8}>.{0,3}&c=3$/);
  }
});

test.each([
  ['escaped for HTML', [...secret].map((each) => `&#${each.charCodeAt(0)};`).join('')],
  ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secret))],
  ['escaped for JSON in JSON', php(php(secret))],
  ['in escapes of JSON', [...secret].map((each) => `\\u00${each.charCodeAt(0).toString(16)}`).join('')],
])('a key %s is masked where a text comes in', (_how, form) => {
  expect(withKeys(secret).mask(`a=1&b=${form}&c=3`)).toBe(`a=1&b=${key}&c=3`);
});

describe('a part of a key', () => {
  test.each([
    ['its beginning', secret.slice(0, 20)],
    ['its middle', secret.slice(7, 15)],
    ['its end', secret.slice(-12)],
  ])('of 16 characters or more is masked where a text comes in: %s', (_which, part) => {
    expect(withKeys(secret).mask(`"${part}" is no pay_type`)).toBe(`"${key}" is no pay_type`);
  });

  test('is left where it is seven characters, all digits, or of a shorter key', () => {
    expect(withKeys(secret).mask(secret.slice(0, 7))).toBe(secret.slice(0, 7));
    expect(withKeys(secret).mask(secret.slice(-8))).toBe('00000003');
    expect(withKeys('shop-key-2026').mask('shop-key-2025')).toBe('shop-key-2025');
  });

  test('stays on its way out: a text that is made here may have some characters in common', () => {
    expect(withKeys(secret).maskOut(secret.slice(0, 20))).toBe(secret.slice(0, 20));
  });
});

test('a key of digits is masked as a word of its own, and never inside a number', () => {
  const { mask } = withKeys('20260302');
  expect(mask('the key 20260302, was it')).toBe(`the key ${new ClientKey('20260302')}, was it`);
  expect(mask('syssn 20260302180500020000000001')).toBe('syssn 20260302180500020000000001');
});

test('a short key is masked as a word, one of few characters or of digits only where it is the whole text', () => {
  expect(withKeys('abcd12').mask('is abcd12 xabcd12')).toBe(`is ${new ClientKey('abcd12')} xabcd12`);
  expect(withKeys('1280').mask('HKD 1280')).toBe('HKD 1280');
  expect(withKeys('1280').mask('1280')).toBe(String(new ClientKey('1280')));
  expect(withKeys('a').mask('a cup of tea')).toBe('a cup of tea');
});

describe('numbers', () => {
  test('with a run of the key in them stay, and so do they where a sentence repeats them', () => {
    const { mask, maskValue, maskOut } = withKeys('shop-2026-secret-key-000001');
    const document = { out_trade_no: 'shop-2026-0001', syssn: '20260302180500020000000001', note: 'of shop-2026-0001' };
    expect(maskValue(document)).toBe(document);
    expect(mask('qfpay query shop-2026-0001')).toBe('qfpay query shop-2026-0001');
    expect(maskOut('shop-2026-0001')).toBe('shop-2026-0001');
    expect(mask('was it shop-2026-s')).not.toContain('shop-2026');
  });

  test('so does whom they belong to: a journal is known by it', () => {
    const owner = { kind: 'journal', app_code: 'shop-2026-A', mchid: 'shop-2026-1', 'X-QF-APPCODE': 'shop-2026-A' };
    expect(withKeys('shop-2026-secret-key-000001').maskValue(owner)).toBe(owner);
  });

  test('are known by the fault that names them', () => {
    const details = [{ field: 'out_trade_no', value: 'shop-2026-0001', rule: 'must be another than shop-2026-0001' }];
    expect(withKeys('shop-2026-secret-key-000001').maskValue(details)).toBe(details);
  });

  test('that stand at the end of a list, or that a fault has a list of, are known too', () => {
    const { maskValue } = withKeys('shop-2026-secret-key-000001');
    const told = [{ note: 'not shop-2026-0002' }, { out_trade_no: ['shop-2026-0001', 'shop-2026-0002'] }];
    expect(maskValue(told)).toBe(told);
    const faults = { field: 'syssn', value: ['shop-2026-0003'], rule: 'not shop-2026-0003' };
    expect(maskValue(faults)).toBe(faults);
  });

  test('are no other text of a fault than its value', () => {
    const { maskValue } = withKeys(secret);
    expect(maskValue({ field: 'syssn', value: '1', rule: `is ${secret.slice(0, 12)}` })).toEqual({
      ...{ field: 'syssn', value: '1', rule: `is ${key}` },
    });
  });

  test('are no field of a fault that is no text, whatever that is', () => {
    const odd = { field: { toString: 'syssn' }, value: 'shop-2026-0001' };
    const listed = { field: ['syssn'], value: 'shop-2026-0001' };
    const key_of_shop = new ClientKey('shop-2026-secret-key-000001');
    const { maskValue } = withKeys(key_of_shop.reveal());
    expect([maskValue(odd), maskValue(listed)]).toEqual([
      { ...odd, value: `${key_of_shop}0001` },
      { ...listed, value: `${key_of_shop}0001` },
    ]);
  });

  test.each(['out_trade_no', 'syssn', 'orig_syssn', 'txamt', 'amount', 'txdtm', 'total_fee', 'paid_at', 'time'])(
    '%s is the name of one',
    (name) => {
      const said = { [name]: 'shop-2026-0001' };
      expect(withKeys('shop-2026-secret-key-000001').maskValue(said)).toBe(said);
    },
  );

  test.each(['respcd', 'refundable', 'app_code', 'appcode', 'mchid', 'id', 'line'])('so is %s', (name) => {
    const said = { [name]: 'shop-2026-0001' };
    expect(withKeys('shop-2026-secret-key-000001').maskValue(said)).toBe(said);
  });

  test.each(['syssn_note', 'mchid_name', 'paid', 'online', 'idea', 'line_text', 'goods_name'])('%s is none', (name) => {
    const shop = new ClientKey('shop-2026-secret-key-000001');
    expect(withKeys(shop.reveal()).maskValue({ [name]: 'shop-2026-0001' })).toEqual({ [name]: `${shop}0001` });
  });

  test('stay in a sentence where one is the beginning of another, and where none stands in a longer word', () => {
    const { maskValue, mask } = withKeys('shop-2026-secret-key-000001');
    maskValue({ out_trade_no: 'shop-2026', orig_no: 'shop-2026-secret-1' });
    expect(mask('shop-2026 is not shop-2026-secret-1')).toBe('shop-2026 is not shop-2026-secret-1');
    expect(mask('xshop-2026')).not.toContain('shop-2026');
  });

  test('that begin like a time and hold a whole key are masked, and so is one that became a key since', () => {
    expect(withKeys(secret).maskValue({ txdtm: `2026 ${secret}` })).toEqual({ txdtm: `2026 ${key}` });
    const secrets = withKeys('shop-2026-secret-key-000001');
    secrets.maskValue({ out_trade_no: 'shop-2026-0001' });
    secrets.add(new ClientKey('shop-2026-0001'));
    expect(secrets.maskValue({ out_trade_no: 'shop-2026-0001' })).toEqual({
      out_trade_no: String(new ClientKey('shop-2026-0001')),
    });
  });

  test('of JSON are whole keys of eight digits or more alone, whichever of several keys it is', () => {
    const digits = new ClientKey('12345678');
    expect(withKeys(secret, '1280', '12345678').maskValue({ note: 12_345_678, count: 1_280 })).toEqual({
      ...{ note: String(digits), count: 1_280 },
    });
  });

  test('that are a whole key of digits stay, and that is masked beside them where it is no number of the run', () => {
    const digits = '20260302180500020000000001';
    const named = { syssn: digits, respmsg: `your key is ${digits}` };
    expect(withKeys(digits).maskValue(named)).toBe(named);
    expect(withKeys(digits).maskValue({ respmsg: digits, note: new LosslessNumber(digits) })).toEqual({
      respmsg: String(new ClientKey(digits)),
      note: String(new ClientKey(digits)),
    });
  });

  test('a field for a number that holds a whole key which is none is masked all the same', () => {
    expect(withKeys(secret).maskValue({ syssn: `x${secret}` })).toEqual({ syssn: `x${key}` });
  });

  test('that are times stay, whatever key of their characters there is', () => {
    const said = { sysdtm: '2026-03-02 15:04:05', time: '2026-03-02T07:04:05.000Z' };
    const secrets = withKeys('2026-03-02', '03-02T07:04');
    expect(JSON.parse(secrets.maskOut(JSON.stringify(secrets.maskValue(said))))).toEqual(said);
  });

  test('stay in every document, whatever key of digits out of them there is', () => {
    const digits = fc.stringMatching(/^\d{6,26}$/);
    fc.assert(
      fc.property(digits, digits, fc.nat(20), fc.nat(26), (out_trade_no, syssn, from, length) => {
        const secrets = withKeys(`${syssn}${out_trade_no}`.slice(from, from + length + 1));
        const said = { out_trade_no, txamt: out_trade_no.slice(0, 4), records: [{ orig_syssn: syssn, sysdtm: syssn }] };
        expect(JSON.parse(secrets.maskOut(JSON.stringify(secrets.maskValue(said))))).toEqual(said);
      }),
    );
  });
});

test('a value is the same one where it holds no key, and a copy with the same shape where it does', () => {
  const { maskValue } = withKeys(secret);
  const clean = { list: [{ a: 'text', n: new LosslessNumber('1.00') }], nothing: null, key };
  expect(maskValue(clean)).toBe(clean);
  const held = { list: ['text', `is ${secret}`], [secret]: 1, nothing: null, key };
  expect(maskValue(held)).toEqual({ list: ['text', `is ${key}`], [String(key)]: 1, nothing: null, key });
  expect(held.list[1]).toContain(secret);
  expect(maskValue({ nothing: undefined, yes: true, at: secret })).toEqual({
    nothing: undefined,
    yes: true,
    at: `${key}`,
  });
});

describe('a value that is nested', () => {
  /** JSON in so many objects or lists; what is in the innermost. */
  const nested = (depth: number, [open, close]: readonly [string, string], inner: unknown) =>
    JSON.parse(`${open.repeat(depth)}${JSON.stringify(inner)}${close.repeat(depth)}`);
  const ways = [
    ['objects', ['{"a":', '}']],
    ['lists', ['[', ']']],
  ] as const;

  test.each(ways)('200 deep is looked through to its end; what lies deeper is not shown: %s', (_in_what, way) => {
    const { maskValue } = withKeys(secret);
    expect(maskValue(nested(201, way, `is ${secret}`))).toEqual(nested(201, way, `is ${key}`));
    expect(maskValue(nested(202, way, 'a text'))).toEqual(nested(201, way, '***'));
    // As deep as JSON comes, and no stack would hold it.
    expect(maskValue(nested(100_000, way, secret))).toEqual(nested(201, way, '***'));
  });

  test.each(ways)('200 deep has numbers that are known outside: %s', (_in_what, way) => {
    const { maskValue } = withKeys('shop-2026-secret-key-000001');
    const said = { note: 'of shop-2026-0001', in: nested(199, way, { out_trade_no: 'shop-2026-0001' }) };
    expect(maskValue(said)).toEqual(said);
  });

  test('as often as it likes in what looks like a fault is looked through in a moment', () => {
    let fault: unknown = `is ${secret}`;
    for (let depth = 0; depth < 100; depth += 1) fault = { field: 'a', value: fault };
    expect(
      cpuSeconds(() => expect(JSON.stringify(withKeys(secret).maskValue(fault))).toContain(`is ${key}`)),
    ).toBeLessThan(1);
  });
});

test('only client keys are what a parameter must not hold', () => {
  const secrets = withKeys(secret, '1280');
  secrets.add(new Password('a password of a proxy'));
  expect([`x${secret}`, '1280', '12800', 'a password of a proxy'].map(secrets.isIn)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a password leaves no fingerprint, and a short one is masked where an address has it', () => {
  const secrets = createSecrets();
  secrets.add(new Password('hunter2hunter2'), new Password('pw'));
  expect(secrets.maskOut('redis://:hunter2hunter2@host http://u:pw@host pw')).toBe(
    'redis://:***@host http://u:***@host pw',
  );
  expect(secrets.mask('http://u:pw@a http://u:pw@b')).toBe('http://u:***@a http://u:***@b');
  expect(withKeys('pw').mask('http://u:pw@host')).toBe('http://u:pw@host');
});

test('what variables hold is read at the first look, the profile file only for what somebody else wrote; each once', () => {
  const reads: string[] = [];
  const source = (name: string, text: string) => () => {
    reads.push(name);
    return [new ClientKey(text)];
  };
  const secrets = createSecrets({
    inUse: source('variables', secret),
    saved: source('profiles', 'another key of 32 chars'),
  });
  expect(reads).toEqual([]);
  expect(secrets.maskOut(`${secret} another key of 32 chars`)).toBe(`${key} another key of 32 chars`);
  expect(reads).toEqual(['variables']);
  expect(secrets.mask('another key of 32 chars')).toBe(String(new ClientKey('another key of 32 chars')));
  secrets.maskValue({});
  expect(reads).toEqual(['variables', 'profiles']);
});

test('no key of any characters is left, in any form, wherever it stands', () => {
  const secretTexts = fc.string({ unit: 'binary', minLength: 8, maxLength: 40 }).filter((text) => {
    return Buffer.from(text).toString() === text && !/^\d*$/.test(text) && [...text].length >= 8;
  });
  const forms = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => JSON.stringify(text).slice(1, -1),
    encodeURIComponent,
    (text) => new URLSearchParams([['a', text]]).toString().slice(2),
    hex,
  );
  fc.assert(
    fc.property(secretTexts, forms, fc.string(), fc.string(), (text, form, before, after) => {
      const written = form(text);
      const held = `${before} ${written} ${after}`;
      const secrets = withKeys(text);
      for (const masked of [secrets.mask(held), secrets.maskOut(held)]) expect(masked).not.toContain(written);
    }),
  );
});

test('a hundred thousand rows are looked through in a moment', () => {
  const row = 'A-2026030218050002,20260302180500020000000001,1280,HKD,800201,2026-03-02 15:04:05,paid,a cup of 茶\n';
  const secrets = withKeys(secret, 'another-Key+of32characters/0001', 'and-a-third-key-0123456789');
  const text = row.repeat(100_000);
  expect(cpuSeconds(() => secrets.maskOut(text))).toBeLessThan(2);
  expect(cpuSeconds(() => secrets.mask(text))).toBeLessThan(2);
  const rows = Array.from({ length: 100_000 }, (_, at) => ({
    out_trade_no: `A${at}`,
    goods_name: 'a cup of 茶 and more',
  }));
  expect(cpuSeconds(() => secrets.maskValue(rows))).toBeLessThan(3);
});

test('the emulator’s public key is masked whole, and none of its words', () => {
  const secrets = createSecrets();
  secrets.add(new ClientKey(localKey));
  const said = 'the emulator takes it: not-a-secret, "a\\u0062c" &amp; local-emulator';
  expect([secrets.mask(said), secrets.maskValue({ said })]).toEqual([said, { said }]);
  for (const form of [localKey, encodeURIComponent(localKey), Buffer.from(localKey).toString('base64')]) {
    expect(secrets.mask(`key ${form}`)).toMatch(/^key .*<key a184835e>.?.?$/);
  }
});

test('nothing is no secret', () => {
  const secrets = withKeys('');
  expect([secrets.mask(''), secrets.mask('txamt=100'), secrets.maskOut('')]).toEqual(['', 'txamt=100', '']);
});

test('what the profile file holds is masked in a value, too, whether or not a text came before', () => {
  const secrets = createSecrets({ saved: () => [key] });
  expect(secrets.maskValue({ respmsg: `no: ${secret}` })).toEqual({ respmsg: `no: ${key}` });
});

test('a short key is no key in hex or base64, which could stand anywhere by chance', () => {
  const said = `x ${hex('abcd12')} ${base64('abcd12')} y`;
  expect(withKeys('abcd12').mask(said)).toBe(said);
});

test('a word has four characters, and may begin with a digit', () => {
  expect(withKeys('abcd').mask('it is abcd.')).toBe(`it is ${new ClientKey('abcd')}.`);
  expect(withKeys('abc').mask('it is abc.')).toBe('it is abc.');
  expect(withKeys('12ab9').mask('it is 12ab9.')).toBe(`it is ${new ClientKey('12ab9')}.`);
});

test('a key of 16 characters is long enough that no part of it is left, one of 15 is not', () => {
  expect(withKeys('abcdefghijklmnop').mask('is abcdefgh it')).toBe(`is ${new ClientKey('abcdefghijklmnop')} it`);
  expect(withKeys('abcdefghijklmno').mask('is abcdefgh it')).toBe('is abcdefgh it');
});

test('a part that begins or ends with digits is masked with them', () => {
  const own = '1234567890abcdefghij0987654321';
  const { mask } = withKeys(own);
  for (const part of ['34567890abcd', '4567890abc', 'ghij098765432', own.slice(0, 13), own.slice(17)])
    expect(mask(`x ${part} y`)).toBe(`x ${new ClientKey(own)} y`);
  expect(mask('x0abcdefgh90abcdefgh y')).toBe(`x${new ClientKey(own)}${new ClientKey(own)} y`);
});

test('a key is found wherever it begins in a text, and at the very end of one', () => {
  const { mask, maskOut } = withKeys('abcdefgh');
  for (let ahead = 0; ahead < 12; ahead += 1) {
    const before = '.'.repeat(ahead);
    for (const masked of [mask, maskOut])
      expect(masked(`${before}abcdefgh`)).toBe(`${before}${new ClientKey('abcdefgh')}`);
  }
});

test('a long text keeps its lines', () => {
  const text = `${'a line\n'.repeat(1_000)}${secret}\n${'another\r\n'.repeat(10)}`;
  for (const mask of [withKeys(secret).mask, withKeys(secret).maskOut])
    expect(mask(text)).toBe(text.replace(secret, String(key)));
});

test('a key that is escaped for HTML by name is masked', () => {
  const own = 'R&D-key-of-2026-"x"';
  expect(withKeys(own).mask('a R&amp;D-key-of-2026-&quot;x&quot; b')).toBe(`a ${new ClientKey(own)} b`);
});

test('a name that is the key, and a number that is one, are masked alone', () => {
  expect(withKeys(secret).maskValue({ [secret]: 'text' })).toEqual({ [String(key)]: 'text' });
  const digits = new ClientKey('12345678');
  expect(withKeys('12345678').maskValue({ note: 12_345_678, other: 123_456_780, txamt: 12_345_678 })).toEqual({
    ...{ note: String(digits), other: 123_456_780, txamt: 12_345_678 },
  });
});

test('every word that is a short key is masked, and none in a longer word of any script', () => {
  const short = new ClientKey('abcd12');
  expect(withKeys('abcd12').mask('xabcd12 abcd12 éabcd12 abcd12é (abcd12)')).toBe(
    `xabcd12 ${short} éabcd12 abcd12é (${short})`,
  );
});

test('the last eight characters of a long key are masked alone', () => {
  expect(withKeys('abcdefghijklmnop').mask('is ijklmnop it')).toBe(`is ${new ClientKey('abcdefghijklmnop')} it`);
});

test('of two keys that begin alike each is shown as itself', () => {
  const [one, other] = [new ClientKey('shared-p-of-the-one-2026'), new ClientKey('shared-p-of-the')];
  const third = new ClientKey('shared-p/of/another-2026');
  const { mask, maskOut } = withKeys(other.reveal(), one.reveal(), third.reveal());
  const said = `1=${one.reveal()}&2=${other.reveal()}&3=${third.reveal()}`;
  for (const look of [mask, maskOut]) expect(look(said)).toBe(`1=${one}&2=${other}&3=${third}`);
});

test('a key with a line end in it is masked in a short text and in a long one', () => {
  const lined = new ClientKey('the first line\nand the second');
  for (const before of ['', 'a line\n'.repeat(1_000)])
    for (const mask of [withKeys(secret, lined.reveal()).mask, withKeys(secret, lined.reveal()).maskOut])
      expect(mask(`${before}x${lined.reveal()}y\n`)).toBe(`${before}x${lined}y\n`);
});

test('a key of the profile file is one that a parameter must not hold, whether or not a text came before', () => {
  expect(createSecrets({ saved: () => [key] }).isIn(`x${secret}`)).toBe(true);
});

test('a key in escapes is looked for in any text but one of more than a million characters: there in its usual forms', () => {
  const escaped = secret.replace('k', '\\u006b');
  expect(withKeys(secret).mask(escaped)).toBe(String(key));
  const shown = withKeys(secret).mask(escaped.padEnd(1_000_001, '.'));
  expect(shown).not.toContain(secret.slice(1));
  expect(shown.slice(0, 6)).toBe('\\u006b');
});

test('without any secret every text and every value is as it was', () => {
  const secrets = createSecrets();
  const said = { txamt: '100', note: 'a%41 &amp; b', nothing: null };
  expect(secrets.maskValue(said)).toBe(said);
  expect([secrets.mask(said.note), secrets.maskOut(said.note), secrets.isIn('')]).toEqual([
    said.note,
    said.note,
    false,
  ]);
});
