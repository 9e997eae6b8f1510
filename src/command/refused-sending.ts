import { baseUrls } from '../catalog/endpoints.ts';
import type { Context } from '../context.ts';
import { checkOwnRequest, type OwnRequest } from '../diagnosis/own-request.ts';
import type { PreparedRequest } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { type ConfiguredKey, configuredKeys } from '../merchant/configured-keys.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import { keyShapeFaults, keyShapeOddities } from '../merchant/identity.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { RefusalDiagnosis, RefusalFinding } from '../report/refused-signature.ts';

/** A request that was answered 1108, and the gateway's words for it. */
export interface RefusedSending {
  readonly sent: PreparedRequest;
  readonly message: string;
}

/** Looks at the request that was refused and at what is configured; sends nothing, and runs no key command. */
export async function diagnoseRefusal(
  { sent, message }: RefusedSending,
  settings: Settings,
  context: Context,
): Promise<RefusalDiagnosis> {
  const { keys } = await configuredKeys(await withDotenv(context), { all_keys: false });
  const own = checkOwnRequest(sent, settings.merchant.client_key);
  const mchid = sent.params.find(([name]) => name === 'mchid')?.[1];
  const refused = { settings, own, mchid, message, others: keys };
  const stranger = strangerFinding(refused);
  if (stranger) return { request_checked: true, findings: [stranger], hint: stranger.fix };
  return { request_checked: true, findings: findingsOf(refused) };
}

interface DiagnosedRequest {
  readonly settings: Settings;
  readonly own: OwnRequest;
  /** The `mchid` that was sent. */
  readonly mchid: string | undefined;
  /** The gateway's words. */
  readonly message: string;
  readonly others: readonly ConfiguredKey[];
}

/** What was found to be odd first; that the request itself is right says only where not to look. */
function findingsOf(refused: DiagnosedRequest): RefusalFinding[] {
  const request = requestFinding(refused);
  const stores = mchidFindings(refused);
  const isOdd = ({ id }: RefusalFinding) => id === 'wrong-mchid' || id === 'mchid-shape';
  return [
    ...(refused.own.is_right ? [] : [request]),
    ...stores.filter(isOdd),
    ...keyShapeFindings(refused),
    ...hostFindings(refused),
    ...otherKeyFindings(refused),
    ...stores.filter((finding) => !isOdd(finding)),
    ...(refused.own.is_right ? [request] : []),
  ];
}

/** `--env local` has one merchant, and an emulator that was started with others does not know it. */
function strangerFinding({ settings: { env, base_url }, own, message }: DiagnosedRequest): RefusalFinding | undefined {
  if (env !== 'local' || !own.is_right || /mchcode|mchid/i.test(message)) return undefined;
  return {
    id: 'emulator-of-others',
    title: t`The emulator at ${base_url} was started with other merchants than the test merchant of --env local.`,
    fix: t`leave --env local out, and give the app code and the key of a merchant that it has (QFPAY_APPCODE, QFPAY_KEY)`,
  };
}

function requestFinding({ settings: { merchant, env }, own }: DiagnosedRequest): RefusalFinding {
  if (!own.is_right) {
    const title = t`The request does not fit its own signature: this is a bug in qfpay.`;
    return { id: 'own-request-wrong', title, fix: t`Please report it with the command line, without any key.` };
  }
  return {
    id: 'own-request-right',
    title: t`The request was signed rightly with ${merchant.client_key}, ${own.sign_type}.`,
    fix: t`So the key, the app code (${merchant.app_code}), the mchid or the environment (${env}) is not the one that QFPay has.`,
  };
}

/** 1108 means a wrong store as well; sometimes the words tell. */
function mchidFindings({ mchid, message, settings }: DiagnosedRequest): RefusalFinding[] {
  const isNamed = /mchcode|mchid/i.test(message);
  if (mchid === undefined) {
    const title = isNamed ? t`No mchid was sent, and the gateway asks about it.` : t`No mchid was sent.`;
    return [{ id: 'no-mchid', title, fix: t`Where QFPay issued one, every call needs it: QFPAY_MCHID or --mchid.` }];
  }
  const source = settings.sources?.['mchid'];
  const named = source === undefined ? mchid : `${mchid} (${source})`;
  const title = isNamed
    ? t`mchid ${named} was sent, and the gateway says that it is wrong.`
    : t`mchid ${named} was sent.`;
  const fix = t`A mistyped mchid is answered 1108 as well: compare it, or unset it where QFPay issued none.`;
  return [
    { id: isNamed ? 'wrong-mchid' : 'mchid-sent', title, fix },
    ...(mchid.length > 16
      ? [
          {
            id: 'mchid-shape',
            title: t`The mchid has ${mchid.length} characters, where at most 16 are documented.`,
            fix,
          },
        ]
      : []),
  ];
}

function keyShapeFindings({ settings: { merchant, sources } }: DiagnosedRequest): RefusalFinding[] {
  const key = merchant.client_key.reveal();
  const told = [...keyShapeFaults(key), ...keyShapeOddities(key)];
  if (told.length === 0) return [];
  const title = t`The key of ${sources?.['client_key'] ?? merchant.app_code} ${told.join(t` and `)}.`;
  return [{ id: 'key-shape', title, fix: t`Hold it against QFPay's mail, and copy it whole, with nothing around it.` }];
}

function hostFindings({ settings: { env, base_url } }: DiagnosedRequest): RefusalFinding[] {
  if (env === 'local' || base_url === baseUrls[env]) return [];
  const title = t`The request went to ${base_url}, which is not the host of ${env} (${baseUrls[env]}).`;
  return [{ id: 'other-host', title, fix: t`Leave --base-url and QFPAY_BASE_URL out to speak with QFPay itself.` }];
}

/** Keys of the same app code, and sets of the same environment, that are not in use. */
function otherKeyFindings({ settings, others }: DiagnosedRequest): RefusalFinding[] {
  const { env, merchant } = settings;
  return others
    .filter(({ client_key }) => client_key.reveal() !== merchant.client_key.reveal())
    .flatMap(({ name, client_key, ...other }) => {
      const isSame = other.app_code === merchant.app_code;
      if (!isSame && other.env !== env) return [];
      const title =
        isSame && other.env === undefined
          ? t`${name} holds another key for the same app code: ${client_key}.`
          : isSame
            ? t`${name} holds another key for the same app code, in ${other.env}: ${client_key}.`
            : t`${name} holds another key for ${env}: ${client_key}.`;
      const fix = name.startsWith('profile ')
        ? t`Try --profile ${name.slice('profile '.length)}.`
        : t`Use it if it is the newer one.`;
      return [{ id: 'other-key', title, fix }];
    });
}
