import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { brokenCase } from '../break-client.ts';
import { md5, parametersOf, plainOccasion, prove } from '../proof.ts';
import { digestBugs } from './digest-bugs.ts';

const sent = 'b=2|a=1';
const plain = 'a=1&b=2K3y';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string, text: string) => ({ digits: createHmac('md5', key).update(text).digest('hex') });

const zeros = 'n=7';

describe('what is hashed', () => {
  prove(
    digestBugs.filter(({ id }) => id === 'hmac' || id === 'double-hash'),
    {
      hmac: [
        ['HMAC of the text with the key', sent, hmac('K3y', 'a=1&b=2')],
        ['HMAC of text and key with the key', sent, hmac('K3y', plain)],
        ['HMAC of the key with the text', sent, hmac('a=1&b=2', 'K3y')],
      ],
      'double-hash': [
        ['hash of the lower-case hex', sent, md5(plain)],
        ['hash of the upper-case hex', sent, md5(plain).toUpperCase()],
        ['hash of the bytes', sent, createHash('md5').update(plain).digest()],
        ['hash of the hashed text and the key', sent, `${md5('a=1&b=2')}K3y`],
        ['the same, upper case', sent, `${md5('a=1&b=2').toUpperCase()}K3y`],
        ['hash of the text and the hashed key', sent, `a=1&b=2${md5('K3y')}`],
      ],
    },
  );
});

describe('which hash', () => {
  test.each([
    ['SHA256 announced, MD5 made', 'notification', md5('a=1K3y'), 'SHA256'],
    ['SHA256 announced, MD5 made', 'request', md5('a=1K3y'), 'SHA256'],
    ['MD5 announced, SHA256 made', 'response', sha256('a=1K3y'), 'MD5'],
    ['nothing announced, SHA256 made', 'notification', sha256('a=1K3y'), 'none'],
    ['SHA256 without a header', 'request', sha256('a=1K3y'), 'none'],
  ] as const)('%s, in a %s', (flavour, kind, received, announced) => {
    const bugs = digestBugs.filter((bug) => bug.flavour === flavour);
    const signed = brokenCase({ ...plainOccasion, kind, body: 'a=1', parameters: parametersOf('a=1') }, bugs);
    expect(signed).toMatchObject({ received, announced });
  });
});

describe('what is left of the digits', () => {
  const digits = sha256(plain);

  test.each([
    ['a column of 16', digits.slice(0, 16)],
    ['a column of 20', digits.slice(0, 20)],
    ['a column of 32', digits.slice(0, 32)],
    ['a column of 40', digits.slice(0, 40)],
    ['a column of 50', digits.slice(0, 50)],
    ['the last digit lost', digits.slice(0, 63)],
    ['the last two digits lost', digits.slice(0, 62)],
  ])('%s', (flavour, received) => {
    const bugs = digestBugs.filter((bug) => bug.flavour === flavour);
    const signed = brokenCase({ ...plainOccasion, parameters: parametersOf(sent), sign_type: 'SHA256' }, bugs);
    expect(signed?.received).toBe(received);
  });

  test('the middle 16, "16-digit MD5"', () => {
    const bugs = digestBugs.filter(({ flavour }) => flavour.startsWith('the middle'));
    const signed = brokenCase({ ...plainOccasion, parameters: parametersOf(sent) }, bugs);
    expect(signed?.received).toBe(md5(plain).slice(8, 24));
  });

  // MD5 of n=7K3y begins with a zero, and has zeros in front of other digits.
  test.each([
    ['Java BigInteger: no zeros in front', BigInt(`0x${md5(`${zeros}K3y`)}`).toString(16)],
    ['Java toHexString: no zero before a digit', md5(`${zeros}K3y`).replace(/0(.)|(..)/g, '$1$2')],
  ])('%s', (flavour, received) => {
    const bugs = digestBugs.filter((bug) => bug.flavour === flavour);
    const signed = brokenCase({ ...plainOccasion, parameters: parametersOf(zeros) }, bugs);
    expect(signed?.received).toBe(received);
    expect(received.length).toBeLessThan(32);
  });
});

test.each(['base64', 'base64url'] as const)('a digest in %s', (coding) => {
  const flavour = { base64: 'base64', base64url: 'base64 for addresses' }[coding];
  const bugs = digestBugs.filter((bug) => bug.flavour === flavour);
  const signed = brokenCase({ ...plainOccasion, parameters: parametersOf(sent) }, bugs);
  expect(signed?.received).toBe(Buffer.from(md5(plain), 'hex').toString(coding));
});
