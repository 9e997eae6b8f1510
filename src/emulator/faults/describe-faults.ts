import { faultKinds } from './faults.ts';

/** A fault as it is listed for people and in JSON. */
export interface DescribedFault {
  readonly fault: string;
  /** Cents; the same twice where it is one amount. */
  readonly txamt: { readonly from: number; readonly to: number };
  readonly takes: readonly string[];
  readonly summary: string;
}

export function describeFaults(): DescribedFault[] {
  return faultKinds().map(({ name, magic, takes = [], summary }) => ({ fault: name, txamt: magic, takes, summary }));
}
