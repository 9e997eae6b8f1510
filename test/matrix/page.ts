import { allowedExits, matrixCommands } from './commands.ts';
import { type NetworkFate, networkFates } from './fates.ts';

/** What the gateway made of the call, and what came back of it: one row of the page. */
interface FateRow {
  readonly says: string;
  readonly holds: (fate: NetworkFate) => boolean;
}

const rows: readonly FateRow[] = [
  { says: 'there is no connection', holds: ({ kind }) => kind === 'unmade' },
  { says: 'an answer comes', holds: ({ kind }) => kind === 'answered' },
  { says: 'HTTP 429, until the patience ends', holds: ({ kind }) => kind === 'limited' },
  {
    says: 'no usable answer; the call was not processed',
    holds: ({ kind, processes }) => kind === 'lost' && !processes,
  },
  { says: 'no usable answer; the call was processed', holds: ({ kind, processes }) => kind === 'lost' && processes },
];

/** docs/faults.md: the exit status of each command in each fate of its call, as `npm run test:matrix` holds it against the built tool. */
export function faultsPage(): string {
  const names = Object.keys(matrixCommands);
  const table = rows.map(({ says, holds }) => {
    const [fate] = networkFates.filter(holds);
    const exits = Object.values(matrixCommands).map((command) =>
      fate ? allowedExits(command, fate).join(' or ') : '',
    );
    return `| ${says} | ${exits.join(' | ')} |`;
  });
  const fates = rows.map(
    ({ says, holds }) => `- **${says}**: ${[...new Set(networkFates.filter(holds).map(titleOf))].join('; ')}.`,
  );
  return `# When the connection goes wrong

[← README](../README.md)

What a command ends with, by what becomes of the one call that it is for. This page is made from the table that \`npm run test:matrix\`
plays against the built tool, ${networkFates.length} fates, each with and without \`--json\`: besides the exit status it holds the streams apart, one
document on stdout, no key in any output or file, the number on the disk before it is sent, one number whatever happens, and what the exit
status says of the money against the gateway's own books. The statuses are those of \`qfpay help exit-codes\`.

| | ${names.map((name) => `\`${name}\``).join(' | ')} |
|---|${names.map(() => '---|').join('')}
${table.join('\n')}

After a lost answer of what moves money, \`query\` is asked: where the books have the order, its state is the end (0); where they do not, it is
not known whether it is still on its way (8), and the same command again asks first. An order that was not ended is still open (5). A call
that has no question to settle it, such as an intent, stays unknown (8). What was never connected was never sent (7).

${fates.join('\n')}
`;
}

function titleOf({ id }: NetworkFate): string {
  return id.replace(/, (not )?processed$/, '');
}
