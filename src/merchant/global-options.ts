/** The flags that every command takes, as typed. What they mean together is decided in `settings.ts`. */
export interface GlobalOptions {
  readonly env?: string;
  readonly profile?: string;
  readonly mchid?: string;
  readonly base_url?: string;
  readonly sign_type?: string;
  readonly timezone?: string;
  readonly timeout?: string;
  readonly lang?: string;
  readonly key_file?: string;
  readonly json?: boolean;
  /** False after `--no-input`. */
  readonly input?: boolean;
  /** False after `--no-color`. */
  readonly color?: boolean;
  readonly verbose?: boolean;
  readonly yes?: boolean;
  readonly skip_rule?: readonly string[];
}
