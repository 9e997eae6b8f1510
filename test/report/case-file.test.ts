import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseFacts, renderCaseFile } from '../../src/report/case-file.ts';
import { ClientKey } from '../../src/signature/client-key.ts';
import { leakedKeys, testKeys } from '../support/keys.ts';

const key = new ClientKey(testKeys.sandbox);

const example: CaseFacts = {
  kind: 'request',
  valid: false,
  title: 'a curl command',
  scheme: 'sorted-params',
  sign_type: 'SHA256',
  received: '3CB3AA9C21D818AB4CAFAA8FA3FEACF4',
  expected: '99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8',
  key,
  method: 'POST',
  url: 'https://openapi-int.qfapi.com/trade/v1/payment',
  headers: {
    'X-QF-APPCODE': '0123456789ABCDEF',
    'X-QF-SIGN': '3CB3AA9C21D818AB4CAFAA8FA3FEACF4',
    'User-Agent': 'Shop/1.0 (li@shop.example)',
    Cookie: 'session=1234',
  },
  parameters: [
    ['txamt', '100'],
    ['goods_name', 'tea `x` <b>茶</b>'],
    ['sub_openid', 'oUpF8uMuAJO'],
  ],
  signing_string: 'goods_name=tea `x` <b>茶</b>&sub_openid=oUpF8uMuAJO&txamt=100',
  causes: [
    {
      id: 'sign-type-header-missing',
      title: 'The SHA256 has no header',
      evidence: 'It is the MD5.',
      fix: 'Send X-QF-SIGNTYPE.',
    },
  ],
  tried: [
    { family: 'hash', digests: 2 },
    { family: 'order', digests: 12 },
  ],
  remarks: ['goods_name looks HTML-escaped'],
  versions: { qfpay: '0.1.0', node: 'v20.19.4', platform: 'linux' },
};

test('is a file that somebody who has not seen the request can work with', () => {
  expect(renderCaseFile(example, [])).toMatchInlineSnapshot(`
    "# QFPay: the signature of a request does not match

    A case file of \`qfpay verify\`, for technical.support@qfpay.com. It holds no client key; personal values are masked, and only their length and kind are shown.

    - Read as: a curl command
    - Held against: sorted-params, SHA256
    - Received: \`3CB3AA9C21D818AB4CAFAA8FA3FEACF4\`
    - Expected: \`99D9F7174823928B74C74B1C7A7E1538DF733774DD21C9606A202CB8BB3D74E8\`
    - Key: \`<key 4a885025>\` (the first 8 digits of its SHA-256)

    ## Message

    \`\`\`text
    POST https://openapi-int.qfapi.com/trade/v1/payment
    X-QF-APPCODE: 0123456789ABCDEF
    X-QF-SIGN: 3CB3AA9C21D818AB4CAFAA8FA3FEACF4
    User-Agent: ‹masked, 26 characters, ASCII›
    Cookie: ‹masked, 12 characters, ASCII›
    \`\`\`

    ## Parameters, decoded

    \`\`\`text
    txamt = 100
    goods_name = tea \`x\` <b>茶</b>
    sub_openid = ‹masked, 11 characters, letters and digits›
    \`\`\`

    ## What is signed, the client key appended

    \`\`\`text
    goods_name=tea \`x\` <b>茶</b>&sub_openid=‹masked, 11 characters, letters and digits›&txamt=100<key 4a885025>
    \`\`\`

    ## Causes

    ### 1. The SHA256 has no header (\`sign-type-header-missing\`)

    Evidence: It is the MD5.

    Fix: Send X-QF-SIGNTYPE.

    ## What was tried: 14 digests

    - hash: 2
    - order: 12

    ## Remarks

    - goods\\_name looks HTML-escaped

    ## Versions

    - qfpay 0.1.0
    - Node v20.19.4
    - linux
    "
  `);
});

test('says that nothing was found, and what was tried', () => {
  const text = renderCaseFile({ ...example, causes: [] }, []);
  expect(text).toContain('Nothing that was tried reproduces the received signature.');
  expect(text).toContain('## What was tried: 14 digests\n\n- hash: 2\n- order: 12');
});

test('a signature that matches has no causes', () => {
  const text = renderCaseFile({ ...example, valid: true, causes: [] }, []);
  expect(text).toContain('# QFPay: the signature of a request matches');
  expect(text).not.toContain('## Causes');
});

test('of headers only those that a signature needs are shown', () => {
  const text = renderCaseFile(example, []);
  expect(text).toContain('X-QF-APPCODE: 0123456789ABCDEF');
  expect(text).toContain('Cookie: ‹masked, 12 characters, ASCII›');
  expect(text).not.toContain('session=1234');
  expect(text).not.toContain('shop.example');
});

test('evidence of several lines stays aligned', () => {
  const causes = [{ id: 'x', title: 'X', evidence: 'yours a=1\nours  a=2\n        ^', fix: 'Y' }];
  expect(renderCaseFile({ ...example, causes }, [])).toContain('```text\nyours a=1\nours  a=2\n        ^\n```');
});

test('a very long body is cut, after it was masked', () => {
  const body = `{"a":"${'x'.repeat(19_980)}","openid":"oUpF8uMuAJOoUpF8uMuAJO"}`;
  const text = renderCaseFile({ ...example, body }, []);
  expect(text).not.toContain('oUpF8');
  expect(text).toMatch(/… \(200\d\d characters\)/);
});

const pasted: Readonly<Record<string, (text: string) => string>> = {
  raw: (text) => text,
  quoted: (text) => `"${text}"`,
  'percent-encoded': encodeURIComponent,
  'form-encoded': (text) => new URLSearchParams([['a', text]]).toString().slice(2),
  'JSON-escaped': (text) => JSON.stringify(text).slice(1, -1),
  'Python-escaped': (text) =>
    Array.from({ length: text.length }, (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  'JavaScript-escaped': (text) => [...text].map((each) => `\\u{${each.codePointAt(0)?.toString(16)}}`).join(''),
  backwards: (text) => [...text].reverse().join(''),
  hex: (text) => Buffer.from(text).toString('hex'),
  base64: (text) => Buffer.from(text).toString('base64'),
  'Basic authorization': (text) => `Basic ${Buffer.from(`appcode:${text}`).toString('base64')}`,
  wrapped: (text) => text.replace(/.{6}/gsu, '$&\n  '),
  'spaced out': (text) => [...text].join(' '),
  'in capitals': (text) => text.toUpperCase(),
  'after something': (text) => `a=1&key=${text}`,
};

type Paste = (text: string) => CaseFacts;

/** Every place of a case that is filled by what somebody typed or sent. */
const places: Readonly<Record<string, Paste>> = {
  title: (title) => ({ ...example, title }),
  received: (received) => ({ ...example, received }),
  url: (url) => ({ ...example, url: `https://openapi-int.qfapi.com/x?a=${url}` }),
  'a header': (text) => ({ ...example, headers: { Host: text } }),
  'a masked header': (text) => ({ ...example, headers: { Authorization: text, Cookie: `a=${text}` } }),
  'the name of a header': (text) => ({ ...example, headers: { [text]: 'x' } }),
  'a parameter': (text) => ({ ...example, parameters: [['goods_name', text]] }),
  'a personal parameter': (text) => ({ ...example, parameters: [['name', text]], remarks: [`name is ${text}`] }),
  'the name of a parameter': (text) => ({ ...example, parameters: [[text, 'x']] }),
  body: (body) => ({ ...example, body: `{"a": "${body}"}` }),
  'the signing string': (text) => ({ ...example, signing_string: `txamt=100&key=${text}` }),
  evidence: (evidence) => ({ ...example, causes: [{ id: 'x', title: evidence, evidence, fix: evidence }] }),
  'evidence of two lines': (text) => ({
    ...example,
    causes: [{ id: 'x', title: 'X', evidence: `${text}\nb`, fix: 'Y' }],
  }),
  remarks: (remark) => ({ ...example, remarks: [remark] }),
  tried: (family) => ({ ...example, tried: [{ family, digests: 1 }] }),
};

/** Without what Markdown and layout add, to compare what is left. */
function bare(text: string): string {
  return text.replace(/[\s\\]/g, '').toLowerCase();
}

const secrets = fc.oneof(
  fc.stringMatching(/^[0-9A-Za-z]{32}$/),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.string({ minLength: 14, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 14, maxLength: 20 }),
);

test.each(['  \u01D8!!!!!!!!!!,', 'stra\u00dfe-und-weg', '\u01D7\u01D7\u01D7\u01D7\u01D7\u01D7\u01D7'])(
  'no key with letters beyond ASCII is left, in capitals or percent-encoded: %s',
  (secret) => {
    for (const text of [secret, secret.toUpperCase(), encodeURIComponent(secret)]) {
      const file = renderCaseFile({ ...example, title: `a b ${text}` }, [new ClientKey(secret)]);
      expect(bare(file)).not.toContain(bare(text));
    }
  },
);

test('no key is in a case file, in whatever form it was pasted and wherever', () => {
  fc.assert(
    fc.property(
      secrets.filter((text) => bare(text).replaceAll('+', '').length >= 12 && Buffer.from(text).toString() === text),
      fc.constantFrom(...Object.keys(pasted)),
      fc.constantFrom(...Object.keys(places)),
      fc.boolean(),
      (secret, form, place, is_own) => {
        const other = new ClientKey(secret);
        const text = pasted[form]?.(secret) ?? '';
        const paste = places[place]?.(text) ?? example;
        const file = is_own ? renderCaseFile({ ...paste, key: other }, []) : renderCaseFile(paste, [key, other]);
        const left = bare(file);
        expect(left).not.toContain(bare(text));
        expect(left).not.toContain(bare(secret));
        expect(left).not.toContain(bare(encodeURIComponent(secret)));
        expect(leakedKeys(file)).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
}, 120_000);
