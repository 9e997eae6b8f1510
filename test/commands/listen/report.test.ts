import { expect, test } from 'vitest';
import type { NotificationEvent } from '../../../src/commands/listen/receive.ts';
import { describeTally, eventReport, nothingYet } from '../../../src/commands/listen/report.ts';
import { loadCatalogue } from '../../../src/language/languages.ts';
import { speak } from '../../../src/language/t.ts';
import { readNotification } from '../../../src/notification/read-notification.ts';
import { renderText } from '../../../src/render/text.ts';
import { ClientKey } from '../../../src/signature/client-key.ts';
import { createSecrets } from '../../../src/signature/secrets.ts';
import { testKeys } from '../../support/keys.ts';

const key = new ClientKey(testKeys.sandbox);
const secrets = createSecrets();
const screen = { is_tty: true, columns: 40, rows: 24, color: 0 } as const;

function invalid(saved?: string): NotificationEvent {
  const received = { body: Buffer.from('{"syssn":"1"}'), headers: { 'x-qf-sign': 'ABCD' } };
  return {
    kind: 'notification',
    received_at: new Date('2026-03-02T07:04:05Z'),
    notification: readNotification(received, key),
    is_duplicate: false,
    answered: { status: 401, text: 'no' },
    saved,
  };
}

test('one that is not valid is told with the command that examines it, whole in any window, with the flags of listen', async () => {
  const options = { env: 'local', profile: 'shop 1' };
  const { blocks } = eventReport(invalid('kept/my file.json'), secrets, options);
  // A shell joins what the screen breaks.
  expect((await renderText(blocks, screen)).replaceAll(/ \\\n +/g, ' ')).toContain(
    "\n→ qfpay verify --kind notification --input 'kept/my file.json' --signature ABCD --env local --profile 'shop 1'\n",
  );
});

test('there is none for one that was not kept', async () => {
  const { blocks } = eventReport(invalid(), secrets, {});
  expect(await renderText(blocks, screen)).not.toContain('verify');
});

test('says all of an event in the reader’s language, but for the names of fields and what QFPay writes', async () => {
  const catalogue = await loadCatalogue('zh-Hant');
  speak(catalogue);
  const cause = { id: 'wrong-key', title: '原因一', evidence: '依據一', fix: '改它', parameters: [] };
  const confirmed = { agrees: true, remarks: [] };
  const forwarded = { url: 'http://127.0.0.1/', ms: 1, status: 200, body: 'SUCCESS', acknowledged: true };
  const event = { ...invalid('kept'), cause, confirmed, forwarded };
  const text = await renderText(eventReport(event, secrets, {}).blocks, screen);
  const labels = [...text.matchAll(/^(\S+) {2,}/gm)].map(([, label]) => label);
  const said = (english: string) => catalogue?.[english];
  const done = ['INVALID', 'cause', 'evidence', 'fix', 'forwarded', 'saved'].map(said);
  expect(labels).toEqual([...done, 'query', said('answered')]);
  expect(text).toContain(said('agrees'));
  const tally = describeTally({ ...nothingYet, received: 3, valid: 2, duplicate: 1, invalid: 1 });
  expect(tally).not.toMatch(/[a-z]|, /);
});
