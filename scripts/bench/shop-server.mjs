// A gateway of the bench's own: so many payments of one day, refunds, and QFPay's two limits, held strictly.
import { createServer } from 'node:http';

const windows = [
  [100, 1000],
  [400, 60_000],
];

/** Answers as fast as it can; with `is_limited` it gives 429 above either limit, and counts them. */
export async function shopServer({ payments, is_limited, onRefund = () => {} }) {
  const counts = { requests: 0, queries: 0, refunds: 0, limited: 0 };
  const shop = [];
  const bySyssn = new Map();
  const refunds = new Map();
  for (let place = 0; place < payments; place += 1) shop.push(payment(place));
  for (const each of shop) bySyssn.set(each.syssn, each);
  const arrivals = [];
  let first;
  let last;

  function isTooMany(now) {
    while (arrivals.length > 0 && now - arrivals[0] > 60_000) arrivals.shift();
    arrivals.push(now);
    return windows.some(([most, ms]) => arrivals.length > most && now - (arrivals.at(-1 - most) ?? 0) < ms);
  }

  function query(sent) {
    counts.queries += 1;
    const [page, size] = [Number(sent.get('page') ?? 1), Number(sent.get('page_size') ?? 10)];
    const named = sent
      .get('syssn')
      ?.split(',')
      .flatMap((syssn) => bySyssn.get(syssn) ?? []);
    const own = sent
      .get('out_trade_no')
      ?.split(',')
      .flatMap((number) => refunds.get(number) ?? []);
    const data = (named ?? own ?? shop).slice((page - 1) * size, page * size);
    return { respcd: '0000', resperr: 'success', respmsg: '', page, page_size: size, data };
  }

  function refund(sent) {
    counts.refunds += 1;
    const now = performance.now();
    first ??= now;
    last = now;
    const fields = { orig_syssn: sent.get('syssn'), out_trade_no: sent.get('out_trade_no'), txamt: sent.get('txamt') };
    if (refunds.has(fields.out_trade_no)) return { respcd: '1251', resperr: 'used', respmsg: 'out_trade_no is used' };
    const made = { ...fields, syssn: `20260303180500029${String(counts.refunds).padStart(9, '0')}`, txcurrcd: 'HKD' };
    refunds.set(fields.out_trade_no, { ...made, order_type: 'refund', respcd: '0000' });
    onRefund(refunds.size);
    return { ...made, respcd: '0000', resperr: 'success', respmsg: '' };
  }

  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      counts.requests += 1;
      if (is_limited && isTooMany(Date.now())) {
        counts.limited += 1;
        response.writeHead(429).end();
        return;
      }
      const sent = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
      const answer = request.url.endsWith('/query') ? query(sent) : refund(sent);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    counts,
    /** Every refund that was made, once. */
    refunds,
    /** Refunds a second, from the first to the last. */
    pace: () => ((counts.refunds - 1) / (last - first)) * 1000,
    csv: `syssn,txamt\n${shop.map(({ syssn }) => `${syssn},500\n`).join('')}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function payment(place) {
  return {
    ...{ syssn: `202603021805000200${String(place).padStart(8, '0')}`, out_trade_no: `ORDER-${place}` },
    ...{ chnlsn: '', goods_name: '', txcurrcd: 'HKD', pay_type: '800208', order_type: 'payment' },
    ...{ txdtm: '2026-03-02 15:04:05', sysdtm: '2026-03-02 15:04:06', paydtm: '2026-03-02 15:04:09' },
    ...{ txamt: '1280', cancel: '0', cardcd: '', respcd: '0000', errmsg: 'success' },
  };
}
