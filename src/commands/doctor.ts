import { engines } from '../../package.json';
import { endpoints, isQfpayHost, supportAddress } from '../catalog/endpoints.ts';
import { command, exits, tell } from '../command/command.ts';
import { withEmbeddedEmulator } from '../command/embedded-emulator.ts';
import { type FlagValues, toggle } from '../command/flags.ts';
import type { HttpResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import { NetworkError, type TransportFault } from '../errors.ts';
import { prepareRequest } from '../gateway/create-gateway.ts';
import { createExchange } from '../gateway/exchange.ts';
import { type ExchangeVerdict, signatureProblem } from '../gateway/gateway.ts';
import { probeRedis } from '../gateway/redis-book.ts';
import type { ExchangeFailure } from '../gateway/retry.ts';
import { t } from '../language/t.ts';
import {
  type ConfiguredKey,
  type ConfiguredKeys,
  configuredKeys,
  type SkippedKey,
} from '../merchant/configured-keys.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { chooseLimiterUrl } from '../merchant/settings.ts';
import { type DoctorCheck, doctorReport, failed, ok, skipped, warning } from '../report/doctor-report.ts';
import type { Example, Report } from '../report/report.ts';
import { crockfordAlphabet } from '../transaction/transaction.ts';
import { formatGatewayTime, formatTxdtm } from '../transaction/txdtm.ts';
import { configurationChecks, failedAs, settle, type Usable } from './doctor/configuration-checks.ts';
import { mostTrials, type Trial, trialsOf } from './doctor/trials.ts';

/** As typed. */
export const doctorFlags = {
  all: toggle(() => t`show what is fine, too`),
  offline: toggle(() => t`send nothing`),
  all_keys: toggle(() => t`after a 1108 also run the commands that tell keys of profiles`),
};

const id = 'signature';

/** Codes that a query for nothing is answered with when its signature is right: nothing found, in three ways. */
const accepting = ['0000', '1136', '1268'];

const harmful = 5 * 60_000;

const noticeable = 30_000;

export const doctorCommand = command({
  name: 'doctor',
  says: () =>
    t`Check this machine and its configuration, problems first: Node, which source won for each setting and why, the shape of the key, base URL, proxy, clock, and a signed query that can find nothing. A refused signature (1108) is tried with the other hash, keys and environments that are configured, which tells a wrong key from a wrong environment. Moves no money. Exit status: 3 configuration, 7 network, 9 nothing but HTTP 429, 6 signature, else 0.`,
  flags: doctorFlags,
  examples,
  exits: exits.asking,
  run: doctor,
});

function examples(): readonly Example[] {
  return [
    ['qfpay doctor', t`what is in use now`],
    ['qfpay doctor --env prod', t`the credentials of prod`],
    ['qfpay doctor --profile shop --json', t`a saved merchant, for a script`],
    ['qfpay doctor --offline', t`without asking the gateway`],
  ];
}

/** Looks at everything, also after something has failed. */
async function doctor(options: DoctorOptions, _args: readonly string[], outside: Context): Promise<Report> {
  const context = await withDotenv(outside);
  const { checks, usable, preferences } = await configurationChecks(options, context);
  const others = (all_keys: boolean) => configuredKeys(context, { all_keys });
  const asking = { usable, offline: options.offline === true, others: () => others(options.all_keys === true) };
  if (!asking.offline) for (const caution of usable?.settings.cautions ?? []) tell(context, t`warning: ${caution}`);
  const connection = await connectionChecks(asking, context);
  const all = [
    nodeCheck(context.platform.node),
    ...checks,
    ...connection,
    ...(await limiterChecks(asking.offline, context)),
    zoneCheck(preferences.timezone, context.clock.now()),
  ];
  return doctorReport(all, { shows_all: options.all === true });
}

export type DoctorOptions = FlagValues<typeof doctorFlags> & GlobalOptions;

export function nodeCheck(version: string): DoctorCheck {
  const wanted = engines.node.replace(/^>=/, '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [least_major = 0, least_minor = 0] = wanted.split('.').map(Number);
  const isEnough = major > least_major || (major === least_major && minor >= least_minor);
  if (isEnough) return ok('node', t`${version}, at least ${wanted} is needed`);
  return failed('node', t`${version}, but at least ${wanted} is needed`, t`install a later Node: https://nodejs.org`);
}

/** The gateway does not check the zone, but it counts days and windows in UTC+8. */
export function zoneCheck(zone: string, now: Date): DoctorCheck {
  const there = formatTxdtm(now, zone);
  const here = formatGatewayTime(now);
  if (there === here) return ok('txdtm', t`${there} in ${zone}, as in Hong Kong`);
  return warning(
    'txdtm',
    t`${there} in ${zone}, but ${here} in Hong Kong, in whose time QFPay counts days`,
    t`leave --timezone and QFPAY_TIMEZONE out, unless the shop is elsewhere`,
  );
}

interface Asking {
  readonly usable: Usable | undefined;
  readonly others: () => Promise<ConfiguredKeys>;
  readonly offline: boolean;
}

/** What only sending can show: proxy, connection, clock and signature. */
async function connectionChecks({ usable, others, offline }: Asking, context: Context): Promise<DoctorCheck[]> {
  if (offline || !usable) {
    const why = offline ? '--offline' : t`there is nothing to send with, see above`;
    return ['proxy', 'connection', 'clock', 'signature'].map((id) => skipped(id, why));
  }
  const done = await settle(() =>
    usable.settings.base_url === '' ? askEmulator(usable, others, context) : ask(usable, others, context),
  );
  return 'value' in done ? done.value : [failedAs('connection', done.error)];
}

async function ask(usable: Usable, others: Asking['others'], context: Context): Promise<DoctorCheck[]> {
  const { base_url } = usable.settings;
  const proxy = await settle(() => context.findProxy(base_url));
  if ('error' in proxy) {
    return [
      failedAs('proxy', proxy.error),
      ...['connection', 'clock', 'signature'].map((id) => skipped(id, t`no way out, see proxy`)),
    ];
  }
  const probed = await probe(usable.settings, context);
  return [
    ok('proxy', proxy.value === undefined ? t`none: requests go out directly` : t`requests go through ${proxy.value}`),
    networkCheck(new URL(base_url).host, probed),
    clockCheck(probed),
    await signatureCheck(usable, probed, others, context),
  ];
}

/**
 * Whether the limits can be shared with other machines; nothing where nobody wants them to be. A Redis that is away stops nothing,
 * and is a warning.
 */
async function limiterChecks(offline: boolean, context: Context): Promise<DoctorCheck[]> {
  const chosen = await settle(() => chooseLimiterUrl(context));
  if ('error' in chosen) return [failedAs('limiter', chosen.error)];
  if (!chosen.value) return [];
  if (offline) return [skipped('limiter', '--offline')];
  const redis = await context.openRedis(chosen.value.value);
  try {
    // The first one connects.
    await probeRedis(redis, context);
    const { turn_ms, ahead_ms } = await probeRedis(redis, context);
    const clock = t`its clock, which counts, is ${Math.abs(ahead_ms)} ms from this one`;
    return [
      ok(
        'limiter',
        t`the Redis at ${redis.place} keeps the limits for all machines: a turn takes ${turn_ms} ms; ${clock}`,
      ),
    ];
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    const found = t`QFPAY_LIMITER_URL cannot be used: ${error.message}`;
    const next_step = t`until it can, each machine keeps to the limits by itself: share the 400 a minute with --max-per-minute`;
    return [warning('limiter', found, next_step)];
  } finally {
    redis.close();
  }
}

/** Its clock is this machine's own, and it is reached without a network. */
function askEmulator(usable: Usable, others: Asking['others'], context: Context): Promise<DoctorCheck[]> {
  return withEmbeddedEmulator(context, async (base_url) => {
    const local = { is_overridden: true, settings: { ...usable.settings, base_url } };
    const probed = await probe(local.settings, context);
    return [
      skipped('proxy', t`the emulator is in this process`),
      networkCheck(t`the emulator in this process`, probed),
      skipped('clock', t`the emulator's is this machine's own`),
      await signatureCheck(local, probed, others, context),
    ];
  });
}

function nextByFault(): Readonly<Partial<Record<TransportFault, string>>> {
  return {
    dns: t`check the name server and the VPN, and the host of --base-url`,
    refused: t`nothing listens there: check the base URL, its port, and the firewall`,
    unreachable: t`check the network cable, Wi-Fi or VPN, and the firewall`,
    tls: t`check this machine's clock, and whether something reads along: NODE_EXTRA_CA_CERTS adds its certificate`,
    timeout: t`a firewall may drop the packets: allow port 443 out, or set HTTPS_PROXY`,
    proxy: t`check HTTPS_PROXY and NO_PROXY, and that the proxy lets this host through`,
  };
}

function nextByKind(): Readonly<Record<ExchangeFailure['kind'], string>> {
  return {
    'rate-limited': t`wait some minutes; announce expected peaks to ${supportAddress}`,
    'not-connected': t`check the network and the base URL`,
    timeout: t`run it again; --timeout gives it longer`,
    reset: t`run it again; if it stays so, a firewall or proxy in between cuts it off`,
    'server-error': t`the server is in trouble: try again in some minutes`,
    unusable: t`what answers is no QFPay gateway: check the base URL, the proxy, and whether a login page of the network is open`,
  };
}

/** Whether anybody answered as a gateway does. */
function networkCheck(host: string, probed: Probed): DoctorCheck {
  const { verdict, from, until, status } = probed;
  const id = 'connection';
  if (verdict.kind === 'answer')
    return ok(id, t`${host} answered in ${until.getTime() - from.getTime()} ms (HTTP ${status})`);
  const { kind, problem, fault } = verdict;
  const next = (fault && nextByFault()[fault]) ?? nextByKind()[kind];
  const found = problem.includes(host) ? problem : `${host}: ${problem}`;
  return failed(id, found, next, kind === 'rate-limited' ? 'rate-limited' : 'network');
}

/**
 * This machine's clock against the answer's `Date`. It was written somewhere between sending and receiving, and within one second
 * of what it says: only what goes beyond both is held against the clock.
 */
export function clockCheck({ from, until, date }: Pick<Probed, 'from' | 'until' | 'date'>): DoctorCheck {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(theirs)) return skipped('clock', t`no answer with a Date header to compare the clock with`);
  const ahead = from.getTime() - (theirs + 1_000);
  const behind = theirs - until.getTime();
  const skew = Math.max(ahead, behind, 0);
  const next = t`set the clock by the network (NTP): a wrong txdtm, TLS failures and missed query windows come of it`;
  if (skew <= noticeable) return ok('clock', t`as the answering server's, within ${Math.max(1, seconds(skew))} s`);
  const found =
    ahead > behind
      ? t`${spoken(skew)} ahead of the answering server's`
      : t`${spoken(skew)} behind the answering server's`;
  return skew > harmful ? failed('clock', found, next) : warning('clock', found, next);
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

function spoken(ms: number): string {
  return ms < 120_000 ? `${seconds(ms)} s` : `${Math.round(ms / 60_000)} min`;
}

/** Whether QFPay takes what is signed; and where it does not, what it does take. */
async function signatureCheck(
  { settings, is_overridden }: Usable,
  probed: Probed,
  others: () => Promise<ConfiguredKeys>,
  context: Context,
): Promise<DoctorCheck> {
  const { verdict } = probed;
  if (verdict.kind !== 'answer') return skipped(id, t`no answer of a gateway to tell`);
  const { respcd, message, signature } = verdict.answer;
  const said = [respcd, message].filter((text) => text !== '').join(' ');
  if (isAccepted(probed)) {
    const found = t`${settings.env} accepts ${settings.merchant.client_key}, ${settings.sign_type} (${respcd}: nothing found, as it should be)`;
    const problem = signatureProblem(signature);
    if (problem === undefined) return ok(id, found);
    return warning(id, `${found}; ${problem}`, t`check that nothing in between changes answers`);
  }
  if (!isRefused(probed)) {
    return warning(
      id,
      t`${settings.env} answered ${said}: the signature is not what it refuses`,
      `qfpay codes ${respcd}`,
    );
  }
  const { keys, skipped: unread } = await others();
  const { allowed, withheld } = forHost(settings, keys);
  const trials = trialsOf({ settings, is_overridden, others: allowed });
  const tried = await tryUntilAccepted(trials.slice(0, mostTrials), context);
  const { proof } = tried;
  if (proof) return failed(id, `${said}; ${proof.proves}`, proof.next_step, 'signature');
  const left = trials.length - mostTrials;
  const untried = [...unread, ...withheld].map(({ name, reason }) => `${name}: ${reason}`);
  return refusedForAll(said, settings, { ...tried, left, untried });
}

/** Other credentials of prod and test are for QFPay's hosts alone: nobody said that they may go to this one. */
function forHost({ base_url }: Settings, keys: readonly ConfiguredKey[]) {
  const isMeant = ({ env }: ConfiguredKey) =>
    (env !== 'prod' && env !== 'test') || isQfpayHost(new URL(base_url).hostname);
  const reason = t`its credentials go to hosts of QFPay only`;
  return {
    allowed: keys.filter(isMeant),
    withheld: keys.filter((key) => !isMeant(key)).map(({ name }): SkippedKey => ({ name, reason })),
  };
}

/** What came of signing otherwise: a trial that got no verdict (no answer, a 429) has not been refused. */
interface TrialResults {
  readonly proof?: Trial;
  readonly refused: readonly string[];
  readonly undecided: readonly string[];
}

async function tryUntilAccepted(trials: readonly Trial[], context: Context): Promise<TrialResults> {
  const refused: string[] = [];
  const undecided: string[] = [];
  for (const trial of trials) {
    const probed = await probe(trial.settings, context);
    if (isAccepted(probed)) return { proof: trial, refused, undecided };
    (isRefused(probed) ? refused : undecided).push(trial.name);
  }
  return { refused, undecided };
}

function refusedForAll(
  said: string,
  { env, merchant }: Settings,
  { refused, undecided, left, untried }: TrialResults & { readonly left: number; readonly untried: readonly string[] },
): DoctorCheck {
  const found = [
    t`${env} refuses app code ${merchant.app_code} with ${merchant.client_key} (${said})`,
    ...(refused.length > 0 ? [t`tried as well, and refused: ${refused.join(', ')}`] : []),
    ...(undecided.length > 0 ? [t`tried as well, without a verdict: ${undecided.join(', ')}`] : []),
    ...(left > 0 ? [t`(${left} more not tried)`] : []),
    ...(untried.length > 0 ? [t`not tried: ${untried.join(', ')}`] : []),
  ];
  const store = merchant.mchid === undefined ? t`whether QFPay issued a mchid` : t`the mchid`;
  const next = t`compare app code and key with QFPay's mail, and ${store}; for requests of your own code: qfpay verify`;
  return failed(id, found.join('; '), next, 'signature');
}

/** What one harmless query came to. */
interface Probed {
  readonly verdict: ExchangeVerdict;
  /** From before the request left until the answer was there. */
  readonly from: Date;
  readonly until: Date;
  readonly status?: number;
  /** The answering machine's own clock. */
  readonly date?: string;
}

/** Sends one signed query for a number that nobody can have used. It is not repeated, whatever comes back. */
async function probe(settings: Settings, context: Context): Promise<Probed> {
  let response: HttpResponse | undefined;
  const http: Context['http'] = async (request) => {
    response = await context.http(request);
    return response;
  };
  const prepared = prepareRequest(settings, endpoints.query, [['out_trade_no', impossibleNumber(context)]]);
  const exchange = createExchange(settings, { ...context, http });
  const from = context.clock.now();
  const verdict = await exchange({ endpoint: endpoints.query, prepared, attempt: 1 });
  const date = response?.headers['date'];
  return {
    verdict,
    from,
    until: context.clock.now(),
    ...(response ? { status: response.status } : {}),
    ...(date === undefined ? {} : { date }),
  };
}

/** 110 random bits after a word that no number of ours begins with. */
function impossibleNumber({ random }: Pick<Context, 'random'>): string {
  return `DOCTOR${Array.from(random.bytes(22), (byte) => crockfordAlphabet.charAt(byte & 31)).join('')}`;
}

function isAccepted({ verdict }: Probed): boolean {
  return verdict.kind === 'answer' && accepting.includes(verdict.answer.respcd);
}

function isRefused({ verdict }: Probed): boolean {
  return verdict.kind === 'answer' && verdict.answer.respcd === '1108';
}
