import { findCurrency } from '../../catalog/currencies.ts';
import { type Flow, type PayType, payTypes } from '../../catalog/pay-types.ts';
import { interruptedAs } from '../../command/asking.ts';
import { tell } from '../../command/command.ts';
import { flagWords, globalFlags } from '../../command/flags.ts';
import { shellLine } from '../../command/session.ts';
import type { PromptChoice } from '../../context/terminal.ts';
import type { Context } from '../../context.ts';
import { type Fault, refuse } from '../../errors.ts';
import { type CatalogWords, langs, loadWords } from '../../language/languages.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/given.ts';
import { type PayOptions, payFlags, requestFaults, withoutDash } from '../../money/payment-request.ts';
import { findParameterRule, oneWord, webAddress } from '../../payment/parameter-rules.ts';
import { missingFields } from '../../payment/read-payment.ts';
import { findPayType, payTypeHint, searchPayTypes } from '../../payment/resolve-pay-type.ts';
import { payTypeFaults } from '../../refund/refund-rules.ts';

type Typed = PayOptions & GlobalOptions;

/**
 * What was typed is refused before anything is asked.
 * @throws UsageError with every fault at once, but for what is only missing
 */
export function refuseTyped(typed: Typed, asked: readonly string[]): void {
  const faults = faultsBeside(asked, withoutDash(typed));
  refuse(faults, payTypeHint(faults, 'qfpay pay --help'));
}

/**
 * Asks for everything that is missing, each answer checked at once, and tells the command that does the same again.
 * @throws CancelledError Ctrl-C; nothing was sent
 */
export async function askMissing(typed: Typed, words: CatalogWords, context: Context): Promise<Typed> {
  const known = await interruptedAs(t`interrupted: nothing was sent`, () => askAll(withoutDash(typed), words, context));
  tell(context, t`The same again, without a question:`);
  tell(context, `  ${repeatCommand(known)}`);
  return known;
}

async function askAll(typed: Typed, words: CatalogWords, context: Context): Promise<Typed> {
  let known = typed;
  for (let [field] = missingFields(known); field !== undefined; [field] = missingFields(known)) {
    known = { ...known, ...(await askFor(field, known, words, context)) };
  }
  return known;
}

async function askFor(field: string, known: Typed, words: CatalogWords, context: Context): Promise<Partial<Typed>> {
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

function everyWords(): Promise<readonly CatalogWords[]> {
  return Promise.all(langs.map(loadWords));
}

/** The alias of the pay type that the person found by typing parts of its names. Only those are offered that fit the rest. */
async function choosePayType(
  typed: Typed,
  words: CatalogWords,
  languages: readonly CatalogWords[],
  { prompt }: Pick<Context, 'prompt'>,
): Promise<string> {
  const fitting = payTypesFor(typed);
  return prompt.choose(t`Pay type, such as alipay qr:`, (part) =>
    searchPayTypes(fitting, part, languages).map((pay_type) => choiceOf(pay_type, words)),
  );
}

/** Those that can be paid with through the API and contradict nothing that was typed. */
export function payTypesFor(typed: Typed): readonly PayType[] {
  return payTypes.filter(({ code, alias: pay_type }) => {
    const options = { ...typed, pay_type };
    const missing = missingFields(options);
    const canRefund = !typed.refund_after || payTypeFaults({ pay_type: code }).length === 0;
    return canRefund && requestFaults(options).every(({ field }) => missing.includes(field));
  });
}

/** Of the usual ones; a few aliases are longer. */
const widest = 19;

function choiceOf({ code, alias, flow, documented }: PayType, { pay_type }: CatalogWords): PromptChoice {
  const doubt = documented === false ? ` ${t`(not in QFPay's current documents)`}` : '';
  return {
    value: alias,
    name: `${alias.padEnd(widest)}  ${pay_type[code] ?? ''}`,
    description: `${code}  ${flowWords(flow)}${doubt}`,
  };
}

/** What happens at the till or on the page, for whoever does not know the abbreviations. */
function flowWords(flow: Flow): string {
  switch (flow) {
    case 'mpm':
      return t`The payer scans a QR code that you show.`;
    case 'cpm':
      return t`You scan the code on the payer's screen.`;
    case 'web':
      return t`The payer opens a link on a computer.`;
    case 'wap':
    case 'h5':
      return t`The payer opens a link in the telephone's browser.`;
    case 'jsapi':
    case 'mini-program':
      return t`Your page inside the wallet's app starts the payment.`;
    case 'in-app':
      return t`Your own app starts the payment through the wallet's SDK.`;
    case 'apple-pay':
    case 'card-online':
    case 'card-offline':
      return t`The payer pays by card.`;
  }
}

/** What a missing parameter is asked for by; its wire name stands in it, for that is what the documents call it. */
function questionFor(field: string, options: PayOptions): string {
  switch (field) {
    case 'txamt':
      return amountQuestion(options);
    case 'auth_code':
      return t`Code on the payer's screen, scan or type it (auth_code):`;
    case 'sub_openid':
      return t`The payer's WeChat openid (sub_openid):`;
    case 'openid':
      return t`The payer's Alipay user id (openid):`;
    case 'goods_name':
      return t`What is sold, at most 20 characters (goods_name):`;
    case 'notify_url':
      return t`Where QFPay tells of the payment, a URL (notify_url):`;
    case 'return_url':
      return t`Where the payer comes back to, a URL (return_url):`;
    default:
      return `${field}:`;
  }
}

function amountQuestion({ currency = 'HKD' }: PayOptions): string {
  return findCurrency(currency)?.minor_digits === 2
    ? t`Amount in ${currency}, such as 12.80:`
    : t`Amount in ${currency}, a whole number of its smallest unit:`;
}

interface SceneQuestion {
  readonly question: string;
  check(answer: string): string | undefined;
}

/** The parts of `extend_info` that WeChat's H5 page is refused without, in the order: address, name, the payer's IP. */
function sceneQuestions(): readonly SceneQuestion[] {
  const some = (answer: string) => (answer.trim() === '' ? t`must not be empty` : undefined);
  return [
    { question: t`Address of your shop's page (wap_url):`, check: (answer) => webAddress(answer.trim()) },
    { question: t`Name of your shop (wap_name):`, check: some },
    {
      question: t`The payer's real IP address (spbill_create_ip):`,
      check: (answer) => some(answer) ?? oneWord(answer.trim()),
    },
  ];
}

/** The command line that does without a question what was asked for. The payer's code is good for once, so it never stands in it. */
export function repeatCommand(typed: Typed): string {
  const repeatable: Typed = typed.auth_code === undefined ? typed : { ...typed, auth_code: '-' };
  return shellLine(['qfpay', 'pay', ...flagWords({ ...repeatedGlobals, ...payFlags }, { ...repeatable })]);
}

/** What says how the answer is printed and whether anybody can be asked is for whoever types it again. */
const { json: _json, jq: _jq, input: _input, ...repeatedGlobals } = globalFlags;
