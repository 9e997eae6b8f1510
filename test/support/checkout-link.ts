import { createHash } from 'node:crypto';

/** A shop's own builder of checkout links: by the published rule, and not with the code under test. */
export function checkoutQuery(
  given: Readonly<Record<string, string>>,
  key: string,
  { signs_lang = false }: { readonly signs_lang?: boolean } = {},
): string {
  const fields: Readonly<Record<string, string>> = {
    ...{ sign_type: 'sha256', paysource: 'remotepay_checkout', txamt: '1280', txcurrcd: 'HKD' },
    ...{ txdtm: '2026-03-02 15:04:05', out_trade_no: 'A-1', return_url: 'https://shop.example/ok' },
    ...{ failed_url: 'https://shop.example/failed', notify_url: 'https://shop.example/notify', ...given },
  };
  const signed = Object.entries(fields).filter(([name, value]) => value !== '' && (name !== 'lang' || signs_lang));
  const text = signed
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const sign = createHash('sha256').update(`${text}${key}`).digest('hex');
  return Object.entries({ ...fields, sign })
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
}
