import type { DocumentedEndpoint } from '../catalog/endpoint-table.ts';
import { type Endpoint, endpoints } from '../catalog/endpoints.ts';
import { command, exits, tell } from '../command/command.ts';
import { type FlagValues, toggle, value } from '../command/flags.ts';
import {
  asksForPaste,
  type GivenInput,
  type InputOptions,
  inputFlag,
  missingInput,
  readGivenInput,
} from '../command/given-input.ts';
import type { Context } from '../context.ts';
import { valueRemarks } from '../diagnosis/value-remarks.ts';
import { type Fault, refuse } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { visible } from '../language/terminal-text.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Signer } from '../merchant/merchant.ts';
import { resolveSigner, together } from '../merchant/settings.ts';
import { kindOf, type Reading, type Understood, understood, understoodText } from '../reading/read-parameters.ts';
import { charsetFaults, countKnown, isKnownName } from '../reading/vocabulary.ts';
import type { Block, Example, Report } from '../report/report.ts';
import {
  canonicalText,
  checkoutRule,
  type Dropped,
  digest,
  keyFaults,
  type Parameter,
  type SignType,
  selectSigned,
  signatureHeaders,
  sortParameters,
} from '../signature/sign.ts';
import { checkoutRemarks, checkoutSignType, isCheckout } from '../verdict/signed-checkout.ts';
import { codeLanguages, languageFaults, sendingFaults } from './sign/how-sent.ts';
import type { SampleRequest, SignedCurlRequest } from './sign/request-text.ts';
import type { SampleLanguageName } from './sign/sample-code.ts';

/** As typed. */
export const signFlags = {
  ...inputFlag(() => t`anything that holds the request: a curl command, raw HTTP, HAR, JSON, a form, a log line`),
  endpoint: value('<name>', () => t`a documented call (see qfpay help endpoints), /path, GET /path or checkout`, {
    default: 'payment',
    values: 'endpoints',
  }),
  kind: value('<kind>', () => t`request, or notification: the raw bytes of the input`, {
    default: 'request',
    values: ['request', 'notification'],
  }),
  explain: toggle(() => t`show each step: what is left out and why, the signing string, the hash, the headers`),
  curl: toggle(() => t`print a curl command that sends the request; the key is not in it`),
  code: value('<language>', () => t`print a program that makes the request: ${codeLanguages.join(', ')}`, {
    values: codeLanguages,
  }),
};

export const signCommand = command({
  name: 'sign',
  says: () => t`Sign parameters exactly as they are given. Prints the signature alone, for scripts.`,
  arguments: [{ name: 'name=value', repeats: true, says: () => t`parameters; values are taken raw` }],
  flags: signFlags,
  examples,
  exits: exits.local,
  run: sign,
});

function examples(): readonly Example[] {
  return [
    ['qfpay sign txamt=100 txcurrcd=HKD mchid=ZaMVg12345', t`the signature of these parameters`],
    ['qfpay sign --input request.json --explain', t`each step, from a file`],
    ['qfpay sign --endpoint query syssn=20260302180500020000000001 --curl', t`a curl command that sends it`],
    [
      'qfpay sign --endpoint query out_trade_no=A-1001 --code python > request.py',
      t`a program that makes this request; the key is not in it`,
    ],
    ["echo 'txamt=100&txcurrcd=HKD' | qfpay sign --input - --json", t`in a pipe, for a script`],
    ['qfpay sign --kind notification --input notification.json', t`a notification, over its raw bytes`],
  ];
}

async function sign(options: SignOptions & GlobalOptions, args: readonly string[], context: Context): Promise<Report> {
  const signing = resolveSigner(options, context);
  if (asksForPaste(options, args, context)) await signing;
  const [signer, task] = await together([() => signing, () => readSignTask(options, args, context)]);
  const signed =
    options.kind === 'notification'
      ? signNotification(task.given, signer, options)
      : await signRequest(task, signer, options);
  // stdout is the signature alone, for scripts; what was understood is told beside it.
  if (signed.input && !options.json && !options.explain) tell(context, understoodText(signed.input));
  return signReport(signed, options, signer.warnings);
}

function signReport(signed: SignedDocument, options: SignOptions, warnings: readonly string[]): Report {
  const { sign_type, signature, signing_string, params, headers, curl, code, input, dropped, remarks } = signed;
  const programs = [curl, code?.code].filter((text) => text !== undefined);
  const explained = options.explain ? { dropped, remarks } : {};
  return {
    command: 'sign',
    exit_code: 0,
    data: {
      sign_type,
      signature,
      signing_string,
      params,
      headers,
      ...(curl === undefined ? {} : { curl }),
      ...code,
      ...(input === undefined ? {} : { input }),
      ...explained,
    },
    blocks: [
      ...(options.explain ? explain(signed) : []),
      ...(options.explain || programs.length > 0 ? [] : [text(signature)]),
      ...programs.map(text),
    ],
    warnings: [...warnings, ...(options.explain ? [] : remarks)],
  };
}

function reasons(): Readonly<Record<Dropped['reason'], string>> {
  return {
    signature: t`the signature itself`,
    sign_type: t`signed by a checkout only`,
    empty: t`no value; leave it out of what is sent as well`,
    checkout_lang: t`part of the link, but not signed`,
  };
}

/** Each step from the parameters to the headers. */
function explain(signed: SignedDocument): Block[] {
  const { sign_type, signature, signing_string, headers, remarks } = signed;
  const is_request = signed.kept.length > 0;
  return [
    ...(is_request ? requestSteps(signed) : []),
    heading(
      is_request ? t`3. Join as name=value with &, append the client key` : t`The raw bytes, the client key appended`,
    ),
    text(visible(signing_string)),
    heading(t`${is_request ? '4. ' : ''}${sign_type} of its UTF-8 bytes, in upper-case hex`),
    text(signature),
    heading(is_request ? t`5. Headers` : t`Headers`),
    { kind: 'rows', rows: Object.entries(headers) },
    ...(remarks.length > 0 ? [heading(t`Remarks`), ...remarks.map((remark) => text(`- ${visible(remark)}`))] : []),
  ];
}

function requestSteps({ input, kept, dropped }: SignedDocument): Block[] {
  const from = input === undefined ? '' : t` (read as ${input.title})`;
  const left_out = dropped.map(({ name, value, reason }): [string, string] => [
    visible(name),
    value === '' ? reasons()[reason] : `${visible(value)} - ${reasons()[reason]}`,
  ]);
  const sorted = sortParameters(kept).map(([name, value]): [string, string] => [visible(name), visible(value)]);
  return [
    heading(t`1. ${kept.length + dropped.length} parameters given${from}, ${dropped.length} left out`),
    ...(left_out.length > 0 ? [{ kind: 'rows', rows: left_out } as const] : []),
    heading(t`2. Sort by name, byte by byte; values stay raw, nothing is encoded or trimmed`),
    { kind: 'rows', rows: sorted },
  ];
}

function heading(title: string): Block {
  return { kind: 'headline', tone: 'plain', word: title, text: '' };
}

function text(line: string): Block {
  return { kind: 'text', text: line };
}

/** A signature and how it came about. The key stands in `signing_string` as its fingerprint. */
interface SignedDocument {
  readonly sign_type: SignType;
  readonly signature: string;
  readonly signing_string: string;
  /** What is signed; a name that came more than once has its values in a list. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly curl?: string;
  readonly code?: { readonly language: SampleLanguageName; readonly code: string };
  /** What the input was taken for; undefined for words of the command line. */
  readonly input?: Understood | undefined;
  /** In the order they were given. */
  readonly kept: readonly Parameter[];
  readonly dropped: readonly Dropped[];
  readonly remarks: readonly string[];
}

type SignCommandOptions = SignOptions & GlobalOptions;

/**
 * Signs a request's parameters and adds none.
 * @throws UsageError a parameter that looks like the key, nothing left to sign, a curl or a program that cannot be
 */
async function signRequest(
  { given, endpoint }: SignTask,
  signer: Signer,
  options: SignCommandOptions,
): Promise<SignedDocument> {
  const { reading, words } = given;
  const parameters = [...(reading?.parameters ?? []), ...words.parameters];
  const is_checkout = endpoint.is_checkout || (options.endpoint === undefined && isCheckout(parameters));
  const { kept, dropped } = selectSigned(parameters, is_checkout ? checkoutRule : {});
  refuse(keyFaults(parameters, signer.client_key), 'qfpay help sign');
  const empty = kept.length === 0 ? [{ field: 'parameters', rule: t`must not all be empty or left out` }] : [];
  const link = is_checkout ? 'checkout' : endpoint.is_link ? 'login' : undefined;
  refuse([...empty, ...sendingFaults(options, signer, link)], 'qfpay sign --help');
  const said = is_checkout ? checkoutSignType(parameters, options.sign_type) : undefined;
  const sign_type = endpoint.is_link ? 'MD5' : (said ?? signer.sign_type);
  const input = understood(reading, parameters.length, (text) => signer.client_key.mask(text));
  const content = canonicalText(kept);
  const signature = digest(content, signer.client_key, sign_type);
  const headers = endpoint.is_link ? {} : signatureHeaders(signer.app_code, signature, sign_type);
  const sent: readonly Parameter[] = endpoint.is_link ? [...kept, ['sign', signature]] : kept;
  const url = signer.base_url + endpoint.path;
  const written = await writtenRequest(options, { ...endpoint, url, sign_type, headers, parameters: sent });
  return {
    sign_type,
    signature,
    signing_string: `${content}${signer.client_key}`,
    params: paramsObject(kept),
    headers,
    ...written,
    input,
    kept,
    dropped,
    remarks: [
      ...(input?.notes ?? []),
      ...valueRemarks(parameters),
      ...(is_checkout ? checkoutRemarks(parameters) : []),
    ],
  };
}

/** The signature that QFPay would send with these bytes: MD5 unless another hash is asked for by its flag. */
function signNotification({ reading }: GivenInput, signer: Signer, options: SignCommandOptions): SignedDocument {
  const body = reading?.body ?? new Uint8Array();
  const sign_type = options.sign_type === undefined ? 'MD5' : signer.sign_type;
  const signature = digest(body, signer.client_key, sign_type);
  const ends_line = body.at(-1) === 0x0a;
  return {
    sign_type,
    signature,
    signing_string: `${signer.client_key.mask(Buffer.from(body).toString('utf8'))}${signer.client_key}`,
    params: {},
    headers: { 'X-QF-SIGN': signature, ...(sign_type === 'MD5' ? {} : { 'X-QF-SIGNTYPE': sign_type }) },
    input: { title: t`the raw bytes of a notification`, parameters: 0, notes: [] },
    kept: [],
    dropped: [],
    remarks: ends_line ? [t`the input ends with a line end, which is signed too: QFPay sends none`] : [],
  };
}

/** The request as another program makes it. What writes that is loaded only where it is asked for. */
async function writtenRequest(
  { curl, code }: SignOptions,
  request: SampleRequest & SignedCurlRequest,
): Promise<Pick<SignedDocument, 'curl' | 'code'>> {
  if (!curl && code === undefined) return {};
  const [{ curlCommand }, { sampleCode }] = await Promise.all([
    import('./sign/request-text.ts'),
    import('./sign/sample-code.ts'),
  ]);
  const language = codeLanguages.find((name) => name === code);
  return {
    ...(curl ? { curl: curlCommand(request) } : {}),
    ...(language ? { code: { language, code: sampleCode(language, request) } } : {}),
  };
}

/** A plain record would lose all but the last value of a name; `__proto__` is a name like any other. */
function paramsObject(parameters: readonly Parameter[]): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list.join() : list]));
}

type SignOptions = FlagValues<typeof signFlags> & Pick<InputOptions, 'is_piped'>;

/** What is to be signed, and where it goes. */
interface SignTask {
  readonly given: GivenInput;
  readonly endpoint: SignEndpoint;
}

/** @throws UsageError with every fault of words, input and flags */
async function readSignTask(options: SignOptions, args: readonly string[], context: Context): Promise<SignTask> {
  const given = await readGivenInput(options, args, context);
  const endpoint = await readEndpoint(options.endpoint ?? 'payment');
  const faults = [
    ...given.faults,
    ...given.words.faults,
    ...('field' in endpoint ? [endpoint] : []),
    ...(options.kind === 'notification' ? notificationFaults(given, options) : requestFaults(given, options)),
  ];
  refuse(faults, t`qfpay sign txamt=100 txcurrcd=HKD, or qfpay help sign`);
  return { given, endpoint: endpoint as SignEndpoint };
}

function requestFaults({ reading, words, faults }: GivenInput, { kind, code }: SignOptions): Fault[] {
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
    ...languageFaults(code),
    ...(reading?.faults ?? []),
    ...(reading ? charsetFaults(reading) : []),
    ...(reading && reading.faults.length === 0 ? notUnderstood(reading, kind) : []),
    ...(is_empty ? [missingInput()] : []),
  ];
}

/** What has no name of QFPay's own, or names that are none, is another text, and what QFPay sent is no request: neither is signed on a guess. */
function notUnderstood(reading: Reading, kind: string | undefined): Fault[] {
  const names = reading.parameters.map(([name]) => name);
  const read = kind === undefined ? kindOf(reading) : 'request';
  if (read !== 'request') {
    const rule = t`must hold the parameters of a request: this is a ${read}`;
    return [{ field: '--input', rule, next: t`hold its signature against it: qfpay verify --input <file>` }];
  }
  const is_known = countKnown(names) > 0 || names.every(isKnownName);
  if (is_known && !names.some((name) => /[\s{}"'<>]/.test(name))) return [];
  const next = t`give the parameters alone: a form, a JSON object, or name=value lines; other names as words, name=value`;
  const rule = t`must hold the parameters of a request: what was read of it has none of QFPay's names`;
  return [{ field: '--input', rule, next }];
}

function notificationFaults({ reading, words, faults }: GivenInput, { curl, code }: SignOptions): Fault[] {
  const is_missing = !reading && faults.length === 0;
  return [
    ...(is_missing ? [{ field: '--input', rule: t`must be given: a notification is signed over its raw bytes` }] : []),
    ...words.parameters.map(([name]) => ({ field: name, rule: t`cannot be added to the raw bytes of a notification` })),
    ...[...(curl ? ['--curl'] : []), ...(code === undefined ? [] : ['--code'])].map((field) => ({
      field,
      rule: t`goes with requests, not with a notification`,
    })),
  ];
}

/** Where a signed request goes. A checkout is a link for the payer's browser and has a rule of its own for signing. */
interface SignEndpoint {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly is_checkout: boolean;
  /** Its signature, an MD5, stands in the query and in no header. */
  readonly is_link?: boolean;
}

/** By the method of the documents, or the other one where they differ about it. */
function listedEndpoint(
  { name, method, other_method, path, signed_by }: DocumentedEndpoint,
  said: 'GET' | 'POST' | undefined,
  text: string,
): SignEndpoint | Fault {
  if (said !== undefined && said !== method && said !== other_method)
    return { field: '--endpoint', value: text, rule: t`must be ${method} for ${name}` };
  const is_link = signed_by === 'parameter';
  return { method: said ?? method, path, is_checkout: false, ...(is_link ? { is_link } : {}) };
}

/** A documented call by its name or path, `checkout`, or any path: a POST unless `GET /path` says otherwise. */
export async function readEndpoint(text: string): Promise<SignEndpoint | Fault> {
  if (text === 'checkout') return { method: 'GET', path: '/checkstand/#/', is_checkout: true };
  const known = Object.values<Endpoint>(endpoints).find(({ name, path }) => name === text || path === text);
  if (known) return { method: known.method, path: known.path, is_checkout: false };
  // The rest of the table is looked into by those only who ask for something in it.
  const { convertedPathFault } = await import('../calls/call-target.ts');
  const { endpointTable, findEndpoint } = await import('../catalog/endpoint-table.ts');
  const [, said, place = text] = /^(?:(GET|POST) +)?(\S+)$/i.exec(text) ?? [];
  const method = said?.toUpperCase() as 'GET' | 'POST' | undefined;
  const listed = findEndpoint(place);
  if (listed) return listedEndpoint(listed, method, text);
  if (/^\/[\w./~-]*$/.test(place)) return { method: method ?? 'POST', path: place, is_checkout: false };
  const fault = convertedPathFault('--endpoint', text);
  if (fault) return fault;
  const names = [...endpointTable.map(({ name }) => name), 'checkout'];
  const rule = t`must be a documented call (see qfpay help endpoints), checkout, or a /path`;
  return { field: '--endpoint', value: text, rule, ...didYouMean(text, names) };
}
