import { createHttp } from '../../src/host/network/http.ts';

/** Nothing but the HTTP client of the tool, as many requests in the air as a batch has: `bare-loop <url> <requests>`. */
const [url = '', count = ''] = process.argv.slice(2);
const http = createHttp({}, new AbortController().signal);
const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
let left = Number(count);

async function work(): Promise<void> {
  while (left-- > 0) {
    const body = `syssn=20260302180500020000000001&out_trade_no=BARE-${left}&txamt=500&txdtm=2026-03-02+15%3A04%3A05`;
    await http({ method: 'POST', url: `${url}/trade/v1/refund`, headers, body, timeout_ms: 30_000 });
  }
}

void Promise.all(Array.from({ length: 20 }, work));
