import { versions } from 'node:process';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';
import { loadJq } from 'jq-wasm';
import { UsageError } from '../errors.ts';
import { t } from '../language/t.ts';
import { type JqAnswer, type JqFilter, textForJq, withoutSteering } from './jq-filter.ts';

/** Ahead of the expression, in a line of its own: the library makes an environment up, and that of the tool is nobody's business. */
const noEnvironment = '{} as $ENV|def env:$ENV;\n';

/** An expression can have no end (`repeat(1)`). A long list takes a few seconds. */
const limit_ms = 30_000;

/**
 * Has jq itself read an expression.
 * @param engine the library's engine, which stands beside the bundle: real jq, compiled to WebAssembly, by brotli
 * @throws UsageError where it is no jq
 */
export async function startJq(expression: string, engine: Uint8Array, within_ms = limit_ms): Promise<JqFilter> {
  const wasmBinary = brotliDecompressSync(engine);
  const jq = await withoutOptimizing(() => loadJq({ wasmBinary }));
  const run = (input: string) => jq.raw(input, `${noEnvironment}${expression}`, ['-c']);
  // Without an input jq reads the expression and does nothing.
  const read = run('');
  if (read.exitCode !== 0) throw notUnderstood(expression, read.stderr);
  let broken: JqAnswer | undefined;
  return {
    apply(document, is_tty) {
      if (broken) return { said: broken.said };
      const answer = bounded(() => run(textForJq(document)), within_ms);
      if ('said' in answer) {
        broken = answer;
        return answer;
      }
      const { exitCode, stdout, stderr } = answer;
      const said = stderr.trim();
      if (exitCode !== 0) return { said: reasonOf(said) };
      const text = stdout.split('\n').map(asLine).join('');
      return { text: is_tty ? withoutSteering(text) : text, said };
    },
  };
}

/** What V8 itself begins with, up to 11 and after. */
const usualBudgets = [1_800_000, 13_000_000];

/**
 * V8 optimizes the engine while it reads its first expression, which costs more than all else of a start and is of no use: 5 MB of
 * records, too, are through sooner without. What is compiled within `load` keeps that. The flag is put back at once, for the
 * compiled code that the tool keeps is good for one set of flags only; one that V8 does not know it would tell on stderr.
 */
async function withoutOptimizing<Result>(load: () => Promise<Result>): Promise<Result> {
  if (Number.parseInt(versions.v8, 10) > 14) return load();
  const setBudget = (bytes: number) => setFlagsFromString(`--wasm-tiering-budget=${bytes}`);
  const before = cachedDataVersionTag();
  const usual = usualBudgets.find((bytes) => {
    setBudget(bytes);
    return cachedDataVersionTag() === before;
  });
  if (usual === undefined) return load();
  setBudget(2_000_000_000);
  try {
    return await load();
  } finally {
    setBudget(usual);
  }
}

/**
 * jq holds the whole process while it is at work: no timer fires and no signal is heard. Node's own limit for scripts stops it from
 * outside. What was stopped, or broke (a recursion without end), is not fit for another document.
 */
function bounded<Result>(work: () => Result, timeout: number): Result | JqAnswer {
  try {
    return runInNewContext('work()', { work }, { timeout, breakOnSigint: true }) as Result;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') return { said: t`interrupted`, is_interrupted: true };
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { said: t`it came to no end within ${timeout / 1000} s` };
    // The engine's way to say that its memory is full; a document of 40 MB takes all of it.
    const isFull = message.startsWith('Aborted(');
    return {
      said: isFull ? t`jq ran out of memory; ask for less, or give what --json prints to a jq of your own` : message,
    };
  }
}

/** jq's own words, without its name. The end of the input is told by a bare "break". */
function reasonOf(said: string): string {
  const reason = said.replace(/^jq: error (\(at [^)]*\))?:? ?/, '');
  return reason === 'break' ? t`there is no other input than the document` : reason;
}

/** jq gives each result on a line, as JSON; a string is printed raw. */
function asLine(result: string): string {
  if (result === '') return '';
  return `${result.startsWith('"') ? (JSON.parse(result) as string) : result}\n`;
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
