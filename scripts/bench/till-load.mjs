// The load of a shop: payments, each with the queries of a till that waits for its payer.
import { createHash } from 'node:crypto';
import { connect } from 'node:net';

const app_code = '10CA1000000000000000000000000001';
/** Of the test merchant, who is public. */
const key = 'local-emulator-key-not-a-secret!';
const order = { txamt: '1280', txcurrcd: 'HKD', pay_type: '800201', txdtm: '2026-03-02 15:04:05', goods_name: 'Tea' };
const queries = 3;

let serial = 0;

function request(path, fields) {
  const text = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const body = new URLSearchParams(fields).toString();
  const sign = createHash('md5').update(`${text}${key}`).digest('hex').toUpperCase();
  return Buffer.from(
    `POST /trade/v1/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-QF-APPCODE: ${app_code}\r\nX-QF-SIGN: ${sign}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** `orders` payments, three queries for each behind it: made before the clock runs, so that sending is all that is left to do. */
export function makeRequests(orders) {
  return Array.from({ length: orders }, () => {
    const out_trade_no = `BENCH${process.pid}X${serial++}`;
    const query = request('query', { out_trade_no });
    return [request('payment', { ...order, out_trade_no }), ...Array.from({ length: queries }, () => query)];
  }).flat();
}

export const makePayments = (orders) => makeRequests(orders).filter((_request, at) => at % (queries + 1) === 0);

/** A query of the present month. */
export const makeQuery = (fields) => request('query', fields);

/** Sends them one after the other over one connection, the next as soon as one is answered. Fails at an answer that is no success. */
export function sendAll(port, requests) {
  return new Promise((resolve, reject) => {
    let next = 0;
    let received = '';
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, send);
    function send() {
      if (next < requests.length) socket.write(requests[next++]);
      else socket.end();
    }
    socket.setEncoding('latin1').on('data', (text) => {
      received += text;
      if (!isWhole(received)) return;
      if (!/"respcd": ?"0000"/.test(received)) return void socket.destroy(new Error(`not served: ${received}`));
      received = '';
      send();
    });
    socket.on('close', resolve).on('error', reject);
  });
}

function isWhole(answer) {
  const end = answer.indexOf('\r\n\r\n');
  return end >= 0 && answer.length >= end + 4 + Number(/content-length: (\d+)/i.exec(answer)?.[1]);
}
