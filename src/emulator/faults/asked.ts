import type { EndpointName } from '../../catalog/endpoints.ts';
import type { Given } from '../given.ts';
import type { Effect } from './effect.ts';

/** A call that was understood and is rightly signed; nothing else was looked at yet. */
export interface Asked {
  readonly endpoint: EndpointName;
  readonly given: Given;
}

/** Says what goes wrong with a call; undefined: nothing. It may count, so each call is asked about once. */
export type FindFault = (asked: Asked) => Effect | undefined;
