import { callRuleIds } from '../../calls/check-call.ts';
import { tell } from '../../command/command.ts';
import type { HttpResponse } from '../../context/network.ts';
import type { Context } from '../../context.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import type { RefundOptions } from '../../money/refund-request.ts';
import type { Block, Report } from '../../report/report.ts';
import { keepingAnswer } from './read.ts';
import type { ApiRequest } from './request.ts';

/** Parameters of a payment that `pay` has flags for; the others go by its `-p`. */
const payFlags: Readonly<Record<string, string>> = {
  ...{ pay_type: 'pay_type', txamt: 'txamt', txcurrcd: 'currency', out_trade_no: 'out_trade_no', txdtm: 'txdtm' },
  ...{ goods_name: 'goods_name', auth_code: 'auth_code', expired_time: 'expired_time', udid: 'udid' },
  ...{ notify_url: 'notify_url', return_url: 'return_url', mchid: 'mchid' },
};

/**
 * Calls that move money and have a command are made by that command: by its rules and questions, with its number on disk and its way
 * to settle a lost answer. What it reports is reported as this call's.
 */
export async function handOver(request: ApiRequest, context: Context): Promise<Report> {
  const { options, target } = request;
  const { method, path } = target;
  let answered: HttpResponse | undefined;
  const world: Context = {
    ...context,
    http: async (sent) => {
      const answer = await context.http(sent);
      if (new URL(sent.url).pathname.endsWith(path)) answered = answer;
      return answer;
    },
  };
  const report = await runCommand(request, world);
  const unanswered = answered || options.dry_run ? [] : unansweredWarnings(options);
  const { warnings: own = [] } = report.data as { readonly warnings?: readonly string[] };
  const said = [...request.warnings, ...own, ...unanswered];
  const data = {
    ...report.data,
    ...(options.dry_run ? {} : { request: { method, path } }),
    ...(said.length > 0 ? { warnings: said } : {}),
  };
  // Those of the request stand on stderr already.
  const told = { ...report, command: 'api', data, warnings: [...(report.warnings ?? []), ...unanswered] };
  return answered ? withAnswer(told, answered, request, context) : told;
}

/** What was made before is told without being sent: there is no answer to show or to keep. */
function unansweredWarnings({ output, raw, include }: ApiRequest['options']): string[] {
  return [
    ...(output === undefined ? [] : [t`nothing was sent this time, so that ${output} is not written`]),
    ...(raw || include ? [t`nothing was sent this time, so that there is no answer to show as it came`] : []),
  ];
}

/** The bytes of the call's own answer, where they are asked for. */
function withAnswer(report: Report, answered: HttpResponse, { options }: ApiRequest, context: Context): Report {
  const { headers, status, body } = answered;
  const { include, raw, output } = options;
  const text = context.secrets.mask(Buffer.from(body).toString('utf8'));
  const is_wanted = output !== undefined && report.exit_code === 0;
  const { problem } = is_wanted ? keepingAnswer(() => context.files.write(output, text)) : {};
  const lines = include
    ? [`HTTP ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)]
    : [];
  const head = lines.map((line): Block => ({ kind: 'text', text: line }));
  return {
    ...report,
    data: {
      ...report.data,
      ...(include ? { headers } : {}),
      ...(is_wanted && problem === undefined ? { output: { file: output, bytes: Buffer.byteLength(text) } } : {}),
      ...(problem === undefined ? {} : { warnings: [...((report.data['warnings'] as string[]) ?? []), problem] }),
    },
    ...(problem === undefined ? {} : { warnings: [...(report.warnings ?? []), problem] }),
    blocks: raw ? [...head, { kind: 'text', text: text.replace(/\n$/, '') }] : [...head, ...report.blocks],
  };
}

async function runCommand(request: ApiRequest, context: Context): Promise<Report> {
  const values = new Map(request.parameters);
  const base = commandOptions(request);
  switch (request.target.endpoint?.command) {
    case 'pay':
      return (await import('../pay.ts')).payCommand.run({ ...base, ...payOptions(request) }, [], context);
    case 'refund': {
      const sum = { syssn: values.get('syssn') ?? '', txamt: values.get('txamt') ?? '' };
      const number = optional('refund_no', values.get('out_trade_no'));
      const sent_as = { ...optional('txdtm', values.get('txdtm')), ...optional('udid', values.get('udid')) };
      const { refundCommand } = await import('../refund.ts');
      const typed: RefundOptions & GlobalOptions = { ...base, ...sum, ...number, sent_as };
      return refundCommand.run(typed, [], context);
    }
    case 'reverse':
      return (await import('../cancel.ts')).reverseCommand.run(
        { ...base, ...cancelOptions(values) },
        cancelWords(values),
        context,
      );
    case 'close':
      return (await import('../cancel.ts')).closeCommand.run(
        { ...base, ...cancelOptions(values) },
        cancelWords(values),
        context,
      );
    case 'capture':
    case 'unfreeze':
      return runHold(request.target.endpoint.command, values, base, context);
    default:
      throw new Error(`${request.target.path} is handed to no command`);
  }
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [Each in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [Each in Name]: string });
}

/** Captures and releases: what is theirs to say is given on, and the rest is held against the hold. */
async function runHold(
  command: 'capture' | 'unfreeze',
  values: ReadonlyMap<string, string>,
  base: GlobalOptions & { readonly dry_run?: boolean; readonly again?: boolean },
  context: Context,
): Promise<Report> {
  tellUnsent(values, ['syssn', 'txamt', 'txcurrcd', 'out_trade_no', 'mchid'], context);
  if (command === 'capture') {
    const own = given(values, ['syssn', 'txamt', 'out_trade_no']);
    const options = { ...base, ...own, expected: given(values, ['txcurrcd']) };
    return (await import('../capture.ts')).captureCommand.run(options, [], context);
  }
  const expected = given(values, ['txamt', 'out_trade_no', 'txcurrcd']);
  const options = { ...base, ...given(values, ['syssn']), expected };
  return (await import('../unfreeze.ts')).unfreezeCommand.run(options, [], context);
}

/** The command makes the rest itself; whoever gave it has to know. */
function tellUnsent(values: ReadonlyMap<string, string>, sent: readonly string[], context: Context): void {
  const unsent = [...values.keys()].filter((name) => !sent.includes(name));
  if (unsent.length > 0) tell(context, t`warning: ${unsent.join(', ')}: not sent as given, this call makes its own`);
}

function given(values: ReadonlyMap<string, string>, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.flatMap((name) => (values.has(name) ? [[name, values.get(name) ?? '']] : [])));
}

/** What goes for both: the rules that the other command knows, and the method where that is forced. */
function commandOptions({ options, target, parameters }: ApiRequest): GlobalOptions & { readonly dry_run?: boolean } {
  const { input_file: _file, raw: _raw, include: _include, output: _output, skip_rule, ...rest } = options;
  const isPayment = target.endpoint?.command === 'pay';
  const own: readonly string[] = isPayment ? [] : callRuleIds;
  const mchid = parameters.find(([name]) => name === 'mchid')?.[1];
  const left = skip_rule?.filter((id) => !own.includes(id)) ?? [];
  const forced =
    target.endpoint && target.method !== target.endpoint.method
      ? { methods: { [target.endpoint.name]: target.method } }
      : {};
  return {
    ...rest,
    ...forced,
    ...optional('mchid', mchid ?? options.mchid),
    ...(left.length > 0 ? { skip_rule: left } : {}),
  };
}

/** No picture of the code: the answer is asked for as it is. */
function payOptions({ parameters }: ApiRequest): Readonly<Record<string, unknown>> {
  const flags = parameters.flatMap(([name, value]) => (payFlags[name] ? [[payFlags[name], value] as const] : []));
  const param = parameters.filter(([name]) => !payFlags[name]).map(([name, value]) => `${name}=${value}`);
  return { ...Object.fromEntries(flags), param, qr: false };
}

/** The order is looked up; amount and time, where they were given, have to be its own. */
function cancelOptions(values: ReadonlyMap<string, string>) {
  const expected = ['out_trade_no', 'txamt', 'txdtm'].flatMap((name) => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...optional('syssn', values.get('syssn')), expected: Object.fromEntries(expected) };
}

function cancelWords(values: ReadonlyMap<string, string>): string[] {
  const out_trade_no = values.get('out_trade_no');
  return out_trade_no === undefined || values.has('syssn') ? [] : [out_trade_no];
}
