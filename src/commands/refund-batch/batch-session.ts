import type { Context } from '../../context.ts';
import { createGateway } from '../../gateway/create-gateway.ts';
import { limiterOf } from '../../gateway/limiter-of.ts';
import type { Session } from '../session.ts';
import type { BatchRequest } from './request.ts';

/** A session that counts what it asks. */
export interface BatchSession extends Session {
  count(): number;
  /** How long so many more requests will take at least. */
  secondsFor(requests: number): number;
}

/** The same merchant at the batch's own pace, which all batches on this machine share. */
export function batchSession(session: Session, { max_per_minute }: BatchRequest, context: Context): BatchSession {
  const { settings, hears } = session;
  const limiter = limiterOf(settings, context, { max_per_minute });
  const gateway = createGateway(settings, context, { ...hears, limiter });
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
    secondsFor: (requests) => (requests === 0 ? 0 : limiter.timeFor(requests) / 1000),
  };
}
