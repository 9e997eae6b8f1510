import { commands } from '../commands/index.ts';
import { UsageError } from '../errors.ts';
import { nearNames } from '../language/near-names.ts';
import { t } from '../language/t.ts';
import type { Report } from '../report/report.ts';
import { environmentReport } from './topics/environment.ts';
import { exitCodesReport } from './topics/exit-codes.ts';
import { signingReport } from './topics/signing.ts';
import { testingReport } from './topics/testing.ts';

const topics: Readonly<Record<string, () => Report>> = {
  environment: environmentReport,
  'exit-codes': exitCodesReport,
  signing: signingReport,
  testing: testingReport,
};

/** By name, in the order of the alphabet. */
export function helpTopics(): string[] {
  return Object.keys(topics);
}

/** What `qfpay help <word>` says where the word names no command.
 * @throws UsageError with the nearest topics and commands
 */
export function topicReport(word: string): Report {
  const topic = Object.hasOwn(topics, word) ? topics[word] : undefined;
  if (topic) return topic();
  const near = nearNames(word, [...Object.keys(topics), ...commands.map(({ name }) => name)]);
  const hint = near.length > 0 ? near.map((name) => `qfpay help ${name}`).join(', ') : 'qfpay help';
  throw new UsageError(t`there is no help on ${word}`, { hint });
}
