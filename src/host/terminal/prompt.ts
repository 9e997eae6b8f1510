import { Writable } from 'node:stream';
import { styleText } from 'node:util';
import stringWidth from 'fast-string-width';
import { type AskWishes, fewestOfSecret, type Prompt, type PromptChoice, type Screen } from '../../context/terminal.ts';
import { CancelledError } from '../../errors.ts';
import { t } from '../../language/t.ts';

type Parts = Pick<typeof import('@inquirer/prompts'), 'input' | 'password' | 'search'>;
type PromptContext = Parameters<Parts['input']>[1];

/**
 * Questions by inquirer, loaded when the first is asked: of its parts the three that are asked with, which come into the bundle
 * at a thirteenth of the whole. It would write to stdout by itself, so stderr is given to it.
 */
export function createPrompt(signal: AbortSignal, { color }: Pick<Screen, 'color'>): Pick<Prompt, 'ask' | 'choose'> {
  const output = color === 0 ? uncolouredStderr() : process.stderr;
  const answerOf = (ask: Ask) => answered(ask, { output, signal });
  return {
    ask: (message, wishes = {}) =>
      answerOf((parts, context, watch) => asked(parts, message, wishes, { context, watch })),
    choose: (message, find) =>
      answerOf(({ search }, context, watch) => {
        const { style } = tip(t`type to search • ↑↓ move • Enter takes`);
        const theme = {
          style: {
            ...style,
            error: searchError,
            searchTerm: (typed: string) => styleText('cyan', watch.shown(typed, isSecretLike)),
          },
        };
        return search({ message, theme, source: (typed) => shown(find(typed ?? '')) }, context);
      }),
  };
}

function asked({ input, password }: Parts, message: string, wishes: AskWishes, { context, watch }: QuestionWorld) {
  const { hidden, hides_long, check } = wishes;
  const validate = (answer: string) => check?.(answer) ?? true;
  if (hidden === undefined) {
    const transformer = (typed: string) => watch.shown(typed, (text) => text.length >= fewestOfSecret);
    return input({ message, validate, ...(hides_long ? { transformer } : {}) }, context);
  }
  const theme = tip(t`Ctrl+T shows what was typed`);
  return password({ message, mask: '*', validate, theme, toggleMask: hidden === 'code' }, context);
}

/** No name is like that: letters and digits in one piece. */
function isSecretLike(text: string): boolean {
  return new RegExp(`[A-Za-z0-9]{${fewestOfSecret}}`).test(text);
}

/**
 * What a question shows of what was typed. inquirer draws after each letter of a paste, so that the first letters of what has to be
 * hidden would be seen: as long as one comes in, nothing is.
 */
class PasteWatch {
  #is_coming = false;

  /** As a listener before inquirer's own. */
  readonly look = (chunk: Uint8Array | string) => {
    if (chunk.length < fewestOfSecret) return;
    this.#is_coming = true;
    setImmediate(() => {
      this.#is_coming = false;
    });
  };

  shown(text: string, isHidden: (text: string) => boolean): string {
    const is_shown = text === '' || !(this.#is_coming || isHidden(text));
    return is_shown ? text : t`(${text.length} characters, not shown)`;
  }
}

/** The search of inquirer has one error, in English: that its list is empty. */
function searchError(): string {
  return styleText('red', `> ${t`nothing is called that`}`);
}

function shown(choices: readonly PromptChoice[]) {
  const room = Math.max(narrowest, (process.stderr.columns || 80) - 3);
  return choices.map((choice) => ({ ...choice, name: cut(choice.name, room), short: choice.value }));
}

const narrowest = 20;

/** One line each, or the list would jump about. Chinese letters take two columns. */
function cut(text: string, room: number): string {
  // Decomposed letters would be counted one by one.
  const letters = [...text.normalize('NFC')];
  if (stringWidth(letters.join('')) <= room) return text;
  while (stringWidth(letters.join('')) >= room) letters.pop();
  return `${letters.join('')}…`;
}

/** The line beneath, in the person's language. */
function tip(text: string) {
  return { style: { keysHelpTip: () => text } };
}

interface QuestionWorld {
  readonly context: PromptContext;
  readonly watch: PasteWatch;
}

type Ask = (parts: Parts, context: PromptContext, watch: PasteWatch) => Promise<string>;

async function answered(ask: Ask, context: PromptContext): Promise<string> {
  const { input, password, search } = await import('@inquirer/prompts');
  const watch = new PasteWatch();
  process.stdin.prependListener('data', watch.look);
  try {
    return await ask({ input, password, search }, context, watch);
  } catch (error) {
    if (error instanceof Error && ['ExitPromptError', 'AbortPromptError'].includes(error.name)) {
      throw new CancelledError('interrupted', { cause: error });
    }
    throw error;
  } finally {
    process.stdin.off('data', watch.look);
  }
}

/** Letters of a colour or a weight, as a terminal reads them; what moves the cursor is none. */
const styling = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** stderr without colours, for a library that has a mind of its own about them. */
function uncolouredStderr(): NodeJS.WritableStream {
  const { stderr } = process;
  const write: Writable['_write'] = (chunk, _encoding, done) => {
    stderr.write(String(chunk).replace(styling, ''));
    done();
  };
  return Object.defineProperties(new Writable({ write, decodeStrings: false }), {
    columns: { get: () => stderr.columns },
    rows: { get: () => stderr.rows },
    isTTY: { value: stderr.isTTY },
  });
}
