import type { Context } from '../context.ts';
import { exitCodes, QfpayError, SignatureError } from '../errors.ts';
import type { GatewayWishes } from '../gateway/create-gateway.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import { shellWord } from '../language/terminal-text.ts';
import { isForeignAddress, isSimulatedPlace } from '../merchant/base-url.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Settings } from '../merchant/merchant.ts';
import { type Preferences, resolveSettings } from '../merchant/settings.ts';
import type { RefusalDiagnosis } from '../report/refused-signature.ts';
import type { Report } from '../report/report.ts';
import { tell } from './command.ts';
import { flagWords, globalFlags } from './flags.ts';
import type { RefusedSending } from './refused-sending.ts';

/** A gateway to speak with, and what it was opened with. */
export interface Session {
  readonly settings: Settings;
  readonly gateway: Gateway;
  /** The emulator of the command's own, which ends with it. */
  readonly is_embedded?: true;
  /** The last request whose signature the gateway refused (1108). */
  readonly refusal?: () => RefusedSending | undefined;
  /** Whether what was answered so far surely is of no gateway of QFPay's, so that no real money is in it. */
  readonly simulated?: () => boolean;
  /** For another gateway of the same session, to tell the session as well. */
  readonly hears?: Pick<GatewayWishes, 'onAnswer' | 'onRefused'>;
}

/**
 * Opens a session for the length of `work`. `--env local` brings its own gateway up first, and takes it down after, unless a
 * base URL names one that runs.
 */
export async function withSession<T>(
  asked: GlobalOptions | Preferences,
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const settings = await resolveSettings(asked, context);
  for (const warning of settings.warnings) tell(context, t`warning: ${warning}`);
  const { createGateway } = await import('../gateway/create-gateway.ts');
  let refusal: RefusedSending | undefined;
  const answers = { all: 0, emulated: 0 };
  const hears: NonNullable<Session['hears']> = {
    onAnswer: ({ is_emulated }) => {
      answers.all += 1;
      answers.emulated += Number(is_emulated === true);
    },
    onRefused: (sent, { message }) => {
      refusal = { sent, message };
    },
  };
  const open = (opened: Settings): Session => ({
    settings: opened,
    gateway: createGateway(opened, context, hears),
    refusal: () => refusal,
    simulated: () => isSimulated(opened, answers),
    hears,
  });
  // The emulator that runs on this machine already, else one of the command's own.
  if (settings.base_url !== '') return work(open(settings));
  const { withEmbeddedEmulator } = await import('./embedded-emulator.ts');
  return withEmbeddedEmulator(context, (base_url) => work({ ...open({ ...settings, base_url }), is_embedded: true }));
}

/** Only what was answered can be simulated; elsewhere than on this machine the emulator says so itself. */
function isSimulated(settings: Settings, { all, emulated }: { all: number; emulated: number }): boolean {
  if (all === 0) return false;
  return isSimulatedPlace(settings) || (settings.env === 'sandbox' && emulated === all);
}

/**
 * For the findings of a report.
 * @param was_answered this gateway has answered before, as this machine has it on its own books
 */
export function simulationOf({ simulated, settings }: Session, was_answered = false): { readonly simulated?: true } {
  const is_simulated = simulated?.() || (was_answered && isSimulatedPlace(settings));
  return is_simulated ? { simulated: true } : {};
}

/** Where real money's credentials went, if that was no host of QFPay's. */
function addressOf({ settings }: Session): { readonly base_url?: string } {
  return isForeignAddress(settings) ? { base_url: settings.base_url } : {};
}

/**
 * A session that ends in a report. Where the gateway refused the signature (1108), the report or the error says besides whether
 * the request was signed rightly, and what else is known.
 */
export async function reportSession(
  asked: GlobalOptions | Preferences,
  context: Context,
  work: (session: Session) => Promise<Report>,
): Promise<Report> {
  return withSession(asked, context, async (session) => {
    try {
      const { data, ...told } = await work(session);
      const report = { ...told, data: { ...data, ...addressOf(session) } };
      const diagnosis = report.exit_code === exitCodes.signature ? await refusalOf(session, context) : undefined;
      return diagnosis ? (await import('../report/refused-signature.ts')).withDiagnosis(report, diagnosis) : report;
    } catch (error) {
      const diagnosis = error instanceof SignatureError ? await refusalOf(session, context) : undefined;
      const told = diagnosis && error instanceof SignatureError ? toldOf(error, diagnosis) : error;
      const address = addressOf(session);
      throw told instanceof QfpayError && address.base_url !== undefined ? told.beside({ known: address }) : told;
    }
  });
}

/** What is known of the session's refused request; undefined when none was. */
export async function refusalOf(session: Session, context: Context): Promise<RefusalDiagnosis | undefined> {
  const refusal = session.refusal?.();
  if (!refusal) return undefined;
  const { diagnoseRefusal } = await import('./refused-sending.ts');
  return diagnoseRefusal(refusal, session.settings, context);
}

function toldOf({ message, facts }: SignatureError, diagnosis: RefusalDiagnosis): SignatureError {
  const details = [...(facts.details ?? []), ...diagnosis.findings.map(({ title, fix }) => ({ title, fix }))];
  const { hint = facts.hint } = diagnosis;
  return new SignatureError(message, {
    ...facts,
    ...(hint === undefined ? {} : { hint }),
    details,
    known: { ...facts.known, diagnosis },
  });
}

/** The flags without which the same command would speak with another gateway, or as another merchant. */
const { env, profile, mchid, base_url, sign_type, key_file } = globalFlags;
const connection = { env, profile, mchid, base_url, sign_type, key_file };

/** The `qfpay query` that goes on with an order, ready to be pasted into a shell. */
export function resumeCommand(out_trade_no: string, options: GlobalOptions): string {
  return shellLine(['qfpay', 'query', out_trade_no, ...connectionFlags(options)]);
}

/** What can be done with a hold, ready to be pasted into a shell. */
export function holdCommands(name: readonly string[], options: GlobalOptions): string[] {
  const flags = connectionFlags(options);
  return [
    shellLine(['qfpay', 'capture', ...name, '--full', ...flags]),
    shellLine(['qfpay', 'unfreeze', ...name, ...flags]),
  ];
}

/** As they were typed. */
export function connectionFlags(options: GlobalOptions): string[] {
  return flagWords(connection, { ...options });
}

/** Words as one line for a POSIX shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
