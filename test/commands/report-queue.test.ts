import { expect, test } from 'vitest';
import { createReportQueue } from '../../src/commands/report-queue.ts';
import type { Report } from '../../src/report/report.ts';

function report(command: string): Report {
  return { command, exit_code: 0, data: {}, blocks: [] };
}

test('gives what is added, in order, also while somebody waits for it', async () => {
  const queue = createReportQueue();
  const given: string[] = [];
  queue.add(report('a'));
  queue.add(report('b'));
  const reading = (async () => {
    for await (const { command } of queue) {
      given.push(command);
      if (command === 'b') queue.add(report('c'));
      if (command === 'c') setImmediate(() => queue.add(report('d')));
      if (command === 'd') queue.end();
    }
  })();
  await reading;
  expect(given).toEqual(['a', 'b', 'c', 'd']);
});

test('what was added before the end is still given', async () => {
  const queue = createReportQueue();
  queue.add(report('a'));
  queue.end();
  const given: string[] = [];
  for await (const { command } of queue) given.push(command);
  expect(given).toEqual(['a']);
});
