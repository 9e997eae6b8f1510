import { endpointWords } from '../calls/endpoint-words.ts';
import { endpointTable } from '../catalog/endpoint-table.ts';
import { supportAddress } from '../catalog/endpoints.ts';
import { commands } from '../commands/index.ts';
import type { Context } from '../context.ts';
import { type ExitName, exitCodes, UsageError } from '../errors.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { isEnvironmentOnly } from '../merchant/dotenv.ts';
import { localMerchant } from '../merchant/merchant.ts';
import type { Block, Report } from '../report/report.ts';
import { localKey } from '../signature/client-key.ts';
import { canonicalText, type Parameter, selectSigned, sign } from '../signature/sign.ts';
import { meantCommand } from './guesses.ts';

const parameters: readonly Parameter[] = [
  ['txamt', '1280'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800201'],
  ['out_trade_no', 'A-1001'],
  ['txdtm', '2026-03-02 15:04:05'],
  ['goods_name', ''],
];

type ShippedPages = Pick<Context, 'readShipped' | 'package_folder'>;

const topics: Readonly<Record<string, (shipped: ShippedPages) => Report>> = {
  docs: docsReport,
  endpoints: endpointsReport,
  environment: environmentReport,
  'exit-codes': exitCodesReport,
  signing: signingReport,
  testing: testingReport,
};

/** By name, in the order of the alphabet. */
export function helpTopics(): string[] {
  return Object.keys(topics);
}

/** What `qfpay help <word>` says where the word names no command: a topic, or a page of the documentation (`docs/refunds`).
 * @throws UsageError with the nearest topics and commands
 */
export function topicReport(word: string, shipped: ShippedPages): Report {
  const topic = Object.hasOwn(topics, word) ? topics[word] : undefined;
  if (topic) return topic(shipped);
  const [, name] = /^docs\/([\w-]+?)(?:\.md)?$/.exec(word) ?? [];
  const text = name === undefined ? undefined : pageText(`docs/${name}.md`, shipped);
  if (text !== undefined) return topicOf(word, { text }, [{ kind: 'text', text: readable(text) }]);
  const hasPage = /^[\w-]+$/.test(word) && pageText(`docs/${word}.md`, shipped) !== undefined;
  const names = [...Object.keys(topics), ...commands.map(({ name }) => name)];
  const near = hasPage ? [`docs/${word}`] : nearNames(word, names);
  const nearest = near.length > 0 ? near.map((name) => `qfpay help ${name}`).join(', ') : 'qfpay help';
  const hint = hasPage ? nearest : (meantCommand(word) ?? nearest);
  throw new UsageError(t`there is no help on ${word}`, { hint });
}

/** `qfpay help docs`: the pages that the README leads to, and where they are on this machine. */
function docsReport(shipped: ShippedPages): Report {
  const readme = pageText('README.md', shipped) ?? '';
  const names = new Set([...readme.matchAll(/\]\(docs\/([\w-]+)\.md/g)].map(([, name = '']) => name));
  // What only the repository is worked on with is not in the package.
  const pages = [...names].flatMap((name) => {
    const text = pageText(`docs/${name}.md`, shipped);
    const [, title = name] = /^# (.*)$/m.exec(text ?? '') ?? [];
    return text === undefined ? [] : { page: `docs/${name}`, title: title.replaceAll('`', '') };
  });
  const data = { folder: shipped.package_folder, pages, documentation, introduction, support: supportAddress };
  return topicOf('docs', data, [
    { kind: 'rows', rows: pages.map(({ page, title }) => [page, title]) },
    {
      kind: 'hint',
      text: t`one of them: qfpay help docs/refunds; all of them, with pictures: ${shipped.package_folder}`,
    },
    {
      kind: 'rows',
      rows: [
        [t`of QFPay`, documentation],
        [t`Postman collection`, introduction],
        [t`support`, supportAddress],
      ],
    },
  ]);
}

const documentation = 'https://sdk.qfapi.com';
const introduction = 'https://sdk.qfapi.com/docs/preparation/introduction';

/** Without what is there for tests, and without the way back. */
function readable(page: string): string {
  return page
    .replaceAll(/^<!--.*-->\n/gm, '')
    .replaceAll(/^\[←.*\n\n/gm, '')
    .trimEnd();
}

/** Undefined for a page that there is not. */
function pageText(path: string, { readShipped }: ShippedPages): string | undefined {
  try {
    return Buffer.from(readShipped(path)).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Every call that `qfpay api` knows by name. */
function endpointsReport(): Report {
  const rows = endpointTable.map(({ name, method, path }) => [
    name,
    `${method} ${path}`,
    endpointWords(name)?.says ?? '',
  ]);
  const calls = endpointTable.map(({ name, method, path, moves_money, may_repeat }) => {
    return { name, method, path, moves_money, may_repeat, ...endpointWords(name) };
  });
  const columns = [{ title: t`name` }, { title: t`call`, spare: 1 }, { title: t`what it does`, wraps: 20 }];
  return topicOf('endpoints', { endpoints: calls }, [
    { kind: 'table', columns, rows },
    { kind: 'hint', text: t`the parameters of a call: qfpay api customer_create --help` },
  ]);
}

/** What `qfpay help <topic>` says. */
function topicOf(topic: string, data: Report['data'], blocks: readonly Block[]): Report {
  return { command: 'help', exit_code: 0, data: { topic, ...data }, blocks };
}

/** Each variable of ours that the tool reads, in the order of the contract; a test compares them with the code. */
function ownVariables(): readonly (readonly [name: string, meaning: string])[] {
  return [
    ['QFPAY_ENV', t`environment: prod, test, sandbox (default) or local`],
    ['QFPAY_APPCODE', t`the app code; QFPAY_PROD_APPCODE and the like for one environment only`],
    ['QFPAY_KEY', t`the client key; QFPAY_PROD_KEY and the like for one environment only`],
    ['QFPAY_MCHID', t`the store number, where QFPay issued one`],
    ['QFPAY_PROFILE', t`the profile to use instead of the current one`],
    [
      'QFPAY_BASE_URL',
      t`another base URL: https, or loopback; from .env loopback only, for the credentials of the same file`,
    ],
    ['QFPAY_SIGN_TYPE', t`SHA256 (default) or MD5`],
    ['QFPAY_TIMEZONE', t`the IANA zone of txdtm (default Asia/Hong_Kong)`],
    ['QFPAY_TIMEOUT', t`seconds for one whole HTTP exchange (default 30)`],
    ['QFPAY_LANG', t`en, zh-Hans or zh-Hant; else the locale decides`],
    ['QFPAY_LOG', t`a file that gets one line of JSON for each HTTP exchange`],
    ['QFPAY_CONFIG_DIR', t`where profiles are kept`],
    ['QFPAY_STATE_DIR', t`where the history, locks and the books of --env local are kept`],
    ['QFPAY_CACHE_DIR', t`where compiled code is kept, for faster starts; off: nowhere`],
    ['QFPAY_LIMITER_URL', t`redis:// or rediss://: the request limits hold over all machines that share it`],
  ];
}

/** Those that other programs read as well. */
function commonVariables(): readonly (readonly [name: string, meaning: string])[] {
  return [
    ['HTTPS_PROXY, HTTP_PROXY', t`the proxy that requests go through, as http://host:port`],
    ['NO_PROXY', t`hosts, separated by commas, that are reached without the proxy`],
    ['NODE_EXTRA_CA_CERTS', t`a PEM file of further certificate authorities, such as that of the company's proxy`],
    ['NO_COLOR', t`set to anything: no colours, as with --no-color`],
    ['FORCE_COLOR', t`1, 2 or 3: colours also in a pipe; 0: none`],
    ['CI', t`set to anything: never ask, as with --no-input`],
  ];
}

/** `qfpay help environment` */
function environmentReport(): Report {
  const [own, common] = [ownVariables(), commonVariables()];
  const precedence = t`Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.`;
  const elsewhere = t`From the environment only, never from .env:`;
  const named = (rows: typeof own) => rows.map(([name, meaning]) => ({ name, meaning }));
  return topicOf('environment', { variables: named(own), common_variables: named(common), precedence }, [
    { kind: 'rows', rows: own.filter(([name]) => !isEnvironmentOnly(name)) },
    { kind: 'text', text: `\n${precedence}\n\n${elsewhere}` },
    { kind: 'rows', rows: [...own.filter(([name]) => isEnvironmentOnly(name)), ...common] },
  ]);
}

/** By the names of src/errors.ts, so that no code can be left out. */
function meanings(): Readonly<Record<ExitName, string>> {
  return {
    ok: t`done; with --wait: the money moved, or was held or released`,
    internal: t`a bug in this tool, or its output could not be written`,
    usage: t`a bad flag, an unknown code, or a value that a rule forbids; nothing was sent, except a query where a rule needs one`,
    config: t`credentials, profile, environment or base URL missing, mixed or wrong, or a file of the tool's own unreadable; nothing was sent`,
    declined: t`the gateway gave a final negative answer, or what was named does not exist; reconcile: there are differences; notify send: the endpoint did not take it, or took a forgery`,
    pending: t`no final answer in time; the order may still be paid; ask again with qfpay query`,
    signature: t`qfpay verify found no match, or the gateway answered 1108`,
    network: t`the connection was never made: surely not processed, safe to repeat; for a command that only reads: no usable answer`,
    unknown: t`the request may have been processed, and query could not settle it; do not repeat it blindly`,
    'rate-limited': t`still HTTP 429 after six tries, of a batch after twelve`,
    interrupted: t`stopped by Ctrl-C, SIGTERM or a closed terminal, or a person said no; the command to go on with, if there is one, is on stderr`,
  };
}

/** `qfpay help exit-codes` */
function exitCodesReport(): Report {
  const said = meanings();
  const entries = (Object.keys(exitCodes) as ExitName[]).map((name) => ({
    code: exitCodes[name],
    name,
    meaning: said[name],
  }));
  const rows = entries.map(({ code, name, meaning }) => [String(code), name, meaning]);
  const columns = [{ title: t`Exit`, align: 'right' as const }, { title: t`Name` }, { title: t`Meaning`, wraps: 40 }];
  return topicOf('exit-codes', { exit_codes: entries }, [{ kind: 'table', columns, rows }]);
}

/** `qfpay help signing`: the steps, and one signature worked out with a key that is public on purpose. */
function signingReport(): Report {
  const signing_string = canonicalText(selectSigned(parameters).kept);
  const signature = sign(parameters, localMerchant.client_key, 'SHA256');
  const command = ['qfpay', 'sign', '--env', 'local', ...parameters.map(typed), '--explain'].join(' ');
  const example = { params: Object.fromEntries(parameters), key: localKey, signing_string, signature, command };
  return topicOf('signing', { steps: steps(), notes: notes(), example }, [
    { kind: 'rows', rows: steps().map((step, index) => [`${index + 1}.`, step]) },
    { kind: 'rows', rows: notes().map((note) => ['-', note]) },
    { kind: 'text', text: `\n${t`Worked out with the public key of --env local, which signs for emulators only:`}` },
    {
      kind: 'rows',
      rows: [
        [t`parameters`, parameters.map(typed).join(' ')],
        [t`key`, localKey],
      ],
    },
    // No line break that is not in it.
    { kind: 'text', text: `${t`string`}\n${signing_string}${localKey}` },
    { kind: 'rows', rows: [[t`signature`, signature]] },
    { kind: 'examples', examples: [[command, t`the same, step by step`], ...more()] },
  ]);
}

function typed([name, value]: Parameter): string {
  return value.includes(' ') ? `'${name}=${value}'` : `${name}=${value}`;
}

/** Of section 4 of the API's description, as `src/signature` carries them out. */
function steps(): readonly string[] {
  return [
    t`Take every parameter that is sent, but those without a value, sign and sign_type.`,
    t`Sort them by name, byte by byte: capitals, then _, then small letters.`,
    t`Join them as name=value with &. Values stay raw: nothing is percent-encoded or trimmed.`,
    t`Append the client key, with nothing between. It is no HMAC.`,
    t`Hash the UTF-8 bytes with SHA256 (or MD5) and write it in upper-case hex.`,
    t`Send it as X-QF-SIGN, with X-QF-APPCODE and X-QF-SIGNTYPE: SHA256; without the last one MD5 is assumed. Encode the body as a form only now.`,
  ];
}

function notes(): readonly string[] {
  return [
    t`A notification is signed otherwise: MD5 of its raw body, byte for byte, and the key. Never parse it and write it again before that.`,
    t`The link to the hosted checkout signs sign_type too.`,
  ];
}

function more(): readonly (readonly [string, string])[] {
  return [['qfpay verify --input request.txt', t`find out why a request gets 1108`]];
}

/** `qfpay help testing`: where to try things out, how to make them fail, and how a CI job runs them. */
function testingReport(): Report {
  const examples = testingExamples();
  const data = {
    ways: ways().map(([name, meaning]) => ({ name, meaning })),
    examples: examples.map(([command, does]) => ({ command, does })),
  };
  return topicOf('testing', data, [
    { kind: 'rows', rows: ways() },
    { kind: 'examples', examples },
  ]);
}

function ways(): readonly (readonly [string, string])[] {
  return [
    ['--env local', t`a gateway inside this command: no account, no network, no money`],
    ['qfpay emulator', t`the same gateway as a server, for your own code and test suites; it notifies and keeps books`],
    ['--env sandbox', t`QFPay's simulation, with credentials of QFPay; not every pay type works there`],
    ['--env test', t`QFPay's live testing: real wallets, so use small amounts and give them back`],
    [
      'txamt 90xxxx',
      t`at qfpay emulator, amounts from 900001 to 909999 cents make a payment or refund go wrong: 901205 is refused with 1205`,
    ],
    ['--no-input', t`never ask; what is missing is an error (so does the variable CI)`],
    ['--json', t`one JSON document on stdout, errors too; prompts and progress stay on stderr`],
    [t`exit status`, t`0 done, 4 declined, 5 no final answer yet, 8 unknown; all of them: qfpay help exit-codes`],
  ];
}

function testingExamples(): readonly (readonly [string, string])[] {
  return [
    [
      'qfpay pay --env local --pay-type wechat-mpm --amount 12.80 --wait --no-input --json',
      t`a payment from order to money, in CI`,
    ],
    [
      'qfpay emulator --port 0 --auto-pay 0 --limits off --json',
      t`for a test suite: a free port, orders pay themselves`,
    ],
    ['qfpay emulator --write-key-file local.key', t`serve, and write the key to call it with`],
    [refusedPayment().join(' '), t`at that server, a payment that is refused: exit status 4`],
    ['qfpay emulator --faults', t`every fault, and the amount that brings it about`],
  ];
}

function refusedPayment(): readonly string[] {
  const variables = ['QFPAY_BASE_URL=http://127.0.0.1:8437', `QFPAY_APPCODE=${localMerchant.app_code}`];
  const flags = ['--key-file', 'local.key', '--pay-type', 'wechat-mpm', '--txamt', '901205', '--no-input'];
  return [...variables, 'qfpay', 'pay', ...flags];
}
