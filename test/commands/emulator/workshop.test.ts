import { expect, test } from 'vitest';
import { readEmulatorRequest } from '../../../src/commands/emulator/read-request.ts';
import { createWorkshop } from '../../../src/commands/emulator.ts';
import { appCode, refundOf, sampleKey, scannedOrder, signed } from '../../emulator/emulated.ts';
import { testContext } from '../../support/context.ts';
import { memoryFiles } from '../../support/memory-files.ts';

/** An emulator in a world whose clock stands at a quarter to midnight in Hong Kong. */
function atNight() {
  const files = memoryFiles({ 'a.key': sampleKey });
  const context = testContext({ now: new Date('2026-03-02T15:45:00Z'), files });
  const request = readEmulatorRequest({ merchant: [`${appCode}:a.key`] }, context);
  const nothing = () => {};
  const { gateway, clock } = createWorkshop(request, context, {
    publicUrl: () => 'https://wallet.example',
    stopping: new AbortController().signal,
    ...{ shutdown: nothing, onExchange: nothing, onTold: nothing },
  });
  const call = async (...sent: Parameters<typeof signed>) => {
    const { body } = await gateway(signed(...sent));
    return JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
  };
  return { call, clock };
}

test('refunds are made by night where the clock is the world’s', async () => {
  const { call } = atNight();
  const { syssn } = await call('payment', scannedOrder);
  expect(await call('refund', refundOf(syssn))).toMatchObject({ respcd: '0000' });
});

test('and none where it was set there', async () => {
  const { call, clock } = atNight();
  const { syssn } = await call('payment', scannedOrder);
  clock.advance(60_000);
  expect(await call('refund', refundOf(syssn))).toMatchObject({ respcd: '1265' });
  clock.reset();
  expect(await call('refund', refundOf(syssn))).toMatchObject({ respcd: '0000' });
});
