import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Client, emulatorClient, order } from '../support/emulator-client.ts';
import { type Home, makeHome } from '../support/run-qfpay.ts';
import { serveQfpay } from '../support/serve-qfpay.ts';

const kills = 8;

const start = (home: Home) =>
  serveQfpay(['emulator', '--port', '0', '--limits', 'off', '--quiet', '--state', 'books.ndjson'], { home });

/** Pays and refunds without a pause until the other side is dead. */
async function till({ call }: Client, acknowledged: Map<string, string>): Promise<void> {
  try {
    for (;;) {
      const paid = order();
      const { syssn } = await call('payment', paid);
      acknowledged.set(paid['out_trade_no'] ?? '', String(syssn));
      const out_trade_no = `R${paid['out_trade_no']}`;
      const refund = { syssn: String(syssn), out_trade_no, txamt: '100', txdtm: '2026-03-02 15:05:00' };
      acknowledged.set(out_trade_no, String((await call('refund', refund))['syssn']));
    }
  } catch {
    // Killed: what was in the air was not acknowledged.
  }
}

async function syssnOf({ call }: Client, out_trade_no: string): Promise<string | undefined> {
  const { data } = await call('query', { out_trade_no });
  const [record, ...more] = data as { syssn: string; respcd: string }[];
  expect(more).toEqual([]);
  expect(record?.respcd).toBe('0000');
  return record?.syssn;
}

test('no transaction that was acknowledged is lost to kill -9, however often it comes', async () => {
  const home = makeHome();
  const acknowledged = new Map<string, string>();
  for (let kill = 0; kill < kills; kill += 1) {
    const { ready, stop } = await start(home);
    const before = acknowledged.size;
    const tills = [1, 2, 3].map(() => till(emulatorClient(ready.url), acknowledged));
    while (acknowledged.size < before + 12 + kill * 3) await new Promise((resolve) => setImmediate(resolve));
    expect((await stop('SIGKILL')).signal).toBe('SIGKILL');
    await Promise.all(tills);
  }
  const { ready } = await start(home);
  const client = emulatorClient(ready.url);
  const missing: string[] = [];
  for (const [out_trade_no, syssn] of acknowledged) {
    if ((await syssnOf(client, out_trade_no)) !== syssn) missing.push(out_trade_no);
  }
  expect([acknowledged.size >= kills * 12, missing]).toEqual([true, []]);
}, 60_000);

test('a line that was torn by the kill does not keep the emulator from starting, and the next one is whole', async () => {
  const home = makeHome();
  const first = await start(home);
  const kept = order();
  await emulatorClient(first.ready.url).call('payment', kept);
  await first.stop('SIGKILL');
  const path = join(home.work, 'books.ndjson');
  appendFileSync(path, readFileSync(path, 'utf8').slice(0, 70));
  const second = await start(home);
  const client = emulatorClient(second.ready.url);
  const next = order();
  await client.call('payment', next);
  expect(await syssnOf(client, kept['out_trade_no'] ?? '')).toBeDefined();
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).out_trade_no)).toEqual([kept['out_trade_no'], next['out_trade_no']]);
});
