import { type PayType, payTypes } from '../catalog/pay-types.ts';

const byCode: ReadonlyMap<string, PayType> = new Map(payTypes.map((payType) => [payType.code, payType]));

export function payTypeOf(code: string): PayType | undefined {
  return byCode.get(code);
}
