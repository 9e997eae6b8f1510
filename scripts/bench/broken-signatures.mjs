import { createHash } from 'node:crypto';

const parameters = [
  ['txamt', '1280'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800201'],
  ['out_trade_no', 'QF20260302150405123ABCDEFGH'],
  ['txdtm', '2026-03-02 15:04:05'],
  ['goods_name', '奶茶 & toast'],
  ['mchid', 'ZaMVg12345'],
  ['notify_url', 'https://shop.example/notify?a=1&b=2'],
  ['udid', '0'],
  ...Array.from({ length: 21 }, (_, place) => [`field_${place}`, `value ${place} of some length`]),
];

function signature(key, signedAs = {}) {
  const pairs = parameters.map(([name, value]) => [name, signedAs[name] ?? value]);
  const text = pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  return createHash('sha256')
    .update(text + key)
    .digest('hex');
}

const curl = (received) =>
  `curl https://openapi-int.qfapi.com/trade/v1/payment -H 'X-QF-APPCODE: 10CA' -H 'X-QF-SIGN: ${received}' -H 'X-QF-SIGNTYPE: SHA256' -d '${new URLSearchParams(parameters)}'\n`;

/** Pastes for `verify`, each with one cause or none: name, what it may cost at most in runs of `node -e 0` (a plain one: by the formula of bench.mjs), text. */
export function brokenPastes(key) {
  const line = `[2026-11-20 10:11:12] local.INFO: request {"status":"ok","took":"12ms","path":"/health?check=1&deep=2"} []\n`;
  const log = line.repeat(Math.floor(63_000 / line.length / 2));
  return [
    ['verify, curl', undefined, curl(signature(key, { txdtm: '2026-03-02 07:04:05' }))],
    ['verify, two of curl', 90, curl(signature(key, { txamt: '12.80', field_20: 'value 20 of some length ' }))],
    ['verify, 64 kB of log', 45, `${log}${curl(signature(key, { txdtm: '2026-03-02 07:04:05' }))}${log}`],
  ];
}

/** A request of 30 parameters whose signature has one cause, two, or one that nobody can find: name and words of `verify`. */
export function brokenSignatures(key) {
  const words = (received) => [
    'verify',
    ...parameters.map((pair) => pair.join('=')),
    ...['--signature', received, '--sign-type', 'SHA256', '--json'],
  ];
  return [
    ['verify, one cause', words(signature(key, { txdtm: '2026-03-02 07:04:05' }))],
    ['verify, two causes', words(signature(key, { txamt: '12.80', field_20: 'value 20 of some length ' }))],
    ['verify, none found', words(signature('another key', {}))],
  ];
}
