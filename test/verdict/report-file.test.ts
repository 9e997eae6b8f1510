import { expect, test } from 'vitest';
import { reportFileFault, writeReportFile } from '../../src/verdict/task.ts';
import { memoryFiles } from '../support/memory-files.ts';

const files = memoryFiles({ '/shop/notes.md': 'an hour of work', '/shop/empty.md': '' });

test.each([
  ['a file that is there', '/shop/notes.md', 'must name a new file: it is there already'],
  ['a folder that is not there', '/missing/case.md', 'must name a file in a folder that is there'],
  ['a folder', '/shop/', 'must name a file in a folder that is there'],
  ['nothing', '', 'must name a file'],
])('%s is refused', (_what, path, rule) => {
  expect(reportFileFault(path, files)).toEqual({ field: '--report', value: path, rule });
});

test.each(['/shop/case.md', '/shop/empty.md'])('%s is written, for its owner only', (path) => {
  expect(reportFileFault(path, files)).toBeUndefined();
  const written = memoryFiles();
  writeReportFile(path, 'a case', written);
  expect(written.entries.get(path)).toEqual({ bytes: Buffer.from('a case'), mode: 0o600 });
});
