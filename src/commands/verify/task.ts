import type { Context } from '../../context.ts';
import { type Fault, refuse } from '../../errors.ts';
import { didYouMean } from '../../language/near-names.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { type Kind, kindOf, kinds } from '../../reading/kind.ts';
import { lacksBody } from '../../reading/message.ts';
import type { Reading } from '../../reading/reading.ts';
import { type Announced, findSignature, type ReceivedSignature } from '../../reading/received-signature.ts';
import type { Parameter } from '../../signature/canonical-text.ts';
import { type SignType, signTypes } from '../../signature/sign.ts';
import { isInteractive } from '../can-ask.ts';
import { type GivenInput, type InputOptions, missingInput, readGivenInput } from '../given-input.ts';
import { reportFileFault } from '../report-file.ts';

export interface VerifyOptions extends InputOptions {
  readonly signature?: string;
  readonly kind?: string;
  readonly explain?: boolean;
  readonly all_keys?: boolean;
  readonly report?: string;
  readonly sign_type?: string;
}

/** What is to be verified. A response or notification is its `body`; a request is its `parameters`. */
export interface VerifyTask {
  readonly kind: Kind;
  readonly received: string;
  readonly source: ReceivedSignature['source'];
  readonly announced: Announced;
  readonly parameters: readonly Parameter[];
  readonly body: Uint8Array;
  readonly reading: Reading | undefined;
  readonly remarks: readonly string[];
}

/** @throws UsageError with every fault of words, input and flags */
export async function readVerifyTask(
  options: VerifyOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<VerifyTask> {
  const given = await readGivenInput(options, args, context);
  const { reading, words } = given;
  const kind = kinds.find((name) => name === options.kind) ?? kindOf(reading);
  const announced = readAnnounced(options.sign_type);
  const parameters = [...(reading?.parameters ?? []), ...words.parameters];
  const found = (signature: string | undefined) => findSignature({ signature, announced }, reading, parameters);
  const typed = options.signature ?? (await askSignature(found(undefined).received, given, options, context));
  const signature = found(typed);
  const { received = '' } = signature;
  refuse(
    [
      ...flagFaults(options),
      ...reportFaults(options, context),
      ...given.faults,
      ...words.faults,
      ...(kind === 'request' ? requestFaults(given) : rawFaults(kind, given)),
      ...(received === '' && given.faults.length === 0 ? [missingSignature(kind)] : []),
    ],
    'qfpay verify --help',
  );
  const body = reading?.body ?? new Uint8Array();
  return { ...signature, kind, received, body, reading };
}

/** On a terminal, when there is something to verify but no signature in it. */
async function askSignature(
  received: string | undefined,
  { reading, words, faults }: GivenInput,
  options: VerifyOptions & GlobalOptions,
  context: Context,
): Promise<string | undefined> {
  const is_given = faults.length === 0 && (reading !== undefined || words.parameters.length > 0);
  if (received !== undefined || !is_given || !isInteractive(options, context)) return undefined;
  const answer = (await context.prompt.ask(t`Received signature (hex), Enter if there is none:`)).trim();
  return answer === '' ? undefined : answer;
}

function requestFaults({ reading, words, faults }: GivenInput): Fault[] {
  if (reading) {
    const has_none = reading.parameters.length + words.parameters.length === 0;
    return has_none && lacksBody(reading) ? [missingBody()] : [...reading.faults];
  }
  const is_empty = faults.length === 0 && words.faults.length === 0 && words.parameters.length === 0;
  return is_empty ? [missingInput()] : [];
}

/** The parameters are in the body: without them there is nothing to hold a signature against. */
function missingBody(): Fault {
  return {
    field: 'parameters',
    rule: t`must be given: only the head of the request is in the input, as curl -v shows it`,
    next: t`paste the curl command as well, or add the parameters as name=value`,
  };
}

/** QFPay signs answers only sometimes: nothing is wrong with one that has no header. */
function missingSignature(kind: Kind): Fault {
  const rule = t`must be given: the input has neither X-QF-SIGN nor sign`;
  const next = kind === 'response' ? { next: t`an answer without X-QF-SIGN is normal, and cannot be verified` } : {};
  return { field: '--signature', rule, ...next };
}

function reportFaults({ report }: VerifyOptions, { files }: Context): Fault[] {
  const fault = report === undefined ? undefined : reportFileFault(report, files);
  return fault ? [fault] : [];
}

function flagFaults({ kind, sign_type }: VerifyOptions): Fault[] {
  const is_kind = kind === undefined || kinds.some((name) => name === kind);
  const is_type = sign_type === undefined || readAnnounced(sign_type) !== undefined;
  return [
    ...(is_kind
      ? []
      : [{ field: '--kind', value: kind, rule: t`must be ${kinds.join(', ')}`, ...didYouMean(kind, kinds) }]),
    ...(is_type ? [] : [{ field: '--sign-type', value: sign_type, rule: t`must be SHA256, MD5 or none` }]),
  ];
}

function readAnnounced(text: string | undefined): SignType | 'none' | undefined {
  if (text?.toLowerCase() === 'none') return 'none';
  return signTypes.find((type) => type === text?.toUpperCase());
}

/** Words can carry the signature and its headers, but add nothing to the bytes that are signed. */
function rawFaults(kind: Kind, { reading, words, faults }: GivenInput): Fault[] {
  if (!reading) {
    return faults.length > 0
      ? []
      : [{ field: '--input', rule: t`must be given: a ${kind} is signed over its raw bytes` }];
  }
  return words.parameters
    .filter(([name]) => !/^(sign|x-qf-.*)$/i.test(name))
    .map(([name]) => ({ field: name, rule: t`cannot be added to the raw bytes of a ${kind}` }));
}
