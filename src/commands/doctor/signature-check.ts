import { isQfpayHost } from '../../catalog/endpoints.ts';
import type { Context } from '../../context.ts';
import { signatureProblem } from '../../gateway/answer.ts';
import { t } from '../../language/t.ts';
import type { ConfiguredKey, ConfiguredKeys, SkippedKey } from '../../merchant/configured-keys.ts';
import type { Settings } from '../../merchant/merchant.ts';
import { type DoctorCheck, failed, ok, skipped, warning } from '../../report/doctor-check.ts';
import type { Usable } from './configuration-checks.ts';
import { isAccepted, isRefused, type Probed, probe } from './probe.ts';
import { mostTrials, type Trial, trialsOf } from './trials.ts';

const id = 'signature';

/** Whether QFPay takes what is signed; and where it does not, what it does take. */
export async function signatureCheck(
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
  const next = t`hold app code and key against QFPay's mail, and ${store}; for requests of your own code: qfpay verify`;
  return failed(id, found.join('; '), next, 'signature');
}
