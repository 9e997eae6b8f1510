import { describe, expect, test } from 'vitest';
import { type HoldFate, holdMoves, holdNumber, holdSyssn, holdWorld } from '../support/hold-world.ts';
import { memoryFiles } from '../support/memory-files.ts';

describe.each(['capture', 'own', 'rest'] as const)('a %s whose answer got lost before it was processed', (which) => {
  const { line, made } = holdMoves[which];
  test('is refused again and again, and sent once more only when somebody says so', async () => {
    const { run, moved } = holdWorld({ fates: ['lost before'], is_careless: true });
    const lost = await run(line, memoryFiles());
    expect(lost).toMatchObject({ exit_code: 8, document: { outcome: 'unknown', error: { exit: 8 } } });
    const refused = await run(line, lost.disk);
    expect(refused).toMatchObject({ exit_code: 8, document: { error: { hint: expect.stringContaining('--yes') } } });
    expect(await moved()).toEqual([]);
    const agreed = await run(`${line} --yes`, refused.disk);
    expect(agreed).toMatchObject({ exit_code: 0, document: { outcome: 'captured', repeated: false } });
    expect(await moved()).toEqual(made);
    expect(await run(line, agreed.disk)).toMatchObject({ exit_code: 0, document: { repeated: true } });
  });

  test('is never sent again by a machine that was told to, where it arrives late after all', async () => {
    const { run, moved, settleLate } = holdWorld({ fates: ['late'], is_careless: true });
    const lost = await run(line, memoryFiles());
    await settleLate();
    expect(await run(`${line} --yes`, lost.disk)).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect(await moved()).toEqual(made);
  });

  test('goes on with the very command that its error names', async () => {
    const { run, moved, settleLate } = holdWorld({ fates: ['late'] });
    const lost = await run(line, memoryFiles());
    const { resume } = lost.document['error'] as { resume: string };
    await settleLate();
    const next = await run(resume.replace(/^qfpay /, ''), lost.disk);
    expect(next).toMatchObject({ exit_code: 0, document: { outcome: 'captured', repeated: true } });
    expect(await moved()).toEqual(made);
  });

  test('is settled by resume once it arrives, and is open until then', async () => {
    const { run, settleLate } = holdWorld({ fates: ['late'] });
    const lost = await run(line, memoryFiles());
    const open = await run('resume', lost.disk);
    expect(open).toMatchObject({
      exit_code: 8,
      document: { entries: [{ next: expect.stringMatching(/^qfpay capture --syssn/) }] },
    });
    await settleLate();
    const settled = await run('resume', open.disk);
    expect(settled).toMatchObject({ exit_code: 0, document: { entries: [{ outcome: 'captured', open: false }] } });
  });
});

describe('where the books show captures without their numbers', () => {
  test.each<HoldFate>(['answered', 'lost after', 'HTTP 502 after'])(
    'a capture that was %s happens once',
    async (fate) => {
      const { run, moved } = holdWorld({ fates: [fate], hides_numbers: true, is_careless: true });
      const first = await run(holdMoves.capture.line, memoryFiles());
      expect(first).toMatchObject({ exit_code: 0, document: { outcome: 'captured' } });
      for (const disk of [first.disk, memoryFiles()])
        expect(await run(holdMoves.capture.line, disk)).toMatchObject({ exit_code: 0, document: { repeated: true } });
      expect(await moved()).toEqual(holdMoves.capture.made);
    },
  );

  test('resume finds one that arrived late by its hold, its amount and its time', async () => {
    const { run, settleLate } = holdWorld({ fates: ['late'], hides_numbers: true });
    const lost = await run(holdMoves.capture.line, memoryFiles());
    await settleLate();
    expect(await run('resume', lost.disk)).toMatchObject({
      exit_code: 0,
      document: { entries: [{ outcome: 'captured' }] },
    });
  });
});

test('a capture in doubt keeps its part of the hold from being taken by another', async () => {
  const { run, moved } = holdWorld({ fates: ['late'] });
  const lost = await run(`capture ${holdNumber} --txamt 800`, memoryFiles());
  const other = await run(`capture ${holdNumber} --txamt 500`, lost.disk);
  expect(other).toMatchObject({ exit_code: 2, document: { error: { details: [{ rule_id: 'capture-above-hold' }] } } });
  expect(await run(`capture ${holdNumber} --txamt 480`, other.disk)).toMatchObject({ exit_code: 0 });
  expect(await moved()).toEqual(['capture 480']);
});

describe('by api', () => {
  const { line, made } = holdMoves['capture by api'];

  test('a capture is the one that qfpay capture makes, and the other way round', async () => {
    const { run, moved } = holdWorld({ is_careless: true });
    const first = await run(line, memoryFiles());
    expect(first).toMatchObject({ exit_code: 0, document: { command: 'api', outcome: 'captured', repeated: false } });
    const { transaction } = first.document as { transaction: { out_trade_no: string } };
    const again = await run(holdMoves.capture.line, memoryFiles());
    const { out_trade_no } = transaction;
    expect(again).toMatchObject({ exit_code: 0, document: { repeated: true, transaction: { out_trade_no } } });
    expect(await moved()).toEqual(made);
  });

  test('one that is in doubt for qfpay capture is sent once more with --again only', async () => {
    const { run, moved } = holdWorld({ fates: ['lost before'], is_careless: true });
    const lost = await run(holdMoves.capture.line, memoryFiles());
    const refused = await run(line, lost.disk);
    expect([lost.exit_code, refused.exit_code, await moved()]).toEqual([8, 8, []]);
    const agreed = await run(`${line} --again`, refused.disk);
    expect(agreed).toMatchObject({ exit_code: 0, document: { outcome: 'captured' } });
    expect(agreed.err).toContain('as --again says');
    expect(await run(`${line} --again`, agreed.disk)).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect(await moved()).toEqual(made);
  });

  test.each([
    [`api capture syssn=${holdSyssn} txamt=500 txcurrcd=USD`, 'txcurrcd', 'HKD'],
    [`api capture syssn=${holdSyssn} txamt=1281`, 'txamt', '1280'],
    [`api capture syssn=${holdSyssn} txamt=500 out_trade_no=a,b`, 'out_trade_no', 'comma'],
    [`api unfreeze syssn=${holdSyssn} txamt=1279 out_trade_no=${holdNumber}`, 'txamt', '1280'],
    [`api unfreeze syssn=${holdSyssn} txamt=1280 out_trade_no=OTHER`, 'out_trade_no', holdNumber],
  ])('%s is refused, and nothing moves', async (wrong, field, right) => {
    const { run, moved } = holdWorld();
    const refused = await run(wrong, memoryFiles());
    const details = [{ field, rule: expect.stringContaining(right) }];
    expect(refused).toMatchObject({ exit_code: 2, document: { error: { details } } });
    expect(await moved()).toEqual([]);
  });

  test('what stands already is no answer to be kept in a file, and that is said', async () => {
    const { run } = holdWorld();
    const first = await run(line, memoryFiles());
    const again = await run(`${line} --output out.json`, first.disk);
    expect(again).toMatchObject({ exit_code: 0, document: { warnings: [expect.stringContaining('out.json')] } });
    expect(again.document['output']).toBeUndefined();
    expect(again.err).toContain('out.json is not written');
  });
});
