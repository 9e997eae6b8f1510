import { type Bug, type Change, eachOf, flavours, inRequest, printing } from '../bug.ts';
import { charsets, twiceUtf8 } from '../languages/charsets.ts';
import { percentEncoders } from '../languages/percent-encoders.ts';

const percent = (bytes: Uint8Array) =>
  [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** Percent-encoded from the bytes of another charset, by a page that is not UTF-8. */
const sentIn = (encode: (text: string) => Uint8Array): Change =>
  inRequest((_client) => ({ wire: (value) => percent(encode(value)) }));

const ended =
  (ending: string): Change =>
  (client) => ({ finish: (text) => client.finish(text) + ending });

const twice = percentEncoders['JS encodeURIComponent'];

const lineEnds = (text: string) => text.replace(/\r?\n/g, '\r\n');

export const encodingBugs: readonly Bug[] = [
  ...flavours('url-encoded-values', ['encoding'], {
    ...eachOf(percentEncoders, (encode) => printing(encode)),
    'the whole text, encodeURIComponent': inRequest((client) => ({
      finish: (text) => percentEncoders['JS encodeURIComponent'](client.finish(text)),
    })),
    'only Chinese text, encodeURI': printing((value) => value.replace(/[\u0080-\uffff]+/g, encodeURI)),
    'all values twice': printing((value) => twice(twice(value))),
  }),
  ...flavours('body-encoded-twice', ['encoding'], {
    'quoted, then posted as a form': inRequest((client) => ({ wire: (value) => client.wire(twice(value)) })),
    'with + for a space': inRequest((client) => ({
      wire: (value) => client.wire(percentEncoders['Python quote_plus, Go QueryEscape'](value)),
    })),
    'an address alone': inRequest((client) => ({
      wire: (value) => client.wire(value.startsWith('http') ? twice(value) : value),
    })),
  }),
  ...flavours('body-not-encoded', ['encoding', 'body'], {
    'an & in an address': inRequest((client, { is_checkout }) => {
      const values = client.sent.map(([, value]) => value);
      const is_clear = values.every((value) => !/&(?![\w.]+=)|%/.test(value)) && values.some((v) => v.includes('&'));
      return is_clear && !is_checkout ? { is_raw: true } : undefined;
    }),
  }),
  ...flavours('body-not-form', ['body'], {
    'JSON, signed as a form': inRequest((_client, { is_checkout, has_body }) =>
      is_checkout || !has_body ? undefined : { is_unread: true },
    ),
  }),
  ...flavours('space-as-plus', ['encoding'], {
    'every space is signed as +': printing((value) => value.replaceAll(' ', '+')),
    'only in txdtm': printing((value, name) => (name === 'txdtm' ? value.replaceAll(' ', '+') : value)),
    'every space is signed as %20': printing((value) => value.replaceAll(' ', '%20')),
    'a + of a value is sent bare': inRequest((client) => ({
      wire: (value) => client.wire(value).replaceAll('%2B', '+'),
    })),
  }),
  ...flavours('wrong-charset', ['encoding'], {
    ...eachOf(
      charsets,
      (encode): Change =>
        () => ({ encode }),
    ),
    'UTF-8 twice, from a Latin-1 page': (client) => ({ encode: (text) => client.encode(twiceUtf8(text)) }),
    'sent and signed in GBK': (client, occasion) => {
      const wire = sentIn(charsets.GBK)(client, occasion);
      return wire && { ...wire, encode: charsets.GBK };
    },
    'sent in GBK, signed in UTF-8': sentIn(charsets.GBK),
    'sent in Big5, signed in Big5': (client, occasion) => {
      const wire = sentIn(charsets.Big5)(client, occasion);
      return wire && { ...wire, encode: charsets.Big5 };
    },
  }),
  ...flavours('bom-or-crlf', [], {
    'a byte order mark before the text': (client) => ({ finish: (text) => `\uFEFF${client.finish(text)}` }),
    'a line feed after the text': ended('\n'),
    'CR and LF after the text': ended('\r\n'),
    'LF became CR LF in a value': printing(lineEnds),
    'LF became CR LF on the way': inRequest((client) => ({
      sent: client.sent.map(([name, value]) => [name, lineEnds(value)] as const),
    })),
    'a line feed was added to the body that is shown': shown((body) => `${body}\n`),
    'CR and LF were added to the body that is shown': shown((body) => `${body}\r\n`),
    'a byte order mark was added to the body that is shown': shown((body) => `\uFEFF${body}`),
  }),
];

function shown(change: (body: string) => string): Change {
  return (client, { kind }) =>
    kind === 'request' ? undefined : { shown: (body: string) => change(client.shown(body)) };
}
