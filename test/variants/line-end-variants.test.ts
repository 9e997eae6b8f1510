import { expect, test } from 'vitest';
import { lineEndVariants } from '../../src/variants/singles.ts';

test.each([
  ['a body without line ends, which may have lost one', 'body', ['body\n', 'body\r\n', '\uFEFFbody']],
  ['a line feed at the end', 'body\n', ['body', '\uFEFFbody\n', 'body\n', 'body\r\n']],
  ['a carriage return and line feed at the end', 'body\r\n', ['body', '\uFEFFbody\r\n', 'body\n', 'body\r\n']],
  ['a byte order mark', '\uFEFFbody', ['\uFEFFbody\n', '\uFEFFbody\r\n', 'body']],
  ['CRLF inside', 'a\r\nb', ['a\r\nb\n', 'a\r\nb\r\n', '\uFEFFa\r\nb', 'a\nb', 'a\r\nb']],
])('%s', (_what, body, expected) => {
  const texts = lineEndVariants(Buffer.from(body)).map(({ content }) => Buffer.from(content).toString('utf8'));
  expect(texts).toEqual(expected);
});

test('keeps bytes that are no text', () => {
  const [first] = lineEndVariants(Buffer.from([0xff, 0xfe, 0x0a]));
  expect([...(first?.content ?? [])]).toEqual([0xff, 0xfe]);
});
