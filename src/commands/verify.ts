import { baseUrls } from '../catalog/endpoints.ts';
import { canAsk } from '../command/asking.ts';
import { command, exits } from '../command/command.ts';
import { asksForPaste, withFileWord } from '../command/given-input.ts';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { type ExplanationWords, fillIn, loadExplanationWords } from '../explanation/explain.ts';
import { editDistance } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import { type CandidateKey, type CandidateKeys, candidateKeys } from '../merchant/configured-keys.ts';
import { type GlobalOptions, namedEnv, resolveLang } from '../merchant/given.ts';
import { keyWarnings } from '../merchant/identity.ts';
import type { Signer } from '../merchant/merchant.ts';
import { MissingCredentialsError } from '../merchant/resolve-merchant.ts';
import { resolveSigner, together } from '../merchant/settings.ts';
import type { Example, Report } from '../report/report.ts';
import { ClientKey } from '../signature/client-key.ts';
import { digestBy, loadHasher } from '../signature/hasher.ts';
import { keyFaults } from '../signature/sign.ts';
import { type Diagnosis, diagnose, signaturesOf } from '../verdict/diagnose.ts';
import { type Judgement, judge, withRemarks } from '../verdict/judge.ts';
import {
  readVerifyCases,
  type VerifyCases,
  type VerifyOptions,
  type VerifyTask,
  verifyFlags,
} from '../verdict/task.ts';
import { invalidReport, partialReport, validReport } from './verify/report.ts';

export const verifyCommand = command({
  name: 'verify',
  says: () => t`Check the signature of a request, response or notification. Exit status 0: valid, 6: no match.`,
  arguments: [
    {
      name: 'name=value',
      repeats: true,
      says: () => t`a file, or parameters of a request; sign=… is the received signature`,
    },
  ],
  flags: verifyFlags,
  global_values: { sign_type: ['SHA256', 'MD5', 'none'] },
  notes: () => [t`--sign-type is the X-QF-SIGNTYPE that came along; none: there was no such header.`],
  examples,
  exits: exits.verifying,
  run: verify,
});

function examples(): readonly Example[] {
  return [
    ['qfpay verify request.http --explain', t`why the signature of a request does not match`],
    ['qfpay verify txamt=100 txcurrcd=HKD --signature 99D9F7…74E8', t`parameters and the signature that was computed`],
    [
      'qfpay verify --input notification.json --signature 6C107D6DFF33BF43CADB27D7072150D2',
      t`a notification that came in`,
    ],
    ['curl -si https://… | qfpay verify --input - --kind response', t`the answer of the gateway`],
  ];
}

async function verify(
  typed: VerifyOptions & GlobalOptions,
  words: readonly string[],
  context: Context,
): Promise<Report> {
  const { options, args } = withFileWord(typed, words, context);
  const { signer, given, lang } = await readAll(options, args, context);
  const known = await candidateKeys(context, { all_keys: false });
  const secrets = [signer.client_key, ...known.keys.map((key) => key.client_key)];
  refuse(keyFaults(given.words, ...secrets), 'qfpay help sign');
  const said = await loadExplanationWords(lang);
  const searching = { signer, known, all_keys: options.all_keys === true };
  const { judged, meant, found } = await verdictOn(given, { ...searching, options, said }, context);
  const { is_valid, is_partial } = meant;
  secrets.push(...(found?.keys ?? []));
  const task = withRemarks(found?.decided ?? meant.task, given, { signer, keys: known.keys });
  const checked = {
    task,
    verdict: { ...meant.verdict, is_valid },
    signer,
    words: said,
    explain: options.explain === true,
    ...(meant.place === undefined ? {} : { place: meant.place }),
    ...(judged.length > 1 ? { signatures: await signaturesOf(judged, { meant, found }, searching, context) } : {}),
  };
  if (options.report !== undefined) {
    const { writeCaseFile } = await import('./verify/case-report.ts');
    writeCaseFile(options.report, { ...checked, found, secrets }, context);
  }
  context.secrets.add(...secrets);
  // The paste may hold a key anywhere: in a note, a header, an address.
  const told = (report: Report) => context.secrets.maskValue(report);
  if (found) return told(invalidReport(checked, found));
  if (is_partial) return told(partialReport(checked));
  return told(validReport(checked, task.kind === 'request' ? ifRefused(task, signer, known.keys, said) : []));
}

interface InputSearch {
  readonly signer: Signer;
  readonly known: CandidateKeys;
  readonly all_keys: boolean;
  readonly options: VerifyOptions;
  readonly said: ExplanationWords;
}

interface VerifiedInput {
  readonly judged: readonly Judgement[];
  readonly meant: Judgement;
  /** Undefined where nothing is wrong. */
  readonly found: Diagnosis | undefined;
}

/** Each signature judged, and why the one that is meant does not match; read in every way only where one way proves nothing. */
async function verdictOn(given: VerifyCases, looking: InputSearch, context: Context): Promise<VerifiedInput> {
  const { options, said, ...searching } = looking;
  const digestOf = digestBy(await loadHasher());
  const judged = given.cases.map((each) => judge(each, searching.signer.client_key, digestOf));
  const meant = meantBy(judged, options);
  if (meant.is_valid || meant.is_partial) return { judged, meant, found: undefined };
  const is_quick = given.inEveryWay !== undefined;
  const found = await diagnose({ judged: meant, ...searching, is_quick }, said, context);
  if (given.inEveryWay && found.causes.length === 0) return verdictOn(await given.inEveryWay(), looking, context);
  return { judged, meant, found };
}

/** The key, what it is held against, and the language; the key first where somebody has to be asked for it. */
async function readAll(options: VerifyOptions & GlobalOptions, args: readonly string[], context: Context) {
  const signing = resolveSigner(options, context, { asks_sign_type: false }).catch((error: unknown) =>
    askForKey(error, options, context),
  );
  if (asksForPaste(options, args, context)) await signing;
  const [signer, given, lang] = await together([
    () => signing,
    () => readVerifyCases(options, args, context, signing),
    () => resolveLang(options, context),
  ]);
  return { signer, given, lang };
}

/** On a terminal the key is asked for, unseen, and used for this once. */
async function askForKey(error: unknown, options: GlobalOptions, context: Context): Promise<Signer> {
  if (!(error instanceof MissingCredentialsError) || !canAsk(options, context)) throw error;
  const check = (answer: string) => (answer === '' ? t`must not be empty` : undefined);
  const typed = await context.prompt.ask(t`Client key, which is not shown:`, { hidden: 'secret', check });
  const env = namedEnv(options, context)?.env ?? 'sandbox';
  const warnings = keyWarnings(typed, t`the terminal`);
  return { env, base_url: '', client_key: new ClientKey(typed), sign_type: 'SHA256', warnings };
}

/** The one that was asked about, else the first that is wrong: a good one never hides it. */
function meantBy(judged: readonly Judgement[], { pick }: VerifyOptions): Judgement {
  const [first] = judged;
  const picked = pick === undefined ? judged.find(({ is_valid }) => !is_valid) : judged[Number(pick) - 1];
  return (picked ?? first) as Judgement;
}

/** So few letters apart, a store number may be a mistyped one. */
const nearlyTheSame = 2;

/**
 * A request that is signed rightly can be answered 1108 all the same: QFPay says it of an mchid that is not the merchant's
 * (`MCHCODE非法`) and of a key of another environment as well.
 */
export function ifRefused(
  { parameters, reading }: VerifyTask,
  signer: Signer,
  keys: readonly CandidateKey[],
  words: ExplanationWords,
): string[] {
  const { search } = words;
  const stores = keys.flatMap(({ name, mchids }) => mchids.map((mchid) => ({ name, mchid })));
  const mchid = parameters.find(([name]) => name === 'mchid' || name === 'mchntid')?.[1];
  const sent_app_code = reading?.headers?.['x-qf-appcode'];
  const { app_code, client_key } = signer;
  return [
    ...hostAdvice(reading?.host, signer, words),
    ...(sent_app_code && app_code && sent_app_code !== app_code
      ? [fillIn(search['valid-app-code'], { name: sent_app_code, other: app_code })]
      : []),
    mchidAdvice(mchid, stores, words),
    fillIn(search['valid-environment'], { configured: String(client_key) }),
    search['valid-sent'],
  ];
}

/** Sent to the gateway of another environment than that of the key. */
function hostAdvice(host: string | undefined, { env, client_key }: Signer, { search }: ExplanationWords): string[] {
  const other = Object.entries(baseUrls).find(([, url]) => new URL(url).hostname === host)?.[0];
  if (host === undefined || other === undefined || env === 'local' || other === env) return [];
  return [fillIn(search['valid-host'], { host, other, configured: String(client_key), env })];
}

type Store = { readonly name: string; readonly mchid: string };

function mchidAdvice(mchid: string | undefined, stores: readonly Store[], { search }: ExplanationWords): string {
  if (!mchid) return search['valid-mchid-absent'];
  const is_known = stores.some((store) => store.mchid === mchid);
  const near = is_known ? undefined : stores.find((store) => editDistance(store.mchid, mchid) <= nearlyTheSame);
  if (!near) return fillIn(search['valid-mchid-present'], { name: mchid });
  return fillIn(search['valid-mchid-near'], { name: mchid, other: near.mchid, key: near.name });
}
