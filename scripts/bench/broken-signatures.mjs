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
