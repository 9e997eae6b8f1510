import { expect, test } from 'vitest';
import { readEmulatorRequest } from '../../../src/commands/emulator/read-request.ts';
import { readyReport } from '../../../src/commands/emulator/reports.ts';
import { testContext } from '../../support/context.ts';

function warningsOf(host: string): readonly string[] {
  const request = readEmulatorRequest({ host }, testContext());
  return readyReport(request, 'http://127.0.0.1:8437').warnings ?? [];
}

test.each(['127.0.0.1', '127.0.0.2', '::1', '[::1]', 'localhost'])('%s is this machine only: no warning', (host) => {
  expect(warningsOf(host)).toEqual([]);
});

test.each(['0.0.0.0', '::', '192.0.2.1', '127.0.0.1.example', 'shop'])('%s is warned about', (host) => {
  expect(warningsOf(host)).toEqual([
    `--host ${host} can be reached from other machines: whoever reaches it can pay its orders`,
  ]);
});
