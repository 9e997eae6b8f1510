import type { Cause } from '../../explanation/explain.ts';
import type { Notification } from '../../notification/read-notification.ts';
import type { Delivery } from '../deliver.ts';

/** What the sender was told. */
export interface Told {
  readonly status: number;
  readonly text: string;
}

/** Something came, and this was done with it. */
export type ListenEvent = NotificationEvent | RefusedEvent;

export interface NotificationEvent {
  readonly kind: 'notification';
  readonly received_at: Date;
  readonly notification: Notification;
  /** The same event was acknowledged before: nothing was done with it again. */
  readonly is_duplicate: boolean;
  readonly answered: Told;
  readonly saved?: string | undefined;
  /** Why it could not be kept. */
  readonly save_problem?: string | undefined;
  readonly forwarded?: Delivery | undefined;
  readonly confirmed?: Confirmation | undefined;
  /** Of one that is not valid: the likeliest reason, where one reproduces the signature. */
  readonly cause?: Cause | undefined;
}

/** No notification at all: another method or path, too long, too slow, or no HTTP. */
export interface RefusedEvent {
  readonly kind: 'refused';
  readonly received_at: Date;
  /** Both undefined where the sender never came to say so. */
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly answered: Told;
}

/** What `query` says about a notification. */
export interface Confirmation {
  /** Undefined where the gateway could not be asked. */
  readonly agrees: boolean | undefined;
  /** What does not agree, or why nobody can tell. */
  readonly remarks: readonly string[];
}
