import { pythonBytes, pythonRepr } from '../broken-clients/languages/python-repr.ts';
import { type Call, jsonOf, lowered, objectOf, ownHeaders, rawHttp, recordOf, urlOf } from './call.ts';
import type { CallPrinter } from './exchanges.ts';
import { notations } from './notations.ts';

const answer = '{"respcd":"0000","resperr":"success"}';
const headerLines = (call: Call, before = '') => call.headers.map(([name, value]) => `${before}${name}: ${value}`);
const titled = (name: string) => name.toLowerCase().replace(/(^|-)\w/g, (found) => found.toUpperCase());
const hexOf = (text: string) => [...Buffer.from(text)].map((byte) => byte.toString(16).padStart(2, '0'));

/** How a program's text comes out of `%q`, `inspect` or a log that quotes. */
const goQuoted = (text: string) => JSON.stringify(text);
const goHeaders = ({ headers }: Call) =>
  `map[${headers.map(([name, value]) => `${titled(name)}:[${value}]`).join(' ')}]`;
const print = (notation: string, pairs: Call['headers']) => notations[notation]?.print(objectOf(pairs)) ?? '';

/** nginx and Apache: whatever is not printable ASCII as \xHH. */
const nginxEscaped = (text: string) =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte < 32 || byte > 126 || byte === 34 || byte === 92
        ? `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');

function apacheWire(call: Call): string {
  const head = rawHttp({ ...call, body: '' })
    .trimEnd()
    .split('\n');
  const line = (text: string) =>
    `2026-11-20 10:11:12.100 DEBUG 1 --- [main] org.apache.http.wire : http-outgoing-0 >> ${text}`;
  const escaped = [...Buffer.from(call.body)]
    .map((byte) => (byte > 126 || byte < 32 ? `[0x${byte.toString(16)}]` : String.fromCharCode(byte)))
    .join('')
    .replaceAll('[0xa]', '[\\n]');
  return [
    ...[...head, ''].map((text) => line(`"${text}[\\r][\\n]"`)),
    ...(escaped === '' ? [] : [line(`"${escaped}"`)]),
  ].join('\n');
}

function okHttp(call: Call): string {
  const length = Buffer.byteLength(call.body);
  return [
    `--> ${call.method} ${urlOf(call)} http/1.1`,
    ...headerLines(call),
    ...(call.body === '' ? [] : ['', call.body]),
    `--> END ${call.method}${call.body === '' ? '' : ` (${length}-byte body)`}`,
    `<-- 200 ${urlOf(call)} (312ms)`,
    'content-type: application/json',
    '',
    answer,
    '<-- END HTTP (37-byte body)',
  ].join('\n');
}

/** By line, with no prefix of their own. */
export const clientLogs: Readonly<Record<string, CallPrinter>> = {
  OkHttp: okHttp,
  'OkHttp, logcat': (call) =>
    okHttp(call)
      .split('\n')
      .map((line) => `2026-11-20 10:11:12.100 12345-12399/com.shop D/OkHttp: ${line}`)
      .join('\n'),
  'Apache HttpClient wire': apacheWire,
  'Python http.client debuglevel': (call) => {
    const head = rawHttp({ ...call, body: '' }, '\r\n');
    return [
      `send: ${pythonBytes(head)}`,
      ...(call.body === '' ? [] : [`send: ${pythonBytes(call.body)}`]),
      "reply: 'HTTP/1.1 200 OK\\r\\n'",
      'header: Content-Type: application/json',
    ].join('\n');
  },
  'requests_toolbelt dump': (call) =>
    [...rawHttp(call).split('\n'), '']
      .map((line) => `< ${line}`)
      .join('\n')
      .concat('\n> HTTP/1.1 200 OK\n> \n', answer),
  'Python logging of repr': (call) =>
    `2026-11-20 10:11:12,100 INFO pay.client: ${call.method} ${urlOf(call)} headers=${print('Python dict', call.headers)} body=${pythonRepr(call.body)}`,
  'Python logging of bytes': (call) =>
    `[2026-11-20 10:11:12 +0800] [7] [DEBUG] path=${call.path} headers=${print('Python dict', call.headers)} data=${pythonBytes(call.body)}`,
  Faraday: (call) =>
    [
      `I, [2026-11-20T10:11:12.100000 #7]  INFO -- request: ${call.method} ${urlOf(call)}`,
      `I, [2026-11-20T10:11:12.100000 #7]  INFO -- request: ${ownHeaders(call)
        .map(([name, value]) => `${name}: ${jsonOf(value)}`)
        .join('\n')}`,
      `I, [2026-11-20T10:11:12.100000 #7]  INFO -- request: ${call.body}`,
      'I, [2026-11-20T10:11:12.100000 #7]  INFO -- response: Status 200',
    ].join('\n'),
  'Ruby Net::HTTP debug output': (call) =>
    [
      'opening connection...',
      `<- ${jsonOf(rawHttp({ ...call, body: '' }, '\r\n'))}`,
      ...(call.body === '' ? [] : [`<- ${jsonOf(call.body)}`]),
      '-> "HTTP/1.1 200 OK\\r\\n"',
    ].join('\n'),
  'Guzzle MessageFormatter': (call) =>
    `[2026-11-20 10:11:12] payment.DEBUG: >>>>>>>>\n${rawHttp(call, '\r\n')}\n<<<<<<<<\nHTTP/1.1 200 OK\r\n\r\n${answer}\n--------\nNULL [] []`,
  'Monolog context': (call) =>
    `[2026-11-20T10:11:12.100000+08:00] payment.INFO: request sent ${jsonOf({ url: urlOf(call), method: call.method, headers: recordOf(ownHeaders(call)), body: call.body }).replaceAll('/', '\\/')} []`,
  'Dio LogInterceptor': (call) =>
    [
      '*** Request ***',
      `uri: ${urlOf(call)}`,
      `method: ${call.method}`,
      'responseType: ResponseType.json',
      'followRedirects: true',
      'headers:',
      ...ownHeaders(call).map(([name, value]) => ` ${name}: ${value}`),
      ...(call.body === '' ? [] : ['data:', call.body]),
      '',
      '*** Response ***',
    ]
      .map((line) => `flutter: ${line}`)
      .join('\n'),
  'Go DumpRequestOut with %q': (call) => `2026/11/20 10:11:12 ${goQuoted(rawHttp(call, '\r\n'))}`,
  'Go log of headers and body': (call) =>
    `2026/11/20 10:11:12 client.go:41: ${call.method} ${urlOf(call)} header=${goHeaders(call)} body=${call.body}`,
  'Go slog text': (call) =>
    `time=2026-11-20T10:11:12.100+08:00 level=DEBUG msg="qfpay request" method=${call.method} url=${goQuoted(urlOf(call))} header=${goQuoted(goHeaders(call))} body=${goQuoted(call.body)}`,
  'Go zap JSON': (call) =>
    jsonOf({
      level: 'debug',
      ts: 1795140672.1,
      caller: 'pay/client.go:41',
      msg: 'request',
      method: call.method,
      url: urlOf(call),
      header: Object.fromEntries(call.headers.map(([name, value]) => [titled(name), [value]])),
      body: call.body,
    }),
  'resty debug': (call) =>
    [
      '==============================================================================',
      '~~~ REQUEST ~~~',
      `${call.method}  ${call.path}  HTTP/1.1`,
      `HOST   : ${call.host}`,
      'HEADERS:',
      ...ownHeaders(call).map(([name, value]) => `\t${titled(name)}: ${value}`),
      'BODY   :',
      call.body === '' ? '***** NO CONTENT *****' : call.body,
      '------------------------------------------------------------------------------',
      '~~~ RESPONSE ~~~',
      'STATUS       : 200 OK',
      '==============================================================================',
    ].join('\n'),
  '.NET HttpRequestMessage': (call) =>
    `Method: ${call.method}, RequestUri: '${urlOf(call)}', Version: 1.1, Content: System.Net.Http.FormUrlEncodedContent, Headers:\n{\n${ownHeaders(
      call,
    )
      .map(([name, value]) => `  ${name}: ${value}`)
      .join('\n')}\n}\n${call.body}`,
  'Spring RestTemplate interceptor': (call) =>
    [
      '===========================request begin================================================',
      `URI         : ${urlOf(call)}`,
      `Method      : ${call.method}`,
      `Headers     : [${ownHeaders(call)
        .map(([name, value]) => `${name}:"${value}"`)
        .join(', ')}]`,
      `Request body: ${call.body}`,
      '==========================request end================================================',
    ].join('\n'),
  'Java log of a map of headers': (call) =>
    `10:11:12.100 [http-nio-8080-exec-1] INFO  c.shop.pay.QfClient - url=${urlOf(call)}, headers=${print('Java LinkedHashMap', call.headers)}, body=${call.body}`,
  'Node log of an axios request': (call) =>
    print('Node inspect, lines', [
      ['method', call.method.toLowerCase()],
      ['url', urlOf(call)],
      ['data', call.body],
    ]).replace(
      '  url:',
      `  headers: ${print('Node inspect, lines', ownHeaders(call)).replaceAll('\n', '\n  ')},\n  url:`,
    ),
  'pino JSON': (call) =>
    jsonOf({
      level: 30,
      time: 1795140672100,
      pid: 7,
      hostname: 'web-1',
      req: { method: call.method, url: call.path, headers: recordOf(lowered(call.headers)) },
      body: call.body,
      msg: 'request',
    }),
  'winston line': (call) =>
    `info: ${call.method} ${urlOf(call)} headers=${jsonOf(recordOf(ownHeaders(call)))} body=${jsonOf(call.body)} {"timestamp":"2026-11-20T02:11:12.100Z"}`,
  'CloudWatch JSON line': (call) =>
    `2026-11-20T02:11:12.100Z\t8f0c1a2b-11aa-4f3e-9c1e-77aa00bb11cc\tINFO\t${jsonOf({ httpMethod: call.method, path: call.path, headers: recordOf(call.headers), body: call.body, isBase64Encoded: false })}`,
  'nginx with $request_body': (call) =>
    `18.138.115.47 - - [20/Nov/2026:10:11:12 +0000] "${call.method} ${call.path} HTTP/1.1" 200 7 "-" "-" x_qf_sign="${call.signature}" x_qf_signtype="${call.sign_type ?? '-'}" body="${nginxEscaped(call.body)}"`,
  'nginx JSON log': (call) =>
    jsonOf({
      time: '2026-11-20T10:11:12+08:00',
      request: `${call.method} ${call.path} HTTP/1.1`,
      http_x_qf_sign: call.signature,
      ...(call.sign_type ? { http_x_qf_signtype: call.sign_type } : {}),
      request_body: call.body,
      status: '200',
    }),
  'Alamofire cURLDescription': (call) =>
    `$ curl -v \\\n\t-X ${call.method} \\\n${ownHeaders(call)
      .map(([name, value]) => `\t-H "${name}: ${value}" \\\n`)
      .join('')}${call.body === '' ? '' : `\t-d "${call.body.replace(/[\\"]/g, '\\$&')}" \\\n`}\t"${urlOf(call)}"`,
  'Elixir inspect': (call) =>
    `10:11:12.100 [debug] POST ${urlOf(call)} headers: [${ownHeaders(call)
      .map(([name, value]) => `{"${name}", "${value}"}`)
      .join(', ')}], body: ${jsonOf(call.body)}`,
  'Rust Debug of a request': (call) =>
    `DEBUG pay::client: Request { method: ${call.method}, url: "${urlOf(call)}", headers: {${lowered(ownHeaders(call))
      .map(([name, value]) => `"${name}": "${value}"`)
      .join(', ')}}, body: ${jsonOf(call.body)} }`,
};

/** A body alone, as bytes are shown; its signature is typed, or stands in a header before it. */
export const byteTexts: Readonly<Record<string, (body: string) => string>> = {
  'as it is': (body) => body,
  'Python bytes': pythonBytes,
  'Python repr': pythonRepr,
  'JSON text': (body) => jsonOf(body),
  'Node Buffer': (body) => `<Buffer ${hexOf(body).join(' ')}>`,
  'Buffer as JSON': (body) => jsonOf({ type: 'Buffer', data: [...Buffer.from(body)] }),
  Uint8Array: (body) => `Uint8Array(${Buffer.byteLength(body)}) [\n  ${[...Buffer.from(body)].join(', ')}\n]`,
  'Go bytes': (body) => `[${[...Buffer.from(body)].join(' ')}]`,
  'Go bytes, %#v': (body) =>
    `[]byte{${hexOf(body)
      .map((byte) => `0x${byte}`)
      .join(', ')}}`,
  'Java Arrays.toString': (body) => `[${[...new Int8Array(Buffer.from(body))].join(', ')}]`,
  'Rust bytes': (body) => `b"${pythonBytes(body).slice(2, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`,
  'PHP var_dump': (body) => `string(${Buffer.byteLength(body)}) "${body}"`,
  'Ruby inspect': (body) => jsonOf(body).replace(/#(?=[{$@])/g, '\\#'),
  base64: (body) => Buffer.from(body).toString('base64'),
  hex: (body) => hexOf(body).join(''),
  xxd: (body) =>
    (
      hexOf(body)
        .join('')
        .match(/.{1,32}/g) ?? []
    )
      .map((part, index) => {
        const ascii = Buffer.from(part, 'hex')
          .toString('latin1')
          .replace(/[^\x20-\x7e]/g, '.');
        return `${(index * 16).toString(16).padStart(8, '0')}: ${(part.match(/.{1,4}/g) ?? []).join(' ').padEnd(39)}  ${ascii}`;
      })
      .join('\n'),
  'hexdump -C': (body) =>
    (
      hexOf(body)
        .join('')
        .match(/.{1,32}/g) ?? []
    )
      .map((part, index) => {
        const ascii = Buffer.from(part, 'hex')
          .toString('latin1')
          .replace(/[^\x20-\x7e]/g, '.');
        return `${(index * 16).toString(16).padStart(8, '0')}  ${(part.match(/../g) ?? []).join(' ').padEnd(48)}  |${ascii}|`;
      })
      .join('\n'),
};

/** An answer with its headers, as it came. */
export const answerPrinters: Readonly<Record<string, CallPrinter>> = {
  'raw HTTP': (call) => rawHttp(call),
  'curl -i': (call) => `$ curl -i https://openapi-int.qfapi.com/trade/v1/query\n${rawHttp(call, '\r\n')}`,
  'curl -v': (call) => {
    const [head = '', body] = rawHttp(call).split('\n\n');
    return `* Connected to openapi-int.qfapi.com\n> GET /trade/v1/query HTTP/1.1\n>\n${[...head.split('\n'), ''].map((line) => `< ${line}`.trimEnd()).join('\n')}\n${body}`;
  },
  OkHttp: (call) =>
    [
      `<-- 200 https://openapi-int.qfapi.com/trade/v1/query (312ms)`,
      ...headerLines(call).filter((line) => !line.startsWith('Host')),
      '',
      call.body,
      `<-- END HTTP (${Buffer.byteLength(call.body)}-byte body)`,
    ].join('\n'),
  HAR: (call) =>
    jsonOf({
      response: {
        status: 200,
        headers: call.headers.map(([name, value]) => ({ name, value })),
        content: { mimeType: 'application/json', text: call.body },
      },
    }),
  'record of headers and body': (call) =>
    jsonOf({ statusCode: 200, headers: recordOf(lowered(call.headers)), body: call.body }),
  'Python requests': (call) => `200 ${print('Python dict', call.headers)}\n${call.body}`,
};
