/** The flags of `refund`, as typed. */
export interface RefundOptions {
  readonly syssn?: string;
  readonly txamt?: string;
  readonly amount?: string;
  readonly full?: boolean;
  readonly refund_no?: string;
  readonly since?: string;
  readonly until?: string;
  readonly wait?: boolean;
  readonly wait_timeout?: string;
  readonly dry_run?: boolean;
}
