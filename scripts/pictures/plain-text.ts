import type { Terminal } from '@xterm/headless';

/** What a terminal shows as lines to copy: those that its width broke are whole again, and a QR code is left to the picture. */
export function plainText(terminal: Terminal): string {
  const { active } = terminal.buffer;
  let text = '';
  for (let row = 0; row < active.length; row++) {
    const line = active.getLine(row);
    if (row > 0 && !line?.isWrapped) text += '\n';
    text += line?.translateToString(!active.getLine(row + 1)?.isWrapped) ?? '';
  }
  return text.trimEnd().replaceAll(/(^[█▀▄ ]*\n)*^[█▀▄ ]*[█▀▄][█▀▄ ]*\n([█▀▄ ]*\n)*/gm, '');
}

/** A Markdown text with the outputs that it says it has, `<!-- output: name -->` above each, as they are now. */
export function refreshOutputs(markdown: string, outputs: ReadonlyMap<string, string>): string {
  return markdown.replaceAll(
    /(<!-- output: (\S+) -->\n+```console\n)(?:[\s\S]*?\n)??```$/gm,
    (_block, before: string, name: string) => {
      const output = outputs.get(name);
      if (output === undefined) throw new Error(`there is no scene of the name ${name}`);
      return `${before}${output}\n\`\`\``;
    },
  );
}

/** The names of the scenes that a Markdown text shows the output of. */
export function outputsIn(markdown: string): string[] {
  return [...markdown.matchAll(/<!-- output: (\S+) -->/g)].map(([, name = '']) => name);
}
