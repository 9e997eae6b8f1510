import { argumentsIn, commandsIn } from '../../scripts/pictures/shell-line.ts';
import { main } from '../../src/cli/main.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { testContext } from './context.ts';
import { loopback } from './loopback.ts';
import { memoryFiles } from './memory-files.ts';

/** Whoever reads the documentation signs with this one; it is no secret. */
const env = { QFPAY_APPCODE: localMerchant.app_code, QFPAY_KEY: 'abcd1234' };

/**
 * A Markdown text whose blocks that say so, `<!-- run -->` above them, show what their commands print now. They run in this
 * process, for what needs neither a terminal nor a network. `cat` shows a file, which is there for the commands behind it.
 */
export async function rerunBlocks(markdown: string, locale: string): Promise<string> {
  const parts = markdown.split(/(<!-- run -->\n+```console\n)([\s\S]*?)^```$/m);
  const again = parts.map((part, index) => (index % 3 === 2 ? rerun(part, locale) : part));
  const texts = await Promise.all(again);
  return texts.map((text, index) => (index % 3 === 2 ? `${text}\`\`\`` : text)).join('');
}

async function rerun(block: string, locale: string): Promise<string> {
  const files = memoryFiles();
  let printed = '';
  for (const [, command = '', shown = ''] of block.matchAll(/^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)/gm)) {
    const file = /^cat (\S+)$/.exec(command)?.[1];
    if (file !== undefined) files.write(file, shown);
    const output = file === undefined ? await outputOf(command, files, locale) : shown;
    printed += `$ ${command}\n${output.replace(/\n*$/, '\n')}`;
  }
  return printed;
}

/** Both streams as they would come on a screen. */
async function outputOf(line: string, files: ReturnType<typeof memoryFiles>, LANG: string): Promise<string> {
  let printed = '';
  const print = (text: string) => {
    printed += text;
  };
  const flow = () => ({
    write: (text: string) => {
      print(text);
      return true;
    },
    end: async () => {},
  });
  const context = testContext({ env: { ...env, LANG }, files });
  const argv = argumentsIn(line.replaceAll(/\\\n\s*/g, ''));
  await main(argv, () => ({ ...context, io: { ...context.io, out: print, err: print, flow } }));
  return printed;
}

/**
 * Runs the commands of a page's `sh` blocks that say so, one after another on one machine, as a reader would who has the
 * credentials that they need: what names no environment goes to the local gateway. `> file` and `< file` are what a shell makes of them.
 * @returns what did not end as its block says: `<!-- run -->` with 0, `<!-- run: exit 6 -->` with 6
 */
export async function endedOtherwise(markdown: string): Promise<string[]> {
  const { serve, http } = loopback();
  const files = memoryFiles();
  const otherwise: string[] = [];
  for (const [, exit = '0', block = ''] of markdown.matchAll(runnable)) {
    for (const line of commandsIn(block)) {
      const context = testContext({ env: { QFPAY_ENV: 'local', LANG: 'C.UTF-8' }, files, serve, http });
      const status = await main(argumentsIn(line), () => context);
      const [, target] = / > (\S+)$/.exec(line) ?? [];
      if (target !== undefined) files.write(target, context.written.out);
      if (String(status) !== exit) otherwise.push(`${line}\nended with ${status}: ${context.written.err}`);
    }
  }
  return otherwise;
}

const runnable = /^<!-- run(?:: exit (\d+))? -->\n+```sh\n([\s\S]*?)^```$/gm;

/** What stands above each fenced block, where it says neither which test runs it nor why none does. */
export function unmarkedBlocks(markdown: string): string[] {
  const lines = markdown.split('\n');
  const opening = lines.flatMap((line, at) => (/^```\w+$/.test(line) ? [at] : []));
  return opening.flatMap((at) => {
    const above = lines[at - 1] ?? '';
    return /^<!-- (run|output|handler|job|not run here: \S)/.test(above) ? [] : [`line ${at + 1}: ${lines[at + 1]}`];
  });
}
