import type { EndpointName } from '../catalog/endpoints.ts';

/** One fact on the emulator's books. What was refunded or cancelled is not written here: the entries about it tell. */
export interface Entry {
  readonly kind: Exclude<EndpointName, 'query'>;
  /** 26 digits, as text. */
  readonly syssn: string;
  /** Whose it is: app code and mchid. Numbers are unique within it. */
  readonly owner: string;
  readonly out_trade_no: string;
  /** The payment that a refund, reversal or close is about. */
  readonly orig_syssn?: string;
  /** Cents. */
  readonly txamt: number;
  readonly txcurrcd: string;
  readonly pay_type: string;
  /** As it was sent. */
  readonly txdtm: string;
  /** Milliseconds since 1970, as all times here. */
  readonly made_at: number;
  /** When the payer pays; absent when nobody will. Time stamps decide, so that no process has to be there then. */
  readonly pays_at?: number;
  readonly expires_at?: number;
  readonly goods_name?: string;
  readonly udid?: string;
}
