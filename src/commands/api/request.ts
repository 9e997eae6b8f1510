import { type CallTarget, readTarget } from '../../calls/call-target.ts';
import { callFaults, callRuleIds, plainFaults } from '../../calls/check-call.ts';
import { type FlagValues, toggle, value } from '../../command/flags.ts';
import { type GivenInput, inputFlag, readGivenInput } from '../../command/given-input.ts';
import type { Context } from '../../context.ts';
import { type Fault, liftRules, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import type { Parameter } from '../../signature/sign.ts';

export const apiFlags = {
  ...inputFlag(() => t`parameters from a file or stdin: JSON, a form, or name=value lines`),
  raw: toggle(() => t`print the answer's body as it came`),
  include: toggle(() => t`show the answer's headers too`),
  paginate: toggle(() => t`fetch all pages of a list`),
  output: value('<file>', () => t`write the answer's body to a file, whole or not at all`, { values: 'files' }),
  idempotent: toggle(() => t`a second sending does no harm: repeat it when the answer is lost`),
  again: toggle(() => t`send it although the same call was sent in the last 24 hours and its answer is not known`),
  force_method: toggle(() => t`take the METHOD that is said, where sources differ`),
  dry_run: toggle(() => t`show the request and send nothing`),
};

/** As typed. */
export type ApiOptions = FlagValues<typeof apiFlags>;

/** A call, understood and checked. What the tool fills in by itself is not in it yet. */
export interface ApiRequest {
  readonly target: CallTarget;
  /** As they were given, in their order; what is nested is one JSON text. */
  readonly parameters: readonly Parameter[];
  /** May not be sent a second time by itself. */
  readonly is_once: boolean;
  /** Moves money, or nobody can say: in prod it is asked for. */
  readonly moves_money: boolean;
  readonly warnings: readonly string[];
  readonly lifted: readonly string[];
  readonly options: ApiOptions & GlobalOptions;
  /** As typed, for the command to run again. */
  readonly words: readonly string[];
}

/** Commands that make a call with more care than `api` could: it hands the call over, and is no way round their rules. */
const commandsOfCalls: readonly string[] = ['pay', 'refund', 'reverse', 'close', 'capture', 'unfreeze'];

/**
 * Reads what was typed, and the file or stdin.
 * @throws UsageError with every fault at once; nothing was sent
 */
export async function readApiRequest(
  options: ApiOptions & GlobalOptions,
  words: readonly string[],
  context: Context,
): Promise<ApiRequest> {
  const { target, rest, faults: targetFaults } = readTarget(words, options.force_method);
  const given = await readGiven(options, rest, context);
  const parameters = [...(given.reading ? compacted(given) : []), ...given.words.parameters];
  const found = [
    ...targetFaults,
    ...given.faults,
    ...given.words.faults,
    ...inputFaults(given),
    ...(target ? parameterFaults(target, parameters) : plainFaults(parameters)),
    ...(target ? flagFaults(target, options, parameters) : []),
    ...outputFaults(options, context),
  ];
  const own = { command: 'api', rule_ids: callRuleIds };
  const { skip_rule = [] } = options;
  // The rules of another command are named to that command.
  const handed = isHandedOver(target) ? skip_rule.filter((id) => own.rule_ids.every((known) => known !== id)) : [];
  const asked = skip_rule.filter((id) => !handed.includes(id));
  const { faults, warnings, lifted } = liftRules(found, asked, own);
  refuse(faults, target?.endpoint ? `qfpay api ${target.endpoint.name} --help` : 'qfpay api --help');
  if (!target) throw new Error('a target without faults');
  const { endpoint, method } = target;
  return {
    ...{ target, parameters, warnings, lifted, options, words },
    is_once: endpoint ? !endpoint.may_repeat : method !== 'GET',
    moves_money: endpoint ? endpoint.moves_money : method !== 'GET',
  };
}

/** Whether another command makes this call. */
export function isHandedOver(target: CallTarget | undefined): boolean {
  return commandsOfCalls.includes(target?.endpoint?.command ?? '');
}

/** Nobody is asked to paste: a call may well have no parameters at all. */
function readGiven(options: ApiOptions & GlobalOptions, rest: readonly string[], context: Context) {
  return readGivenInput({ ...options, input: false, kind: 'request' }, rest, context);
}

/** JSON that is nested in JSON travels as one text, without the line breaks that a file has for its readers. */
function compacted({ reading }: GivenInput): Parameter[] {
  const isJson = reading?.notation === 'json';
  return (reading?.parameters ?? [])
    .filter(([, value]) => value !== '' || !isJson)
    .map(([name, value]) => [name, isJson && /^\s*[[{]/.test(value) ? compactJson(value) : value]);
}

/** Every digit and every escape as it stands. */
function compactJson(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
}

function inputFaults({ reading }: GivenInput): Fault[] {
  if (!reading) return [];
  const isAnswer = reading.direction === 'response';
  return [
    ...reading.faults,
    ...(isAnswer ? [{ field: '--input', rule: t`must hold the parameters of a request, and not an answer` }] : []),
  ];
}

/** The faults of a payment are told by `pay`, which knows what each pay type wants. */
function parameterFaults({ endpoint }: CallTarget, parameters: readonly Parameter[]): Fault[] {
  if (!endpoint) return plainFaults(parameters);
  if (endpoint.command !== 'pay') return callFaults(endpoint, parameters);
  const missing = callFaults(endpoint, parameters).filter(
    ({ field, value }) => value === undefined && field !== 'sign',
  );
  const isRequired = ({ field }: Fault) => ['txamt', 'txcurrcd', 'pay_type'].includes(field);
  return [...missing.filter(isRequired), ...plainFaults(parameters)];
}

function flagFaults(
  { endpoint, path }: CallTarget,
  { paginate, raw, output, json, idempotent, dry_run }: ApiOptions & GlobalOptions,
  parameters: readonly Parameter[],
): Fault[] {
  const names = endpoint?.parameters.map(({ name }) => name) ?? [];
  const hasPage = parameters.some(([name]) => name === 'page');
  const fault = (field: string, rule: string, next?: string): Fault => ({ field, rule, ...(next ? { next } : {}) });
  return [
    ...(paginate && !names.includes('page') ? [fault('--paginate', t`goes with calls that have pages`)] : []),
    ...(paginate && hasPage ? [fault('page', t`excludes --paginate, which begins with the first page`)] : []),
    ...(paginate && (raw || output !== undefined)
      ? [fault('--paginate', t`excludes --raw and --output: several answers are no one file`)]
      : []),
    ...(raw && json ? [fault('--raw', t`excludes --json: stdout is one of them`)] : []),
    ...(idempotent && endpoint && !endpoint.may_repeat
      ? [fault('--idempotent', t`cannot be said of ${endpoint.name}, which may not be repeated`)]
      : []),
    ...(endpoint?.answer === 'file' && output === undefined && !dry_run
      ? [fault('--output', t`must name a file: the answer is no text`, `qfpay api ${path} … --output statement.zip`)]
      : []),
  ];
}

/** What could not be kept is not asked for. No link is followed. */
function outputFaults({ output }: ApiOptions, { files }: Context): Fault[] {
  if (output === undefined) return [];
  const field = '--output';
  if (output === '' || output.endsWith('/')) return [{ field, value: output, rule: t`must name a file` }];
  if (!files.hasFolder(output)) return [{ field, value: output, rule: t`must name a file in a folder that is there` }];
  const found = files.writeFault(output);
  return found === undefined ? [] : [{ field, value: output, rule: t`must be a new file, or one of yours: ${found}` }];
}
