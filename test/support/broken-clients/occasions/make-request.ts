import type { Parameter } from '../../../../src/signature/sign.ts';
import type { Chance } from '../chance.ts';
import { amount, currency, mchid, number, optionalMakers, payType, syssn, time } from './parameter-makers.ts';

export type CallName = 'payment' | 'query' | 'refund' | 'customer' | 'checkout';

/** Which call is made, weighted towards payments. */
export const callNames: readonly CallName[] = [
  ...(['payment', 'payment', 'payment', 'payment'] as const),
  ...(['refund', 'refund', 'query', 'customer', 'checkout'] as const),
];

const url = (chance: Chance) => optionalMakers['notify_url']?.(chance) ?? '';

const basics: Readonly<Record<CallName, (chance: Chance) => Parameter[]>> = {
  payment: (chance) => [
    ['txamt', amount(chance)],
    ['txcurrcd', currency(chance)],
    ['pay_type', payType(chance)],
    ['out_trade_no', number(chance)],
    ['txdtm', time(chance)],
  ],
  refund: (chance) => [
    ['syssn', syssn(chance)],
    ['out_trade_no', number(chance)],
    ['txamt', amount(chance)],
    ['txdtm', time(chance)],
  ],
  query: (chance) => [
    ['out_trade_no', number(chance)],
    ...(chance.isTrue(0.5) ? [['start_time', time(chance)] as const, ['end_time', time(chance)] as const] : []),
    ...(chance.isTrue(0.5) ? [['page', '1'] as const, ['page_size', '100'] as const] : []),
    ['respcd', '0000'],
  ],
  customer: (chance) => [
    ['name', optionalMakers['name']?.(chance) ?? 'x'],
    ['phone', optionalMakers['phone']?.(chance) ?? '1'],
  ],
  checkout: (chance) => [
    ['appcode', chance.hex(32).toUpperCase()],
    ['sign_type', ''],
    ['paysource', 'remotepay_checkout'],
    ['txamt', amount(chance)],
    ['txcurrcd', currency(chance)],
    ['out_trade_no', number(chance)],
    ['txdtm', time(chance)],
    ['return_url', url(chance)],
    ['failed_url', url(chance)],
    ['notify_url', url(chance)],
    ...(chance.isTrue(0.4) ? [['lang', 'zh-hk'] as const] : []),
  ],
};

/** The parameters of a call as it is made in the wild: 2 to 30, in no order, some without a value. */
export function makeRequest(call: CallName, chance: Chance): Parameter[] {
  const basic = basics[call](chance);
  const store: Parameter[] = chance.isTrue(0.6) ? [[call === 'checkout' ? 'mchntid' : 'mchid', mchid(chance)]] : [];
  const taken = new Set(basic.map(([name]) => name));
  const names = Object.keys(optionalMakers).filter((name) => !taken.has(name));
  const most = chance.one([0, 2, 4, 6, 10, 24]);
  const extra = chance
    .shuffled(names)
    .slice(0, Math.min(chance.integer(0, most), 30 - basic.length - store.length))
    .map((name): Parameter => [name, chance.isTrue(0.12) ? '' : (optionalMakers[name]?.(chance) ?? '')]);
  return repeatOne(chance.shuffled([...basic, ...store, ...extra]), chance);
}

/** A list as PHP and jQuery send it: the same name twice. */
function repeatOne(parameters: Parameter[], chance: Chance): Parameter[] {
  const repeatable = parameters.filter(
    ([name, value]) => value !== '' && ['udid', 'attach', 'goods_tag'].includes(name),
  );
  if (repeatable.length === 0 || parameters.length === 30 || !chance.isTrue(0.4)) return parameters;
  const [name, value] = chance.one(repeatable);
  return [...parameters, [name, chance.one([value, 'second'])]];
}
