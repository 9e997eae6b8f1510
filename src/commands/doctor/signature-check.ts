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
  const proof = await firstAccepted(trials.slice(0, mostTrials), context);
  if (proof) return failed(id, `${said}; ${proof.proves}`, proof.next_step, 'signature');
  return refusedForAll(
    said,
    settings,
    trials,
    [...unread, ...withheld].map(({ name, reason }) => `${name}: ${reason}`),
  );
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

async function firstAccepted(trials: readonly Trial[], context: Context): Promise<Trial | undefined> {
  for (const trial of trials) {
    if (isAccepted(await probe(trial.settings, context))) return trial;
  }
  return undefined;
}

function refusedForAll(
  said: string,
  { env, merchant }: Settings,
  trials: readonly Trial[],
  unread: readonly string[],
): DoctorCheck {
  const tried = trials.slice(0, mostTrials).map(({ name }) => name);
  const left = trials.length - tried.length;
  const found = [
    t`${env} refuses app code ${merchant.app_code} with ${merchant.client_key} (${said})`,
    t`tried as well, and refused: ${tried.join(', ')}` + (left > 0 ? ` ${t`(${left} more not tried)`}` : ''),
    ...(unread.length > 0 ? [t`not tried: ${unread.join(', ')}`] : []),
  ];
  const store = merchant.mchid === undefined ? t`whether QFPay issued a mchid` : t`the mchid`;
  const next = t`hold app code and key against QFPay's mail, and ${store}; for requests of your own code: qfpay verify`;
  return failed(id, found.join('; '), next, 'signature');
}
