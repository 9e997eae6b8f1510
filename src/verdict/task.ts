import { isInteractive } from '../command/asking.ts';
import { type FlagValues, toggle, value } from '../command/flags.ts';
import {
  type GivenBytes,
  type GivenInput,
  type InputOptions,
  inputFlag,
  missingInput,
  readGivenBytes,
  withReading,
} from '../command/given-input.ts';
import type { Files } from '../context/files.ts';
import type { Context } from '../context.ts';
import { type Fault, refuse } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import {
  type Announced,
  findSignature,
  type Kind,
  kindOf,
  kinds,
  lacksBody,
  type Reading,
  type ReceivedSignature,
} from '../reading/read-parameters.ts';
import type { RecordCandidate } from '../reading/signed-records.ts';
import type { ClientKey } from '../signature/client-key.ts';
import { type Parameter, type SignType, signTypes } from '../signature/sign.ts';

/** As typed. */
export const verifyFlags = {
  ...inputFlag(
    () => t`anything that holds it: the bytes as they came, a curl command, raw HTTP, HAR, JSON, a log line`,
  ),
  signature: value('<hex>', () => t`the received signature (default: X-QF-SIGN or sign in the input)`),
  kind: value('<kind>', () => t`request, response or notification (default: found from the input)`, {
    values: ['request', 'response', 'notification'],
  }),
  pick: value(
    '<n>',
    () => t`of several signatures in the input the one that is meant (default: the first that is wrong)`,
  ),
  explain: toggle(() => t`show the signing string and both digests`),
  report: value('<file.md>', () => t`write a case file for support: no key, personal values masked`, {
    values: 'files',
  }),
  all_keys: toggle(() => t`try the keys of profiles that a command tells, too`),
};

export type VerifyOptions = FlagValues<typeof verifyFlags> & Pick<InputOptions, 'is_piped' | 'key_file'>;

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
  /** How the input was read; undefined for words of the command line. */
  readonly way?: Pick<RecordCandidate, 'role' | 'undone' | 'is_pinned' | 'is_printed' | 'is_json_sent' | 'is_partial'>;
}

/** One signature, with every way to read what it stands for; the likeliest first. */
export interface VerifyCase {
  readonly ways: readonly [VerifyTask, ...VerifyTask[]];
  /** `line 3`; undefined for words of the command line. */
  readonly place?: string;
}

export interface VerifyCases {
  readonly cases: readonly [VerifyCase, ...VerifyCase[]];
  /** Signatures that were not looked at, because there are so many. */
  readonly left_out: number;
  /** The key stands in what was given. */
  readonly shows_key: boolean;
  /** What was typed beside the input. */
  readonly words: readonly Parameter[];
  /** The same read in every way, where one was enough to begin with: to be looked at where that one proves nothing. */
  readonly inEveryWay?: () => Promise<VerifyCases>;
}

type Options = VerifyOptions & GlobalOptions;

/**
 * @param key it may stand in the text, behind what was signed with it
 * @throws UsageError with every fault of words, input and flags
 */
export async function readVerifyCases(
  options: Options,
  args: readonly string[],
  context: Context,
  key: Promise<{ client_key: ClientKey }>,
): Promise<VerifyCases> {
  const given = await readGivenBytes(options, args, context);
  const { client_key } = await key.catch(() => ({ client_key: undefined }));
  const inEveryWay = async () => casesOf(given, await readTexts(given, options, client_key), options, context);
  const plain = await readPlain(given, options, client_key);
  return plain ? { ...(await casesOf(given, plain, options, context)), inEveryWay } : inEveryWay();
}

async function casesOf(
  given: GivenBytes,
  found: ReadTexts | undefined,
  options: Options,
  context: Context,
): Promise<VerifyCases> {
  const cases = found?.cases.flatMap(casesFrom(given, options)) ?? [];
  const [first, ...others] =
    cases.length > 0 && !lacksSignature(cases, options)
      ? cases
      : [await onlyCase(await withReading(given, options), options, context, found?.cases)];
  const kind = first?.ways[0].kind ?? 'request';
  const faults = [
    ...flagFaults(options, 1 + others.length),
    ...reportFaults(options, context),
    ...(kind === 'request' ? [] : rawFaults(kind, given)),
  ];
  refuse(faults, 'qfpay verify --help');
  const { left_out = 0, shows_key = false } = found ?? {};
  return { cases: [first as VerifyCase, ...others], left_out, shows_key, words: given.words.parameters };
}

interface ReadCase {
  readonly received: string | undefined;
  readonly place: string;
  readonly candidates: readonly RecordCandidate[];
}

interface ReadTexts {
  readonly cases: readonly ReadCase[];
  readonly left_out: number;
  readonly shows_key: boolean;
}

/** The readers are many: they are loaded when there is something to read. */
async function readTexts(
  { bytes, words }: GivenBytes,
  { kind }: VerifyOptions,
  key: ClientKey | undefined,
): Promise<ReadTexts | undefined> {
  if (!bytes || words.faults.length > 0) return undefined;
  const { readSignedInput } = await import('../reading/signed-input.ts');
  const prefers = kinds.find((name) => name === kind);
  return readSignedInput(bytes, { prefers, ...(key ? { key } : {}) });
}

/** A text that can be read in one way only needs one reader. */
async function readPlain(
  { bytes, words }: GivenBytes,
  { kind = 'request' }: VerifyOptions,
  key: ClientKey | undefined,
): Promise<ReadTexts | undefined> {
  const begin = Buffer.from(bytes?.subarray(0, 5) ?? []).toString('latin1');
  if (!bytes || words.faults.length > 0 || begin !== 'curl ' || kind !== 'request') return undefined;
  if (key?.isIn(Buffer.from(bytes).toString('latin1'))) return undefined;
  const { readPlainCommand } = await import('../reading/curl/plain-command.ts');
  return readPlainCommand(bytes);
}

function casesFrom(given: GivenBytes, options: Options): (read: ReadCase) => VerifyCase[] {
  return ({ received, place, candidates }) => {
    const [first, ...others] = candidates.map((candidate) => taskOf(candidate, received, given, options));
    return first ? [{ ways: [first, ...others], place }] : [];
  };
}

function taskOf(
  candidate: RecordCandidate,
  received: string | undefined,
  { words }: GivenBytes,
  options: Options,
): VerifyTask {
  const { reading, kind, ...way } = candidate;
  const forced = kinds.find((name) => name === options.kind) ?? kind;
  const parameters = [...reading.parameters, ...words.parameters];
  const wanted =
    options.signature ?? (words.parameters.some(([name]) => /^(?:sign|x-qf-sign)$/i.test(name)) ? undefined : received);
  const announced = readAnnounced(options.sign_type);
  const signature = findSignature({ signature: wanted, announced }, reading, parameters);
  const source =
    options.signature === undefined && wanted !== undefined
      ? reading.headers
        ? 'X-QF-SIGN'
        : 'sign'
      : signature.source;
  return { ...signature, source, received: signature.received ?? '', kind: forced, body: reading.body, reading, way };
}

function lacksSignature(cases: readonly VerifyCase[], options: Options): boolean {
  return options.signature === undefined && cases.every(({ ways: [first] }) => first.received === '');
}

/** What is not found in a text: words, an input whose signature has to be asked for, and whatever is wrong with it. */
async function onlyCase(
  given: GivenInput,
  options: Options,
  context: Context,
  read: readonly ReadCase[] = [],
): Promise<VerifyCase> {
  const { words } = given;
  const [likeliest] = read.flatMap(({ candidates }) => candidates);
  const reading = likeliest && given.reading && given.reading.faults.length > 0 ? likeliest.reading : given.reading;
  const kind = kinds.find((name) => name === options.kind) ?? kindOf(reading);
  const announced = readAnnounced(options.sign_type);
  const parameters = [...(reading?.parameters ?? []), ...words.parameters];
  const found = (signature: string | undefined) => findSignature({ signature, announced }, reading, parameters);
  const asked = options.signature ?? (await askSignature(found(undefined).received, given, options, context));
  const signature = found(asked);
  const { received = '' } = signature;
  const other = { ...given, reading };
  refuse(
    [
      ...flagFaults(options, 1),
      ...reportFaults(options, context),
      ...given.faults,
      ...words.faults,
      ...(kind === 'request' ? requestFaults(other) : rawFaults(kind, other)),
      ...(received === '' && given.faults.length === 0 ? [missingSignature(kind)] : []),
    ],
    'qfpay verify --help',
  );
  const again = read.flatMap(casesFrom(given, { ...options, ...(asked === undefined ? {} : { signature: asked }) }));
  const [first] = again;
  if (first && asked !== undefined) return first;
  const body = reading?.body ?? new Uint8Array();
  return { ways: [{ ...signature, kind, received, body, reading }] };
}

/** On a terminal, when there is something to verify but no signature in it. */
async function askSignature(
  received: string | undefined,
  { reading, words, faults }: GivenInput,
  options: Options,
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

function flagFaults({ kind, sign_type, pick }: VerifyOptions & GlobalOptions, count: number): Fault[] {
  const is_kind = kind === undefined || kinds.some((name) => name === kind);
  const is_type = sign_type === undefined || readAnnounced(sign_type) !== undefined;
  const is_pick = pick === undefined || (/^[1-9]\d{0,5}$/.test(pick) && Number(pick) <= count);
  return [
    ...(is_kind
      ? []
      : [{ field: '--kind', value: kind, rule: t`must be ${kinds.join(', ')}`, ...didYouMean(kind, kinds) }]),
    ...(is_type ? [] : [{ field: '--sign-type', value: sign_type, rule: t`must be SHA256, MD5 or none` }]),
    ...(is_pick
      ? []
      : [
          {
            field: '--pick',
            value: pick,
            rule: t`must be a number from 1 to ${count}: so many signatures stand in the input`,
          },
        ]),
  ];
}

function readAnnounced(text: string | undefined): SignType | 'none' | undefined {
  if (text?.toLowerCase() === 'none') return 'none';
  return signTypes.find((type) => type === text?.toUpperCase());
}

/** Words can carry the signature and its headers, but add nothing to the bytes that are signed. */
function rawFaults(kind: Kind, { bytes, words, faults }: GivenBytes): Fault[] {
  if (!bytes) {
    return faults.length > 0
      ? []
      : [{ field: '--input', rule: t`must be given: a ${kind} is signed over its raw bytes` }];
  }
  return words.parameters
    .filter(([name]) => !/^(sign|x-qf-.*)$/i.test(name))
    .map(([name]) => ({ field: name, rule: t`cannot be added to the raw bytes of a ${kind}` }));
}

/**
 * What forbids writing a case file there. Unlike a QR code it may be named like something that took an hour to write, so nothing
 * is replaced; an empty file, as mktemp makes it, is filled.
 */
export function reportFileFault(path: string, files: Pick<Files, 'writeFault' | 'hasFolder'>): Fault | undefined {
  const fault = { field: '--report', value: path };
  if (path === '') return { ...fault, rule: t`must name a file` };
  if (path.endsWith('/') || !files.hasFolder(path))
    return { ...fault, rule: t`must name a file in a folder that is there` };
  const found = files.writeFault(path, 'nothing');
  return found === undefined ? undefined : { ...fault, rule: t`must name a new file: ${found}` };
}

/**
 * For its owner only: what is masked is not secret, but a case belongs to nobody else yet.
 * @throws ConfigError it cannot be written
 */
export function writeReportFile(path: string, text: string, files: Pick<Files, 'write'>): void {
  files.write(path, text, 0o600, 'nothing');
}
