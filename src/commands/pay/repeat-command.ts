import type { GlobalOptions } from '../../merchant/global-options.ts';
import { shellLine } from '../resume-command.ts';
import type { PayOptions } from './options.ts';

type Typed = PayOptions & GlobalOptions;

const values = [
  ...['env', 'profile', 'mchid', 'key_file', 'base_url', 'sign_type', 'timezone', 'timeout', 'lang'],
  ...['pay_type', 'txamt', 'amount', 'currency', 'out_trade_no', 'goods_name', 'auth_code', 'expired_time'],
  ...['notify_url', 'return_url', 'udid', 'txdtm', 'param', 'wait_timeout', 'qr_file', 'skip_rule'],
] as readonly (keyof Typed)[];

const switches = [
  ...['wait', 'cancel_on_timeout', 'refund_after', 'qr', 'qr_invert', 'dry_run', 'verbose', 'yes'],
] as readonly (keyof Typed)[];

/** The command line that does without a question what was asked for. The payer's code is good for once, so it never stands in it. */
export function repeatCommand(typed: Typed): string {
  const repeatable: Typed = typed.auth_code === undefined ? typed : { ...typed, auth_code: '-' };
  return shellLine([
    'qfpay',
    'pay',
    ...values.flatMap((name) => valueFlags(name, repeatable[name])),
    ...switches.filter((name) => repeatable[name] === true).map(flagOf),
    ...(repeatable.qr === false ? ['--no-qr'] : []),
    ...(repeatable.color === false ? ['--no-color'] : []),
  ]);
}

function valueFlags(name: keyof Typed, value: unknown): string[] {
  const texts = Array.isArray(value) ? value : [value];
  return texts.flatMap((text) => (typeof text === 'string' ? [flagOf(name), text] : []));
}

function flagOf(name: keyof Typed): string {
  return name === 'param' ? '-p' : `--${name.replaceAll('_', '-')}`;
}
