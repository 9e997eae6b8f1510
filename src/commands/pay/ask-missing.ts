import { findCurrency } from '../../catalog/currencies.ts';
import { loadWords } from '../../catalog/words/load-words.ts';
import { langs, type Words } from '../../catalog/words/words.ts';
import type { Context } from '../../context.ts';
import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import { missingFields } from '../../payment/missing-fields.ts';
import { findParameterRule } from '../../payment/parameter-rules.ts';
import { findPayType } from '../../payment/resolve-pay-type.ts';
import { canAsk } from '../can-ask.ts';
import { interruptedAs } from '../interrupted-as.ts';
import { tell } from '../tell.ts';
import { choosePayType } from './choose-pay-type.ts';
import type { PayOptions } from './options.ts';
import { questionFor, sceneQuestions } from './questions.ts';
import { repeatCommand } from './repeat-command.ts';
import { requestFaults } from './request.ts';

type Typed = PayOptions & GlobalOptions;

/**
 * What the person can be asked for, by its wire name; nothing where nobody can be asked. The payer's code is asked for where `-`
 * was typed, too: on a terminal stdin is the person.
 */
export function askableFields(typed: Typed, context: Context): string[] {
  return canAsk(typed, context) && typed.key_file !== '-' ? missingFields(withoutDash(typed)) : [];
}

/**
 * What was typed is refused before anything is asked.
 * @throws UsageError with every fault at once, but for what is only missing
 */
export function refuseTyped(typed: Typed, asked: readonly string[]): void {
  refuse(faultsBeside(asked, withoutDash(typed)), 'qfpay pay --help');
}

/**
 * Asks for everything that is missing, each answer checked at once, and tells the command that does the same again.
 * @throws CancelledError Ctrl-C; nothing was sent
 */
export async function askMissing(typed: Typed, words: Words, context: Context): Promise<Typed> {
  const known = await interruptedAs(t`interrupted: nothing was sent`, () => askAll(withoutDash(typed), words, context));
  tell(context, t`The same again, without a question:`);
  tell(context, `  ${repeatCommand(known)}`);
  return known;
}

async function askAll(typed: Typed, words: Words, context: Context): Promise<Typed> {
  let known = typed;
  for (let [field] = missingFields(known); field !== undefined; [field] = missingFields(known)) {
    known = { ...known, ...(await askFor(field, known, words, context)) };
  }
  return known;
}

async function askFor(field: string, known: Typed, words: Words, context: Context): Promise<Partial<Typed>> {
  if (field === 'pay_type') return { pay_type: await choosePayType(known, words, await everyWords(), context) };
  if (field === 'extend_info' && findPayType(known.pay_type ?? '')?.flow === 'h5') return askScene(known, context);
  const given = (answer: string) => givenAs(field, answer.trim(), known);
  const answer = await context.prompt.ask(questionFor(field, known), {
    ...(field === 'auth_code' ? { hidden: 'code' } : {}),
    check: (text) => ruleOf(faultOf(field, { ...known, ...given(text) })),
  });
  return given(answer);
}

/** The page of a shop that is opened in the payer's browser, asked for in its parts and not as JSON. */
async function askScene(known: Typed, { prompt }: Context): Promise<Partial<Typed>> {
  const answers: string[] = [];
  for (const { question, check } of sceneQuestions()) answers.push(await prompt.ask(question, { check }));
  const [wap_url, wap_name, spbill_create_ip] = answers.map((answer) => answer.trim());
  const scene = { scene_info: { h5_info: { type: 'Wap', wap_url, wap_name } }, spbill_create_ip };
  return givenAs('extend_info', JSON.stringify(scene), known);
}

/** An answer as the flag that would have given it. A currency without two decimals is counted in its smallest unit. */
function givenAs(field: string, answer: string, { currency = 'HKD', param = [] }: Typed): Partial<Typed> {
  if (field === 'txamt') return findCurrency(currency)?.minor_digits === 2 ? { amount: answer } : { txamt: answer };
  return findParameterRule(field)?.flag ? { [field]: answer } : { param: [...param, `${field}=${answer}`] };
}

function faultOf(field: string, options: Typed): Fault | undefined {
  const names = field === 'txamt' ? ['txamt', 'amount'] : [field];
  return requestFaults(options).find((fault) => names.includes(fault.field));
}

function ruleOf(fault: Fault | undefined): string | undefined {
  return fault && [fault.rule, ...(fault.next ? [`(${fault.next})`] : [])].join(' ');
}

function faultsBeside(missing: readonly string[], options: Typed): Fault[] {
  return requestFaults(options).filter(({ field }) => !missing.includes(field));
}

function withoutDash(typed: Typed): Typed {
  const { auth_code, ...others } = typed;
  return auth_code === undefined || auth_code === '-' ? others : typed;
}

function everyWords(): Promise<readonly Words[]> {
  return Promise.all(langs.map(loadWords));
}
