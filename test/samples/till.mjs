// A till as merchants write it in JavaScript: SHA256 in small letters with its header, txdtm in UTC.
import { createHash } from 'node:crypto';

const { QFPAY_BASE_URL, QFPAY_APPCODE, QFPAY_KEY } = process.env;

async function call(path, fields) {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const sign = createHash('sha256')
    .update(text + QFPAY_KEY)
    .digest('hex');
  const response = await fetch(QFPAY_BASE_URL + path, {
    method: 'POST',
    headers: { 'X-QF-APPCODE': QFPAY_APPCODE, 'X-QF-SIGN': sign, 'X-QF-SIGNTYPE': 'SHA256' },
    body: new URLSearchParams(fields),
  });
  return response.json();
}

const now = () => new Date().toISOString().slice(0, 19).replace('T', ' ');
const out_trade_no = `JS${process.hrtime.bigint()}`;
const paid = await call('/trade/v1/payment', {
  ...{ txamt: '1280', txcurrcd: 'HKD', pay_type: '800208', auth_code: '130000000000000001' },
  ...{ out_trade_no, txdtm: now(), goods_name: '奶茶 & 茶' },
});
const found = await call('/trade/v1/query', { out_trade_no });
const refund = await call('/trade/v1/refund', {
  ...{ syssn: paid.syssn, out_trade_no: `${out_trade_no}R`, txamt: '500', txdtm: now() },
});
process.stdout.write(
  `${JSON.stringify([paid.respcd, found.data[0].goods_name, found.data[0].respcd, refund.respcd])}\n`,
);
