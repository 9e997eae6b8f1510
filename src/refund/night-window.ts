const minute = 60_000;
const day = 24 * 60 * minute;
const gatewayOffset = 8 * 60 * minute;

const start = (23 * 60 + 30) * minute;
const length = 60 * minute;

/** QFPay documents that nothing is refunded from 23:30 to 00:30 Hong Kong time: when that ends; undefined outside it. */
export function nightWindowEnd(now: Date): Date | undefined {
  const wall = now.getTime() + gatewayOffset;
  const since = (((wall - start) % day) + day) % day;
  return since < length ? new Date(now.getTime() - since + length) : undefined;
}
