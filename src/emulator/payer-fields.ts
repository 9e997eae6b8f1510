import type { PayType } from '../catalog/pay-types.ts';
import type { Json, JsonObject } from '../signature/python-json.ts';
import type { Wallet } from './call.ts';
import type { Entry } from './entry.ts';

/** What the payer needs: a QR code's text, a page, or parameters for the wallet's SDK; nothing where a code was scanned. */
export function payerFields(entry: Entry, payType: PayType, wallet: Wallet): JsonObject {
  const link = `${wallet.url}/${entry.syssn}`;
  switch (payType.result) {
    case 'qrcode':
      // PayMe alone sends two fields more.
      return payType.wallet === 'payme' ? { qrcode: link, pay_url: '', payme_logo: '' } : { qrcode: link };
    case 'pay_url':
      return { pay_url: link };
    case 'pay_params':
      return { pay_params: payParams(entry, payType, { link, nonce: hex(wallet, 16), signature: hex(wallet, 16) }) };
    case 'none':
      return {};
  }
}

function hex(wallet: Wallet, count: number): string {
  return Buffer.from(wallet.random.bytes(count)).toString('hex');
}

interface Made {
  readonly link: string;
  readonly nonce: string;
  readonly signature: string;
}

/** Each wallet has its own spelling. FPS opens an app by a link; where no shape is documented, a link is given as well. */
function payParams(entry: Entry, { code, wallet, flow }: PayType, made: Made): Json {
  if (code === '800107') return { tradeNO: entry.syssn };
  if (wallet === 'wechat') return flow === 'in-app' ? wechatApp(entry, made) : wechatPage(entry, made);
  return wallet === 'alipay' ? alipayApp(entry, made) : made.link;
}

function wechatPage({ syssn, made_at }: Entry, { nonce, signature }: Made): Json {
  return {
    timeStamp: seconds(made_at),
    nonceStr: nonce,
    paySign: signature,
    signType: 'MD5',
    appId: 'wx0000000000000000',
    package: `prepay_id=wx${syssn}`,
  };
}

function wechatApp({ syssn, made_at }: Entry, { nonce, signature }: Made): Json {
  return {
    appid: 'wx0000000000000000',
    partnerid: '0000000000',
    prepayid: `wx${syssn}`,
    package: 'Sign=WXPay',
    noncestr: nonce,
    timestamp: seconds(made_at),
    sign: signature,
  };
}

function alipayApp({ syssn, txamt, txcurrcd, goods_name }: Entry, { link, signature }: Made): Json {
  return {
    service: 'mobile.securitypay.pay',
    partner: '2088000000000000',
    seller_id: '2088000000000000',
    out_trade_no: syssn,
    subject: goods_name ?? '',
    body: goods_name ?? '',
    total_fee: (txamt / 100).toFixed(2),
    currency: txcurrcd,
    notify_url: link,
    payment_type: '1',
    _input_charset: 'UTF-8',
    it_b_pay: '30m',
    product_code: 'NEW_WAP_OVERSEAS_SELLER',
    sign: signature,
    sign_type: 'RSA',
  };
}

function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}
