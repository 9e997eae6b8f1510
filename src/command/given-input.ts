import type { Context } from '../context.ts';
import type { Fault } from '../errors.ts';
import { t } from '../language/t.ts';
import type { GlobalOptions } from '../merchant/given.ts';
import type { Reading, ReadParameters } from '../reading/read-parameters.ts';
import { readWords } from '../reading/vocabulary.ts';
import { isInteractive } from './asking.ts';
import { value } from './flags.ts';

/** Nothing that QFPay signs comes near; what is larger is another file. */
const largestInput = 5 * 1024 * 1024;

export interface InputOptions {
  /** Of `--input`: a path, or `-` for stdin. */
  readonly input_file?: string;
  readonly key_file?: string;
  /** Nobody named stdin: an empty one was not given. */
  readonly is_piped?: boolean;
  /** Of `--kind`: which half of an exchange is meant. */
  readonly kind?: string;
}

/** What `sign` and `verify` were given: words of the command line, and a file or stdin. */
export interface GivenInput {
  readonly words: ReadParameters;
  readonly reading: Reading | undefined;
  /** The input as it came. */
  readonly bytes?: Uint8Array | undefined;
  /** Of getting hold of the input; what is wrong inside it stands in the reading. */
  readonly faults: readonly Fault[];
}

/** `--input`. It has a name of its own, since `input` is what the global `--no-input` is about. */
export function inputFlag(says: () => string) {
  return { input_file: value('<file|->', says, { typed: '--input', values: 'files' }) };
}

/**
 * `qfpay verify request.http` and a pipe without `--input`. A word without `=` that names a file is the input; so is stdin
 * where nothing else was given and nobody can be asked.
 */
export function withFileWord<Options extends InputOptions & GlobalOptions>(
  options: Options,
  args: readonly string[],
  { files, io }: Context,
): { options: Options; args: readonly string[] } {
  if (options.input_file !== undefined) return { options, args };
  const file = args.find((word) => !word.includes('=') && (word === '-' || files.facts(word) !== undefined));
  if (file !== undefined)
    return { options: { ...options, input_file: file }, args: args.filter((word) => word !== file) };
  const has_values = args.some((word) => !/^(?:sign|x-qf-[a-z]+)=/i.test(word));
  const is_piped = !has_values && !io.stdin.is_tty && options.key_file !== '-';
  return is_piped ? { options: { ...options, input_file: '-', is_piped: true }, args } : { options, args };
}

/** @throws UsageError stdin is larger than what is read */
export async function readGivenInput(
  options: InputOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<GivenInput> {
  return withReading(await readGivenBytes(options, args, context), options);
}

/** The same, of which the text is not read yet. */
export type GivenBytes = Omit<GivenInput, 'reading'>;

/** @throws UsageError stdin is larger than what is read */
export async function readGivenBytes(
  options: InputOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): Promise<GivenBytes> {
  const words = readWords(args);
  const fault = options.input_file === undefined ? undefined : inputFault(options.input_file, options, context);
  if (fault) return { words, faults: [fault] };
  const bytes = asksForPaste(options, args, context)
    ? await context.prompt.paste(pasteQuestion(), largestInput)
    : await readBytes(options.input_file, context);
  return { words, faults: [], ...(!bytes || (options.is_piped && bytes.length === 0) ? {} : { bytes }) };
}

function pasteQuestion() {
  return t`Paste the request, then Ctrl-D (an empty line twice also ends it):`;
}

/** On a terminal, when nothing was given. The key has to be found before: nobody pastes for nothing. */
export function asksForPaste(
  options: InputOptions & GlobalOptions,
  args: readonly string[],
  context: Context,
): boolean {
  return options.input_file === undefined && args.length === 0 && isInteractive(options, context);
}

/** For commands that need an input and have none; off a terminal nobody is asked. */
export function missingInput(): Fault {
  return {
    field: 'parameters',
    rule: t`must be given, as name=value or by --input`,
    next: t`name a file with --input <file>, or pipe it in with --input -`,
  };
}

/** The readers are many: they are loaded when there is something to read. */
export async function withReading(given: GivenBytes, { kind }: InputOptions): Promise<GivenInput> {
  if (!given.bytes) return { ...given, reading: undefined };
  const { readInput } = await import('../reading/reading.ts');
  const prefers = kind === 'response' || kind === 'request' ? kind : undefined;
  return { ...given, reading: readInput(given.bytes, { prefers }) };
}

function inputFault(input: string, { key_file }: InputOptions, { files }: Context): Fault | undefined {
  const fault = (rule: string): Fault => ({ field: '--input', value: input, rule });
  if (input === '-') return key_file === '-' ? fault(t`cannot read stdin, which --key-file reads already`) : undefined;
  const facts = files.facts(input);
  if (!facts) return fault(t`must name a file that is there, or be - for stdin`);
  if (facts.size <= largestInput) return undefined;
  const size = (facts.size / 2 ** 20).toFixed(1);
  return {
    ...fault(t`must be at most 5 MB: it has ${size} MB`),
    next: t`give only the request or entry that is meant`,
  };
}

async function readBytes(input: string | undefined, { files, io }: Context): Promise<Uint8Array | undefined> {
  if (input === undefined) return undefined;
  return input === '-' ? io.readStdin(largestInput) : files.read(input, largestInput);
}
