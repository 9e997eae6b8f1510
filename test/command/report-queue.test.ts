import { expect, test } from 'vitest';
import { createReportQueue } from '../../src/command/report-queue.ts';
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
    for await (const reports of queue) {
      const commands = reports.map(({ command }) => command);
      given.push(commands.join('+'));
      if (commands.includes('b')) queue.add(report('c'));
      if (commands.includes('c')) setImmediate(() => queue.add(report('d')));
      if (commands.includes('d')) queue.end();
    }
  })();
  await reading;
  expect(given).toEqual(['a+b', 'c', 'd']);
});

test('what was added before the end is still given', async () => {
  const queue = createReportQueue();
  queue.add(report('a'));
  queue.end();
  const given: string[] = [];
  for await (const reports of queue) given.push(...reports.map(({ command }) => command));
  expect(given).toEqual(['a']);
});

test('what comes while it gathers is given at once with what came before', async () => {
  const queue = createReportQueue(async () => {
    queue.add(report('later'));
  });
  queue.add(report('first'));
  for await (const reports of queue) {
    expect(reports.map(({ command }) => command)).toEqual(['first', 'later']);
    return;
  }
});
