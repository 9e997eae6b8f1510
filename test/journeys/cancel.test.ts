import { describe, expect, test } from 'vitest';
import { losesAnswerOf, losesCall, machine } from './machine.ts';

const pay = 'pay --pay-type wechat-mpm --txamt 1280 --out-trade-no A-1';

describe('an order that nobody pays', () => {
  test('is closed, stays closed, and query says so', async () => {
    const shop = machine();
    await shop.run(pay);
    const closed = await shop.run('close A-1');
    expect(closed).toMatchObject({
      exit_code: 0,
      calls: ['query', 'close', 'query'],
      document: {
        command: 'close',
        env: 'local',
        outcome: 'closed',
        respcd: '0000',
        transaction: { out_trade_no: 'A-1', txamt: '1280', respcd: '1142', cancel: '2' },
        cancellation: { orig_syssn: expect.stringMatching(/^\d{26}$/) },
        signature: { present: true, verified: true },
        response: { respcd: '0000' },
      },
    });
    shop.advance(3600);
    expect((await shop.run('query A-1')).document).toMatchObject({ outcome: 'closed' });
    expect((await shop.run('query A-1 --exit-status')).exit_code).toBe(4);
  });

  test('is not closed twice: the second time says that it was', async () => {
    const shop = machine();
    await shop.run(pay);
    await shop.run('close A-1');
    expect(await shop.run('close A-1')).toMatchObject({
      exit_code: 0,
      calls: ['query'],
      document: { outcome: 'closed', repeated: true, transaction: { out_trade_no: 'A-1' } },
    });
  });

  test('is found closed when the answer to the close got lost', async () => {
    const shop = machine();
    await shop.run(pay);
    expect(await shop.run('close A-1', losesAnswerOf('close'))).toMatchObject({
      exit_code: 0,
      document: { outcome: 'closed', respcd: '1142' },
    });
  });

  test('but is paid while a close is on its way that never arrives, is told to be refunded', async () => {
    const shop = machine();
    await shop.run(pay);
    const lost = await shop.run('close A-1', losesCall('close'));
    expect(lost.calls).not.toContain('close');
    expect(lost).toMatchObject({
      exit_code: 4,
      document: {
        outcome: 'paid',
        error: { code: 'declined', exit: 4, out_trade_no: 'A-1', hint: 'qfpay refund A-1 --full --env local' },
      },
    });
  });
});

describe('pay --wait --cancel-on-timeout', () => {
  test('ends an order that nobody pays, for good', async () => {
    const shop = machine();
    const ended = await shop.run(`${pay} --wait --wait-timeout 1 --cancel-on-timeout`);
    expect(ended).toMatchObject({
      exit_code: 4,
      document: {
        command: 'pay',
        outcome: 'closed',
        transaction: { out_trade_no: 'A-1' },
        error: { code: 'declined', message: expect.stringContaining('nobody can pay it any more') },
      },
    });
    shop.advance(3600);
    expect((await shop.run('query A-1')).document).toMatchObject({ outcome: 'closed' });
    expect((await shop.run('close A-1')).document).toMatchObject({ outcome: 'closed', repeated: true });
  });

  test('leaves alone what is paid in time', async () => {
    const shop = machine();
    const paid = await shop.run(`${pay} --wait --wait-timeout 10 --cancel-on-timeout`);
    expect(paid).toMatchObject({ exit_code: 0, document: { outcome: 'paid' } });
    expect(paid.calls).not.toContain('close');
  });

  test('finds out who was quicker when the close and the payer meet', async () => {
    const shop = machine();
    const paid = await shop.run(`${pay} --wait --wait-timeout 1 --cancel-on-timeout`, losesCall('close'));
    expect(paid).toMatchObject({ exit_code: 0, document: { outcome: 'paid' } });
  });
});

describe('an order that was paid', () => {
  test('is not closed: nothing is sent, and the refund is named', async () => {
    const shop = machine();
    await shop.run(`${pay} --wait`);
    expect(await shop.run('close A-1')).toMatchObject({
      exit_code: 2,
      calls: ['query'],
      document: {
        command: 'close',
        env: 'local',
        outcome: 'paid',
        transaction: { out_trade_no: 'A-1' },
        error: { code: 'usage', hint: 'qfpay refund A-1 --full --env local' },
      },
    });
  });

  test('by a scanned Alipay code is not reversed either', async () => {
    const shop = machine();
    await shop.run('pay --pay-type alipay-cpm --txamt 1280 --out-trade-no A-1 --auth-code 281234567890123456');
    expect(await shop.run('reverse A-1')).toMatchObject({ exit_code: 2, calls: ['query'] });
  });
});

test('an Alipay QR order is ended by reverse, and close says so', async () => {
  const shop = machine();
  await shop.run('pay --pay-type alipay-mpm --txamt 1280 --out-trade-no A-1');
  expect(await shop.run('close A-1')).toMatchObject({
    exit_code: 2,
    document: { error: { details: [{ rule_id: 'cancel-endpoint', next: 'qfpay reverse A-1 --env local' }] } },
  });
  expect(await shop.run('reverse A-1')).toMatchObject({
    exit_code: 0,
    calls: ['query', 'reversal', 'query'],
    document: { command: 'reverse', outcome: 'reversed', transaction: { cancel: '2' } },
  });
});

test('an order that nobody made is 4, and one that the gateway cannot cancel is refused by it', async () => {
  const shop = machine();
  expect(await shop.run('close NEVER')).toMatchObject({ exit_code: 4, document: { error: { code: 'declined' } } });
  await shop.run('pay --pay-type payme-mpm --txamt 1280 --out-trade-no A-1');
  expect(await shop.run('close A-1')).toMatchObject({
    exit_code: 4,
    document: { outcome: 'declined', respcd: '1136', warnings: [expect.stringContaining('805801')] },
  });
});
