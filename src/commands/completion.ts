import { command, exits } from '../command/command.ts';
import type { Context } from '../context.ts';
import { type Fault, UsageError } from '../errors.ts';
import { didYouMean } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Example, Report } from '../report/report.ts';

/** By the shape that Microsoft documents for native commands. Before 7.3 an empty word has to be said as two quotation marks. */
const powershell = `# qfpay completion for PowerShell. In $PROFILE:  qfpay completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName qfpay, qfpay.cmd, qfpay.ps1 -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') {
    $words += if ($PSVersionTable.PSVersion -lt [version]'7.3') { '""' } else { '' }
  }
  foreach ($line in @(qfpay __complete -- @words 2>$null)) {
    if ($line -eq ':files') { return }
    $value, $does = $line -split "\`t", 2
    if (-not $does) { $does = $value }
    $shown = if ($value -match '[\\s;|&<>()]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
    [System.Management.Automation.CompletionResult]::new($shown, $value, 'ParameterValue', $does)
  }
}
`;

const fish = `# qfpay completion for fish:
#   mkdir -p ~/.config/fish/completions; qfpay completion fish > ~/.config/fish/completions/qfpay.fish
function __qfpay_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l found (qfpay __complete -- $words[2..-1] 2>/dev/null)
    if test "$found[1]" = ':files'
        __fish_complete_path (commandline -ct)
    else
        string join \\n -- $found
    end
end
complete -c qfpay -f -a '(__qfpay_complete)'
`;

const zsh = `#compdef qfpay
# qfpay completion for zsh. In ~/.zshrc, behind compinit:  source <(qfpay completion zsh)
_qfpay() {
  local line value does
  local -a found
  while IFS= read -r line; do
    [[ $line == :files ]] && { _files; return }
    value=\${line%%$'\\t'*}
    does=\${line#*$'\\t'}
    [[ $does == $line ]] && found+=("\${value//:/\\\\:}") || found+=("\${value//:/\\\\:}:$does")
  done < <(qfpay __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  _describe -V qfpay found
}
compdef _qfpay qfpay
`;

const bash = `# qfpay completion for bash. In ~/.bashrc:  source <(qfpay completion bash)
_qfpay() {
  local line found=()
  COMPREPLY=()
  while IFS= read -r line; do found+=("\${line%%$'\\t'*}"); done \\
    < <(qfpay __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ \${found[0]} == :files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
  else
    COMPREPLY=("\${found[@]}")
  fi
}
complete -F _qfpay qfpay
`;

/** What a shell reads to complete `qfpay`: it asks the tool itself, so that it never goes stale. */
const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;

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

type Shell = (typeof shells)[number];
