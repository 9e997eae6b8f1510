import { argumentsIn } from '../../scripts/pictures/shell-line.ts';
import { main } from '../../src/cli/main.ts';
import { localMerchant } from '../../src/merchant/merchant.ts';
import { testContext } from './context.ts';
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
