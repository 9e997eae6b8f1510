import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/**
 * A Chromium of this machine: CHROME_PATH, else one on the path. Without one the tests that need it are skipped, which is said
 * on stderr; where QFPAY_TEST_BROWSER is `required`, as in `.ci/run`, they fail.
 */
export function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [process.env['CHROME_PATH'], ...candidates].find((path) => path && existsSync(path));
  if (found) return found;
  const said = 'no Chromium was found (CHROME_PATH, PATH): the wallet page is NOT tested in a browser';
  if (process.env['QFPAY_TEST_BROWSER'] === 'required') throw new Error(said);
  process.stderr.write(`\nWARNING: ${said}\n\n`);
  return undefined;
}

/** For root, for no network but what the test asks for, and without a profile of anybody. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with an empty profile of its own. Whoever opens it closes it. */
export async function launchBrowser(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args: flags });
}
