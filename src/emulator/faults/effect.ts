import type { NotificationFault } from '../entry.ts';

/** What goes otherwise with one call than it would. */
export interface Effect {
  /** Whose it is: a name of the table of faults. */
  readonly fault: string;
  /** The gateway decides so, where the call is otherwise right. */
  readonly ruling?: Ruling;
  /** The gateway never gets to do what it was asked. */
  readonly is_lost?: boolean;
  readonly delay_ms?: number;
  /** Another answer than the gateway's. */
  readonly page?: Page;
  readonly body?: 'half';
  readonly connection?: 'reset' | 'hang' | 'cut';
  readonly signature?: 'wrong' | 'missing';
  readonly notification?: NotificationFault;
}

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A code that the gateway answers with. */
export interface Ruling {
  readonly respcd: string;
  /** How long one of the pending codes stays; then the money has moved. */
  readonly settles_ms: number;
}
