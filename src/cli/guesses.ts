import type { CommanderError } from 'commander';
import { commands } from '../commands/index.ts';
import { exitCodes } from '../errors.ts';
import { t } from '../language/t.ts';
import type { ShownFailure } from '../report/document.ts';

/** What commander refused, in our words. Loaded where a line was refused: no other start needs it. */
export function understandCommander(error: CommanderError, argv: readonly string[]): ShownFailure {
  const code = 'usage';
  const command = argv.find((word) => commands.some(({ name }) => name === word));
  const hint = command === undefined ? 'qfpay --help' : `qfpay ${command} --help`;
  return { code, exit_code: exitCodes.usage, hint, ...commanderWords(error, argv) };
}

/** commander's English as a message in our language, and what may have been meant; its own words for a code unknown here. */
function commanderWords(
  { code, message: english }: CommanderError,
  argv: readonly string[],
): { message: string; hint?: string } {
  const [first = '', ...rest] = english.replace(/^error: /, '').split('\n');
  const name = /'(.*)'/s.exec(first)?.[1] ?? '';
  const meant = code === 'commander.unknownCommand' ? meantCommand(name) : undefined;
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(rest.join(' '))?.[1];
  return {
    message: sayings(name, first)[code] ?? first,
    ...(near === undefined ? {} : { hint: t`Did you mean ${near}?` }),
    ...(meant === undefined ? {} : { hint: meant }),
    ...(code === 'commander.unknownOption' ? meantFlag(name, argv) : {}),
  };
}

function sayings(name: string, english: string): Readonly<Record<string, string>> {
  const [, expected = '', got = ''] = /Expected (\d+) arguments? but got (\d+)/.exec(english) ?? [];
  return {
    'commander.unknownCommand': t`unknown command '${name}'`,
    'commander.missingArgument': t`missing required argument '${name}'`,
    'commander.optionMissingArgument': t`option '${name}' argument missing`,
    'commander.excessArguments': t`too many arguments for ${name}: ${expected} expected, ${got} given`,
  };
}

/** What is said in place of "unknown …" and of the way to `--help`. */
type GuessWords = Partial<Pick<ShownFailure, 'message' | 'hint'>>;

/**
 * What does it here, for words that people type who know another tool, or this one by its API. It is told and never run: what was
 * meant may move money.
 */
const meantCommands: Readonly<Record<string, string>> = {
  'qfpay profile add shop --use': 'login signin init setup configure auth connect register add',
  'qfpay profile show': 'config whoami settings account me env merchant',
  'qfpay profile show, qfpay query <out_trade_no>': 'status',
  'qfpay profile list': 'profiles',
  'qfpay listen': 'webhook webhooks hook hooks callback callbacks notification notifications',
  'qfpay notify --help': 'trigger replay',
  'qfpay emulator': 'mock serve server simulator simulate stub start',
  'qfpay query --since today': 'orders order transactions transaction payments list ls search find',
  'qfpay pay --help': 'payment charge create buy',
  'qfpay refund --help': 'refunds return',
  'qfpay reverse --help, qfpay close --help': 'cancel void',
  'qfpay history, qfpay usage': 'logs log',
  'qfpay report': 'summary sum total totals statement',
  'qfpay api --help': 'get post curl request call',
  'qfpay codes': 'error errors respcd status-codes',
  'qfpay pay-types': 'methods payment-methods wallets',
  'qfpay sign --help, qfpay verify --help': 'signature',
  'qfpay checkout --help': 'open link',
  'qfpay help testing': 'test tests',
  'qfpay help docs': 'docs doc man manual readme documentation',
  'qfpay help': 'topics',
  'qfpay --version': 'version',
};

/** Every word that is known to mean something here, with its hint. */
export const guessedWords: ReadonlyMap<string, string> = new Map(
  Object.entries(meantCommands).flatMap(([meant, words]) => words.split(' ').map((word) => [word, meant] as const)),
);

/** The command that a first word stands for which is none: a guess, a status code, the code of a pay type. */
export function meantCommand(word: string): string | undefined {
  if (/^\d{4}$/.test(word)) return `qfpay codes ${word}`;
  if (/^\d{6}$/.test(word)) return `qfpay pay-types ${word}`;
  return guessedWords.get(word.toLowerCase().replace(/^-+/, '').replaceAll('_', '-'));
}

const keyFlag = /^--?(?:(?:client|app|api|private|secret)-?)?(?:key|secret|password)$/;
const appCodeFlag = /^--app-?(?:code|id)$/;
const formatFlag = /^(?:--?(?:output|format|out|fmt)|-o|-f)$/;
const envFlag = /^--(prod|test|sandbox|local|live|production)$/;

/** Flags of other tools, by the one that does it here, with the commands that have it. */
const meantFlags: Readonly<Record<string, readonly [flag: string, ...of: string[]]>> = {
  '--date': ['--day', 'query', 'report'],
  '--from': ['--since', 'query', 'report', 'refund', 'listen'],
  '--to': ['--until', 'query', 'report', 'refund'],
  '--currency-code': ['--currency', 'pay', 'checkout', 'intent'],
  '-y': ['--yes'],
  '--force': ['--yes'],
  '-V': ['--version'],
  '--debug': ['--verbose'],
  '--language': ['--lang'],
  '--store': ['--mchid'],
};

/**
 * What a flag that there is not was meant for. A value that was typed into it is never said again: it may be the key.
 * @param typed as commander names it: `--key`, `--format=json`
 */
function meantFlag(typed: string, argv: readonly string[]): GuessWords {
  const [flag = '', value = argv[argv.indexOf(typed) + 1]] = typed.split('=', 2);
  if (keyFlag.test(flag.toLowerCase())) return keyWords(flag);
  const message = t`unknown option '${flag}'`;
  const hint = hintOfFlag(flag, value, argv);
  return hint === undefined ? { message } : { message, hint };
}

function keyWords(flag: string): GuessWords {
  return {
    message: t`there is no ${flag}: every program on this machine could read the key, and the shell writes it down`,
    hint: t`QFPAY_KEY, .env, --key-file <path|-> or qfpay profile add; what was typed may now stand in the shell's history`,
  };
}

function hintOfFlag(flag: string, value: string | undefined, argv: readonly string[]): string | undefined {
  if (appCodeFlag.test(flag.toLowerCase())) return t`the app code: QFPAY_APPCODE, .env or qfpay profile add`;
  if (formatFlag.test(flag))
    return /csv/i.test(value ?? '') ? t`did you mean ${'--csv'}?` : t`did you mean ${'--json'}?`;
  const [, env] = envFlag.exec(flag) ?? [];
  if (env !== undefined) return t`did you mean ${`--env ${env === 'live' || env === 'production' ? 'prod' : env}`}?`;
  const [meant, ...of] = meantFlags[flag] ?? [];
  const command = commands.find(({ name }) => argv.includes(name))?.name;
  if (meant === undefined || (of.length > 0 && !of.includes(command ?? ''))) return undefined;
  return t`did you mean ${meant}?`;
}
