// The measure of the emulator: a bare node:http server that parses the form and answers the documented fields as JSON.
import { createServer } from 'node:http';

const syssn = '20260302180500020000000001';
const sysdtm = '2026-03-02 15:04:06';

// Written out, without spreads: those take Node longer than printing the whole.
function payment({ pay_type, txdtm, out_trade_no, txcurrcd, txamt }) {
  return {
    surcharge_fee: 0,
    qrcode: `http://127.0.0.1:4010/wallet/${syssn}`,
    pay_type,
    surcharge_rate: 0,
    resperr: 'success',
    txdtm,
    out_trade_no,
    syssn,
    sysdtm,
    txcurrcd,
    respmsg: '',
    chnlsn2: '',
    cardcd: '',
    udid: '',
    txamt,
    respcd: '0000',
    chnlsn: '',
  };
}

function query({ out_trade_no }) {
  return { respmsg: '', resperr: 'success', respcd: '0000', data: [record(out_trade_no)], page: 1, page_size: 10 };
}

function record(out_trade_no) {
  return {
    syssn,
    out_trade_no,
    chnlsn: '',
    goods_name: 'Tea',
    txcurrcd: 'HKD',
    origssn: null,
    pay_type: '800201',
    order_type: 'payment',
    txdtm: '2026-03-02 15:04:05',
    txamt: '1280',
    sysdtm,
    cancel: '0',
    paydtm: '',
    cardcd: '',
    chnlsn2: '',
    userid: '2500000',
    respcd: '1143',
    goods_info: '',
    errmsg: 'the payer has not paid yet, or is typing the password',
    clisn: '000001',
    cardtp: '5',
  };
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
    const body = JSON.stringify(request.url.endsWith('/query') ? query(form) : payment(form));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`));
