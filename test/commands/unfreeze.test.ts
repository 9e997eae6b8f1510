import { describe, expect, test } from 'vitest';
import { captureRow, heldRow, holdDesk } from '../support/hold-desk.ts';
import { gatewayEnv } from '../support/refund-gateway.ts';

const syssn = heldRow['syssn'] ?? '';
const line = 'unfreeze HOLD-1';
const patience = [500, 1000, 2000, 4000, 8000];
/** The books call the hold released. */
const frees = (_sent: unknown, rows: readonly Readonly<Record<string, string>>[]) =>
  rows.map((row) => (row['syssn'] === syssn ? { ...row, cancel: '3' } : row));

describe('a release', () => {
  test('is sent once under the number of the hold, with all that is left', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow()], books: frees });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code: 0, slept: [] });
    expect(desk.sent).toEqual([
      {
        path: '/trade/v1/unfreeze',
        parameters: { syssn, out_trade_no: 'HOLD-1', txamt: '780', txdtm: '2026-03-02 15:04:05' },
      },
    ]);
    expect(told.document).toMatchObject({
      ...{ command: 'unfreeze', outcome: 'released', respcd: '0000', repeated: false },
      transaction: { out_trade_no: 'HOLD-1', orig_syssn: syssn, txamt: '780', txcurrcd: 'HKD' },
      hold: { syssn, txamt: '1280', captured: '500', released: '780', left: '0' },
    });
    expect(told.err).toContain('note: nothing of the hold can be captured afterwards\n');
  });

  test('that the books do not show yet is told with a warning', async () => {
    const told = await holdDesk().run(line);
    const warnings = ['the gateway took the release, but its books still show the hold: look again with qfpay query'];
    expect(told).toMatchObject({ exit_code: 0, slept: [500, 1000], document: { outcome: 'released', warnings } });
  });

  test('is kept in the history', async () => {
    const desk = holdDesk({ books: frees });
    await desk.run(line);
    const entry = {
      command: 'unfreeze',
      out_trade_no: 'HOLD-1',
      orig_syssn: syssn,
      txamt: '1280',
      outcome: 'released',
    };
    expect((await desk.run('history')).document['entries']).toMatchObject([entry]);
  });
});

describe('an answer that is no plain success', () => {
  test('a refusal is told, where the hold stands as it did', async () => {
    const told = await holdDesk({ answers: [{ respcd: '1205', resperr: 'no' }] }).run(line);
    expect(told).toMatchObject({
      ...{ exit_code: 4, slept: [500, 1000] },
      document: { outcome: 'declined', error: { message: 'nothing was released (1205 no)' } },
    });
    expect(told.document).toMatchObject({ hold: { released: '0', left: '1280' } });
  });

  test('a refusal of what is over is told as released before', async () => {
    const told = await holdDesk({ answers: [{ respcd: '1205', resperr: 'no' }], books: frees }).run(line);
    expect(told).toMatchObject({ exit_code: 0, document: { outcome: 'released', repeated: true } });
    expect(told.document).not.toHaveProperty('respcd');
  });

  test('in progress ends with 5, and is not asked about', async () => {
    const told = await holdDesk({ answers: [{ respcd: '1145', resperr: 'wait' }] }).run(line);
    expect(told).toMatchObject({
      ...{ exit_code: 5, slept: [] },
      document: { outcome: 'pending', error: { message: 'not released yet; it is being processed (1145 wait)' } },
    });
  });

  test.each([
    ['cut', /^unfreeze may have been processed: the connection was cut; /],
    [{ respcd: '9999', resperr: 'odd' }, /^the answer \(9999 odd\) leaves it open; /],
  ] as const)('%j is unknown after the hold was looked at five times', async (answer, message) => {
    const desk = holdDesk({ answers: [answer] });
    const told = await desk.run(line);
    expect(told).toMatchObject({
      ...{ exit_code: 8, slept: patience },
      document: {
        outcome: 'unknown',
        error: { message: expect.stringMatching(message), out_trade_no: 'HOLD-1', resume: 'qfpay unfreeze HOLD-1' },
      },
    });
    expect(desk.sent).toHaveLength(1);
  });

  test('a lost answer is settled by the hold, and so is one that says nothing', async () => {
    for (const answer of ['cut', { respcd: '9999' }] as const) {
      const told = await holdDesk({ answers: [answer], books: frees }).run(line);
      expect(told).toMatchObject({ exit_code: 0, slept: [500], document: { outcome: 'released', repeated: false } });
    }
  });

  test('after a lost answer, a hold that another machine captured meanwhile was not released', async () => {
    const taken = { ...heldRow, cancel: '4' };
    const books = () => [taken, captureRow({ txamt: '1280' })];
    expect(await holdDesk({ answers: ['cut'], books }).run(line)).toMatchObject({ exit_code: 8 });
    const rest = () => [taken, captureRow()];
    const told = await holdDesk({ rows: [heldRow, captureRow()], answers: ['cut'], books: rest }).run(line);
    expect(told).toMatchObject({ exit_code: 0, document: { outcome: 'released' } });
  });

  test('a hold that cannot be looked at is looked at again', async () => {
    let looks = 0;
    let is_sent = false;
    const desk = holdDesk({
      answers: ['cut'],
      books: (sent, rows) => {
        is_sent = true;
        return frees(sent, rows);
      },
      queries: () => (is_sent ? (['cut', { respcd: '1205' }, { respcd: '1124' }] as const)[looks++] : undefined),
    });
    expect(await desk.run(line)).toMatchObject({ exit_code: 0, document: { outcome: 'released' } });
  });
});

describe('what is over already', () => {
  test.each([
    ['3', 'released', 0],
    ['1', 'reversed', 0],
    ['2', 'closed', 0],
  ])('by its flag %s is told as %s, and nothing is sent', async (cancel, outcome, exit_code) => {
    const desk = holdDesk({ rows: [{ ...heldRow, cancel }] });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code, document: { outcome, repeated: true, hold: { left: '0' } } });
    expect(desk.sent).toEqual([]);
  });

  test('by this machine, though the books lag behind', async () => {
    const desk = holdDesk();
    await desk.run(line);
    expect(await desk.run(line)).toMatchObject({ exit_code: 0, document: { outcome: 'released', repeated: true } });
    expect(desk.sent).toHaveLength(1);
  });

  test('by the records that name it', async () => {
    const freed = captureRow({ order_type: 'unfreeze', txamt: '1280', out_trade_no: 'HOLD-1' });
    const desk = holdDesk({ rows: [heldRow, freed] });
    expect(await desk.run(`unfreeze --syssn ${syssn}`)).toMatchObject({
      exit_code: 0,
      document: { outcome: 'released', repeated: true },
    });
    expect(desk.sent).toEqual([]);
  });

  test('settles a release of before of which nobody knew', async () => {
    let is_freed = false;
    const desk = holdDesk({ answers: ['cut'], queries: () => undefined, books: (_sent, rows) => rows });
    await desk.run(line);
    is_freed = true;
    const rows = { respcd: '0000', data: [{ ...heldRow, cancel: is_freed ? '3' : '0' }] };
    const http = async () => ({
      ...{ status: 200, headers: { 'content-type': 'application/json' } },
      body: Buffer.from(JSON.stringify(rows)),
    });
    expect(await desk.run(line, { http })).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect((await desk.run('history --open')).document['entries']).toEqual([]);
  });
});

describe('is refused before anything is sent', () => {
  test('where all was captured: a capture is refunded', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow({ txamt: '1280' })] });
    const told = await desk.run(line);
    const fault = { field: 'out_trade_no', value: 'HOLD-1', rule: 'was captured in full: nothing is left to release' };
    const details = [{ ...fault, next: 'a capture is given back by qfpay refund' }];
    expect(told).toMatchObject({ exit_code: 2, document: { error: { details } } });
    expect(desk.sent).toEqual([]);
  });

  test('where nobody can say how much is left', async () => {
    const { txamt: _amount, ...unsized } = captureRow();
    const desk = holdDesk({ rows: [heldRow, unsized] });
    const rule = 'of the release cannot be said: one of its captures has no amount';
    expect(await desk.run(line)).toMatchObject({
      exit_code: 2,
      document: { error: { details: [{ field: 'txamt', rule }] } },
    });
    expect(desk.sent).toEqual([]);
  });

  test('where the gateway does not tell the number that has to be sent', async () => {
    const desk = holdDesk({ rows: [{ ...heldRow, out_trade_no: '' }] });
    const rule = 'of the hold is needed, and the gateway did not tell it';
    expect(await desk.run(`unfreeze --syssn ${syssn}`)).toMatchObject({
      exit_code: 2,
      document: { error: { details: [{ field: 'out_trade_no', rule }] } },
    });
  });
});

test('a release in doubt leaves again only when somebody says so', async () => {
  const desk = holdDesk({ answers: ['cut', { respcd: '0000' }] });
  await desk.run(line);
  const refused = await desk.run(line);
  const message =
    /^a release of it was sent before \(2026-03-02T07:04:05\.000Z\), and no answer told what became of it; /;
  expect(refused).toMatchObject({
    exit_code: 8,
    document: { error: { message: expect.stringMatching(message) } },
  });
  expect(desk.sent).toHaveLength(1);
  expect(await desk.run(`${line} --yes`)).toMatchObject({ exit_code: 0, document: { outcome: 'released' } });
  expect(desk.sent).toHaveLength(2);
});

test('a capture in doubt is told before what is left is let go', async () => {
  const desk = holdDesk({ answers: ['cut', { respcd: '0000' }] });
  await desk.run('capture HOLD-1 --txamt 500 --out-trade-no MY-1');
  const { document } = await desk.run(line);
  const warning = 'what became of the capture MY-1 of this hold is not known: qfpay resume asks';
  expect(document['warnings']).toEqual([warning, expect.stringContaining('books still show the hold')]);
});

test('prod asks for the amount that is let go', async () => {
  const env = { QFPAY_STATE_DIR: '/state', ...gatewayEnv, QFPAY_ENV: 'prod' };
  const desk = holdDesk({ books: frees });
  const told = await desk.run(line, { env, is_tty: true, answers: ['12.80'] });
  expect(told.exit_code).toBe(0);
  expect(told.err).toContain('PROD, real money: release HKD 12.80');
  expect(desk.sent).toHaveLength(1);
});

describe('a dry run', () => {
  test('shows the request with all that is left, and sends nothing', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow()] });
    const { document } = await desk.run(`${line} --dry-run`);
    expect(document).toMatchObject({
      repeated: false,
      request: { params: { syssn, out_trade_no: 'HOLD-1', txamt: '780' } },
      hold: { txamt: '1280', captured: '500', left: '780' },
    });
    expect(desk.sent).toEqual([]);
  });

  test('says that it is over already', async () => {
    const { document } = await holdDesk({ rows: [{ ...heldRow, cancel: '3' }] }).run(`${line} --dry-run`);
    expect(document).toMatchObject({ repeated: true, warnings: ['it is over already: nothing would be sent'] });
  });
});
