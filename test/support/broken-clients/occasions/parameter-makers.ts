import type { Chance } from '../chance.ts';
import { phones, texts, urls } from './texts.ts';

type Make = (chance: Chance) => string;

const two = (value: number) => String(value).padStart(2, '0');

export const time: Make = (chance) =>
  `2026-${two(chance.integer(1, 12))}-${two(chance.integer(1, 28))} ${two(chance.integer(0, 23))}:${two(chance.integer(0, 59))}:${two(chance.integer(0, 59))}`;

export const amount: Make = (chance) =>
  chance.one([
    '100',
    '1000',
    '2000',
    '10000000',
    String(chance.integer(1, 99)),
    String(chance.integer(100, 99999)),
    String(chance.integer(1, 400) * 50),
    String(chance.integer(100000, 25000000)),
  ]);

export const number: Make = (chance) =>
  chance.one([
    `ORD-${chance.digits(8)}`,
    `17${chance.digits(11)}`,
    `2026${chance.digits(13)}`,
    `shop_${chance.hex(12)}`,
    `A${chance.digits(6)}`,
  ]);

export const syssn: Make = (chance) => `2026${chance.digits(22)}`;
export const mchid: Make = (chance) => `ZaMVg${chance.hex(5).toUpperCase()}${chance.digits(3)}`;

const text: Make = (chance) => (chance.isTrue(0.07) ? ` ${chance.one(texts)}  ` : chance.one(texts));
const url: Make = (chance) => chance.one(urls);
const bool: Make = (chance) => chance.one(['true', 'false']);
const count: Make = (chance) => String(chance.integer(0, 3));
const oneOf =
  (...values: string[]): Make =>
  (chance) =>
    chance.one(values);

export const currency = oneOf('HKD', 'HKD', 'CNY', 'USD', 'JPY', 'THB');
export const payType = oneOf('800101', '800201', '801501', '802001', '800708', '805801', '800212');

const sceneInfo: Make = (chance) =>
  `{"scene_info":{"h5_info":{"type":"Wap","wap_url":"${chance.one(urls)}","wap_name":"测试"}},"spbill_create_ip":"10.0.0.${chance.integer(1, 99)}"}`;
const realName: Make = () => '{"user_creid": "430067798868676871", "user_truename": "\\u674e\\u56db"}';
const address: Make = (chance) =>
  `{"line1":"${chance.one(['1 Nathan Road', '彌敦道1號'])}","city":"Hong Kong","country":"HK"}`;

/** What may come on top: names of QFPay's documents, old and new, and such as integrators add, with their values. */
export const optionalMakers: Readonly<Record<string, Make>> = {
  ...{ goods_name: text, goods_info: text, goods_tag: text, udid: oneOf('0001', 'till-7', 'AA', 'POS 12') },
  ...{
    notify_url: url,
    return_url: url,
    failed_url: url,
    expired_time: oneOf('5', '30', '120'),
    limit_pay: oneOf('no_credit'),
  },
  ...{ pay_tag: oneOf('ALIPAYHK', 'ALIPAYCN'), rmb_tag: oneOf('Y'), auth_code: (chance) => `28${chance.digits(16)}` },
  ...{
    sub_openid: (chance: Chance) => `o${chance.hex(27)}`,
    seller_id: (chance: Chance) => `2088${chance.digits(12)}`,
  },
  ...{ extend_info: (chance: Chance) => chance.one([sceneInfo, realName])(chance), billing_address: address },
  ...{ product_name: text, valid_time: oneOf('300', '0'), txzone: oneOf('+0800'), operator_id: count },
  ...{
    attach: text,
    attach2: text,
    remark: text,
    address: text,
    address2: text,
    city: oneOf('香港', '成都', 'Hong Kong'),
  },
  ...{
    phone: oneOf(...phones),
    email: oneOf('email@example.com', 'a+b@example.com'),
    name: text,
    username: oneOf('some_user'),
  },
  ...{
    discount: oneOf('0', '50'),
    tip: oneOf('0', '0.00', '0.0'),
    cash_fee: oneOf('0'),
    capture: bool,
    is_split: bool,
  },
  ...{
    openId: (chance: Chance) => chance.hex(12),
    storeId: count,
    Remark: text,
    deviceNo: count,
    TerminalId: oneOf('T1'),
  },
  ...{
    customer_id: (chance: Chance) => `cust_${chance.hex(10)}`,
    bankname: oneOf('中国建设银行'),
    mcc_id: oneOf('6125485337528623306'),
  },
};
