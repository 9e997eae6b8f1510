import type { Reading } from './reading.ts';

export type Kind = 'request' | 'response' | 'notification';

export const kinds: readonly Kind[] = ['request', 'response', 'notification'];

/** What an input is when nobody said: JSON with `notify_type` is a notification, JSON with `respcd` a response. */
export function kindOf(reading: Reading | undefined): Kind {
  const names = reading?.notation === 'json' ? reading.parameters.map(([name]) => name) : [];
  if (names.includes('notify_type')) return 'notification';
  return names.includes('respcd') || reading?.direction === 'response' ? 'response' : 'request';
}
