import { describe, expect, test } from 'vitest';
import { captureRow, heldRow, holdDesk } from '../support/hold-desk.ts';
import { gatewayEnv } from '../support/refund-gateway.ts';

const hold_syssn = heldRow['syssn'] ?? '';
/** Of HKD 5.00 of this hold, the same on every machine. */
const derived = 'CPD41DT3BQ5GANY937T22P6EYF2DYJ3A';
const held = { out_trade_no: 'HOLD-1', syssn: hold_syssn, txamt: '1280', txcurrcd: 'HKD' };
const lapses = '2026-03-09 14:03:30';
const patience = [500, 1000, 2000, 4000, 8000];
const line = 'capture HOLD-1 --txamt 500';

describe('a capture', () => {
  test('is sent once, with the hold, its amount in cents, a number of its own and the time', async () => {
    const desk = holdDesk();
    const { exit_code, document, err } = await desk.run(line);
    expect(exit_code).toBe(0);
    expect(desk.sent).toEqual([
      {
        path: '/trade/v1/authtrade',
        parameters: {
          ...{ syssn: hold_syssn, txamt: '500', txcurrcd: 'HKD', out_trade_no: derived },
          txdtm: '2026-03-02 15:04:05',
        },
      },
    ]);
    expect(document).toMatchObject({
      ...{ command: 'capture', env: 'sandbox', outcome: 'captured', respcd: '0000', repeated: false },
      transaction: { out_trade_no: derived, orig_syssn: hold_syssn, txamt: '500', txcurrcd: 'HKD' },
      hold: { ...held, captured: '500', released: '0', left: '780', lapses },
    });
    expect(document).not.toHaveProperty('warnings');
    expect(err).toBe(`out_trade_no ${derived}\n`);
  });

  test('shows what was taken and what is left, and how it is given back', async () => {
    const { out } = await holdDesk({ answers: [{ respcd: '0000', syssn: '2026030299' }] }).run(`${line} --text`);
    expect(out).toContain('CAPTURED  HKD 5.00 - taken from the hold');
    expect(out).toMatch(/^held +HKD 12\.80\ncaptured +HKD 5\.00\nleft of it +HKD 7\.80\nlapses +2026-03-09 14:03:30/m);
    expect(out).toContain('to give it back: qfpay refund --syssn 2026030299 --full\n');
  });

  test('names no currency where the gateway named none', async () => {
    const { txcurrcd: _currency, ...bare } = heldRow;
    const desk = holdDesk({ rows: [bare] });
    const { document } = await desk.run(line);
    expect(desk.sent[0]?.parameters).not.toHaveProperty('txcurrcd');
    expect(document['transaction']).not.toHaveProperty('txcurrcd');
  });

  test('in full takes what captures and releases left of it', async () => {
    const released = captureRow({ syssn: '3', out_trade_no: 'R-1', txamt: '80', order_type: 'unfreeze' });
    const desk = holdDesk({ rows: [heldRow, captureRow(), released] });
    const { document } = await desk.run('capture HOLD-1 --full');
    expect(desk.sent[0]?.parameters).toMatchObject({ txamt: '700' });
    expect(document).toMatchObject({ hold: { captured: '1200', released: '80', left: '0' } });
    expect(document['hold']).not.toHaveProperty('lapses');
  });

  test('tells that test moves real money, before it is sent', async () => {
    const { err } = await holdDesk().run(line, {
      env: { QFPAY_STATE_DIR: '/state', ...gatewayEnv, QFPAY_ENV: 'test' },
    });
    expect(err).toContain('note: test moves real money: give it back today by qfpay refund\n');
  });

  test('is kept in the history with the hold that it is of, and the rules that were skipped', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow({ txamt: '1000' })] });
    await desk.run(`${line} --skip-rule capture-above-hold`);
    const { document } = await desk.run('history');
    expect(document['entries']).toMatchObject([
      {
        ...{ command: 'capture', endpoint: 'capture', env: 'sandbox', base_url: gatewayEnv.QFPAY_BASE_URL },
        ...{ app_code: gatewayEnv.QFPAY_APPCODE, out_trade_no: derived, orig_syssn: hold_syssn, txamt: '500' },
        ...{ txcurrcd: 'HKD', pay_type: '801801', skipped_rules: ['capture-above-hold'], outcome: 'captured' },
      },
    ]);
  });

  test('is kept without rules where none was skipped', async () => {
    const desk = holdDesk();
    await desk.run(line);
    const { document } = await desk.run('history');
    const [entry] = document['entries'] as object[];
    expect(entry).not.toHaveProperty('skipped_rules');
    expect(entry).not.toHaveProperty('mchid');
  });
});

describe('an answer that is no plain success', () => {
  test.each([
    ['1205', 4, 'declined', 'nothing was taken (1205 no)', { captured: '0', left: '1280' }],
    ['1145', 5, 'pending', 'not taken yet; it is being processed (1145 no)', { captured: '500', left: '780' }],
  ])('%s ends with %i, %s, and is not asked about', async (respcd, exit_code, outcome, message, sums) => {
    const desk = holdDesk({ answers: [{ respcd, resperr: 'no' }] });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code, slept: [], document: { outcome, respcd, error: { message } } });
    expect(told.document['hold']).toMatchObject(sums);
    expect(desk.sent).toHaveLength(1);
  });

  test.each([
    ['cut', 'capture may have been processed: the connection was cut', 'the answer was lost: asking what became'],
    [{ respcd: '9999', resperr: 'odd' }, 'the answer (9999 odd) leaves open what became of the capture', 'asking'],
    [{ respcd: '9999', resperr: '' }, 'the answer (9999) leaves open what became of the capture', 'asking'],
    [
      { respcd: '0000', txamt: '900' },
      'the answer is about another capture: its txamt is not the one that was sent',
      'its txamt is not the one that was sent: asking',
    ],
    [
      { respcd: '0000', out_trade_no: 'OTHER' },
      'the answer is about another capture: its out_trade_no is not the one that was sent',
      'asking',
    ],
    [
      { respcd: '0000', orig_syssn: '1' },
      'the answer is about another capture: its orig_syssn is not the one that was sent',
      'asking',
    ],
    [
      { respcd: '0000', txstatus: 'FAILED' },
      'the answer contradicts itself: its respcd is 0000, and another part of it says otherwise',
      'asking',
    ],
    [
      { respcd: '1251', resperr: 'out_trade_no is used' },
      `the gateway refuses out_trade_no ${derived} as used (1251 out_trade_no is used), and no answer of query shows it`,
      '',
    ],
  ] as const)('%j is unknown after the books were asked five times', async (answer, reason, said) => {
    const desk = holdDesk({ answers: [answer] });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code: 8, slept: patience });
    expect(told.document).toEqual({
      ...{ schema_version: 1, command: 'capture', env: 'sandbox', outcome: 'unknown' },
      transaction: { out_trade_no: derived, orig_syssn: hold_syssn, txamt: '500' },
      hold: { out_trade_no: 'HOLD-1', syssn: hold_syssn, txamt: '1280' },
      error: {
        ...{ code: 'unknown', exit: 8, out_trade_no: derived, resume: line.replace('capture', 'qfpay capture') },
        message: `${reason}; the capture of HKD 5.00 may have been made, and query does not show it`,
        hint: expect.stringContaining("look at the hold in QFPay's portal"),
      },
    });
    expect(told.err).toContain(said);
    expect(desk.sent).toHaveLength(1);
  });

  test('a refusal may name whatever it likes', async () => {
    const told = await holdDesk({ answers: [{ respcd: '1205', txamt: '900' }] }).run(line);
    expect(told).toMatchObject({ exit_code: 4, slept: [], document: { outcome: 'declined' } });
  });
});

describe('the same capture again', () => {
  const made = captureRow({ out_trade_no: derived });

  test.each([
    ['is the answer, and sends nothing', {}, 0, 'captured', true],
    ['in progress is told so', { respcd: '1145' }, 5, 'pending', true],
    ['that was refused is told so', { respcd: '1205', errmsg: 'no money' }, 4, 'declined', false],
  ])('on the books %s', async (_title, own, exit_code, outcome, repeated) => {
    const desk = holdDesk({ rows: [heldRow, { ...made, ...own }] });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code, document: { outcome, repeated, transaction: { syssn: made['syssn'] } } });
    expect(desk.sent).toEqual([]);
  });

  test('counts what stood on the books once', async () => {
    const desk = holdDesk({ rows: [heldRow, made] });
    const { document, out } = await desk.run(line);
    expect(document).toMatchObject({ hold: { captured: '500', left: '780' } });
    expect(document).toHaveProperty('response');
    expect(out).not.toContain('CAPTURED 2 TIMES');
    const text = await desk.run(`${line} --text`);
    expect(text.out).toContain('(made before: this time nothing was sent)');
  });

  test('that the books have twice is said aloud: somebody has to give it back', async () => {
    const desk = holdDesk({ rows: [heldRow, made, { ...made, syssn: '20260302180500020000000003' }] });
    const { document, err } = await desk.run(line);
    const warning = `${derived} was CAPTURED 2 TIMES (20260302180500020000000002, 20260302180500020000000003): refund what is too much`;
    expect(document['warnings']).toEqual([warning]);
    expect(err).toContain(`warning: ${warning}\n`);
    expect(desk.sent).toEqual([]);
  });

  test('in full, when nothing is left, is the capture that took the rest', async () => {
    const rows = [heldRow, captureRow({ out_trade_no: 'A', txamt: '1280' })];
    const desk = holdDesk({ rows });
    const told = await desk.run('capture HOLD-1 --full');
    expect(told).toMatchObject({ exit_code: 0, document: { repeated: true, transaction: { out_trade_no: 'A' } } });
    expect(desk.sent).toEqual([]);
  });

  test('that this machine knows to be made stands, though the books do not show it yet', async () => {
    const desk = holdDesk({ answers: [{ respcd: '0000', syssn: '2026030299' }] });
    await desk.run(line);
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code: 0, document: { outcome: 'captured', repeated: true } });
    expect(told.document['transaction']).toMatchObject({
      ...{ out_trade_no: derived, orig_syssn: hold_syssn, txamt: '500', syssn: '2026030299', txcurrcd: 'HKD' },
      pay_type: '801801',
    });
    expect(desk.sent).toHaveLength(1);
  });

  test('without a number on the books is this one, for a number that nobody else derives', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow({ out_trade_no: '' })] });
    expect(await desk.run(line)).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect(desk.sent).toEqual([]);
  });

  test('without a number on the books is another one, where a number was given that was never sent', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow({ out_trade_no: '' })] });
    const told = await desk.run(`${line} --out-trade-no MY-1`);
    expect(told).toMatchObject({ exit_code: 0, document: { repeated: false } });
    expect(desk.sent).toMatchObject([{ parameters: { out_trade_no: 'MY-1', txamt: '500' } }]);
  });

  test('that the books do not show yet is taken from what is left, by amount and in full', async () => {
    const desk = holdDesk();
    await desk.run(line);
    const above = await desk.run('capture HOLD-1 --txamt 781');
    const rule = 'is more than is left of the hold: HKD 7.80 (txamt 780)';
    expect(above).toMatchObject({ exit_code: 2, document: { error: { details: [{ rule }] } } });
    const rest = await desk.run('capture HOLD-1 --full');
    expect(rest).toMatchObject({ exit_code: 0, document: { hold: { captured: '1280', left: '0' } } });
    expect(await desk.run('capture HOLD-1 --full')).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect(await desk.run('unfreeze HOLD-1')).toMatchObject({ exit_code: 2 });
    expect(desk.sent.map(({ parameters }) => parameters['txamt'])).toEqual(['500', '780']);
  });

  test('of which two have one amount and no syssn is shown by one record each', async () => {
    const row = captureRow({ out_trade_no: '' });
    const desk = holdDesk({
      answers: [{ respcd: '0000' }],
      books: (_sent, rows) => (rows.length > 1 ? rows : [...rows, row]),
    });
    await desk.run(`${line} --out-trade-no MY-1`);
    await desk.run(`${line} --out-trade-no MY-2`);
    expect((await desk.run('unfreeze HOLD-1 --dry-run')).document).toMatchObject({ hold: { left: '280' } });
  });

  test('is not shown by the nameless record of another one, whose syssn was told', async () => {
    const row = captureRow({ out_trade_no: '', syssn: 'C-7' });
    const answers = [{ respcd: '0000', syssn: 'C-7' }, { respcd: '0000' }];
    const desk = holdDesk({ answers, books: (_sent, rows) => (rows.length > 1 ? rows : [...rows, row]) });
    await desk.run(`${line} --out-trade-no MY-1`);
    await desk.run(`${line} --out-trade-no MY-2`);
    expect((await desk.run('unfreeze HOLD-1 --dry-run')).document).toMatchObject({ hold: { left: '280' } });
  });

  test.each([
    ['by its syssn', { respcd: '0000', syssn: 'C-7' }, { syssn: 'C-7' }, '780'],
    ['by its amount, where the answer had no syssn', { respcd: '0000' }, {}, '780'],
    ['never by what is no capture', { respcd: '0000' }, { order_type: 'refund' }, '280'],
    ['never by another syssn', { respcd: '0000', syssn: 'C-7' }, { syssn: 'C-8' }, '280'],
  ])('that the books show without its number is counted once: %s', async (_title, answer, own, left) => {
    const row = captureRow({ out_trade_no: '', ...own });
    const desk = holdDesk({ answers: [answer], books: (_sent, rows) => [...rows, row] });
    await desk.run(line);
    const { document } = await desk.run('unfreeze HOLD-1 --dry-run');
    expect(document).toMatchObject({ hold: { left } });
  });
});

describe('in doubt', () => {
  test('a capture is refused when run again, and names what was sent and when', async () => {
    const desk = holdDesk({ answers: ['cut'] });
    await desk.run(line);
    const told = await desk.run(line);
    expect(told).toMatchObject({
      exit_code: 8,
      slept: [],
      document: {
        error: {
          message: `a capture under ${derived} was sent before (2026-03-02T07:04:05.000Z), and no answer told what became of it; the capture of HKD 5.00 may have been made, and query does not show it`,
        },
      },
    });
    expect(desk.sent).toHaveLength(1);
  });

  test('one that is refused when it is sent once more stays in doubt: the first may be the reason', async () => {
    const desk = holdDesk({ answers: ['cut', { respcd: '1205', resperr: 'no' }] });
    await desk.run(line);
    const told = await desk.run(`${line} --yes`);
    expect(told).toMatchObject({ exit_code: 8, slept: patience, document: { outcome: 'unknown' } });
    expect(told.err).toContain('it is sent once more, as --yes says');
    expect(told.document['error']).toMatchObject({
      message: expect.stringContaining(
        'the gateway refuses it now (1205 no), but what became of an earlier sending is not known',
      ),
    });
    expect(desk.sent).toHaveLength(2);
  });

  test('one that the books show at last is settled in the history', async () => {
    const answers = ['cut', { respcd: '1251', resperr: 'out_trade_no is used' }] as const;
    let sendings = 0;
    const made = captureRow({ out_trade_no: derived });
    const desk = holdDesk({ answers, books: (_sent, rows) => (++sendings === 2 ? [...rows, made] : rows) });
    await desk.run(line);
    expect(await desk.run(`${line} --yes`)).toMatchObject({ exit_code: 0, document: { repeated: true } });
    expect((await desk.run('history --open')).document['entries']).toEqual([]);
  });

  test('another capture leaves its part of the hold untouched', async () => {
    const desk = holdDesk({ answers: ['cut'] });
    await desk.run('capture HOLD-1 --txamt 800');
    const told = await desk.run(line);
    expect(told).toMatchObject({
      exit_code: 2,
      document: {
        error: {
          details: [
            {
              ...{ field: 'txamt', value: '500', rule_id: 'capture-above-hold' },
              rule: 'is more than is left of the hold: HKD 4.80 (txamt 480), less captures of which nobody knows what became',
              next: 'txamt 480 takes all that is left',
            },
          ],
        },
      },
    });
    expect(await desk.run('capture HOLD-1 --txamt 480')).toMatchObject({ exit_code: 8 });
  });
});

describe('a number that another transaction has', () => {
  const refund = { ...heldRow, syssn: '5', out_trade_no: 'MY-1', order_type: 'refund', txamt: '300' };
  const reason = 'out_trade_no MY-1 belongs to another transaction (refund HKD 3.00): give a new --out-trade-no';

  test('is told of a number that was given, and nothing is sent', async () => {
    const desk = holdDesk({ rows: [heldRow, refund] });
    const told = await desk.run(`${line} --out-trade-no MY-1`);
    expect(told).toMatchObject({ exit_code: 4, document: { outcome: 'declined', error: { message: reason } } });
    expect(told.document).toMatchObject({
      repeated: false,
      transaction: { out_trade_no: 'MY-1', orig_syssn: hold_syssn, txamt: '500', txcurrcd: 'HKD' },
      hold: { captured: '0', left: '1280' },
    });
    expect(desk.sent).toEqual([]);
  });

  test('leaves open what became of a number that was derived', async () => {
    const desk = holdDesk({ rows: [heldRow, { ...refund, out_trade_no: derived }] });
    const told = await desk.run(line);
    expect(told).toMatchObject({ exit_code: 8, document: { outcome: 'unknown', repeated: false } });
    expect(desk.sent).toEqual([]);
  });
});

describe('is refused before anything is sent', () => {
  test.each([
    ['released', { cancel: '3' }, 'was released (cancel 3): nothing of it can be captured any more'],
    ['closed', { cancel: '2' }, 'is over (cancel 2): nothing of it can be captured any more'],
  ])('where the hold is %s', async (_title, own, rule) => {
    const desk = holdDesk({ rows: [{ ...heldRow, ...own }] });
    const told = await desk.run(line);
    const details = [{ field: 'out_trade_no', value: 'HOLD-1', rule, next: 'make a new order' }];
    expect(told).toMatchObject({ exit_code: 2, document: { error: { details } } });
    expect(desk.sent).toEqual([]);
  });

  test.each([
    ['--txamt 900', 'HKD 7.80 (txamt 780)', 'txamt 780 takes all that is left'],
    ['--amount 7.81', 'HKD 7.80 (txamt 780)', 'txamt 780 takes all that is left'],
  ])('where it is more than is left: %s', async (sum, left, next) => {
    const desk = holdDesk({ rows: [heldRow, captureRow()] });
    const told = await desk.run(`capture HOLD-1 ${sum}`);
    const rule = `is more than is left of the hold: ${left}`;
    const details = [{ field: 'txamt', rule_id: 'capture-above-hold', rule, next }];
    expect(told).toMatchObject({ exit_code: 2, document: { error: { details } } });
    expect(desk.sent).toEqual([]);
  });

  test('where one of its captures has no amount, in full as by amount', async () => {
    const { txamt: _amount, ...unsized } = captureRow();
    for (const sum of ['--full', '--txamt 5']) {
      const desk = holdDesk({ rows: [heldRow, unsized] });
      const told = await desk.run(`capture HOLD-1 ${sum}`);
      const rule = 'cannot be compared with what is left: one of its captures has no amount';
      expect(told).toMatchObject({
        exit_code: 2,
        document: { error: { details: [{ rule_id: 'capture-above-hold', rule }] } },
      });
      expect(desk.sent).toEqual([]);
    }
  });

  test('with all faults of the line at once', async () => {
    const desk = holdDesk();
    const told = await desk.run('capture HOLD-1,x --out-trade-no HOLD-1,x');
    expect(told.document['error']).toMatchObject({
      hint: 'qfpay capture --help',
      details: [
        { field: 'out_trade_no', value: 'HOLD-1,x', rule: 'must be one number: one hold at a time' },
        { field: 'txamt', rule: 'is required: how much is to be taken' },
        { field: 'out_trade_no', value: 'HOLD-1,x', rule: 'must have no comma, space or control character' },
        { field: 'out_trade_no', rule: "must not be the hold's own number: a capture has its own" },
      ],
    });
  });

  test.each([
    ['--yes', 0, 1],
    ['', 2, 0],
  ])('in prod, where nobody can be asked and it was not said by [%s]: %i', async (flag, exit_code, sendings) => {
    const desk = holdDesk();
    const env = { QFPAY_STATE_DIR: '/state', ...gatewayEnv, QFPAY_ENV: 'prod' };
    expect((await desk.run(`${line} ${flag}`.trim(), { env })).exit_code).toBe(exit_code);
    expect(desk.sent).toHaveLength(sendings);
  });
});

test('a hold that is older than a week is told so, and captured all the same', async () => {
  const old = { ...heldRow, paydtm: '2026-02-23 15:04:05', sysdtm: '2026-02-23 15:03:00' };
  const desk = holdDesk({ rows: [old] });
  const told = await desk.run(line);
  const warning =
    'the hold is older than 7 days (2026-03-02 15:04:05 UTC+8): QFPay releases it by itself then, but for hotels and rentals (28)';
  expect(told).toMatchObject({ exit_code: 0, document: { warnings: [warning] } });
  expect(told.err).toContain(`warning: ${warning}\n`);
  const young = holdDesk({ rows: [{ ...old, paydtm: '2026-02-23 15:04:06' }] });
  expect((await young.run(line)).document).not.toHaveProperty('warnings');
});

describe('a dry run', () => {
  test('shows the request and what is left, and sends nothing', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow()] });
    const { document, exit_code } = await desk.run('capture HOLD-1 --full --dry-run');
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({
      repeated: false,
      request: { params: { syssn: hold_syssn, txamt: '780', txcurrcd: 'HKD', txdtm: '2026-03-02 15:04:05' } },
      hold: { out_trade_no: 'HOLD-1', syssn: hold_syssn, txamt: '1280', captured: '500', left: '780', lapses },
    });
    const { out } = await desk.run('capture HOLD-1 --full --dry-run --text');
    expect(out).toContain('hold: HKD 12.80 held, left of it: HKD 7.80, until 2026-03-09 14:03:30 UTC+8');
    expect(desk.sent).toEqual([]);
  });

  test('says that it stands already', async () => {
    const desk = holdDesk({ rows: [heldRow, captureRow({ out_trade_no: derived })] });
    const { document } = await desk.run(`${line} --dry-run`);
    const warnings = ["this capture is on the gateway's books already (captured): nothing would be sent"];
    expect(document).toMatchObject({ repeated: true, warnings });
  });

  test('says that it was sent before', async () => {
    const desk = holdDesk({ answers: ['cut'] });
    await desk.run(line);
    const { document, exit_code } = await desk.run(`${line} --dry-run`);
    expect(exit_code).toBe(0);
    expect(document).toMatchObject({ repeated: false, warnings: [expect.stringContaining('was sent before')] });
    expect(desk.sent).toHaveLength(1);
  });
});

describe('--wait', () => {
  test('asks until an open capture is made, and tells its number on the books', async () => {
    const made = captureRow({ out_trade_no: derived, syssn: '2026X' });
    const desk = holdDesk({ answers: [{ respcd: '1145', syssn: '2026X' }], books: (_sent, rows) => [...rows, made] });
    const told = await desk.run(`${line} --wait`);
    expect(told).toMatchObject({ exit_code: 0, document: { outcome: 'captured', repeated: false } });
    expect(told.document).toMatchObject({ transaction: { syssn: '2026X' }, hold: { captured: '500', left: '780' } });
    expect(desk.sent).toHaveLength(1);
  });

  test('ends with 5 when it stays open', async () => {
    const desk = holdDesk({ answers: [{ respcd: '1145' }] });
    const told = await desk.run(`${line} --wait`);
    expect(told).toMatchObject({ exit_code: 5, document: { outcome: 'pending' } });
    expect(told.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(50_000);
  });
});
