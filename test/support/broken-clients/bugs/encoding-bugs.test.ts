import { parametersOf, plainOccasion, prove } from '../proof.ts';
import { encodingBugs } from './encoding-bugs.ts';

const value = "v=中 a~b*'/&+";

/** The bytes of `v=中` and the key, in a charset. */
const bytes = (hex: string) => Buffer.concat([Buffer.from('v='), Buffer.from(hex, 'hex'), Buffer.from('K3y')]);

prove(
  encodingBugs,
  {
    'url-encoded-values': [
      ['JS encodeURIComponent', value, "v=%E4%B8%AD%20a~b*'%2F%26%2BK3y", "v=中 a~b*'/&+"],
      ['JS encodeURI', value, "v=%E4%B8%AD%20a~b*'/&+K3y"],
      ['JS URLSearchParams', value, 'v=%E4%B8%AD+a%7Eb*%27%2F%26%2BK3y'],
      ['JS escape', value, 'v=%u4E2D%20a%7Eb*%27/%26+K3y'],
      ['Python quote', value, 'v=%E4%B8%AD%20a~b%2A%27/%26%2BK3y'],
      ['Python quote, safe=""', value, 'v=%E4%B8%AD%20a~b%2A%27%2F%26%2BK3y'],
      ['Python quote_plus, Go QueryEscape', value, 'v=%E4%B8%AD+a~b%2A%27%2F%26%2BK3y'],
      ['PHP urlencode, http_build_query', value, 'v=%E4%B8%AD+a%7Eb%2A%27%2F%26%2BK3y'],
      ['Java URLEncoder', value, 'v=%E4%B8%AD+a%7Eb*%27%2F%26%2BK3y'],
      ['C# HttpUtility.UrlEncode', value, 'v=%e4%b8%ad+a%7eb*%27%2f%26%2bK3y'],
      ['Node querystring.escape, lower case', value, "v=%e4%b8%ad%20a~b*'%2f%26%2bK3y"],
      ['the whole text, encodeURIComponent', 'b=2|a=1', 'a%3D1%26b%3D2K3y'],
      ['only Chinese text, encodeURI', 'v=a 中/', 'v=a %E4%B8%AD/K3y'],
      ['all values twice', 'v=a/b', 'v=a%252FbK3y'],
    ],
    'body-encoded-twice': [
      ['quoted, then posted as a form', 'v=a/b', 'v=a/bK3y', 'v=a%2Fb'],
      ['with + for a space', 'v=a b/', 'v=a b/K3y', 'v=a+b%2F'],
      ['an address alone', 'u=http://a|v=a/b', 'u=http://a&v=a/bK3y', 'u=http%3A%2F%2Fa|v=a/b'],
    ],
    'body-not-encoded': [['an & in an address', 'u=x?a=1&q=2|v=b', 'u=x?a=1&q=2&v=bK3y', 'u=x?a=1|q=2|v=b']],
    'body-not-form': [['JSON, signed as a form', 'v=a', 'v=aK3y', '']],
    'space-as-plus': [
      ['every space is signed as +', 'b=x y|a=1', 'a=1&b=x+yK3y', 'b=x y|a=1'],
      ['only in txdtm', 'txdtm=2026-03-02 15:04:05|a=x y', 'a=x y&txdtm=2026-03-02+15:04:05K3y'],
      ['every space is signed as %20', 'b=x y|a=1', 'a=1&b=x%20yK3y'],
      ['a + of a value is sent bare', 'v=+85 2', 'v=+85 2K3y', 'v= 85 2'],
    ],
    'wrong-charset': [
      ['GBK', 'v=中', bytes('d6d0')],
      ['Big5', 'v=中', bytes('a4a4')],
      ['Latin-1, Java getBytes', 'v=中', bytes('3f')],
      ['ASCII, C# Encoding.ASCII', 'v=é', bytes('3f')],
      ["Node update(text, 'binary')", 'v=中', bytes('2d')],
      ['UTF-16, C# Encoding.Unicode', 'v=中', Buffer.from('v\0=\0\x2d\x4eK\x003\0y\0', 'latin1')],
      ['UTF-16 big-endian, Java', 'v=中', Buffer.from('\0v\0=\x4e\x2d\0K\x003\0y', 'latin1')],
      ['UTF-8 twice, from a Latin-1 page', 'v=é', 'v=Ã©K3y'],
      ['sent and signed in GBK', 'v=中', bytes('d6d0'), 'v=\uFFFD\uFFFD'],
      ['sent in GBK, signed in UTF-8', 'v=中', 'v=中K3y', 'v=\uFFFD\uFFFD'],
      ['sent in Big5, signed in Big5', 'v=中', bytes('a4a4'), 'v=\uFFFD\uFFFD'],
    ],
    'bom-or-crlf': [
      ['a byte order mark before the text', 'b=2|a=1', '\uFEFFa=1&b=2K3y'],
      ['a line feed after the text', 'b=2|a=1', 'a=1&b=2\nK3y'],
      ['CR and LF after the text', 'b=2|a=1', 'a=1&b=2\r\nK3y'],
      ['LF became CR LF in a value', 'a=x\ny', 'a=x\r\nyK3y', 'a=x\ny'],
      ['LF became CR LF on the way', 'a=x\ny', 'a=x\nyK3y', 'a=x\r\ny'],
      ['a line feed was added to the body that is shown', '{"a": 1}', '{"a": 1}K3y'],
      ['CR and LF were added to the body that is shown', '{"a": 1}', '{"a": 1}K3y'],
      ['a byte order mark was added to the body that is shown', '{"a": 1}', '{"a": 1}K3y'],
    ],
  },
  (sent) =>
    sent.startsWith('{')
      ? { ...plainOccasion, kind: 'notification', body: sent }
      : { ...plainOccasion, parameters: parametersOf(sent) },
);
