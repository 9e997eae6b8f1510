import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { type KnownRules, unknownRules } from '../../transaction/lift-rules.ts';
import type { Transaction } from '../../transaction/transaction.ts';
import { readNumbers } from '../query/values.ts';
import { connectionFlags, shellLine } from '../resume-command.ts';

/** The command's name tells the endpoint. */
export const cancelEndpoints = { reverse: 'reversal', close: 'close' } as const;

export type CancelName = keyof typeof cancelEndpoints;

export interface CancelOptions {
  readonly syssn?: string;
  readonly dry_run?: boolean;
}

/** One order that is to be ended, as it was named. */
export interface CancelRequest {
  readonly name: CancelName;
  readonly field: 'out_trade_no' | 'syssn';
  readonly value: string;
  /** As typed, for the commands that are given to go on with. */
  readonly options: CancelOptions & GlobalOptions;
}

type Named = Pick<CancelRequest, 'field' | 'value' | 'options'>;

/** The same order for another command, ready to be pasted into a shell. */
export function cancelWords(command: CancelName | 'query', { field, value, options }: Named): string {
  const named = field === 'syssn' ? ['--syssn', value] : [value];
  return shellLine(['qfpay', command, ...named, ...connectionFlags(options)]);
}

/** The same command again, for whoever interrupts it before it has sent anything. */
export function againCommand(request: CancelRequest): string {
  const skipped = request.options.skip_rule?.map((id) => `--skip-rule ${id}`) ?? [];
  return [cancelWords(request.name, request), ...skipped].join(' ');
}

/** Gives back what is left of it. */
export function refundCommand({ field, options }: Omit<Named, 'value'>, { out_trade_no, syssn }: Transaction): string {
  const byNumber = out_trade_no !== undefined && (field === 'out_trade_no' || syssn === undefined);
  const named = byNumber ? [out_trade_no] : ['--syssn', syssn ?? ''];
  return shellLine(['qfpay', 'refund', ...named, '--full', ...connectionFlags(options)]);
}

/** The rule that may be out of date: QFPay's documents contradict each other about it. */
export const cancelEndpointRule = 'cancel-endpoint';

export function cancelRules(command: CancelName): KnownRules {
  return { command, rule_ids: [cancelEndpointRule] };
}

/** @throws UsageError with every fault at once */
export function readCancelRequest(
  name: CancelName,
  options: CancelOptions & GlobalOptions,
  args: readonly string[],
): CancelRequest {
  const faults: Fault[] = [];
  const out_trade_no = readNumbers(args, 'out_trade_no', faults);
  const syssn = readNumbers(options.syssn === undefined ? [] : [options.syssn], 'syssn', faults);
  const [value = '', ...others] = [...out_trade_no, ...syssn];
  if (value === '' && faults.length === 0)
    faults.push({ field: 'out_trade_no', rule: t`is required, or --syssn in its place` });
  if (others.length > 0)
    faults.push({ field: 'out_trade_no', rule: t`must be one order, named by its number or by --syssn` });
  faults.push(...unknownRules(options.skip_rule ?? [], cancelRules(name)));
  refuse(faults, `qfpay ${name} --help`);
  return { name, field: out_trade_no.length > 0 ? 'out_trade_no' : 'syssn', value, options };
}
