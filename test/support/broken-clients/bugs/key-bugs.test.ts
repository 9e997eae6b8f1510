import { describe } from 'vitest';
import { type Proof, parametersOf, plainOccasion, prove } from '../proof.ts';
import { keyBugs } from './key-bugs.ts';

const sent = 'b=2|a=1';

/** A separator stands between text and key, as it is written. */
const between = (separator: string): Proof => [separator, sent, `a=1&b=2${separator}K3y`];

const odd = 'a&B#c$de\\f+g';

describe('what a carrier makes of a key', () => {
  prove(
    keyBugs.filter(({ id }) => id === 'key-altered'),
    {
      'key-altered': [
        ['lower case', sent, 'a=1&b=2a&b#c$de\\f+g'],
        ['upper case', sent, 'a=1&b=2A&B#C$DE\\F+G'],
        ['HTML-escaped, from a settings page', sent, 'a=1&b=2a&amp;B#c$de\\f+g'],
        ['cut at #, from .env', sent, 'a=1&b=2a&B'],
        ['a $name gone, from a shell', sent, 'a=1&b=2a&B#c\\f+g'],
        ['base64, from a Kubernetes secret', sent, 'a=1&b=2YSZCI2MkZGVcZitn'],
        ['base64 of a line, from echo', sent, 'a=1&b=2YSZCI2MkZGVcZitnCg=='],
        ['percent-encoded, from a connection URL', sent, 'a=1&b=2a%26B%23c%24de%5Cf%2Bg'],
        ['a backslash and an n at its end', sent, 'a=1&b=2a&B#c$de\\f+g\\n'],
        ['backslashes gone', sent, 'a=1&b=2a&B#c$def+g'],
        ['its first character missing', sent, 'a=1&b=2&B#c$de\\f+g'],
        ['its last character missing', sent, 'a=1&b=2a&B#c$de\\f+'],
        ['one of its characters missing', sent, 'a=1&b=2a&B#$de\\f+g'],
        ['the placeholder of a sample', sent, 'a=1&b=2YOUR_CLIENT_KEY'],
      ],
    },
    (text) => ({ ...plainOccasion, parameters: parametersOf(text), keys: [odd, 'K4y'] }),
  );
});

prove(
  keyBugs.filter(({ id }) => id !== 'key-altered'),
  {
    'wrong-key': [
      ['the next configured key', sent, 'a=1&b=2K4y'],
      ['the last configured key', sent, 'a=1&b=2K5y'],
    ],
    'key-whitespace': [
      ['a line feed at its end, from a file', sent, 'a=1&b=2K3y\n'],
      ['CR and LF at its end, from Windows', sent, 'a=1&b=2K3y\r\n'],
      ['a carriage return at its end', sent, 'a=1&b=2K3y\r'],
      ['a blank at its end', sent, 'a=1&b=2K3y '],
      ['a blank before it', sent, 'a=1&b=2 K3y'],
      ['blanks around it', sent, 'a=1&b=2 K3y '],
      ['a tab at its end, from a table', sent, 'a=1&b=2K3y\t'],
      ['a tab before it', sent, 'a=1&b=2\tK3y'],
      ['a no-break space at its end, from a web page', sent, 'a=1&b=2K3y\u00a0'],
      ['a zero-width space at its end, from a chat', sent, 'a=1&b=2K3y\u200b'],
    ],
    'key-quoted': [
      ['double quotes, from .env', sent, 'a=1&b=2"K3y"'],
      ['single quotes, from .env', sent, "a=1&b=2'K3y'"],
      ['typographic quotes, from a document', sent, 'a=1&b=2“K3y”'],
      ['backticks', sent, 'a=1&b=2`K3y`'],
      ['angle brackets, from the documents', sent, 'a=1&b=2<K3y>'],
      ['braces, from a template', sent, 'a=1&b=2{K3y}'],
    ],
    'key-missing': [
      ['no key at all', sent, 'a=1&b=2'],
      ['JS: a variable that is not set', sent, 'a=1&b=2undefined'],
      ['Python: a variable that is not set', sent, 'a=1&b=2None'],
      ['Java: a property that is not set', sent, 'a=1&b=2null'],
    ],
    'key-prepended': [
      ['key before the text', sent, 'K3ya=1&b=2'],
      ['key before the text, & between', sent, 'K3y&a=1&b=2'],
      ['key on both sides', sent, 'K3ya=1&b=2K3y'],
      ['key=… before the text', sent, 'key=K3y&a=1&b=2'],
    ],
    'key-separator': [
      ['&key=', sent, 'a=1&b=2&key=K3y'],
      ['&client_key=', sent, 'a=1&b=2&client_key=K3y'],
      ['&clientkey=', sent, 'a=1&b=2&clientkey=K3y'],
      ['&secret=', sent, 'a=1&b=2&secret=K3y'],
      ['&secret_key=', sent, 'a=1&b=2&secret_key=K3y'],
      ['&appkey=', sent, 'a=1&b=2&appkey=K3y'],
      ['&app_key=', sent, 'a=1&b=2&app_key=K3y'],
      ['&KEY=', sent, 'a=1&b=2&KEY=K3y'],
      ['&apikey=', sent, 'a=1&b=2&apikey=K3y'],
      ...['|', ':', ',', '=', '#', '.', '+', '-', '_', '/', ';'].map(between),
    ],
  },
);
