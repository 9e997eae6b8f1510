import { t } from '../../language/t.ts';
import type { ListenEvent } from './event.ts';

/** What came in a run, counted. */
export interface Tally {
  readonly received: number;
  readonly valid: number;
  readonly duplicate: number;
  readonly invalid: number;
  /** Other methods and paths, and what the server itself refused. */
  readonly refused: number;
  readonly forward_failed: number;
  readonly disagreed: number;
}

export const nothingYet: Tally = {
  received: 0,
  valid: 0,
  duplicate: 0,
  invalid: 0,
  refused: 0,
  forward_failed: 0,
  disagreed: 0,
};

export function counted(tally: Tally, event: ListenEvent): Tally {
  const received = tally.received + 1;
  if (event.kind === 'refused') return { ...tally, received, refused: tally.refused + 1 };
  const { notification, is_duplicate, forwarded, confirmed } = event;
  return {
    ...tally,
    received,
    valid: tally.valid + Number(notification.is_valid),
    duplicate: tally.duplicate + Number(is_duplicate),
    invalid: tally.invalid + Number(!notification.is_valid),
    forward_failed: tally.forward_failed + Number(forwarded?.acknowledged === false),
    disagreed: tally.disagreed + Number(confirmed?.agrees === false),
  };
}

/** `3 received: 2 valid (1 duplicate), 1 invalid`; what did not happen is not named, but for validity. */
export function describeTally({ received, valid, duplicate, invalid, ...others }: Tally): string {
  const copies = duplicate > 0 ? ` ${t`(${duplicate} duplicate)`}` : '';
  const rest = [
    ...(others.refused > 0 ? [t`${others.refused} refused`] : []),
    ...(others.forward_failed > 0 ? [t`${others.forward_failed} not taken by the forward target`] : []),
    ...(others.disagreed > 0 ? [t`${others.disagreed} against what query says`] : []),
  ];
  const parts = [t`${valid} valid` + copies, t`${invalid} invalid`, ...rest];
  return t`${received} received: ${parts.join(', ')}`;
}
