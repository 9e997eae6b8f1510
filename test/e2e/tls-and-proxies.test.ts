import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { certificatePath, tlsServer } from '../support/raw-server.ts';
import { documentOf, merchantEnv, runQfpay } from '../support/run-qfpay.ts';

const body = '{"respcd": "0000", "resperr": "", "data": []}';
const answer = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const aWeek = ['query', '--since', '2026-03-01 00:00:00', '--until', '2026-03-07 00:00:00', '--json'];

/** The gateway over TLS, keeping its connections open as a real one does. */
function secureGateway(name: 'localhost' | 'gateway.example' = 'localhost') {
  return tlsServer(name, (socket) => socket.on('data', () => socket.write(answer)));
}

test('a certificate authority of one’s own is trusted through NODE_EXTRA_CA_CERTS, and only through it', async () => {
  const { port } = await secureGateway();
  const env = merchantEnv(`https://localhost:${port}`);
  const refused = await runQfpay(aWeek, { env });
  expect(refused.exit_code).toBe(7);
  expect(documentOf(refused)).toMatchObject({
    error: { code: 'network', hint: expect.stringContaining('NODE_EXTRA_CA_CERTS') },
  });
  const trusted = await runQfpay(aWeek, { env: { ...env, NODE_EXTRA_CA_CERTS: certificatePath('localhost.crt') } });
  expect(trusted).toMatchObject({ exit_code: 0 });
});

test('a whole call goes through the tunnel of HTTPS_PROXY, and the process ends at once with its verdict', async () => {
  const { port } = await secureGateway('gateway.example');
  const lines: string[] = [];
  const proxy = createServer();
  const sockets = new Set<Socket>();
  proxy.on('connect', ({ url = '' }, socket: Socket) => {
    lines.push(url);
    const onward = connect(port, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
    onward
      .on('error', () => {})
      .pipe(socket.on('error', () => {}))
      .pipe(onward);
    sockets.add(onward).add(socket);
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const started = performance.now();
  const result = await runQfpay(aWeek, {
    env: {
      ...merchantEnv(`https://gateway.example:${port}`),
      NODE_EXTRA_CA_CERTS: certificatePath('gateway.example.crt'),
      https_proxy: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
  });
  expect(result).toMatchObject({ exit_code: 0 });
  expect(lines).toEqual([`gateway.example:${port}`]);
  // Kept connections are dropped after seconds; the verdict must not wait for that.
  expect(performance.now() - started).toBeLessThan(3_000);
});

test('a proxy that is none is named, with no word of the gateway, the clock or Node', async () => {
  const { port } = await tlsServer('localhost', (socket) => socket.end());
  const result = await runQfpay(aWeek, {
    env: { ...merchantEnv('https://gateway.example'), HTTPS_PROXY: `https://127.0.0.1:${port}` },
  });
  expect(result.exit_code).toBe(7);
  expect(documentOf(result)).toMatchObject({
    error: {
      message: expect.stringContaining(`the proxy 127.0.0.1:${port} is no proxy`),
      hint: expect.stringContaining('HTTPS_PROXY'),
    },
  });
  expect(result.stderr).not.toMatch(/\(node:|clock|Warning/);
});
