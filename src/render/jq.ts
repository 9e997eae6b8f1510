import { loadJq } from 'jq-wasm';
import { isLosslessNumber, isSafeNumber, stringify } from 'lossless-json';
import { UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { visibleJson } from '../language/visible.ts';

/** What an expression of `--jq` makes of a document. */
export interface JqAnswer {
  /** A line for each result, strings raw; undefined where the expression failed on this document. */
  readonly text?: string;
  /** What jq said on its stderr: why it failed, or what `debug` was given. */
  readonly said: string;
}

/** An expression that jq has understood. */
export interface JqFilter {
  apply(document: Readonly<Record<string, unknown>>, is_tty: boolean): JqAnswer;
}

/** Ahead of the expression, in a line of its own: the library makes an environment up, and that of the tool is nobody's business. */
const noEnvironment = '{} as $ENV|def env:$ENV;\n';

/**
 * Has jq read an expression, before anything is done.
 * @param wasm the library's engine, which stands beside the bundle: real jq, compiled to WebAssembly
 * @throws UsageError where it is no jq
 */
export async function readJqFilter(expression: string, wasm: Uint8Array): Promise<JqFilter> {
  const jq = await loadJq({ wasmBinary: wasm });
  const run = (input: string) => jq.raw(input, `${noEnvironment}${expression}`, ['-c']);
  // Without an input jq reads the expression and does nothing.
  const read = run('');
  if (read.exitCode !== 0) throw notUnderstood(expression, read.stderr);
  return {
    apply(document, is_tty) {
      const { exitCode, stdout, stderr } = run(textForJq(document));
      const said = stderr.trim();
      if (exitCode !== 0) return { said: said.replace(/^jq: error (\(at [^)]*\))?:? ?/, '') };
      const text = stdout.split('\n').map(asLine).join('');
      return { text: is_tty ? withoutSteering(text) : text, said };
    },
  };
}

/** A number that a double cannot hold is a string: jq counts in doubles, and 26 digits stay 26 digits. */
function textForJq(document: Readonly<Record<string, unknown>>): string {
  const safe = (_name: string, value: unknown) =>
    isLosslessNumber(value) && !isSafeNumber(value.value) ? value.value : value;
  return stringify(document, safe) ?? 'null';
}

/** jq gives each result on a line, as JSON; a string is printed raw. */
function asLine(result: string): string {
  if (result === '') return '';
  return `${result.startsWith('"') ? (JSON.parse(result) as string) : result}\n`;
}

/** On a terminal nothing steers it; tabs and line ends are what was asked for. */
function withoutSteering(text: string): string {
  return text.split('\t').map(visibleJson).join('\t');
}

function notUnderstood(expression: string, stderr: string): UsageError {
  const [first = '', ...others] = stderr.trim().split('\n');
  const place = /line (\d+), column (\d+)/.exec(stderr);
  const reason = first
    .replace(/^jq: error: /, '')
    .replace(/ at <top-level>.*$/, '')
    .replace(/ \(Unix shell quoting issues\?\)/, '');
  const rule = place
    ? t`${reason}, at line ${Number(place[1]) - 1}, column ${place[2] ?? ''}`
    : reason || others.join(' ');
  const message = t`--jq is no jq expression: ${rule}`;
  const details = [{ field: 'jq', value: expression, rule }];
  return new UsageError(message, {
    details,
    hint: t`quote it for the shell: --jq '.outcome'; its language: jqlang.org`,
  });
}
