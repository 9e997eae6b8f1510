/** The gateway said no. */
export interface RefusalAnswer {
  readonly respcd: string;
  readonly resperr: string;
  readonly respmsg: string;
}

/** `respmsg` is the gateway's text for developers: here it names the field and the rule. */
export function refuse(respcd: string, respmsg = ''): RefusalAnswer {
  return { respcd, resperr: `${errmsgOf(respcd)}(${respcd})`, respmsg };
}

/** The gateway answers 1108 to a wrong mchid as well, the signature being right; only these words tell. */
export const unknownMchid: RefusalAnswer = { respcd: '1108', resperr: 'MCHCODE非法', respmsg: '' };

/** The words of a queried record, which come without the code. */
export function errmsgOf(respcd: string): string {
  return words[respcd] ?? '交易失败';
}

/** What the gateway says with a code, in its own language and manner: for people, and often Chinese. */
const words: Readonly<Record<string, string>> = {
  '1100': '系统维护中',
  '1101': '冲正错误',
  '1102': '重复请求',
  '1103': '报文格式错误',
  '1104': '请求参数错误',
  '1105': '终端未激活',
  '1106': '终端不匹配',
  '1107': '终端被封禁',
  '1108': '签名错误',
  '1124': '无效交易',
  '1125': '交易已退款',
  '1136': '交易不存在或不在可操作时间内',
  '1142': '订单已关闭',
  '1143': '订单还未支付，或者正在输入密码中',
  '1145': '交易错误，请联系钱方客服',
  '1147': '微信支付返回错误',
  '1150': 'T+0商户不支持撤销',
  '1155': '拒绝退款',
  '1161': '交易结果未知',
  '1181': '订单已过期',
  '1201': '余额不足',
  '1202': '付款码错误或已过期',
  '1203': '账户错误',
  '1204': '银行错误',
  '1205': '交易失败，请重试',
  '1212': '请出示境外银联付款码',
  '1241': '门店不存在或状态错误',
  '1242': '门店配置错误',
  '1243': '门店已停用',
  '1250': '交易禁止',
  '1251': 'Do not use duplicate out_trade_no for request',
  '1252': '下单失败，系统错误',
  '1254': '系统异常，正在处理',
  '1260': '订单已支付',
  '1261': '订单未支付',
  '1262': '订单已退款',
  '1263': '订单已撤销',
  '1264': '订单已关闭',
  '1265': '交易不可退款',
  '1266': '金额与订单不一致',
  '1267': '订单信息不一致',
  '1268': '订单不存在',
  '1269': '当日未结算金额不足',
  '1270': '该币种不支持部分退款',
  '1271': '该交易不支持部分退款',
  '1272': '退款金额超过可退金额',
  '1294': '交易被风控拦截',
  '1295': '网络缓慢',
  '1296': '网络缓慢，请稍后再试',
  '1297': '银行系统繁忙',
  '1298': '网络缓慢，请勿重复支付',
  '2005': '付款码无效',
  '2011': '流水号重复',
  '2999': '交易结果待确认',
};
