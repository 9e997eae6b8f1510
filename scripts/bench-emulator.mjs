// `qfpay emulator --quiet`, its books in memory, beside a bare node:http server that parses the form and answers the documented
// fields as JSON. Each is a process of its own; in every round both get as many requests of the same make over as many
// connections, each sent as soon as the one before it is answered.
import { join } from 'node:path';
import { startServer } from './bench/measured-server.mjs';
import { makePayments, makeQuery, makeRequests, sendAll } from './bench/till-load.mjs';
import { withoutSleep } from './bench/without-sleep.mjs';

const bareServer = join(import.meta.dirname, 'bench', 'bare-form-server.mjs');

/** How many requests a second a server answers, and how many µs of a processor it takes for one. */
async function measure(server, { connections, orders }) {
  const loads = Array.from({ length: connections }, () => makeRequests(Math.ceil(orders / connections)));
  const requests = loads.flat().length;
  const before = await server.cpu();
  const started = performance.now();
  await withoutSleep(() => Promise.all(loads.map((load) => sendAll(server.port, load))));
  const seconds = (performance.now() - started) / 1000;
  return { pace: requests / seconds, cpu: ((await server.cpu()) - before) / requests };
}

/** @returns of each round, what both servers did */
export async function benchEmulator(
  executable,
  { rounds = 15, orders = 2000, warm_up = 10_000, connections = 16 } = {},
) {
  const bare = await startServer([bareServer]);
  const own = await startServer([executable, 'emulator', '--port', '0', '--limits', 'off', '--quiet']);
  // Both are servers that run all day: what is measured is how they are once they are warm.
  for (const server of [bare, own]) await measure(server, { connections, orders: warm_up });
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const pair = { bare: await measure(bare, { connections, orders }) };
    measured.push({ ...pair, own: await measure(own, { connections, orders }) });
  }
  for (const server of [bare, own]) server.stop();
  return measured;
}

/** What a client asks for among many orders: nothing that is there, the last page, one that is there. */
const searches = [
  { respcd: '1142' },
  { respcd: '0000' },
  { pay_type: '802801' },
  { page: '1000', page_size: '100' },
  { respcd: '1143', page: '1000', page_size: '100' },
];

/** @returns how much memory the emulator has with so many orders on its books, and the median milliseconds of each kind of query */
export async function benchBooks(executable, { orders = 100_000, connections = 16, rounds = 21 } = {}) {
  const server = await startServer([executable, 'emulator', '--port', '0', '--limits', 'off', '--quiet']);
  const loads = Array.from({ length: connections }, () => makePayments(Math.ceil(orders / connections)));
  await withoutSleep(() => Promise.all(loads.map((load) => sendAll(server.port, load))));
  const queries = [];
  for (const fields of searches) {
    const taken = [];
    for (let round = 0; round < rounds; round += 1) {
      const started = performance.now();
      await sendAll(server.port, [makeQuery(fields)]);
      taken.push(performance.now() - started);
    }
    queries.push(taken);
  }
  const memory = await server.memory();
  server.stop();
  return { memory, queries };
}
