import { formOf, type SentRequest } from './printed-requests.ts';

const signed = ({ parameters, signature }: SentRequest): (readonly [string, string])[] => [
  ...parameters,
  ['sign', signature],
];
const json = (text: string) => JSON.stringify(text);
const each = (sent: SentRequest, print: (name: string, value: string, place: number) => string, between = '\n') =>
  signed(sent)
    .map(([name, value], place) => print(name, value, place))
    .join(between);
const url = 'https://openapi-int.qfapi.com/trade/v1/payment';
const lines = (sent: SentRequest) => each(sent, (name, value) => `${name}: ${value}`);

/** Names and values that all stand in one way, of which no reader knows the notation; and what log pipelines make of lines. */
export const alikeLists: Readonly<Record<string, (sent: SentRequest) => string>> = {
  'OkHttp in Java': (sent) =>
    `RequestBody body = new FormBody.Builder()\n${each(sent, (n, v) => `    .add("${n}", ${json(v)})`)}\n    .build();`,
  'a Map in Java': (sent) =>
    `Map<String, String> map = new HashMap<>();\n${each(sent, (n, v) => `map.put("${n}", ${json(v)});`)}`,
  'url.Values in Go': (sent) => `form := url.Values{}\n${each(sent, (n, v) => `form.Set("${n}", ${json(v)})`)}`,
  'url.Values of Go, %#v': (sent) => `url.Values{${each(sent, (n, v) => `${json(n)}:[]string{${json(v)}}`, ', ')}}`,
  'mapOf in Kotlin': (sent) => `val params = mapOf(\n${each(sent, (n, v) => `    ${json(n)} to ${json(v)},`)}\n)`,
  'KeyValuePair in C#': (sent) => each(sent, (n, v) => `new KeyValuePair<string, string>("${n}", ${json(v)}),`),
  'a Dictionary in a debugger': (sent) =>
    `Count = ${signed(sent).length}\n${each(sent, (n, v, place) => `    [${place}]: {[${n}, ${v}]}`)}`,
  'XML, and prose with an answer before it': (sent) =>
    `We get {"respcd":"1108"} for\n<request>\n${each(sent, (n, v) => `  <${n}>${v}</${n}>`)}\n</request>`,
  'XML with CDATA': (sent) => `<xml>\n${each(sent, (n, v) => `<${n}><![CDATA[${v}]]></${n}>`)}\n</xml>`,
  'a form of HTML': (sent) =>
    `<form action="/pay">\n${each(sent, (n, v) => `<input type="hidden" name="${n}" value="${v}">`)}\n</form>`,
  'serialize of PHP': (sent) =>
    `a:${signed(sent).length}:{${each(sent, (n, v) => `s:${n.length}:"${n}";s:${Buffer.byteLength(v)}:"${v}";`, '')}}`,
  'tuples of Elixir': (sent) => `[${each(sent, (n, v) => `{${json(n)}, ${json(v)}}`, ', ')}]`,
  'a proplist of Erlang': (sent) => `[${each(sent, (n, v) => `{<<"${n}">>,<<"${v}">>}`, ',\n ')}]`,
  'dump of Swift, an answer behind it': (sent) =>
    `▿ ${signed(sent).length} key/value pairs\n${each(sent, (n, v) => `  ▿ (2 elements)\n    - key: ${json(n)}\n    - value: ${json(v)}`)}\n\n{"respcd": "1108", "resperr": "signature error"}`,
  'a list of R': (sent) => each(sent, (n, v) => `$${n}\n[1] ${json(v)}\n`),
  'options of Rust': (sent) =>
    `PayRequest {\n${each(sent, (n, v) => `    ${n}: Some(\n        ${json(v)},\n    ),`)}\n}`,
  'a name and its value on a line each': (sent) => `Form Data\n${each(sent, (n, v) => `${n}\n${v}`)}`,
  'names and values with a space': (sent) => each(sent, (n, v) => `${n} ${v}`),
  'what a debugger of Python was asked': (sent) => each(sent, (n, v) => `(Pdb) p ${n}\n'${v}'`),
  'Key and Value of C#': (sent) => each(sent, (n, v) => `Key = ${n}, Value = ${v}`),
  'a database object with an id of its own': (sent) =>
    `{\n  _id: ObjectId('65f1a2b3c4d5e6f7a8b9c0d1'),\n${each(sent, (n, v) => `  ${n}: '${v}',`)}\n}`,
  'a hash of Redis, an answer behind it': (sent) =>
    `${signed(sent)
      .flat()
      .map((text, place) => `${String(place + 1).padStart(2)}) ${json(text)}`)
      .join('\n')}\n\nThe answer was {"respcd": "1108"}`,
  'serialize of PHP, broken at the space of a value': (sent) =>
    `a:${signed(sent).length}:{${each(sent, (n, v) => `s:${n.length}:"${n}";s:${Buffer.byteLength(v)}:"${v.replace(' ', '\n')}";`, '')}}`,
  'pairs of Ruby, broken at spaces': (sent) => `[${each(sent, (n, v) => `["${n}",\n${json(v)}]`, ', ')}]`,
  'a record in a record of C#': (sent) =>
    `Signed { Params = Payment { ${sent.parameters.map(([n, v]) => `${n} = ${v}`).join(', ')} }, sign = ${sent.signature} }`,
  'an object with its type': (sent) =>
    `Sending ${JSON.stringify({ $type: 'Pay', ...Object.fromEntries(signed(sent)) })}`,
  'a chat with who spoke and when': (sent) => `bob  10:11 AM\n${each(sent, (n, v) => `${n}  ${v}`)}\nann  10:12 AM`,
  'columns of CSV': (sent) => `${each(sent, (n) => n, ',')}\n${each(sent, (_n, v) => v, ',')}`,
  'columns of a spreadsheet': (sent) => `${each(sent, (n) => n, '\t')}\n${each(sent, (_n, v) => v, '\t')}`,
  'a row of a database': (sent) =>
    `+------+\n| ${each(sent, (n) => n, ' | ')} |\n+------+\n| ${each(sent, (_n, v) => v, ' | ')} |\n+------+`,
  'a cell of CSV': (sent) => `time,message\n17,"${lines(sent)}\n{""level"": ""info""}"`,
  Loki: (sent) => JSON.stringify({ streams: [{ stream: { app: 'pay' }, values: [['17', lines(sent)]] }] }),
  'Google Cloud': (sent) => JSON.stringify([{ insertId: 'a', textPayload: lines(sent), severity: 'INFO' }], null, 2),
  'a Chinese log': (sent) => `10:11:12 INFO 请求参数：${formOf(sent)}，签名：${sent.signature}`,
};

/** The same with the headers of the request. */
export const alikeWithHeaders: Readonly<Record<string, (sent: SentRequest) => string>> = {
  'a script of Go': (sent) =>
    `form := url.Values{}\n${sent.parameters.map(([n, v]) => `form.Set("${n}", ${json(v)})`).join('\n')}\nreq, _ := http.NewRequest("POST", "${url}", nil)\n${headersOf(
      sent,
    )
      .map(([n, v]) => `req.Header.Set("${n}", "${v}")`)
      .join('\n')}`,
  'what Apple sets': (sent) =>
    `${headersOf(sent)
      .map(([n, v]) => `request.setValue("${v}", forHTTPHeaderField: "${n}")`)
      .join('\n')}\nrequest.httpBody = "${formOf(sent)}".data(using: .utf8)`,
  'headers in pairs, broken at spaces': (sent) =>
    `{"url": "${url}", "method": "POST",\n"headers": ${JSON.stringify(headersOf(sent)).replace(/,/g, ',\n')},\n"data": "${formOf(sent)}"}`,
  'a listing under the head of a form': (sent) =>
    `POST ${url}\n${[...headersOf(sent), ['Content-Type', 'application/x-www-form-urlencoded']].map((pair) => pair.join(': ')).join('\n')}\n\n${JSON.stringify(Object.fromEntries(sent.parameters), null, 2)}`,
  'a script whose answer is called response': (sent) =>
    `HttpResponse<String> response = Unirest.post("${url}")\n${headersOf(sent)
      .map(([n, v]) => `  .header("${n}", "${v}")`)
      .join('\n')}\n${sent.parameters.map(([n, v]) => `  .field("${n}", ${json(v)})`).join('\n')}\n  .asString();`,
  'PowerShell in Loki': (sent) =>
    JSON.stringify({
      streams: [
        {
          values: [
            [
              '17',
              `$headers = @{\n${headersOf(sent)
                .map(([n, v]) => `    '${n}' = '${v}'\n`)
                .join('')}}\n$body = @{\n${sent.parameters.map(([n, v]) => `    ${n} = '${v}'\n`).join('')}}`,
            ],
          ],
        },
      ],
    }),
  'headers, words of a logger, and the body': (sent) =>
    `info: Client[100]\n      Start processing HTTP request POST ${url}\n      Request Headers:\n${headersOf(sent)
      .map(([n, v]) => `      ${n}: ${v}\n`)
      .join('')}dbug: Body[0]\n      ${formOf(sent)}\ninfo: Client[101]\n      Received HTTP response headers`,
  'bytes as Netty shows them': (sent) => {
    const bytes = Buffer.from(
      `POST /trade/v1/payment HTTP/1.1\r\n${headersOf(sent)
        .map((pair) => pair.join(': '))
        .join('\r\n')}\r\n\r\n${formOf(sent)}`,
    );
    const rows = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, row) => {
      const part = [...bytes.subarray(row * 16, row * 16 + 16)];
      const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
      const shown = part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '.')).join('');
      return `|${(row * 16).toString(16).padStart(8, '0')}| ${hex.padEnd(47)} |${shown.padEnd(16)}|`;
    });
    return `WRITE: ${bytes.length}B\n+--------+\n${rows.join('\n')}\n+--------+`;
  },
};

function headersOf({ app_code, signature, sign_type }: SentRequest): (readonly [string, string])[] {
  return [
    ['X-QF-APPCODE', app_code],
    ['X-QF-SIGN', signature],
    ...(sign_type === undefined ? [] : [['X-QF-SIGNTYPE', sign_type] as const]),
  ];
}
