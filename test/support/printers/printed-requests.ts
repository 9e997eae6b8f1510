/** A request as it went over the wire, and what came of it. */
export interface SentRequest {
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly app_code: string;
  readonly signature: string;
  /** What `X-QF-SIGNTYPE` said; undefined where there was no such header. */
  readonly sign_type?: string;
}

const url = 'https://openapi-int.qfapi.com/trade/v1/payment';
const json = (value: unknown, space?: number) => JSON.stringify(value, null, space);
const encode = (text: string) =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
export const formOf = ({ parameters }: SentRequest) =>
  parameters.map(([name, value]) => `${name}=${encode(value)}`).join('&');
const headersOf = ({ app_code, signature, sign_type }: SentRequest): [string, string][] => [
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['X-QF-APPCODE', app_code],
  ['X-QF-SIGN', signature],
  ...(sign_type === undefined ? [] : [['X-QF-SIGNTYPE', sign_type] as [string, string]]),
];
const head = (sent: SentRequest, mark = '') =>
  headersOf(sent)
    .map(([name, value]) => `${mark}${name}: ${value}`)
    .join('\n');
const http = (sent: SentRequest) =>
  `POST /trade/v1/payment HTTP/1.1\nHost: openapi-int.qfapi.com\n${head(sent)}\n\n${formOf(sent)}`;
const curl = (sent: SentRequest) =>
  `curl -X POST '${url}' \\\n${headersOf(sent)
    .map(([name, value]) => `  -H '${name}: ${value}' \\\n`)
    .join('')}  --data-raw '${formOf(sent)}'`;
const object = (sent: SentRequest) => Object.fromEntries(sent.parameters);
const signed = ({ parameters, signature }: SentRequest): (readonly [string, string])[] => [
  ...parameters,
  ['sign', signature],
];
const python = (text: string) =>
  text.includes("'") && !text.includes('"') ? `"${text}"` : `'${text.replace(/[\\']/g, '\\$&')}'`;
const quoted = (text: string) => json(text);
const escapeHtml = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
const prefixed = (text: string, prefix: (line: number) => string, suffix = '') =>
  text
    .split('\n')
    .map((line, place) => `${prefix(place)}${line}${suffix}`)
    .join('\n');
const wrapped = (text: string, width: number) =>
  text
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])
    .join('\n');
const two = (value: number) => String(value).padStart(2, '0');
const answered = '{"respcd":"1108","resperr":"signature error"}';

/** Whoever prints it shows its headers as well. */
export const withHeaders: Readonly<Record<string, (sent: SentRequest) => string>> = {
  'raw HTTP': http,
  'raw HTTP with an answer': (sent) =>
    `${http(sent)}\n\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n${answered}`,
  'raw HTTP amid prose': (sent) =>
    `Hi all,\nwe get 1108 for this request:\n\n${http(sent)}\n\nWhat is wrong with it? Thanks!`,
  curl: curl,
  'curl with its output': (sent) => `$ ${curl(sent)}\n${answered}\n$ `,
  'curl -v': (sent) =>
    `> POST /trade/v1/payment HTTP/1.1\n> Host: openapi-int.qfapi.com\n${head(sent, '> ')}\n>\n< HTTP/1.1 200 OK\n<\n${answered}\n\nbody was ${formOf(sent)}`,
  OkHttp: (sent) =>
    prefixed(
      `--> POST ${url} http/1.1\n${head(sent)}\n\n${formOf(sent)}\n--> END POST (${formOf(sent).length}-byte body)\n<-- 200 ${url} (31ms)\n${answered}`,
      () => 'D/OkHttp: ',
    ),
  logcat: (sent) =>
    prefixed(
      `--> POST ${url}\n${head(sent)}\n\n${formOf(sent)}\n--> END POST`,
      (line) => `11-20 10:11:12.${100 + line}  1234  5678 D OkHttp  : `,
    ),
  'Apache HttpClient wire log': (sent) =>
    prefixed(
      http(sent),
      () => '2026-11-20 10:11:12.100 DEBUG 1 --- [main] org.apache.http.wire : http-outgoing-0 >> "',
      '[\\r][\\n]"',
    ).replace(/\[\\r\]\[\\n\]"$/, '"'),
  k8s: (sent) => prefixed(http(sent), (line) => `2026-11-20T02:11:12.${two(line)}0Z stdout F `),
  'docker compose': (sent) => prefixed(http(sent), () => 'pay-backend-1  | '),
  'systemd journal': (sent) => prefixed(http(sent), (line) => `Nov 20 10:11:${two(line)} web1 shop[812]: `),
  Heroku: (sent) => prefixed(http(sent), (line) => `2026-11-20T10:11:12.${123456 + line}+00:00 app[web.1]: `),
  CloudWatch: (sent) =>
    prefixed(http(sent), () => '2026-11-20T10:11:12.123Z\t8f5c2a1e-1111-4222-8333-444455556666\tINFO\t'),
  'Monolog lines': (sent) => prefixed(http(sent), () => '[2026-11-20 10:11:12] payment.INFO: ', ' [] []'),
  'http.client': (sent) =>
    `send: b'POST /trade/v1/payment HTTP/1.1\\r\\nHost: openapi-int.qfapi.com\\r\\n${headersOf(sent)
      .map(([n, v]) => `${n}: ${v}\\r\\n`)
      .join('')}\\r\\n'\nsend: b'${formOf(sent)}'\nreply: 'HTTP/1.1 200 OK\\r\\n'\nheader: Server: nginx`,
  'a dump of bytes': (sent) =>
    `request: b'POST /trade/v1/payment HTTP/1.1\\r\\n${headersOf(sent)
      .map(([n, v]) => `${n}: ${v}\\r\\n`)
      .join('')}\\r\\n${formOf(sent)}'`,
  'axios config': (sent) =>
    `{\n  method: 'post',\n  url: '${url}',\n  headers: {\n${headersOf(sent)
      .map(([n, v]) => `    '${n}': '${v}',\n`)
      .join('')}  },\n  data: '${formOf(sent)}'\n}`,
  'axios error': (sent) =>
    `AxiosError: Request failed with status code 400\n    at settle (core/settle.js:19:12) {\n  code: 'ERR_BAD_REQUEST',\n  config: {\n    transitional: { silentJSONParsing: true, forcedJSONParsing: true },\n    timeout: 0,\n    headers: Object [AxiosHeaders] {\n${headersOf(
      sent,
    )
      .map(([n, v]) => `      '${n}': '${v}',\n`)
      .join(
        '',
      )}    },\n    method: 'post',\n    url: '${url}',\n    data: '${formOf(sent)}'\n  },\n  request: [ClientRequest]\n}`,
  'what fetch takes': (sent) =>
    json({ url, method: 'POST', headers: Object.fromEntries(headersOf(sent)), body: formOf(sent) }, 2),
  'Lambda event': (sent) =>
    json(
      {
        version: '2.0',
        rawPath: '/trade/v1/payment',
        headers: Object.fromEntries(headersOf(sent).map(([n, v]) => [n.toLowerCase(), v])),
        requestContext: { http: { method: 'POST' } },
        body: Buffer.from(formOf(sent)).toString('base64'),
        isBase64Encoded: true,
      },
      2,
    ),
  'API Gateway event': (sent) =>
    json({
      httpMethod: 'POST',
      path: '/trade/v1/payment',
      multiValueHeaders: Object.fromEntries(headersOf(sent).map(([n, v]) => [n, [v]])),
      body: formOf(sent),
      isBase64Encoded: false,
    }),
  'webhook.site': (sent) =>
    json({
      uuid: 'a',
      method: 'POST',
      url,
      headers: Object.fromEntries(headersOf(sent).map(([n, v]) => [n.toLowerCase(), [v]])),
      content: formOf(sent),
    }),
  HAR: (sent) =>
    json({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url,
              headers: headersOf(sent).map(([name, value]) => ({ name, value })),
              postData: { mimeType: 'x', text: formOf(sent) },
            },
            response: { status: 200, content: { text: answered } },
          },
        ],
      },
    }),
  'Postman collection': (sent) =>
    json({
      info: { name: 'shop' },
      item: [
        {
          name: 'pay',
          request: {
            method: 'POST',
            header: headersOf(sent).map(([key, value]) => ({ key, value })),
            body: { mode: 'urlencoded', urlencoded: sent.parameters.map(([key, value]) => ({ key, value })) },
            url: { raw: url },
          },
        },
      ],
    }),
  'Insomnia export': (sent) =>
    json({
      _type: 'export',
      resources: [
        {
          _type: 'request',
          method: 'POST',
          url,
          headers: headersOf(sent).map(([name, value]) => ({ name, value })),
          body: {
            mimeType: 'application/x-www-form-urlencoded',
            params: sent.parameters.map(([name, value]) => ({ name, value })),
          },
        },
      ],
    }),
  Bruno: (sent) =>
    `post {\n  url: ${url}\n  body: formUrlEncoded\n}\n\nheaders {\n${headersOf(sent)
      .map(([n, v]) => `  ${n}: ${v}\n`)
      .join('')}}\n\nbody:form-urlencoded {\n${sent.parameters.map(([n, v]) => `  ${n}: ${v}\n`).join('')}}`,
  'a JSON log record': (sent) =>
    json({
      level: 'info',
      time: 1772433845,
      msg: 'sending',
      request: { url, headers: Object.fromEntries(headersOf(sent)), body: formOf(sent) },
    }),
  'a JSON log with the request as a text': (sent) =>
    json({ log: `${http(sent)}\n`, stream: 'stdout', time: '2026-11-20T10:11:12.1Z' }),
  Datadog: (sent) =>
    json({
      content: {
        timestamp: 'x',
        message: 'outgoing',
        attributes: { http: { url, method: 'POST', headers: Object.fromEntries(headersOf(sent)), body: formOf(sent) } },
      },
    }),
  'Go net/http': (sent) =>
    `2026/11/20 10:11:12 req: POST ${url} headers=map[${headersOf(sent)
      .map(([n, v]) => `${n}:[${v}]`)
      .join(' ')}] body=${formOf(sent)}`,
  'a Python log': (sent) =>
    `2026-11-20 10:11:12,123 DEBUG shop: POST ${url} headers={${headersOf(sent)
      .map(([n, v]) => `'${n}': '${v}'`)
      .join(', ')}} data={${sent.parameters.map(([n, v]) => `${python(n)}: ${python(v)}`).join(', ')}}`,
  'a Python script': (sent) =>
    `import requests\nheaders = {\n${headersOf(sent)
      .map(([n, v]) => `    '${n}': '${v}',\n`)
      .join(
        '',
      )}}\ndata = {\n${sent.parameters.map(([n, v]) => `    ${python(n)}: ${python(v)},\n`).join('')}}\nr = requests.post('${url}', data=data, headers=headers)`,
  'Laravel dd of a request': (sent) =>
    `array:2 [\n  "headers" => array:${headersOf(sent).length} [\n${headersOf(sent)
      .map(([n, v]) => `    "${n.toLowerCase()}" => "${v}"\n`)
      .join('')}  ]\n  "body" => "${formOf(sent)}"\n]`,
  'PHP $_SERVER and body': (sent) =>
    `[HTTP_X_QF_APPCODE] => ${sent.app_code}\n[HTTP_X_QF_SIGN] => ${sent.signature}\n${sent.sign_type ? `[HTTP_X_QF_SIGNTYPE] => ${sent.sign_type}\n` : ''}body: ${formOf(sent)}`,
  PowerShell: (sent) =>
    `$headers = @{\n${headersOf(sent)
      .map(([n, v]) => `  '${n}' = '${v}'\n`)
      .join('')}}\nInvoke-RestMethod -Method Post -Uri '${url}' -Headers $headers -Body '${formOf(sent)}'`,
  HTTPie: (sent) =>
    `http -f POST ${url} ${headersOf(sent)
      .slice(1)
      .map(([n, v]) => `${n}:${v}`)
      .join(' ')} ${sent.parameters.map(([n, v]) => `'${n}=${v}'`).join(' ')}`,
  wget: (sent) =>
    `wget ${headersOf(sent)
      .map(([n, v]) => `--header='${n}: ${v}'`)
      .join(' ')} --post-data='${formOf(sent)}' ${url}`,
  'a ticket in Markdown': (sent) => `We send:\n\n\`\`\`http\n${http(sent)}\n\`\`\`\n\nand get \`1108\`.`,
  'a ticket in Jira': (sent) => `Request:\n{code:java}\n${http(sent)}\n{code}\nAny idea?`,
  'a ticket in HTML': (sent) => `<p>Request:</p><pre><code>${escapeHtml(http(sent))}</code></pre><p>Thanks</p>`,
  'HTML-escaped curl': (sent) => escapeHtml(curl(sent)),
  'a table in HTML': (sent) =>
    `<table>${[...headersOf(sent), ...sent.parameters].map(([n, v]) => `<tr><td>${escapeHtml(n)}</td><td>${escapeHtml(v)}</td></tr>`).join('')}</table>`,
  'a table in Markdown': (sent) =>
    `| name | value |\n| --- | --- |\n${[...headersOf(sent), ...sent.parameters].map(([n, v]) => `| ${n} | ${v} |`).join('\n')}`,
  'a mail quote': (sent) => prefixed(curl(sent), () => '> '),
  'a mail quote twice': (sent) => `On Friday you wrote:\n${prefixed(http(sent), () => '>> ')}\n> yes\nthat`,
  'a chat with curly quotes': (sent) =>
    curl(sent)
      .replace(/(^|[\s(])'/g, '$1\u2018')
      .replace(/'/g, '\u2019')
      .replace(/ -H/g, ' \u2013H')
      .replace(/ --data/g, ' \u2014data'),
  'no-break spaces': (sent) => curl(sent).replace(/ {2}/g, ' \u00a0'),
  colours: (sent) => prefixed(http(sent), () => '\u001b[32m', '\u001b[0m'),
  'wrapped at 80': (sent) => wrapped(http(sent), 80),
  'wrapped at 72': (sent) => wrapped(http(sent), 72),
  'wrapped at 76': (sent) =>
    `Hello,\nhere is the request that is refused, as our shop sent it on Friday\n\n${wrapped(http(sent), 76)}`,
  'quoted-printable': (sent) =>
    http(sent)
      .replace(/=/g, '=3D')
      .split('\n')
      .flatMap((line) => line.match(/.{1,75}/g) ?? [''])
      .join('=\n')
      .replace(/=\n(?=(?:Host|Content|X-QF)|=\n)/g, '\n'),
  'Windows line ends': (sent) => http(sent).replace(/\n/g, '\r\n'),
  multipart: (sent) =>
    `POST /trade/v1/payment HTTP/1.1\n${head(sent).replace('application/x-www-form-urlencoded', 'multipart/form-data; boundary=XyZ')}\n\n${sent.parameters.map(([n, v]) => `--XyZ\nContent-Disposition: form-data; name="${n}"\n\n${v}\n`).join('')}--XyZ--\n`,
  'the query of a POST': (sent) =>
    `POST /trade/v1/payment?${formOf(sent)} HTTP/1.1\n${head(sent)}\nContent-Length: 0\n\n`,
};

/** The parameters and the digest, with no sign of how they were sent. */
export const asLists: Readonly<Record<string, (sent: SentRequest) => string>> = {
  JSON: (sent) => json(Object.fromEntries(signed(sent))),
  'JSON with spaces': (sent) => json(Object.fromEntries(signed(sent)), 4),
  'a Python dict': (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `${python(n)}: ${python(v)}`)
      .join(', ')}}`,
  'an OrderedDict': (sent) =>
    `OrderedDict([${signed(sent)
      .map(([n, v]) => `(${python(n)}, ${python(v)})`)
      .join(', ')}])`,
  'an OrderedDict of today': (sent) =>
    `OrderedDict({${signed(sent)
      .map(([n, v]) => `${python(n)}: ${python(v)}`)
      .join(', ')}})`,
  'a MultiDict': (sent) =>
    `ImmutableMultiDict([${signed(sent)
      .map(([n, v]) => `(${python(n)}, ${python(v)})`)
      .join(', ')}])`,
  'a QueryDict': (sent) =>
    `<QueryDict: {${signed(sent)
      .map(([n, v]) => `${python(n)}: [${python(v)}]`)
      .join(', ')}}>`,
  'Ruby symbols': (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `:${n}=>${quoted(v)}`)
      .join(', ')}}`,
  'Ruby strings': (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `"${n}"=>${quoted(v)}`)
      .join(', ')}}`,
  'Ruby of today': (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `${n}: ${quoted(v)}`)
      .join(', ')}}`,
  Rails: (sent) =>
    `Started POST "/pay" for 127.0.0.1 at 2026-11-20 10:11:12 +0800\n  Parameters: {${signed(sent)
      .map(([n, v]) => `"${n}"=>${quoted(v)}`)
      .join(', ')}}`,
  'ActionController::Parameters': (sent) =>
    `#<ActionController::Parameters {${signed(sent)
      .map(([n, v]) => `"${n}"=>${quoted(v)}`)
      .join(', ')}} permitted: false>`,
  Elixir: (sent) =>
    `%{${signed(sent)
      .map(([n, v]) => `"${n}" => ${quoted(v)}`)
      .join(', ')}}`,
  'Elixir atoms': (sent) =>
    `%{${signed(sent)
      .map(([n, v]) => `${n}: ${quoted(v)}`)
      .join(', ')}}`,
  'a PHP array': (sent) =>
    `[\n${signed(sent)
      .map(([n, v]) => `  '${n}' => '${v.replace(/[\\']/g, '\\$&')}',\n`)
      .join('')}]`,
  print_r: (sent) =>
    `Array\n(\n${signed(sent)
      .map(([n, v]) => `    [${n}] => ${v}\n`)
      .join('')})\n`,
  'print_r of an object': (sent) =>
    `stdClass Object\n(\n${signed(sent)
      .map(([n, v]) => `    [${n}] => ${v}\n`)
      .join('')})\n`,
  var_dump: (sent) =>
    `array(${signed(sent).length}) {\n${signed(sent)
      .map(([n, v]) => `  ["${n}"]=>\n  string(${Buffer.byteLength(v)}) "${v}"\n`)
      .join('')}}\n`,
  'Laravel dd': (sent) =>
    `array:${signed(sent).length} [▼\n${signed(sent)
      .map(([n, v]) => `  "${n}" => "${v}"\n`)
      .join('')}]`,
  'a Java map': (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `${n}=${v}`)
      .join(', ')}}`,
  Lombok: (sent) =>
    `PaymentRequest(${signed(sent)
      .map(([n, v]) => `${n}=${v}`)
      .join(', ')})`,
  'a Java log': (sent) =>
    `2026-11-20 10:11:12.345  INFO 1 --- [nio-8080-exec-1] c.s.PayService : request params: {${signed(sent)
      .map(([n, v]) => `${n}=${v}`)
      .join(', ')}}`,
  Scala: (sent) =>
    `Map(${signed(sent)
      .map(([n, v]) => `${n} -> ${v}`)
      .join(', ')})`,
  'a Go map': (sent) =>
    `map[${signed(sent)
      .map(([n, v]) => `${n}:${v}`)
      .join(' ')}]`,
  'Go url.Values': (sent) =>
    `map[${signed(sent)
      .map(([n, v]) => `${n}:[${v}]`)
      .join(' ')}]`,
  'Go %#v': (sent) =>
    `map[string]string{${signed(sent)
      .map(([n, v]) => `"${n}":${quoted(v)}`)
      .join(', ')}}`,
  Rust: (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `"${n}": ${quoted(v)}`)
      .join(', ')}}`,
  'a Rust struct': (sent) =>
    `Payment { ${signed(sent)
      .map(([n, v]) => `${n}: Some(${quoted(v)})`)
      .join(', ')} }`,
  Swift: (sent) =>
    `[${signed(sent)
      .map(([n, v]) => `"${n}": ${quoted(v)}`)
      .join(', ')}]`,
  Dart: (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `${n}: ${v}`)
      .join(', ')}}`,
  NSDictionary: (sent) =>
    `{\n${signed(sent)
      .map(([n, v]) => `    ${n} = ${/^[\w]+$/.test(v) ? v : quoted(v)};\n`)
      .join('')}}`,
  'C#': (sent) =>
    `{ ${signed(sent)
      .map(([n, v]) => `${n} = ${v}`)
      .join(', ')} }`,
  'C# pairs': (sent) =>
    signed(sent)
      .map(([n, v]) => `[${n}, ${v}]`)
      .join(', '),
  'a JavaScript object': (sent) =>
    `{\n${signed(sent)
      .map(([n, v]) => `  ${n}: '${v.replace(/[\\']/g, '\\$&')}'`)
      .join(',\n')}\n}`,
  'a JavaScript Map': (sent) =>
    `Map(${signed(sent).length}) {\n${signed(sent)
      .map(([n, v]) => `  '${n}' => '${v.replace(/[\\']/g, '\\$&')}'`)
      .join(',\n')}\n}`,
  URLSearchParams: (sent) =>
    `URLSearchParams {\n${signed(sent)
      .map(([n, v]) => `  '${n}' => '${v.replace(/[\\']/g, '\\$&')}'`)
      .join(',\n')} }`,
  Perl: (sent) =>
    `$VAR1 = {\n${signed(sent)
      .map(([n, v]) => `          '${n}' => '${v.replace(/[\\']/g, '\\$&')}'`)
      .join(',\n')}\n        };`,
  Clojure: (sent) =>
    `{${signed(sent)
      .map(([n, v]) => `:${n} ${quoted(v)}`)
      .join(', ')}}`,
  logfmt: (sent) =>
    `time=2026-11-20T10:11:12Z level=INFO msg="pay" ${signed(sent)
      .map(([n, v]) => `${n}=${/[\s="]/.test(v) ? quoted(v) : v}`)
      .join(' ')}`,
  'name=value lines': (sent) =>
    signed(sent)
      .map(([n, v]) => `${n}=${v}`)
      .join('\n'),
  'name: value lines': (sent) =>
    signed(sent)
      .map(([n, v]) => `${n}: ${v}`)
      .join('\n'),
  YAML: (sent) =>
    `payment:\n${signed(sent)
      .map(([n, v]) => `  ${n}: ${quoted(v)}`)
      .join('\n')}`,
  'lines of Monolog': (sent) =>
    signed(sent)
      .map(([n, v]) => `[2026-11-20 10:11:12] payment.INFO: ${n}=${v} [] []`)
      .join('\n'),
  'lines of zap': (sent) =>
    signed(sent)
      .map(([n, v]) => `2026-11-20T10:11:12.345+0800\tINFO\tpay/client.go:42\t${n}=${v}`)
      .join('\n'),
  'lines of docker compose': (sent) =>
    signed(sent)
      .map(([n, v]) => `pay-backend  | 2026-11-20 14:41:58 +00:00:     ${n}: ${quoted(v)}`)
      .join('\n'),
  'a list of a ticket': (sent) =>
    signed(sent)
      .map(([n, v]) => `* *${n}*: ${v}`)
      .join('\n'),
  'a list in Markdown': (sent) =>
    signed(sent)
      .map(([n, v]) => `- \`${n}\`: \`${v}\``)
      .join('\n'),
  'a table with tabs': (sent) =>
    `name\tvalue\n${signed(sent)
      .map(([n, v]) => `${n}\t${v}`)
      .join('\n')}`,
  'a form': (sent) => `${formOf(sent)}&sign=${sent.signature}`,
  'a form in a log': (sent) => `10:11:12 INFO body=${formOf(sent)} sign=${sent.signature} took 31ms`,
  'a form in JSON, escaped by Go': (sent) =>
    json({ level: 'info', body: `${formOf(sent)}&sign=${sent.signature}` }).replace(/&/g, '\\u0026'),
  'JSON in a text of a log': (sent) =>
    `INFO payload="${json(json(Object.fromEntries(signed(sent)))).slice(1, -1)}" done`,
  'JSON twice in a string': (sent) => json({ message: json(Object.fromEntries(signed(sent))) }),
  'a signing string and its digest': (sent) =>
    `string to sign: ${[...sent.parameters]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((pair) => pair.join('='))
      .join('&')}\nsign: ${sent.signature}`,
  'a URL in an access log': (sent) =>
    `10.0.0.1 - - [20/Nov/2026:10:11:12 +0800] "GET /trade/v1/close?${formOf(sent)}&sign=${sent.signature} HTTP/1.1" 200 17 "-" "curl/8"`,
  'an object beside its digest': (sent) => `params: ${json(object(sent))}\nsignature: ${sent.signature.toLowerCase()}`,
};
