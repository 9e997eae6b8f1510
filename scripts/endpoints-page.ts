import { endpointWords, parameterRule } from '../src/calls/endpoint-words.ts';
import { type DocumentedEndpoint, type EndpointGroup, endpointTable } from '../src/catalog/endpoint-table.ts';

const titles: Readonly<Record<EndpointGroup, string>> = {
  trade: 'Transactions',
  preauth: 'Pre-authorisation',
  reports: 'Statement',
  element: 'Element SDK',
  recurring: 'Recurring payments and saved cards',
  customs: 'Customs',
  wechat: 'WeChat login',
};

const shapes: Readonly<Record<DocumentedEndpoint['answer'], string>> = {
  flat: 'fields at the top',
  object: 'an object in `data`',
  list: 'a list in `data`',
  file: 'a file',
  redirect: 'a redirect',
};

/** docs/endpoints.md, made of the table of endpoints. `test/calls/endpoints-page.test.ts` writes it (`npm run reference`), and holds it. */
export function endpointsPage(): string {
  const groups = Object.keys(titles) as EndpointGroup[];
  return [
    '# Every call that `qfpay api` knows',
    '',
    '[← README](../README.md) · [How `qfpay api` works](api.md)',
    '',
    'Made from `src/catalog/endpoint-table.ts`; do not edit it by hand: `npm run reference` writes it.',
    '"Source" is the year of the documents that a call stands in (`now`: the newest pages), and how sure that is.',
    '',
    ...groups.flatMap(groupLines),
  ].join('\n');
}

function groupLines(group: EndpointGroup): string[] {
  const calls = endpointTable.filter((each) => each.group === group);
  return [`## ${titles[group]}`, '', ...calls.flatMap(callLines)];
}

function callLines(call: DocumentedEndpoint): string[] {
  const { name, method, path, parameters, answer, answers, one_of, together, command, without_mchid } = call;
  const { says = '', note } = endpointWords(name) ?? {};
  const named = (names: readonly string[]) => names.map((each) => `\`${each}\``).join(', ');
  return [
    `### ${name}`,
    '',
    `\`${method} ${path}\`: ${says}${note === undefined ? '' : `; ${note}`}.`,
    '',
    `- ${fateOf(call)}`,
    ...(command === undefined ? [] : [`- The command for it: \`qfpay ${command}\`.`]),
    ...(call.other_method ? [`- Some sources say ${call.other_method}: \`--force-method\` takes it.`] : []),
    ...(call.signed_by === 'parameter' ? ['- Signed by an MD5 in the query (`sign`), and by no header.'] : []),
    ...(without_mchid ? ['- Takes no `mchid`.'] : []),
    ...(one_of ? [`- At least one of ${named(one_of)}.`] : []),
    ...(together ? [`- All or none of ${named(together)}.`] : []),
    `- Answer: ${shapes[answer]}${answers.length > 0 ? `: ${named(answers)}` : ''}.`,
    `- Source: ${call.sources.join(', ')} (${call.confidence}).`,
    '',
    '| parameter | rule |',
    '| --- | --- |',
    ...parameters.map((each) => `| \`${each.name}\` | ${parameterRule(each).replaceAll('|', '\\|')} |`),
    '',
  ];
}

function fateOf({ moves_money, may_repeat }: DocumentedEndpoint): string {
  if (moves_money) return 'Moves money, or may: written down first, asked for in prod, never repeated blindly.';
  return may_repeat ? 'May be repeated.' : 'Sent once: refused again while nobody knows what became of it.';
}
