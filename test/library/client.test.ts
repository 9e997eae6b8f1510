import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  ConfigError,
  NetworkError,
  QfpayClient,
  type QfpayClientOptions,
  UnknownOutcomeError,
  UsageError,
} from '../../src/library/index.ts';
import { type Answering, answerJson, answerRecords, faultServer } from '../support/fault-server.ts';

const key = 'A1B2C3D4E5F60718293A4B5C6D7E8F90';
const order = { pay_type: 'wechat-cpm', txamt: 1280, auth_code: '134567890123456789', out_trade_no: 'A-1' };

async function clientOf(answer: Answering, more: Partial<QfpayClientOptions> = {}) {
  const server = await faultServer(answer);
  const client = new QfpayClient({ env: 'sandbox', appcode: 'APP', key, base_url: server.url, timeout: 2, ...more });
  return {
    client,
    received: server.received,
    calls: (name: string) => server.received.filter(({ path }) => path.endsWith(name)),
  };
}

const paid = {
  respcd: '0000',
  syssn: '20261130180500020000000001',
  txamt: '1280',
  txcurrcd: 'HKD',
  out_trade_no: 'A-1',
};
const record = { ...paid, order_type: 'payment', pay_type: '800208', cancel: '0', sysdtm: '2026-11-30 15:04:05' };

test('a payment gives the document of the command line, signed, with long numbers whole', async () => {
  const { client, received } = await clientOf((_request, response) => answerJson(response, paid));
  const document = await client.pay(order);
  expect(document).toMatchObject({
    command: 'pay',
    outcome: 'paid',
    transaction: { syssn: paid.syssn, txamt: '1280' },
  });
  expect(received.map(({ params }) => params['out_trade_no'])).toEqual(['A-1']);
});

test('a decline is an answer and no error', async () => {
  const { client } = await clientOf((_request, response) => answerJson(response, { respcd: '1205', resperr: 'no' }));
  expect(await client.pay(order)).toMatchObject({ outcome: 'declined', respcd: '1205' });
});

test('a payment without a number that somebody kept is refused before anything is sent', async () => {
  const { client, received } = await clientOf((_request, response) => answerJson(response, paid));
  const { out_trade_no: _kept, ...unkept } = order;
  await expect(client.pay(unkept)).rejects.toThrow(UsageError);
  await expect(client.call('/some/new_call', { txamt: 1 }, { method: 'POST' })).rejects.toThrow(
    /^out_trade_no is required/,
  );
  expect(received).toEqual([]);
});

test('store is awaited with the number before the request leaves', async () => {
  const events: string[] = [];
  const { client } = await clientOf(
    (request, response) => {
      events.push(`sent ${request.params['out_trade_no']}`);
      answerJson(response, { ...paid, out_trade_no: request.params['out_trade_no'] });
    },
    {
      store: async (out_trade_no, { endpoint, txamt }) => {
        await new Promise((resolve) => setImmediate(resolve));
        events.push(`stored ${out_trade_no} ${endpoint} ${txamt}`);
      },
    },
  );
  const { out_trade_no: _made, ...unnumbered } = order;
  const { transaction } = await client.pay(unnumbered);
  const number = transaction.out_trade_no;
  expect(events).toEqual([`stored ${number} payment 1280`, `sent ${number}`]);
});

test('what store could not keep is not sent', async () => {
  const cause = new Error('the database is away');
  const store = async () => Promise.reject(cause);
  const { client, received } = await clientOf((_request, response) => answerJson(response, paid), { store });
  const failure: unknown = await client.pay(order).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConfigError);
  expect(failure).toMatchObject({ cause, out_trade_no: 'A-1' });
  expect(received).toEqual([]);
});

test('a lost answer that query does not know is thrown with the number, and the call was sent once', async () => {
  const hold = { ...record, pay_type: '801801', goods_name: 'room' };
  const { client, received, calls } = await clientOf((request, response) => {
    const isOfHold = new URLSearchParams(String(request.body)).get('syssn') === hold.syssn;
    if (request.path.endsWith('/query')) answerRecords(response, ...(isOfHold ? [hold] : []));
    else response.destroy();
  });
  await expect(client.capture({ syssn: paid.syssn, txamt: 640 })).rejects.toThrow(/^out_trade_no is required/);
  expect(received).toEqual([]);
  const capture = { syssn: paid.syssn, txamt: 640, out_trade_no: 'CAP-1' };
  // Together, for the books are asked patiently.
  const failures = await Promise.all(
    [client.pay(order), client.capture(capture)].map((call) => call.catch((error: unknown) => error)),
  );
  for (const failure of failures) expect(failure).toBeInstanceOf(UnknownOutcomeError);
  expect(failures).toMatchObject(
    ['A-1', 'CAP-1'].map((out_trade_no) => ({ out_trade_no, code: 'unknown', exit_code: 8 })),
  );
  expect([calls('/payment'), calls('/authtrade')].map((sent) => sent.length)).toEqual([1, 1]);
  expect(calls('/query').length).toBeGreaterThan(1);
}, 60_000);

test('a lost answer that query knows is that answer', async () => {
  const { client, calls } = await clientOf((request, response) => {
    if (request.path.endsWith('/payment')) response.destroy();
    else answerRecords(response, record);
  });
  expect(await client.pay(order)).toMatchObject({ outcome: 'paid', transaction: { syssn: paid.syssn } });
  expect(calls('/payment')).toHaveLength(1);
}, 60_000);

test('where nobody listens, the error says that nothing was processed', async () => {
  const client = new QfpayClient({ env: 'sandbox', appcode: 'APP', key, base_url: 'http://127.0.0.1:1' });
  const failure: unknown = await client.pay(order).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NetworkError);
  expect(failure).toMatchObject({ out_trade_no: 'A-1', exit_code: 7 });
});

test('a refund and the same refund again, from a client that remembers nothing, are one refund under one number', async () => {
  const refunds: object[] = [];
  const answer: Answering = ({ path, params }, response) => {
    if (path.endsWith('/refund')) {
      const { out_trade_no, txamt, syssn } = params;
      const made = {
        respcd: '0000',
        out_trade_no,
        txamt,
        txcurrcd: 'HKD',
        orig_syssn: syssn,
        syssn: '20261130180500020000000002',
      };
      refunds.push({ ...made, order_type: 'refund', cancel: '0', origssn: syssn, sysdtm: '2026-11-30 15:05:00' });
      return answerJson(response, made);
    }
    const asked = (params['out_trade_no'] ?? params['syssn'] ?? '').split(',');
    const books = [record, ...refunds] as { out_trade_no?: string; syssn?: string }[];
    answerRecords(
      response,
      ...books.filter((each) => asked.some((one) => one === each.out_trade_no || one === each.syssn)),
    );
  };
  const first = await clientOf(answer);
  const second = await clientOf(answer);
  const made = await first.client.refund({ syssn: paid.syssn, txamt: 640 });
  const again = await second.client.refund({ syssn: paid.syssn, txamt: 640 });
  expect(made).toMatchObject({ outcome: 'refunded', repeated: false });
  expect(again).toMatchObject({ outcome: 'refunded', repeated: true });
  expect(again.transaction.out_trade_no).toBe(made.transaction.out_trade_no);
  expect(refunds).toHaveLength(1);
});

test('every field that is none is told at once, and nothing is sent', async () => {
  const { client, received } = await clientOf((_request, response) => answerJson(response, paid));
  const failure: unknown = await client
    .refund({ syssn: '1', ful: true, amout: '1' } as never)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect((failure as UsageError).facts.details?.map((fault) => 'field' in fault && fault.field)).toEqual([
    'ful',
    'amout',
  ]);
  expect(received).toEqual([]);
});

test('faults are told by the names of fields and not of flags', async () => {
  const { client } = await clientOf((_request, response) => answerJson(response, paid));
  const failure: unknown = await client.refund({ full: true }).catch((error: unknown) => error);
  expect((failure as Error).message).not.toContain('--');
  expect(() => new QfpayClient({ env: 'nowhere' as 'prod', timeout: -1 })).toThrow(
    /^env must be one of .*\(and 2 more\)$/,
  );
});

test('the key stands in no answer, error or file, whatever repeats it', async () => {
  const state_dir = mkdtempSync(join(tmpdir(), 'qfpay-library-'));
  onTestFinished(() => rmSync(state_dir, { recursive: true }));
  const notes: string[] = [];
  const { client } = await clientOf(
    (_request, response) => answerJson(response, { respcd: '1205', resperr: `no ${key}`, goods_name: key }),
    { state_dir, on_note: (note) => notes.push(note) },
  );
  const told = [
    await client.pay(order),
    await client.pay({ ...order, goods_name: key }).catch((error: unknown) => error),
  ];
  const files = readdirSync(state_dir, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(files.join('')).toContain('A-1');
  const shown = [...files, ...notes, ...told.map((each) => `${String(each)} ${JSON.stringify(each)}`)].join('\n');
  expect(shown).not.toContain(key);
});

test('a documented call goes by its name, an object as one JSON string', async () => {
  const { client, received } = await clientOf((_request, response) =>
    answerJson(response, { respcd: '0000', data: { customer_id: 'C1' } }),
  );
  await client.call('customer_create', { name: 'Chan Tai Man', email: 'chan@example.com' } as never);
  expect(received[0]).toMatchObject({ path: '/customer/v1/create', params: { name: 'Chan Tai Man' } });
});

test('a client of env local needs no account and pays by itself', async () => {
  const client = new QfpayClient({ env: 'local' });
  expect(await client.pay(order)).toMatchObject({ outcome: 'paid', simulated: true });
});
