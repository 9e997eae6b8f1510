import { type Bug, type Change, eachOf, flavours } from '../bug.ts';
import { htmlEscapers } from '../languages/html.ts';
import { percentEncoders } from '../languages/percent-encoders.ts';
import { chanceOf } from '../occasions/occasion.ts';

const keyAs =
  (rewrite: (key: string) => string): Change =>
  (client) => ({ key: rewrite(client.key) });
const attached =
  (attach: (text: string, key: string) => string): Change =>
  () => ({ attach });

const separators = [
  ...['&key=', '&client_key=', '&clientkey=', '&secret=', '&secret_key=', '&appkey=', '&app_key=', '&KEY=', '&apikey='],
  ...['|', ':', ',', '=', '#', '.', '+', '-', '_', '/', ';'],
];

export const keyBugs: readonly Bug[] = [
  ...flavours('wrong-key', ['key'], {
    'the next configured key': (_client, { keys }) => (keys[1] === undefined ? undefined : { key: keys[1] }),
    'the last configured key': (_client, { keys }) => (keys.length < 3 ? undefined : { key: keys.at(-1) ?? '' }),
  }),
  ...flavours('key-whitespace', ['key'], {
    'a line feed at its end, from a file': keyAs((key) => `${key}\n`),
    'CR and LF at its end, from Windows': keyAs((key) => `${key}\r\n`),
    'a carriage return at its end': keyAs((key) => `${key}\r`),
    'a blank at its end': keyAs((key) => `${key} `),
    'a blank before it': keyAs((key) => ` ${key}`),
    'blanks around it': keyAs((key) => ` ${key} `),
    'a tab at its end, from a table': keyAs((key) => `${key}\t`),
    'a tab before it': keyAs((key) => `\t${key}`),
    'a no-break space at its end, from a web page': keyAs((key) => `${key}\u00a0`),
    'a zero-width space at its end, from a chat': keyAs((key) => `${key}\u200b`),
  }),
  ...flavours('key-quoted', ['key'], {
    'double quotes, from .env': keyAs((key) => `"${key}"`),
    'single quotes, from .env': keyAs((key) => `'${key}'`),
    'typographic quotes, from a document': keyAs((key) => `“${key}”`),
    backticks: keyAs((key) => `\`${key}\``),
    'angle brackets, from the documents': keyAs((key) => `<${key}>`),
    'braces, from a template': keyAs((key) => `{${key}}`),
  }),
  ...flavours('key-altered', ['key'], {
    'lower case': keyAs((key) => key.toLowerCase()),
    'upper case': keyAs((key) => key.toUpperCase()),
    'HTML-escaped, from a settings page': keyAs(htmlEscapers['PHP htmlspecialchars']),
    'cut at #, from .env': keyAs((key) => key.split('#')[0] ?? ''),
    'a $name gone, from a shell': keyAs((key) => key.replaceAll(/\$[A-Za-z_]\w*/g, '')),
    'base64, from a Kubernetes secret': keyAs((key) => Buffer.from(key).toString('base64')),
    'base64 of a line, from echo': keyAs((key) => Buffer.from(`${key}\n`).toString('base64')),
    'percent-encoded, from a connection URL': keyAs(percentEncoders['JS encodeURIComponent']),
    'a backslash and an n at its end': keyAs((key) => `${key}\\n`),
    'backslashes gone': keyAs((key) => key.replaceAll('\\', '')),
    'its first character missing': keyAs((key) => key.slice(1)),
    'its last character missing': keyAs((key) => key.slice(0, -1)),
    'one of its characters missing': (client, occasion) => {
      const place = chanceOf(occasion, 'missing character').integer(1, client.key.length - 2);
      return { key: client.key.slice(0, place) + client.key.slice(place + 1) };
    },
    'the placeholder of a sample': keyAs(() => 'YOUR_CLIENT_KEY'),
  }),
  ...flavours('key-missing', ['key', 'attach'], {
    'no key at all': keyAs(() => ''),
    'JS: a variable that is not set': keyAs(() => 'undefined'),
    'Python: a variable that is not set': keyAs(() => 'None'),
    'Java: a property that is not set': keyAs(() => 'null'),
  }),
  ...flavours('key-prepended', ['attach'], {
    'key before the text': attached((text, key) => key + text),
    'key before the text, & between': attached((text, key) => `${key}&${text}`),
    'key on both sides': attached((text, key) => key + text + key),
    'key=… before the text': attached((text, key) => `key=${key}&${text}`),
  }),
  ...flavours(
    'key-separator',
    ['attach'],
    eachOf(Object.fromEntries(separators.map((separator) => [separator, separator])), (separator) =>
      attached((text, key) => text + separator + key),
    ),
  ),
];
