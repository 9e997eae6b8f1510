/** The gateway said no. */
export interface Refusal {
  readonly respcd: string;
  readonly resperr: string;
  readonly respmsg: string;
}

/** What the gateway says with a code, in its own language and manner: for people, and often Chinese. */
const words = {
  '1103': '报文格式错误',
  '1104': '请求参数错误',
  '1108': '签名错误',
  '1136': '交易不存在或不可操作',
  '1142': '订单已关闭',
  '1143': '订单还未支付，或者正在输入密码中',
  '1155': '拒绝退款',
  '1181': '订单已过期',
  '1251': 'Do not use duplicate out_trade_no for request',
  '1260': '订单已支付',
  '1261': '订单未支付',
  '1262': '订单已退款',
  '1263': '订单已撤销',
  '1264': '订单已关闭',
  '1266': '金额与订单不一致',
  '1267': '订单信息不一致',
  '1272': '退款金额超过可退金额',
  '2011': '流水号重复',
} as const;

export type RefusalCode = keyof typeof words;

/** `respmsg` is the gateway's text for developers: here it names the field and the rule. */
export function refuse(respcd: RefusalCode, respmsg = ''): Refusal {
  return { respcd, resperr: `${words[respcd]}(${respcd})`, respmsg };
}

/** The gateway answers 1108 to a wrong mchid as well, the signature being right; only these words tell. */
export const unknownMchid: Refusal = { respcd: '1108', resperr: 'MCHCODE非法', respmsg: '' };

/** The words of a queried record, which come without the code. */
export function errmsgOf(respcd: RefusalCode): string {
  return words[respcd];
}
