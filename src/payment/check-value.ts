import type { PayType } from '../catalog/pay-types.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { ParameterRule } from './parameter-rules.ts';
import { liftable } from './skip-rules.ts';
import { h5ExtendInfo } from './value-formats.ts';

/** The faults of one parameter's value: its form, its length, and what its pay type wants of it. */
export function valueFaults(rule: ParameterRule, value: string, pay_type: PayType | undefined): Fault[] {
  const field = rule.name;
  const malformed = rule.format?.(value) ?? sceneFault(field, value, pay_type);
  return [
    ...(malformed === undefined ? [] : [{ field, value, rule: malformed }]),
    ...lengthFaults(rule, value, pay_type),
    ...goodsFaults(field, value),
  ];
}

function sceneFault(field: string, value: string, pay_type: PayType | undefined): string | undefined {
  return field === 'extend_info' && pay_type?.flow === 'h5' ? h5ExtendInfo(value) : undefined;
}

function lengthFaults(rule: ParameterRule, value: string, pay_type: PayType | undefined): Fault[] {
  const max = pay_type ? maxLength(rule, pay_type) : rule.max_length;
  if (max === undefined || [...value].length <= max) return [];
  return [liftable('parameter-length', { field: rule.name, value, rule: t`must have at most ${max} characters` })];
}

/** The pages of WAP and of Alipay are stricter with URLs than the common ones. */
function maxLength({ name, max_length }: ParameterRule, { flow, wallet }: PayType): number | undefined {
  if (name === 'return_url' && wallet === 'alipay') return 200;
  return name.endsWith('_url') && flow === 'wap' ? 255 : max_length;
}

/** "At most 20 characters, no special characters"; which ones are special is not said, so only the plain ones pass. */
function goodsFaults(field: string, value: string): Fault[] {
  if (field !== 'goods_name' && field !== 'goods_info') return [];
  const isPlain = /^[\p{L}\p{M}\p{N} ._-]*$/u.test(value);
  const isShort = field === 'goods_info' || [...value].length <= 20;
  const faults = [];
  if (!isShort) {
    faults.push(liftable('goods-name-length', { field, value, rule: t`must have at most ${20} characters` }));
  }
  if (!isPlain) {
    const rule = t`must have letters, digits, spaces and . _ - only`;
    faults.push(liftable('goods-name-characters', { field, value, rule }));
  }
  return faults;
}
