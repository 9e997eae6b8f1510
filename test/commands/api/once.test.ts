import { describe, expect, test } from 'vitest';
import { type ApiRan, apiWorld, type Loss, subscribeWords, withCustomer } from '../../support/api-world.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { type Disk, deathsOf } from '../../support/mortal-context.ts';

const create = '/subscription/v1/create';
const charge = '/subscription/v1/charge';

function ruleOf({ document }: ApiRan): string | undefined {
  return document.error?.details?.[0]?.['rule_id'];
}

/** Lost the first time that it is called. */
function losing(path: string, loss: Loss) {
  return (called: string, count: number) => (called === path && count === 1 ? loss : undefined);
}

describe('a subscription whose answer is lost', () => {
  test('after it was made is found by the query, and not made again', async () => {
    const world = apiWorld({ loses: losing(create, 'after') });
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const ran = await world.run(words, disk);
    expect(ran.exit_code).toBe(0);
    expect(ran.document).toMatchObject({
      command: 'api',
      request: { method: 'POST', path: create },
      settled_by: 'subscription_query',
      respcd: '0000',
    });
    expect(world.count(create)).toBe(1);
    expect(await world.things('subscription')).toBe(1);
  });

  test('before it was made is 8, is refused when it is run again, and is sent with --again', async () => {
    const world = apiWorld({ loses: losing(create, 'before') });
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const lost = await world.run(words, disk);
    expect(lost.exit_code).toBe(8);
    expect(lost.document.error).toMatchObject({ code: 'unknown', hint: expect.stringContaining('--again') });
    expect(lost.document).toMatchObject({ outcome: 'unknown', request: { path: create } });
    const refused = await world.run(words, lost.disk);
    expect([refused.exit_code, ruleOf(refused)]).toEqual([2, 'repeat-in-doubt']);
    expect(world.count(create)).toBe(1);
    const again = await world.run([...words, '--again'], refused.disk);
    expect(again.exit_code).toBe(0);
    expect(await world.things('subscription')).toBe(1);
  });

  test('may be made after a day without being asked for', async () => {
    const world = apiWorld({ loses: losing(create, 'before') });
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const lost = await world.run(words, disk);
    const later = await world.run(words, lost.disk, { later_ms: 24 * 3_600_000 + 60_000 });
    expect(later.exit_code).toBe(0);
  });

  test('is another one where anything but its time is another', async () => {
    const world = apiWorld({ loses: losing(create, 'before') });
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const lost = await world.run(words, disk);
    const other = await world.run([...words, 'total_billing_cycles=12'], lost.disk);
    expect(other.exit_code).toBe(0);
  });

  test('that was there before is not taken for the new one', async () => {
    const world = apiWorld({ loses: (path, count) => (path === create && count === 2 ? 'before' : undefined) });
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const first = await world.run(words, disk);
    expect(first.exit_code).toBe(0);
    const second = await world.run([...words, '--again'], first.disk);
    expect(second.exit_code).toBe(8);
    expect(await world.things('subscription')).toBe(1);
  });

  test('was made, and is shown and not made again when the same command is run within a day', async () => {
    const world = apiWorld();
    const disk = memoryFiles();
    const words = subscribeWords(await withCustomer(world, disk));
    const first = await world.run(words, disk);
    const second = await world.run(words, first.disk);
    expect(second.exit_code).toBe(0);
    expect(second.document).toMatchObject({ repeated: true, settled_by: 'subscription_query' });
    expect(await world.things('subscription')).toBe(1);
    await world.run([...words, '--again'], second.disk);
    expect(await world.things('subscription')).toBe(2);
  });

  test('killed at any step and run again, it is never made twice, and what is not known is refused', async () => {
    async function play(loss: Loss, step?: ReturnType<typeof deathsOf>[number]) {
      const world = apiWorld({ loses: losing(create, loss) });
      const disk = memoryFiles();
      const words = subscribeWords(await withCustomer(world, disk));
      const first = await world.run(words, disk, step ? { death: step } : {});
      let last = first;
      for (let more = 0; more < 2 && last.exit_code !== 0; more += 1) last = await world.run(words, last.disk);
      return { first, last, made: await world.things('subscription'), sent: world.count(create) };
    }
    const { first } = await play(undefined);
    const deaths = deathsOf(first.steps);
    expect(deaths.length).toBeGreaterThan(8);
    for (const loss of [undefined, 'after', 'before'] as const) {
      for (const death of deaths) {
        const { last, made, sent } = await play(loss, death);
        const told = { loss, death, exit: last.exit_code, rule: ruleOf(last), made, sent };
        expect(sent, JSON.stringify(told)).toBeLessThanOrEqual(1);
        expect(made, JSON.stringify(told)).toBeLessThanOrEqual(1);
        if (last.exit_code === 0) expect(made, JSON.stringify(told)).toBe(1);
        else expect([last.exit_code, ruleOf(last)], JSON.stringify(told)).toEqual([2, 'repeat-in-doubt']);
      }
    }
  });
});

describe('a charge whose answer is lost', () => {
  /** Its first charge failed by the product's price: it can be charged by hand. */
  async function unpaid(world: ReturnType<typeof apiWorld>, disk: Disk) {
    const made = await world.run(subscribeWords(await withCustomer(world, disk, '901205')), disk);
    const { data } = made.document['response'] as { data: { subscription_id: string; state: string } };
    expect(data.state).toBe('INCOMPLETE');
    return ['api', 'POST', 'subscription_charge', `subscription_id=${data.subscription_id}`];
  }

  test.each([
    ['after', 0, 1],
    ['before', 8, 0],
  ] as const)('%s it was processed is settled by the state, or unknown', async (loss, exit_code, paid) => {
    const world = apiWorld({ loses: losing(charge, loss) });
    const disk = memoryFiles();
    const words = await unpaid(world, disk);
    const ran = await world.run(words, disk);
    expect(ran.exit_code).toBe(exit_code);
    if (exit_code === 0) expect(ran.document).toMatchObject({ outcome: 'paid', settled_by: 'subscription_query' });
    expect((await world.entries()).length).toBe(paid);
    const again = await world.run(words, ran.disk);
    // A charge that is known is another one; what is not known is refused.
    expect(again.exit_code).toBe(2);
    expect(ruleOf(again)).toBe(exit_code === 0 ? 'subscription-charge-state' : 'repeat-in-doubt');
    expect((await world.entries()).length).toBe(paid);
  });

  test('killed at any step, it is never charged twice', async () => {
    async function play(death?: ReturnType<typeof deathsOf>[number]) {
      const world = apiWorld();
      const disk = memoryFiles();
      const words = await unpaid(world, disk);
      const first = await world.run(words, disk, death ? { death } : {});
      const last = first.exit_code === 0 ? first : await world.run(words, first.disk);
      return { first, last, sent: world.count(charge), paid: (await world.entries()).length };
    }
    const { first } = await play();
    for (const death of deathsOf(first.steps)) {
      const { last, sent, paid } = await play(death);
      expect(
        [sent, paid].every((times) => times <= 1),
        JSON.stringify({ death, sent, paid }),
      ).toBe(true);
      if (last.exit_code === 0) expect(paid).toBe(1);
    }
  });

  test('of one that runs is refused before anything is sent, and the rule can be skipped', async () => {
    const world = apiWorld();
    const disk = memoryFiles();
    const made = await world.run(subscribeWords(await withCustomer(world, disk)), disk);
    const { data } = made.document['response'] as { data: { subscription_id: string } };
    const words = ['api', 'subscription_charge', `subscription_id=${data.subscription_id}`];
    const refused = await world.run(words, disk);
    expect([refused.exit_code, ruleOf(refused)]).toEqual([2, 'subscription-charge-state']);
    expect(world.count(charge)).toBe(0);
    const skipped = await world.run([...words, '--skip-rule', 'subscription-charge-state'], disk);
    expect([skipped.exit_code, world.count(charge)]).toEqual([4, 1]);
  });
});

describe('two processes of one machine at once', () => {
  test.each([
    ['subscription_create', create],
    ['customer_create', '/customer/v1/create'],
    ['/some/v1/move', '/some/v1/move'],
  ])('%s is sent once', async (name, path) => {
    const answers = (request: { readonly path: string }) =>
      request.path === '/some/v1/move' ? { status: 200, headers: {}, body: '{"respcd":"0000"}' } : undefined;
    const world = apiWorld({ answers });
    const disk = memoryFiles();
    const made = await withCustomer(world, disk);
    const before = world.count(path);
    const words =
      name === 'subscription_create'
        ? subscribeWords(made)
        : ['api', 'POST', name, name === path ? 'txamt=1' : 'name=Once'];
    const both = await Promise.all([world.run(words, disk), world.run(words, disk)]);
    expect(world.count(path) - before).toBe(1);
    expect(both.map(({ exit_code }) => exit_code).sort()).toEqual([0, expect.any(Number)]);
    for (const { exit_code, document } of both)
      if (exit_code !== 0) expect(document.error?.details?.[0]).toMatchObject({ rule_id: 'repeat-in-doubt' });
  });
});

describe('a call that nothing settles', () => {
  test('is 8, and the same command is refused, whatever its order and its time', async () => {
    const world = apiWorld({ loses: losing('/customer/v1/create', 'after') });
    const lost = await world.run(['api', 'customer_create', 'name=Chan', 'phone=1'], memoryFiles());
    expect(lost.exit_code).toBe(8);
    const again = await world.run(['api', 'POST', '/customer/v1/create', 'phone=1', 'name=Chan'], lost.disk);
    expect([again.exit_code, ruleOf(again)]).toEqual([2, 'repeat-in-doubt']);
    expect(world.count('/customer/v1/create')).toBe(1);
  });

  test('says in history and resume that it is open, and names no number', async () => {
    const world = apiWorld({ loses: losing('/customer/v1/create', 'after') });
    const lost = await world.run(['api', 'customer_create', 'name=Chan'], memoryFiles());
    const { document } = await world.run(['history'], lost.disk);
    expect(document['history'] ?? document['entries']).toMatchObject([
      { command: 'api', endpoint: 'customer_create', out_trade_no: '', outcome: 'unknown', open: true },
    ]);
    const resumed = await world.run(['resume'], lost.disk);
    expect(resumed.exit_code).toBe(8);
  });

  test('on a path that is in no document is settled by its number where the books show it as its own', async () => {
    const path = '/trade/v9/payment';
    const payment = { txamt: '500', out_trade_no: 'N-1' };
    const world = apiWorld({
      loses: losing(path, 'after'),
      answers: (request) => (request.path === path ? undefined : undefined),
    });
    const disk = memoryFiles();
    // The path is unknown to the emulator too: what stands under the number is another call's, and older.
    const paid = ['api', 'payment', 'txamt=500', 'txcurrcd=HKD', 'pay_type=800201', 'out_trade_no=N-1'];
    expect((await world.run(paid, disk)).exit_code).toBe(0);
    const words = ['api', 'POST', path, ...Object.entries(payment).map((pair) => pair.join('='))];
    const ran = await world.run(words, disk, { later_ms: 3_600_000 });
    expect(ran.exit_code).toBe(8);
  });

  test('leaves open what --idempotent sent where no answer came, and nothing where it never left', async () => {
    const path = '/some/v1/thing';
    const words = ['api', 'POST', path, 'a=1'];
    const world = apiWorld({ loses: (called) => (called === path ? 'after' : undefined) });
    const lost = await world.run([...words, '--idempotent'], memoryFiles());
    expect([lost.exit_code, lost.document]).toMatchObject([8, { outcome: 'unknown', request: { path } }]);
    expect(lost.document.error?.hint).toBe('a second time it does nothing more: run it again');
    const refused = await world.run(words, lost.disk);
    expect([refused.exit_code, ruleOf(refused)]).toEqual([2, 'repeat-in-doubt']);
    const limited = apiWorld({ answers: () => ({ status: 429, headers: {}, body: '' }) });
    const unsent = await limited.run([...words, '--idempotent'], memoryFiles());
    expect(unsent.exit_code).toBe(9);
    const { document } = await limited.run(['history'], unsent.disk);
    expect(document['history'] ?? document['entries']).toMatchObject([{ outcome: 'not_sent' }]);
  });

  test('is repeated where --idempotent says that it may be', async () => {
    const path = '/some/v1/thing';
    const answers = () => ({ status: 200, headers: {}, body: '{"respcd":"0000"}' });
    const world = apiWorld({ loses: losing(path, 'after'), answers });
    const ran = await world.run(['api', 'POST', path, 'a=1', '--idempotent'], memoryFiles());
    expect([ran.exit_code, world.count(path)]).toEqual([0, 2]);
    const refused = await world.run(['api', 'subscription_create', '--idempotent'], memoryFiles());
    expect(refused.document.error?.details).toContainEqual(expect.objectContaining({ field: '--idempotent' }));
  });
});

test.each(['customer_update', 'customer_delete', 'subscription_cancel'])(
  '%s may be repeated, and is 8 and not 7 where no answer comes: it does more than read',
  async (name) => {
    const id = name.startsWith('customer') ? 'customer_id=cust_1' : 'subscription_id=sub_1';
    const world = apiWorld({
      loses: (path) => (path.startsWith('/customer') || path.startsWith('/sub') ? 'after' : undefined),
    });
    const lost = await world.run(['api', name, id], memoryFiles());
    expect([lost.exit_code, world.requests.length]).toEqual([8, 4]);
    expect(lost.document).toMatchObject({
      outcome: 'unknown',
      error: { hint: expect.stringContaining('run it again') },
    });
    expect((await world.run(['api', name, id], lost.disk)).exit_code).toBe(8);
    expect((await world.run(['api', 'customer_query'], memoryFiles())).exit_code).toBe(7);
  },
);

test.each([
  ['PAST_DUE', 8, 'unknown'],
  ['CANCELLED', 8, 'unknown'],
  ['ACTIVE', 0, 'paid'],
  [undefined, 0, 'paid'],
])('a charge that is answered with 0000 and the state %s exits %i, as %s', async (state, exit_code, outcome) => {
  const list = { respcd: '0000', data: [{ subscription_id: 'sub_1', state: 'UNPAID' }] };
  const world = apiWorld({
    answers: ({ path }) => {
      const body = path === charge ? { respcd: '0000', data: { subscription_id: 'sub_1', state } } : list;
      return { status: 200, headers: {}, body: JSON.stringify(body) };
    },
  });
  const ran = await world.run(['api', 'subscription_charge', 'subscription_id=sub_1'], memoryFiles());
  expect([ran.exit_code, ran.document['outcome'], world.count(charge)]).toEqual([exit_code, outcome, 1]);
});
