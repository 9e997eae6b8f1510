import type { Context } from '../../context.ts';
import { createGateway } from '../../gateway/create-gateway.ts';
import { createLimiter } from '../../gateway/limiter.ts';
import type { Session } from '../session.ts';
import type { BatchRequest } from './request.ts';

/** A session that counts what it asks. */
export interface BatchSession extends Session {
  count(): number;
}

/** The same merchant at the batch's own pace. */
export function batchSession({ settings }: Session, { max_per_minute }: BatchRequest, context: Context): BatchSession {
  const limiter = createLimiter(context.clock, [
    { requests: 100, ms: 1000 },
    { requests: max_per_minute, ms: 60_000 },
  ]);
  const gateway = createGateway(settings, context, limiter);
  let count = 0;
  return {
    settings,
    gateway: {
      ...gateway,
      send(endpoint, parameters) {
        count += 1;
        return gateway.send(endpoint, parameters);
      },
    },
    count: () => count,
  };
}
