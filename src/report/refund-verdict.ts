import type { CatalogWords, Lang } from '../catalog/words/words.ts';
import { exitOfOutcome, outcomeWord } from '../diagnosis/outcome.ts';
import { refusedSignatureText, signatureHint } from '../errors.ts';
import { t } from '../language/t.ts';
import { explainMove } from './explain-respcd.ts';
import { refundAdvice } from './refund-advice.ts';
import type { RefundFindings } from './refund-findings.ts';
import type { ReportError } from './report.ts';

export function refundExit({ outcome, respcd }: RefundFindings): number {
  return exitOfOutcome(outcome, outcome === 'declined' ? respcd : undefined);
}

/** Why the exit status is not 0, and how to go on. */
export function refundError(findings: RefundFindings, words: CatalogWords, lang: Lang): ReportError {
  const { outcome, respcd, message = '', reason, transaction, commands } = findings;
  const { out_trade_no } = transaction;
  const number = out_trade_no === undefined ? {} : { out_trade_no };
  const said = [respcd, message].filter((text) => text).join(' ');
  const told = reason ?? [t`the refund is ${outcomeWord(outcome)}`, ...(said === '' ? [] : [`(${said})`])].join(' ');
  if (respcd === '1108' && outcome === 'declined') {
    return { message: refusedSignatureText(message), hint: signatureHint(), ...number };
  }
  return { message: told, ...number, ...wayOn(findings, commands, words, lang) };
}

function wayOn(
  { outcome, respcd, needs_number }: RefundFindings,
  commands: RefundFindings['commands'],
  words: CatalogWords,
  lang: Lang,
): Pick<ReportError, 'hint' | 'resume'> {
  if (needs_number) return { hint: newNumberHint(outcome), resume: commands.query ?? commands.again };
  if (outcome === 'pending') return { resume: commands.query ?? commands.again };
  if (outcome === 'unknown') {
    return {
      hint: t`the same command asks first, and sends the same number: it cannot pay twice`,
      resume: commands.again,
    };
  }
  const next_step = respcd === undefined ? undefined : explainMove('refund', respcd, words, lang).next_step;
  const advice = refundAdvice(respcd, commands, lang);
  const hint = [next_step, advice?.words].filter((text) => text).join(' ');
  return { ...(hint === '' ? {} : { hint }), ...(advice ? { resume: advice.command } : {}) };
}

function newNumberHint(outcome: RefundFindings['outcome']): string {
  if (outcome !== 'unknown') return t`to try once more, give a number of your own: --refund-no`;
  return t`ask again in some minutes; only when it is certain that nothing was given back, give a new number: --refund-no`;
}
