import { command, exits } from '../command/command.ts';
import type { Context } from '../context.ts';
import { type Fault, UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Example, Report } from '../report/report.ts';
import { type Shell, scripts, shells } from './completion/scripts.ts';

export const completionCommand = command({
  name: 'completion',
  says: () => t`Print what a shell needs to complete commands, flags and values of qfpay when Tab is pressed.`,
  arguments: [
    { name: 'shell', says: () => t`bash, zsh, fish or powershell (default: that of $SHELL)`, values: shells },
  ],
  flags: {},
  examples,
  exits: exits.local,
  run: completion,
});

function examples(): readonly Example[] {
  return [
    ['source <(qfpay completion bash)', t`for bash, in ~/.bashrc`],
    ['source <(qfpay completion zsh)', t`for zsh, in ~/.zshrc behind compinit`],
    [
      'mkdir -p ~/.config/fish/completions && qfpay completion fish > ~/.config/fish/completions/qfpay.fish',
      t`for fish`,
    ],
    ['qfpay completion powershell | Out-String | Invoke-Expression', t`for PowerShell, in $PROFILE`],
  ];
}

/** @throws UsageError no shell that is known */
async function completion(_options: object, [word]: readonly string[], context: Context): Promise<Report> {
  const shell = chooseShell(word, context);
  const script = scripts[shell];
  return {
    command: 'completion',
    exit_code: 0,
    data: { shell, script },
    blocks: [{ kind: 'text', text: script.trimEnd() }],
  };
}

function chooseShell(word: string | undefined, { env }: Context): Shell {
  const wanted = word ?? env['SHELL']?.replace(/^.*\//, '');
  const found = shells.find((name) => name === wanted);
  if (found) return found;
  const fault: Fault = {
    field: 'shell',
    ...(word === undefined ? {} : { value: word }),
    rule: t`must be one of ${shells.join(', ')}`,
    ...didYouMean(word ?? '', shells),
  };
  throw new UsageError(`${fault.field} ${fault.rule}`, { details: [fault], hint: 'qfpay completion bash' });
}
