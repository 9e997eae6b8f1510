import type { Context } from '../context.ts';
import { exitCodes, SignatureError } from '../errors.ts';
import type { GatewayWishes } from '../gateway/create-gateway.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import type { Settings } from '../merchant/merchant.ts';
import { resolveSettings } from '../merchant/settings.ts';
import type { RefusalDiagnosis } from '../report/refused-signature.ts';
import type { Report } from '../report/report.ts';
import type { Refusal } from './refused-signature/diagnose.ts';
import { tell } from './tell.ts';

/** A gateway to speak with, and what it was opened with. */
export interface Session {
  readonly settings: Settings;
  readonly gateway: Gateway;
  /** The last request whose signature the gateway refused (1108). */
  readonly refusal?: () => Refusal | undefined;
  /** For another gateway of the same session, to be told of a refusal as well. */
  readonly onRefused?: GatewayWishes['onRefused'];
}

/** Opens a session for the length of `work`. `--env local` brings its own gateway up first, and takes it down after. */
export async function withSession<T>(
  options: GlobalOptions,
  context: Context,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const settings = await resolveSettings(options, context);
  for (const warning of settings.warnings) tell(context, t`warning: ${warning}`);
  const { createGateway } = await import('../gateway/create-gateway.ts');
  let refusal: Refusal | undefined;
  const onRefused: Session['onRefused'] = (sent, { message }) => {
    refusal = { sent, message };
  };
  const open = (opened: Settings): Session => ({
    settings: opened,
    gateway: createGateway(opened, context, { onRefused }),
    refusal: () => refusal,
    onRefused,
  });
  if (settings.env !== 'local') return work(open(settings));
  const { withEmbeddedEmulator } = await import('./embedded-emulator.ts');
  return withEmbeddedEmulator(context, (base_url) => work(open({ ...settings, base_url })));
}

/**
 * A session that ends in a report. Where the gateway refused the signature (1108), the report or the error says besides whether
 * the request was signed rightly, and what else is known.
 */
export async function reportSession(
  options: GlobalOptions,
  context: Context,
  work: (session: Session) => Promise<Report>,
): Promise<Report> {
  return withSession(options, context, async (session) => {
    try {
      const report = await work(session);
      const diagnosis = report.exit_code === exitCodes.signature ? await refusalOf(session, context) : undefined;
      return diagnosis ? (await import('../report/refused-signature.ts')).withDiagnosis(report, diagnosis) : report;
    } catch (error) {
      const diagnosis = error instanceof SignatureError ? await refusalOf(session, context) : undefined;
      throw diagnosis && error instanceof SignatureError ? toldOf(error, diagnosis) : error;
    }
  });
}

/** What is known of the session's refused request; undefined when none was. */
export async function refusalOf(session: Session, context: Context): Promise<RefusalDiagnosis | undefined> {
  const refusal = session.refusal?.();
  if (!refusal) return undefined;
  const { diagnoseRefusal } = await import('./refused-signature/diagnose.ts');
  return diagnoseRefusal(refusal, session.settings, context);
}

function toldOf({ message, facts }: SignatureError, diagnosis: RefusalDiagnosis): SignatureError {
  const details = [...(facts.details ?? []), ...diagnosis.findings.map(({ title, fix }) => ({ title, fix }))];
  return new SignatureError(message, { ...facts, details, known: { ...facts.known, diagnosis } });
}
