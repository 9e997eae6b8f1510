import type { Context } from '../../context.ts';
import { type Fault, refuse } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import { charsetFaults } from '../../reading/charset-faults.ts';
import type { Reading } from '../../reading/reading.ts';
import { isKnownName } from '../../reading/vocabulary.ts';
import { type GivenInput, type InputOptions, missingInput, readGivenInput } from '../given-input.ts';
import { readEndpoint, type SignEndpoint } from './endpoint.ts';

export interface SignOptions extends InputOptions {
  readonly endpoint?: string;
  readonly kind?: string;
  readonly explain?: boolean;
  readonly curl?: boolean;
}

/** What is to be signed, and where it goes. */
export interface SignTask {
  readonly given: GivenInput;
  readonly endpoint: SignEndpoint;
}

/** @throws UsageError with every fault of words, input and flags */
export async function readSignTask(options: SignOptions, args: readonly string[], context: Context): Promise<SignTask> {
  const given = await readGivenInput(options, args, context);
  const endpoint = readEndpoint(options.endpoint ?? 'payment');
  const faults = [
    ...given.faults,
    ...given.words.faults,
    ...('field' in endpoint ? [endpoint] : []),
    ...(options.kind === 'notification' ? notificationFaults(given, options) : requestFaults(given, options)),
  ];
  refuse(faults, t`qfpay sign txamt=100 txcurrcd=HKD, or qfpay help sign`);
  return { given, endpoint: endpoint as SignEndpoint };
}

function requestFaults({ reading, words, faults }: GivenInput, { kind }: SignOptions): Fault[] {
  const is_known = kind === undefined || kind === 'request';
  const is_empty = faults.length === 0 && !reading && words.parameters.length + words.faults.length === 0;
  return [
    ...(is_known
      ? []
      : [
          {
            field: '--kind',
            value: kind,
            rule: t`must be request or notification`,
            ...didYouMean(kind, ['request', 'notification']),
          },
        ]),
    ...(reading?.faults ?? []),
    ...(reading ? charsetFaults(reading) : []),
    ...(reading && reading.faults.length === 0 ? notUnderstood(reading) : []),
    ...(is_empty ? [missingInput()] : []),
  ];
}

/** What has no name of QFPay's and more than one level, or names that are none, is another text: it is not signed on a guess. */
function notUnderstood({ parameters }: Reading): Fault[] {
  const stray = parameters.find(([name]) => /[\s{}"'<>]/.test(name));
  const is_known = parameters.some(([name]) => isKnownName(name));
  const nested = is_known ? undefined : parameters.find(([, value]) => /^\s*[[{]/.test(value));
  if (!stray && !nested) return [];
  const next = t`give the parameters alone: a form, a JSON object, or name=value lines`;
  const rule = t`must hold the parameters of a request: what was read of it has none of QFPay's names`;
  return [{ field: '--input', rule, next }];
}

function notificationFaults({ reading, words, faults }: GivenInput, { curl }: SignOptions): Fault[] {
  const is_missing = !reading && faults.length === 0;
  return [
    ...(is_missing ? [{ field: '--input', rule: t`must be given: a notification is signed over its raw bytes` }] : []),
    ...words.parameters.map(([name]) => ({ field: name, rule: t`cannot be added to the raw bytes of a notification` })),
    ...(curl ? [{ field: '--curl', rule: t`goes with requests, not with a notification` }] : []),
  ];
}
