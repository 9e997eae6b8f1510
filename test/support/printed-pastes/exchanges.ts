import { type Call, jsonOf, lowered, ownHeaders, rawHttp, recordOf, urlOf } from './call.ts';

/** A dump of a call in which every byte of the body can be found. */
export type CallPrinter = (call: Call) => string;

const sh = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const ansiC = (text: string) =>
  `$'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('!', '\\u0021')}'`;
const doubleQuoted = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
const powershell = (text: string) => `"${text.replace(/["`$]/g, '`$&')}"`;
/** What Chrome copies for cmd.exe. */
const cmd = (text: string) =>
  `^"${text
    .replace(/[\\"]/g, '\\$&')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.,?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')}^"`;

function curl(quote: (text: string) => string, join: string, flag = '-d', extra: readonly string[] = []): CallPrinter {
  return (call) => {
    const headers = ownHeaders(call).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
    const data = call.body === '' ? [] : [`${flag} ${quote(call.body)}`];
    const method = call.method === 'GET' ? ['-G'] : ['-X POST'];
    return ['curl', ...extra, ...method, quote(urlOf(call)), ...headers, ...data].join(join);
  };
}

const harEntry = (call: Call) => ({
  startedDateTime: '2026-11-20T02:11:12.100Z',
  time: 312.4,
  request: {
    method: call.method,
    url: urlOf(call),
    httpVersion: 'HTTP/1.1',
    headers: call.headers.map(([name, value]) => ({ name, value })),
    queryString: [],
    cookies: [],
    headersSize: -1,
    bodySize: Buffer.byteLength(call.body),
    ...(call.body === ''
      ? {}
      : { postData: { mimeType: call.headers.find(([name]) => name === 'Content-Type')?.[1], text: call.body } }),
  },
  response: {
    status: 200,
    statusText: 'OK',
    headers: [],
    content: { size: 0, mimeType: 'application/json', text: '' },
  },
  cache: {},
  timings: { send: 0, wait: 312, receive: 0 },
});

const [pathname, search] = [
  ({ path }: Call) => path.split('?')[0] ?? path,
  ({ path }: Call) => path.split('?').slice(1).join('?'),
];

const lambda = (call: Call) => ({
  resource: '/{proxy+}',
  path: pathname(call),
  httpMethod: call.method,
  headers: recordOf(call.headers),
  multiValueHeaders: Object.fromEntries(call.headers.map(([name, value]) => [name, [value]])),
  queryStringParameters: search(call) === '' ? null : Object.fromEntries(new URLSearchParams(search(call))),
  requestContext: { accountId: '123456789012', stage: 'prod', identity: { sourceIp: '18.138.115.47' } },
  body: call.body,
  isBase64Encoded: false,
});

const lambda2 = (call: Call, encoded: boolean) => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: pathname(call),
  rawQueryString: search(call),
  headers: recordOf(lowered(call.headers)),
  requestContext: {
    http: { method: call.method, path: pathname(call), sourceIp: '18.138.115.47' },
    time: '20/Nov/2026',
  },
  body: encoded ? Buffer.from(call.body).toString('base64') : call.body,
  isBase64Encoded: encoded,
});

const webhookSite = (call: Call) => ({
  uuid: '9f0d4c0a-6d1e-4a7b-9b1f-0a8f6f3f8a11',
  type: 'web',
  ip: '18.138.115.47',
  method: call.method,
  url: urlOf(call),
  content: call.body,
  query: search(call) === '' ? null : Object.fromEntries(new URLSearchParams(search(call))),
  headers: Object.fromEntries(lowered(call.headers).map(([name, value]) => [name, [value]])),
  created_at: '2026-11-20 02:11:12',
});

const postman = (call: Call) => ({
  info: { name: 'shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [
    {
      name: 'call',
      request: {
        method: call.method,
        header: ownHeaders(call).map(([key, value]) => ({ key, value, type: 'text' })),
        ...(call.body === '' ? {} : { body: { mode: 'raw', raw: call.body } }),
        url: { raw: urlOf(call) },
      },
      response: [],
    },
  ],
});

const insomnia = (call: Call) => ({
  _type: 'export',
  __export_format: 4,
  resources: [
    {
      _id: 'req_1',
      _type: 'request',
      name: 'call',
      method: call.method,
      url: urlOf(call),
      headers: ownHeaders(call).map(([name, value]) => ({ id: 'pair_1', name, value })),
      body: call.body === '' ? {} : { mimeType: 'text/plain', text: call.body },
    },
  ],
});

/** `curl --trace-ascii -`: 64 bytes a line, each with its place. */
function traceAscii(call: Call): string {
  const head = rawHttp({ ...call, body: '' })
    .trimEnd()
    .split('\n');
  let at = 0;
  const place = (length: number) => {
    const shown = at.toString(16).padStart(4, '0');
    at += length;
    return shown;
  };
  const heads = [...head, ''].map((line) => `${place(line.length + 2)}: ${line}`);
  at = 0;
  const parts = call.body.match(/[\s\S]{1,64}/g) ?? [];
  const data = parts.map((part) => `${place(part.length)}: ${part}`);
  return [
    `=> Send header, ${head.join('\r\n').length + 4} bytes`,
    ...heads,
    ...(data.length > 0
      ? [`=> Send data, ${call.body.length} bytes (0x${call.body.length.toString(16)})`, ...data]
      : []),
    '== Info: upload completely sent off',
  ].join('\n');
}

function verbose(call: Call): string {
  const head = rawHttp({ ...call, body: '' })
    .trimEnd()
    .split('\n');
  return [
    `$ curl -v ${sh(urlOf(call))}${call.body === '' ? '' : ` --data-raw ${sh(call.body)}`}`,
    `* Connected to ${call.host} (203.0.113.9) port 443`,
    ...[...head, ''].map((line) => `> ${line}`.trimEnd()),
    '* Mark bundle as not supporting multiuse',
    '< HTTP/1.1 200 OK',
    '< Content-Type: application/json',
    '<',
  ].join('\n');
}

const fetchCall = (call: Call) =>
  `fetch(${jsonOf(urlOf(call))}, ${jsonOf(
    {
      headers: recordOf(lowered(ownHeaders(call))),
      ...(call.body === '' ? {} : { body: call.body }),
      method: call.method,
      mode: 'cors',
    },
    2,
  )});`;

const requestsScript = (call: Call) => `import requests

url = ${jsonOf(urlOf(call))}
payload = ${pySingle(call.body)}
headers = {
${ownHeaders(call)
  .map(([name, value]) => `  '${name}': '${value}'`)
  .join(',\n')}
}

response = requests.request("${call.method}", url, headers=headers, data=payload)

print(response.text)`;

const pySingle = (text: string) => `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;

const phpScript = (call: Call) => `<?php
$curl = curl_init();
curl_setopt_array($curl, array(
  CURLOPT_URL => ${pySingle(urlOf(call))},
  CURLOPT_RETURNTRANSFER => true,
  CURLOPT_CUSTOMREQUEST => '${call.method}',
  CURLOPT_POSTFIELDS => '${call.body.replace(/[\\']/g, '\\$&')}',
  CURLOPT_HTTPHEADER => array(
${ownHeaders(call)
  .map(([name, value]) => `    '${name}: ${value}'`)
  .join(',\n')}
  ),
));
$response = curl_exec($curl);`;

const axiosScript = (call: Call) => `const axios = require('axios');
let data = ${pySingle(call.body)};

let config = {
  method: '${call.method.toLowerCase()}',
  maxBodyLength: Infinity,
  url: '${urlOf(call)}',
  headers: {
${ownHeaders(call)
  .map(([name, value]) => `    '${name}': '${value}'`)
  .join(',\n')}
  },
  data : data
};

axios.request(config)`;

const invokeWebRequest = (call: Call) =>
  [
    `Invoke-WebRequest -UseBasicParsing -Uri ${powershell(urlOf(call))}`,
    `-Method "${call.method}"`,
    `-Headers @{\n${ownHeaders(call)
      .filter(([name]) => name !== 'Content-Type')
      .map(([name, value]) => `  "${name}"=${powershell(value)}`)
      .join('\n')}\n}`,
    ...(call.body === '' ? [] : ['-ContentType "application/x-www-form-urlencoded"', `-Body ${powershell(call.body)}`]),
  ].join(' `\n');

const phpServer = (call: Call) =>
  [
    ...call.headers.map(([name, value]) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}: ${value}`),
    `REQUEST_METHOD: ${call.method}`,
    `REQUEST_URI: ${call.path}`,
    '',
    call.body,
  ].join('\n');

/** Of a request, or of a notification that somebody sends again. */
export const exchanges: Readonly<Record<string, CallPrinter>> = {
  'raw HTTP': (call) => rawHttp(call),
  'raw HTTP, CRLF': (call) => rawHttp(call, '\r\n'),
  'HTTP file of an IDE': (call) =>
    `### pay\n${call.method} ${urlOf(call)}\n${ownHeaders(call)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')}\n\n${call.body}`,
  'headers and body, titled': (call) =>
    `Request URL: ${urlOf(call)}\nRequest Method: ${call.method}\n\nRequest Headers:\n${call.headers
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n')}\n\nRequest Body:\n${call.body}`,
  'curl, lines': curl(sh, ' \\\n  '),
  'curl, one line': curl(sh, ' ', '--data'),
  'curl, double quotes': curl(doubleQuoted, ' ', '-d'),
  'curl of Chrome': curl(sh, ' \\\n  ', '--data-raw'),
  'curl of Chrome, ANSI-C quotes': curl(ansiC, ' \\\n  ', '--data-raw'),
  'curl for cmd.exe': curl(cmd, ' ^\n  ', '--data-raw'),
  'curl of Postman': curl(sh, ' \\\n', '--data-raw', ['--location']),
  'curl --trace-ascii': traceAscii,
  'curl -v': verbose,
  wget: (call) =>
    `wget --quiet --method ${call.method} ${ownHeaders(call)
      .map(([name, value]) => `--header ${sh(`${name}: ${value}`)}`)
      .join(' ')}${call.body === '' ? '' : ` --body-data ${sh(call.body)}`} --output-document - ${sh(urlOf(call))}`,
  'fetch of Chrome': fetchCall,
  'Python requests script': requestsScript,
  'PHP curl script': phpScript,
  'axios script': axiosScript,
  PowerShell: invokeWebRequest,
  'PHP $_SERVER': phpServer,
  HAR: (call) =>
    jsonOf(
      { log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries: [harEntry(call)] } },
      2,
    ),
  'HAR entry': (call) => jsonOf(harEntry(call)),
  'Postman collection, raw': (call) => jsonOf(postman(call), 2),
  'Insomnia export': (call) => jsonOf(insomnia(call), 2),
  'API Gateway event': (call) => jsonOf(lambda(call), 4),
  'API Gateway v2 event': (call) => jsonOf(lambda2(call, false)),
  'API Gateway v2 event, base64': (call) => jsonOf(lambda2(call, true), 2),
  'webhook.site': (call) => jsonOf(webhookSite(call), 4),
  'record of method, url, headers, body': (call) =>
    jsonOf({ method: call.method, url: call.path, headers: recordOf(lowered(call.headers)), body: call.body }),
};

/** Dumps that take a body apart into its parameters. */
export const partedExchanges: Readonly<Record<string, CallPrinter>> = {
  'curl -d for each': parted((name, value) => `-d ${sh(`${name}=${encodeURIComponent(value)}`)}`),
  'curl --data-urlencode': parted((name, value) => `--data-urlencode ${sh(`${name}=${value}`)}`),
  'curl -F': parted((name, value) => `-F ${sh(`${name}="${value.replace(/[\\"]/g, '\\$&')}"`)}`),
  HTTPie: (call) =>
    `http --form POST ${urlOf(call)} ${ownHeaders(call)
      .filter(([name]) => name !== 'Content-Type')
      .map(([name, value]) => `${name}:${value}`)
      .join(' ')} ${call.parameters.map(([name, value]) => sh(`${name}=${value}`)).join(' ')}`,
  'Postman collection': (call) => {
    const [item] = postman(call).item;
    const urlencoded = call.parameters.map(([key, value]) => ({ key, value, type: 'text' }));
    return jsonOf(
      {
        ...postman(call),
        item: [{ ...item, request: { ...item?.request, body: { mode: 'urlencoded', urlencoded } } }],
      },
      2,
    );
  },
  'Insomnia export, form': (call) => {
    const [resource] = insomnia(call).resources;
    const params = call.parameters.map(([name, value]) => ({ id: 'pair_2', name, value, description: '' }));
    const body = { mimeType: 'application/x-www-form-urlencoded', params };
    return jsonOf({ ...insomnia(call), resources: [{ ...resource, body }] });
  },
  'HAR, params': (call) => {
    const entry = harEntry(call);
    const params = call.parameters.map(([name, value]) => ({
      name: encodeURIComponent(name),
      value: encodeURIComponent(value),
    }));
    const postData = { mimeType: 'application/x-www-form-urlencoded', params };
    return jsonOf({ ...entry, request: { ...entry.request, postData } }, 2);
  },
  'Python requests, data=dict': (call) => `requests.post(
    "${urlOf(call)}",
    headers={${ownHeaders(call)
      .filter(([name]) => name !== 'Content-Type')
      .map(([name, value]) => `"${name}": "${value}"`)
      .join(', ')}},
    data={
${call.parameters.map(([name, value]) => `        "${name}": ${jsonOf(value)},`).join('\n')}
    },
)`,
  'multipart body': (call) => {
    const parts = call.parameters.map(
      ([name, value]) => `------WebKitFormBoundaryA\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`,
    );
    const body = `${parts.join('')}------WebKitFormBoundaryA--\n`;
    const headers = call.headers
      .filter(([name]) => name !== 'Content-Length')
      .map(([name, value]) =>
        name === 'Content-Type'
          ? ([name, 'multipart/form-data; boundary=----WebKitFormBoundaryA'] as const)
          : ([name, value] as const),
      );
    return rawHttp({ ...call, headers, body });
  },
};

function parted(option: (name: string, value: string) => string): CallPrinter {
  return (call) =>
    [
      `curl -X POST ${urlOf(call)}`,
      ...ownHeaders(call)
        .filter(([name]) => name !== 'Content-Type')
        .map(([name, value]) => `-H ${sh(`${name}: ${value}`)}`),
      ...call.parameters.map(([name, value]) => option(name, value)),
    ].join(' \\\n  ');
}
