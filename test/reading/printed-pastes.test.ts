import { expect, test } from 'vitest';
import { verifyCommand } from '../../src/commands/verify.ts';
import { testContext } from '../support/context.ts';
import {
  type Carriage,
  type Comparison,
  carriages,
  compare,
  type FamilyName,
  familyNames,
  type PrintedCase,
  printedCases,
  type Question,
  type Verdict,
} from '../support/printed-pastes/printed-case.ts';

async function verdictOf(question: Question, { keys: [key = ''], app_code }: PrintedCase): Promise<Verdict> {
  const { text, parameters = [], signature } = question;
  const options = { ...(text === undefined ? {} : { input_file: '-' }), ...(signature ? { signature } : {}) };
  const words = parameters.map((pair) => pair.join('='));
  const env = { QFPAY_KEY: key, QFPAY_APPCODE: app_code };
  const { data } = await verifyCommand.run(options, words, testContext({ env, stdin: text ?? '' }));
  const { causes } = data['diagnosis'] as { causes: { id: string }[] };
  return { kind: String(data['kind']), valid: data['valid'] === true, causes: causes.map(({ id }) => id) };
}

/** What cannot be read is an error, which is no verdict. */
const nothing: Verdict = { valid: false, causes: [] };

interface Compared {
  readonly printed: PrintedCase;
  readonly comparison: Comparison;
}

async function compared(family: FamilyName, carriage: Carriage, count: number): Promise<Compared[]> {
  const found: Compared[] = [];
  for (const printed of printedCases(family, carriage, count, 'prints')) {
    const plain = await verdictOf(printed.plain, printed);
    if (printed.truth !== 'bytes gone') expect(plain.valid, printed.bug).toBe(printed.truth === 'right');
    const said = await verdictOf(printed.question, printed).catch(() => nothing);
    found.push({ printed, comparison: compare(printed, plain, said) });
  }
  return found;
}

const nameOf = ({ printed: { family, printed_by, carried_by, bug, question } }: Compared) =>
  `${family}: ${printed_by} / ${carried_by} (${bug})\n${question.text}`;

/** Of what can be told from a paste this share may come back otherwise; nothing may come back the wrong way round. */
const share = 0.02;
const count = 4;

test('what was printed has the verdict of the plain call, and is never the wrong way round', async () => {
  const all: Compared[] = [];
  for (const family of familyNames)
    for (const carriage of carriages) all.push(...(await compared(family, carriage, count)));
  const exact = all.filter(({ printed }) => printed.is_exact);
  expect(exact.length).toBeGreaterThan(familyNames.length * carriages.length * count * 0.8);
  expect(all.filter(({ comparison }) => comparison === 'wrong way round').map(nameOf)).toEqual([]);
  const other = exact.filter(({ comparison }) => comparison !== 'same');
  expect(other.length, other.map(nameOf).join('\n\n')).toBeLessThanOrEqual(exact.length * share);
}, 120_000);
