/** One request in every form that people paste it in: the same parameters, whatever they stand in. */
export const pastedParameters = [
  ['txamt', '100'],
  ['txcurrcd', 'HKD'],
  ['goods_name', "it's 咖啡 & more"],
] as const;

const url = 'https://openapi-int.qfapi.com/trade/v1/payment';
const encoded = 'txamt=100&txcurrcd=HKD&goods_name=it%27s%20%E5%92%96%E5%95%A1%20%26%20more';
const json = '{"txamt":"100","txcurrcd":"HKD","goods_name":"it\'s 咖啡 & more"}';

/** name, text, what it is told to be, and whether it shows headers. */
export const pastes: readonly (readonly [name: string, text: string, title: string, headers: boolean])[] = [
  [
    'Chrome, Copy as cURL (bash)',
    `curl '${url}' \\
  -H 'accept: */*' \\
  -H 'x-qf-sign: 0123456789ABCDEF0123456789ABCDEF' \\
  --data-raw '${encoded}'`,
    'a curl command (POSIX shell) with a form body (values decoded)',
    true,
  ],
  [
    'Chrome, Copy as cURL (cmd)',
    `curl ^"${url}^" ^
  -H ^"accept: */*^" ^
  -H ^"x-qf-sign: 0123456789ABCDEF0123456789ABCDEF^" ^
  --data-raw ^"${encoded.replaceAll('&', '^&').replaceAll('%', '^%^')}^"`,
    'a curl command (Windows cmd) with a form body (values decoded)',
    true,
  ],
  [
    'Firefox, Copy as cURL (POSIX)',
    `curl '${url}' --compressed -X POST -H 'User-Agent: Mozilla/5.0' -H 'X-QF-SIGN: AB' --data-raw $'${encoded.replaceAll('%27', "\\'")}'`,
    'a curl command (POSIX shell) with a form body (values decoded)',
    true,
  ],
  [
    'Postman, code snippet',
    `curl --location '${url}' \\
--header 'X-QF-SIGN: AB' \\
--data-urlencode 'txamt=100' \\
--data-urlencode 'txcurrcd=HKD' \\
--data-urlencode 'goods_name=it'\\''s 咖啡 & more'`,
    'a curl command (POSIX shell) with a form body (values decoded)',
    true,
  ],
  [
    'Insomnia, Copy as Curl',
    `curl --request POST \\
  --url ${url} \\
  --header 'Content-Type: application/x-www-form-urlencoded' \\
  --data txamt=100 \\
  --data txcurrcd=HKD \\
  --data 'goods_name=it'"'"'s 咖啡 %26 more'`,
    'a curl command (POSIX shell) with a form body (values decoded)',
    true,
  ],
  [
    'a person at a prompt',
    `$ curl -sS -G ${url} -dtxamt=100 --data=txcurrcd=HKD --data-urlencode "goods_name=it's 咖啡 & more" | jq .`,
    'a curl command (POSIX shell) with a query string',
    true,
  ],
  [
    'PowerShell',
    `PS C:\\> curl.exe -X POST "${url}" \`
  -H "X-QF-SIGN: AB" \`
  -d 'txamt=100&txcurrcd=HKD&goods_name=it''s 咖啡 %26 more'`,
    'a curl command (PowerShell) with a form body (values decoded)',
    true,
  ],
  [
    'a raw request',
    `POST /trade/v1/payment HTTP/1.1\r\nHost: x\r\nX-QF-SIGN: AB\r\n\r\n${encoded}`,
    'an HTTP request with a form body (values decoded)',
    true,
  ],
  [
    'an HTTP/2 request',
    `:method: POST\n:path: /trade/v1/payment\nx-qf-sign: AB\n\n${encoded}`,
    'an HTTP request with a form body (values decoded)',
    true,
  ],
  [
    'a .http file of an editor',
    `POST ${url}\nX-QF-SIGN: AB\n\n${encoded.replaceAll('&', '\n&')}\n`,
    'an HTTP request with a form body (values decoded)',
    true,
  ],
  [
    'a connection as Wireshark shows it',
    `POST /x HTTP/1.1\r\nContent-Length: ${encoded.length}\r\n\r\n${encoded}HTTP/1.1 200 OK\r\nServer: x\r\n\r\n{"respcd":"1108"}`,
    'an HTTP request with a form body (values decoded)',
    true,
  ],
  [
    'a HAR file',
    JSON.stringify({
      log: { entries: [{ request: { method: 'POST', url, headers: [], postData: { text: encoded } }, response: {} }] },
    }),
    'a HAR file, its request with a form body (values decoded)',
    true,
  ],
  ['JSON', json, 'a JSON object', false],
  ['JSON in an array', `[${json}]`, 'a JSON object', false],
  [
    'what fetch takes',
    JSON.stringify({ url, method: 'POST', headers: { 'X-QF-SIGN': 'AB' }, body: encoded }),
    'a JSON record of a request with a form body (values decoded)',
    true,
  ],
  [
    'what axios takes',
    `{"url":"${url}","method":"post","params":${json}}`,
    'a JSON record of a request with a query string',
    false,
  ],
  [
    'a Postman collection',
    JSON.stringify({
      name: 'pay',
      request: {
        method: 'POST',
        header: [{ key: 'X-QF-SIGN', value: 'AB' }],
        url: { raw: url },
        body: { mode: 'urlencoded', urlencoded: pastedParameters.map(([key, value]) => ({ key, value })) },
      },
    }),
    'a JSON record of a request with its fields',
    true,
  ],
  ['a form body', encoded, 'a form body (values decoded)', false],
  ['a query string', `?${encoded}`, 'a form body (values decoded)', false],
  ['a URL', `${url}?${encoded}`, 'a URL with a query string', false],
  ['name=value lines', "txamt=100\ntxcurrcd=HKD\ngoods_name=it's 咖啡 & more\n", 'name=value lines', false],
  ['name: value lines', "txamt: 100\ntxcurrcd: HKD\ngoods_name: it's 咖啡 & more\n", 'name: value lines', false],
  [
    'an exported .env',
    "export txamt=100\nexport txcurrcd=HKD\nexport goods_name=it's 咖啡 & more\n",
    'name=value lines',
    false,
  ],
  [
    'a Python dict',
    "{'txamt': 100, 'txcurrcd': u'HKD', 'goods_name': \"it's \\u5496\\u5561 & more\",}",
    'a Python dict',
    false,
  ],
  [
    'a Python script',
    "params = {\n    'txamt': '100',  # cents\n    'txcurrcd': 'HKD',\n    'goods_name': 'it\\'s '\n                  '咖啡 & more',\n}\n",
    'a Python dict, found in a longer text',
    false,
  ],
  [
    'a PHP array',
    "$params = [\n  'txamt' => 100, // cents\n  \"txcurrcd\" => \"HKD\",\n  'goods_name' => 'it\\'s 咖啡 & more',\n];",
    'a PHP array, found in a longer text',
    false,
  ],
  [
    'PHP var_export',
    "array (\n  'txamt' => '100',\n  'txcurrcd' => 'HKD',\n  'goods_name' => 'it\\'s 咖啡 & more',\n)",
    'a PHP array',
    false,
  ],
  [
    'PHP print_r',
    "Array\n(\n    [txamt] => 100\n    [txcurrcd] => HKD\n    [goods_name] => it's 咖啡 & more\n)\n",
    'a PHP array as print_r or var_dump shows it',
    false,
  ],
  [
    'PHP var_dump',
    'array(3) {\n  ["txamt"]=>\n  int(100)\n  ["txcurrcd"]=>\n  string(3) "HKD"\n  ["goods_name"]=>\n  string(18) "it\'s 咖啡 & more"\n}\n',
    'a PHP array as print_r or var_dump shows it',
    false,
  ],
  [
    'a JavaScript object',
    "const body = {\n  txamt: 100, // cents\n  'txcurrcd': `HKD`,\n  goods_name: \"it's \\u{5496}啡 & more\",\n};",
    'a JavaScript object, found in a longer text',
    false,
  ],
  [
    'what Node prints for URLSearchParams',
    "URLSearchParams { 'txamt' => '100', 'txcurrcd' => 'HKD', 'goods_name' => \"it's 咖啡 & more\" }",
    'a JavaScript object, found in a longer text',
    false,
  ],
  [
    'what Java prints for a map',
    "{txamt=100, txcurrcd=HKD, goods_name=it's 咖啡 & more}",
    'a Java map as it is printed',
    false,
  ],
  [
    'a line of Python logging',
    "2026-03-02 15:04:05,123 INFO qfpay.client: POST data={'txamt': 100, 'txcurrcd': 'HKD', 'goods_name': \"it's 咖啡 & more\"} timeout=30",
    'a Python dict, found in a longer text',
    false,
  ],
  [
    'a line of monolog',
    `[2026-03-02T15:04:05+08:00] app.INFO: request ${json} []`,
    'a JSON object, found in a longer text',
    false,
  ],
  [
    'an access log of nginx',
    `10.0.0.1 - - [02/Mar/2026:15:04:05 +0800] "GET /trade/v1/close?${encoded} HTTP/1.1" 200 17 "-" "curl/8"`,
    'a URL with a query string, found in a longer text',
    false,
  ],
  [
    'a line of Express (morgan)',
    `POST /trade/v1/payment?${encoded} 200 12.3 ms - 17`,
    'a URL with a query string, found in a longer text',
    false,
  ],
  [
    'a form in a log line',
    `15:04:05 DEBUG body=${encoded} status=200`,
    'a form body (values decoded), found in a longer text',
    false,
  ],
  [
    'a curl command in a log line',
    `15:04:05 + curl -d '${encoded}' ${url}`,
    'a curl command (POSIX shell) with a form body (values decoded), found in a longer text',
    true,
  ],
  [
    'a JSON log record',
    JSON.stringify({ level: 'info', time: 1772433845, msg: `sending ${encoded}` }),
    'a form body (values decoded), found in a longer text, found in a JSON log record',
    false,
  ],
  [
    'JSON in a string of a log line',
    `INFO payload="${JSON.stringify(json).slice(1, -1)}" done`,
    'a JSON object, found in a longer text',
    false,
  ],
];
