import type { Parameter } from '../../../src/signature/sign.ts';
import type { SignatureCase } from '../../../src/variants/signature-case.ts';
import { brokenCase, rightCase } from '../broken-clients/break-client.ts';
import { bugs } from '../broken-clients/bugs.ts';
import { Chance } from '../broken-clients/chance.ts';
import { isObject, type Json } from '../broken-clients/languages/json.ts';
import { makeOccasion } from '../broken-clients/occasions/make-occasion.ts';
import type { Occasion } from '../broken-clients/occasions/occasion.ts';
import { type Call, callOf, jsonOf, objectOf, ownHeaders, rawHttp, urlOf } from './call.ts';
import { carriers, companions, logPrefixes } from './carriers.ts';
import { answerPrinters, byteTexts, clientLogs } from './client-logs.ts';
import { exchanges, partedExchanges } from './exchanges.ts';
import { listings, notations } from './notations.ts';

/** What is asked of `verify`: a text, or parameters typed one by one; what goes with it as flags. */
export interface Question {
  readonly text?: string;
  readonly parameters?: readonly Parameter[];
  readonly signature?: string;
}

/** A paste, and what is known about it. */
export interface PrintedCase {
  readonly family: FamilyName;
  /** Who printed it, and what happened to it afterwards. */
  readonly printed_by: string;
  readonly carried_by: string;
  readonly question: Question & { readonly text: string };
  /** The same call as plainly as it can be put, whose verdict the paste must have. */
  readonly plain: Question;
  /** What QFPay's rules say: of a message that was printed as an object, nothing can be valid any more. */
  readonly truth: 'right' | 'wrong' | 'bytes gone';
  /** The mistake, for whoever reads a failure. */
  readonly bug: string;
  /** Nothing was lost: what comes back must be what the plain question gives. Else it may be unproven, but never wrong. */
  readonly is_exact: boolean;
  readonly keys: readonly string[];
  readonly app_code: string;
}

export type FamilyName = keyof typeof families;
export type Carriage = 'as it is' | 'log prefix' | 'chat or ticket' | 'log prefix in a chat or ticket';

interface Printing {
  readonly printed_by: string;
  readonly question: Question & { readonly text: string };
  readonly plain: Question;
  readonly values: readonly string[];
  readonly is_exact: boolean;
  readonly is_gone?: true;
}

interface Family {
  readonly kinds: readonly Occasion['kind'][];
  /** Headers are in view; else nobody knows them. */
  readonly has_headers: boolean;
  /** Only a right signature: the printing is a mistake of its own. */
  readonly is_right_only?: true;
  readonly print: (call: Call) => Printing | undefined;
}

const some = <Item>(chance: Chance, table: Readonly<Record<string, Item>>): readonly [string, Item] =>
  chance.one(Object.entries(table));

const valuesOf = ({ parameters }: Call) => parameters.map(([, value]) => value);

/** A list of parameters says nothing of the wire: whatever cannot be told from it alone is left out. */
const isList = ({ parameters, body, path }: Call) =>
  parameters.filter(([name]) => /^(?:txamt|out_trade_no|syssn|txdtm|pay_type)$/i.test(name)).length > 0 &&
  new Set(parameters.map(([name]) => name)).size === parameters.length &&
  !parameters.some(([name, value]) => name === 'sign' || name === 'appcode' || value.includes('\ufffd')) &&
  !body.startsWith('{') &&
  !path.includes('checkstand');

/** The signature among the parameters, or typed. */
function signedPairs(call: Call): { pairs: readonly Parameter[]; typed: Question } {
  if (call.chance.isTrue(0.5)) return { pairs: call.parameters, typed: { signature: call.signature } };
  return { pairs: [...call.parameters, ['sign', call.signature]], typed: {} };
}

const plainList = (call: Call): Question => ({ parameters: call.parameters, signature: call.signature });

function printObject(call: Call): Printing | undefined {
  if (!isList(call)) return undefined;
  const [printed_by, { print, isExact }] = some(call.chance, notations);
  const { pairs, typed } = signedPairs(call);
  const values = valuesOf(call);
  const text = print(objectOf(pairs));
  return { printed_by, question: { ...typed, text }, plain: plainList(call), values, is_exact: values.every(isExact) };
}

function printListing(call: Call): Printing | undefined {
  if (!isList(call)) return undefined;
  const [printed_by, { print, isExact }] = some(call.chance, listings);
  const { pairs, typed } = signedPairs(call);
  const values = valuesOf(call);
  return {
    printed_by,
    question: { ...typed, text: print(pairs) },
    plain: plainList(call),
    values,
    is_exact: values.every(isExact),
  };
}

/** A record of a whole call, in the notation of a language: what a debugger shows of a request object. */
function printRecord(call: Call): Printing | undefined {
  const [notation, { print, isExact }] = some(call.chance, notations);
  const [shape, record] = some<Json>(call.chance, {
    'method, url, headers, body': objectOf([
      ['method', call.method],
      ['url', urlOf(call)],
      ['headers', objectOf(call.headers)],
      ['body', call.body],
    ]),
    'url, headers, data': objectOf([
      ['url', urlOf(call)],
      ['method', call.method.toLowerCase()],
      ['headers', objectOf(ownHeaders(call))],
      ['data', call.body],
    ]),
    'headers, payload': objectOf([
      ['path', call.path],
      ['headers', objectOf(ownHeaders(call))],
      ['payload', call.body],
    ]),
  });
  const values = [call.body, call.path];
  const is_exact = values.every((value) => isExact(value) || /^[\w/?&=%+.~*!'()-]*$/.test(value));
  return {
    printed_by: `${notation}: ${shape}`,
    question: { text: print(record) },
    plain: { text: rawHttp(call) },
    values,
    is_exact,
  };
}

const printWith =
  (table: Readonly<Record<string, (call: Call) => string>>, isFit: (call: Call) => boolean = () => true) =>
  (call: Call): Printing | undefined => {
    if (!isFit(call)) return undefined;
    const [printed_by, print] = some(call.chance, table);
    return {
      printed_by,
      question: { text: print(call) },
      plain: { text: rawHttp(call) },
      values: [call.body, call.path],
      is_exact: true,
    };
  };

const isForm = (call: Call) => isList(call) && call.method === 'POST';

/** A body alone, with its signature typed or in a line before it. */
function printBytes(call: Call): Printing | undefined {
  const { kind, body, chance, signature, sign_type } = call;
  if (body === '' || (kind === 'request' && body.startsWith('{'))) return undefined;
  const [printed_by, print] = some(chance, byteTexts);
  const shown = print(body);
  // What was announced beside a message is in view only with its headers.
  const is_typed = kind === 'request' || (chance.isTrue(0.5) && sign_type !== 'SHA256' && signature.length === 32);
  const plain = is_typed ? { text: body, signature } : { text: rawHttp(call) };
  const mark = chance.one([': ', '=', ' = ']);
  const type = sign_type ? `X-QF-SIGNTYPE${mark}${sign_type}\n` : '';
  const question = is_typed ? { text: shown, signature } : { text: `X-QF-SIGN${mark}${signature}\n${type}\n${shown}` };
  return { printed_by, question, plain, values: [body], is_exact: true };
}

/** A notification or answer that was parsed, and printed as what came of it: its bytes are gone. */
function printParsed(call: Call): Printing | undefined {
  const [printed_by, { print, isExact }] = some(call.chance, notations);
  const text = print(call.document);
  if (text.includes(call.body)) return undefined;
  const { chance, signature, document } = call;
  const fields = isObject(document) ? document.entries : [];
  const is_exact =
    fields.every(([, value]) => typeof value === 'string' && isExact(value)) &&
    !/pprint|sort_keys|Go |jsonb|HashMap/.test(printed_by);
  const question = chance.isTrue(0.5) ? { text, signature } : { text: `X-QF-SIGN: ${signature}\n\n${text}` };
  const values = fields.map(([, value]) => (typeof value === 'string' ? value : ''));
  return { printed_by, question, plain: { text: rawHttp(call) }, values, is_exact, is_gone: true };
}

/** Body and signature side by side, as a handler logs them. */
function printSigned(call: Call): Printing | undefined {
  // The record has no place for what was announced.
  if (call.sign_type === 'SHA256') return undefined;
  const [notation, { print, isExact }] = some(call.chance, notations);
  const [names, [body, sign]] = some(call.chance, {
    'body, sign': ['body', 'sign'],
    'payload, signature': ['payload', 'signature'],
    'raw, X-QF-SIGN': ['raw', 'X-QF-SIGN'],
    'raw_body, header': ['raw_body', 'header'],
    'data, sign': ['data', 'sign'],
  } as const);
  const pairs = call.chance.shuffled([[body, call.body] as const, [sign, call.signature] as const]);
  return {
    printed_by: `${notation}: ${names}`,
    question: { text: print(objectOf(pairs)) },
    plain: { text: rawHttp(call) },
    values: [call.body],
    is_exact: isExact(call.body),
  };
}

const links: Readonly<Record<string, (call: Call) => string>> = {
  bare: urlOf,
  'Markdown link': (call) => `[pay here](${urlOf(call)})`,
  'HTML link': (call) => `<a href="${urlOf(call).replaceAll('&', '&amp;')}">pay</a>`,
  'Location header': (call) => `HTTP/1.1 302 Found\nServer: nginx\nLocation: ${urlOf(call)}\nContent-Length: 0\n`,
  'JSON answer of a shop': (call) => jsonOf({ code: 0, checkout_url: urlOf(call) }),
  'PHP JSON': (call) => jsonOf({ url: urlOf(call) }).replaceAll('/', '\\/'),
  'in a log line': (call) => `2026-11-20 10:11:12 INFO redirect to ${urlOf(call)} status=302`,
  'in angle brackets': (call) => `open <${urlOf(call)}> please`,
};

const isLink = ({ path }: Call) => path.includes('checkstand');

/** Where a link is all that there is, the headers are not known; its own text is the plain question. */
function printLink(call: Call): Printing | undefined {
  if (!isLink(call)) return undefined;
  const [printed_by, print] = some(call.chance, links);
  return {
    printed_by,
    question: { text: print(call) },
    plain: { text: urlOf(call) },
    values: [call.path],
    is_exact: !/[\s"'<>)]/.test(call.path),
  };
}

const isCall = (call: Call) => !isLink(call);
const [requests, messages, notificationsOnly] = [['request'], ['notification', 'response'], ['notification']] as const;

const families = {
  objects: { kinds: requests, has_headers: false, print: printObject },
  listings: { kinds: requests, has_headers: false, print: printListing },
  records: { kinds: requests, has_headers: true, print: (call) => (isCall(call) ? printRecord(call) : undefined) },
  'wire dumps': { kinds: requests, has_headers: true, print: printWith(exchanges, isCall) },
  'wire dumps by parameter': { kinds: requests, has_headers: true, print: printWith(partedExchanges, isForm) },
  'client logs': { kinds: requests, has_headers: true, print: printWith(clientLogs, isCall) },
  'form bytes': { kinds: requests, has_headers: false, print: printBytes },
  'checkout links': { kinds: requests, has_headers: false, print: printLink },
  'notification dumps': {
    kinds: notificationsOnly,
    has_headers: true,
    print: printWith({ ...exchanges, ...clientLogs }),
  },
  'notification bytes': { kinds: notificationsOnly, has_headers: true, print: printBytes },
  'notification and signature': { kinds: notificationsOnly, has_headers: true, print: printSigned },
  answers: { kinds: ['response'], has_headers: true, print: printWith(answerPrinters) },
  'messages, parsed': { kinds: messages, has_headers: true, is_right_only: true, print: printParsed },
} as const satisfies Readonly<Record<string, Family>>;

export const familyNames = Object.keys(families).filter((name): name is FamilyName => name in families);
export const carriages: readonly Carriage[] = [
  'as it is',
  'log prefix',
  'chat or ticket',
  'log prefix in a chat or ticket',
];

interface Made {
  readonly signed: SignatureCase;
  readonly occasion: Occasion;
  readonly bug: string;
}

/** A body that was never sent as a form is printed by a printer of its own, or not at all. */
const unprintable = ['body-not-form'];
/** Nobody sees these in a text. */
const invisible = /byte order mark|added to the body/;
const causes = [...new Set(bugs.map(({ id }) => id))].filter((id) => !unprintable.includes(id));

function make({ kinds, has_headers, is_right_only }: Family, seed: string): Made | undefined {
  const chance = new Chance(seed);
  const made = makeOccasion(chance.one(kinds), seed);
  const announces = has_headers ? chance.one(['always', 'SHA256 only'] as const) : 'unknown';
  const occasion: Occasion = { ...made, announces: made.is_checkout ? 'unknown' : announces };
  if (is_right_only || chance.isTrue(0.5)) return { signed: rightCase(occasion), occasion, bug: 'none' };
  const id = chance.one(causes);
  const bug = chance.one(bugs.filter((known) => known.id === id && !invisible.test(known.flavour)));
  const signed = brokenCase(occasion, [bug]);
  return signed && { signed, occasion, bug: `${bug.id}: ${bug.flavour}` };
}

interface Carried {
  readonly text: string;
  readonly carried_by: readonly string[];
  readonly is_exact: boolean;
}

function carry(printing: Printing, carriage: Carriage, chance: Chance): Carried {
  const tables = {
    'as it is': [],
    'log prefix': [logPrefixes],
    'chat or ticket': [carriers],
    'log prefix in a chat or ticket': [logPrefixes, carriers],
  }[carriage];
  let { text } = printing.question;
  let { is_exact } = printing;
  const carried_by: string[] = [];
  if (chance.isTrue(0.15)) {
    const [name, accompany] = some(chance, companions);
    text = accompany(text);
    carried_by.push(name);
  }
  for (const table of tables) {
    const [name, carrier] = some(chance, table);
    is_exact &&= carrier.isExact(printing.values, text);
    text = carrier.carry(text, chance);
    carried_by.push(name);
  }
  return { text, carried_by, is_exact };
}

/** So many pastes of a family; the same for the same seed. */
export function printedCases(family: FamilyName, carriage: Carriage, count: number, seed: string): PrintedCase[] {
  const cases: PrintedCase[] = [];
  for (let index = 0; cases.length < count && index < count * 60; index += 1) {
    const own = `${seed} ${family} ${carriage} ${index}`;
    const made = make(families[family], own);
    const printing = made && families[family].print(callOf(made.signed, made.occasion));
    if (!made || !printing) continue;
    const { text, carried_by, is_exact } = carry(printing, carriage, new Chance(`${own} carried`));
    cases.push({
      family,
      printed_by: printing.printed_by,
      carried_by: carried_by.join(', ') || 'nothing',
      question: { ...printing.question, text },
      plain: printing.plain,
      truth: printing.is_gone ? 'bytes gone' : made.bug === 'none' ? 'right' : 'wrong',
      bug: made.bug,
      is_exact,
      keys: made.occasion.keys,
      app_code: made.occasion.app_code,
    });
  }
  return cases;
}

export interface Verdict {
  readonly kind?: string;
  readonly valid: boolean;
  readonly causes: readonly string[];
}

export type Comparison = 'same' | 'not proven' | 'another cause' | 'wrong way round';

/** A verdict about a paste, held against that about the plain call. */
export function compare({ truth, question }: PrintedCase, plain: Verdict, said: Verdict): Comparison {
  if (truth === 'bytes gone') return compareParsed(said);
  if (truth === 'right') return said.valid ? 'same' : said.causes.length === 0 ? 'not proven' : 'wrong way round';
  if (said.valid) return 'wrong way round';
  const ids = (verdict: Verdict) => verdict.causes.toSorted().join();
  if (ids(said) === ids(plain)) return 'same';
  return said.causes.length === 0 && question.text !== '' ? 'not proven' : 'another cause';
}

/** What is printed as an object cannot be held against the bytes: advice for requests would be wrong, and so would `valid`. */
function compareParsed({ kind, valid, causes: said }: Verdict): Comparison {
  if (valid) return 'wrong way round';
  if (said.length === 0) return 'not proven';
  if (kind === 'request') return 'wrong way round';
  return said[0] === 'body-reserialised' ? 'same' : 'another cause';
}
