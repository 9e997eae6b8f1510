import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ServedResponse } from '../../src/context/network.ts';
import { testKeys } from '../support/keys.ts';

/** What the call came to, and the connection that its answer should take. */
export interface FateScene {
  readonly answer: ServedResponse;
  readonly response: ServerResponse;
}

/**
 * What becomes of the call that a command is for. `answered`: a usable answer; `lost`: none, so that only the books know;
 * `limited`: refused unprocessed by HTTP 429; `unmade`: there is no connection.
 */
export interface NetworkFate {
  readonly id: string;
  readonly kind: 'answered' | 'lost' | 'limited' | 'unmade';
  readonly processes: boolean;
  play(scene: FateScene): void;
}

type Play = NetworkFate['play'];

const raw =
  (text: string, then: 'end' | 'destroy' | 'stay' = 'end'): Play =>
  ({ response }) => {
    const { socket } = response;
    socket?.write(text, () => {
      if (then === 'end') socket.end();
      if (then === 'destroy') socket.resetAndDestroy();
    });
  };
const page =
  (status: number, headers: Record<string, string> = {}, body = `<html><h1>${status}</h1></html>`): Play =>
  ({ response }) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
const json = (body: string | Buffer, headers: Record<string, string> = {}): Play =>
  page(200, { 'content-type': 'application/json', ...headers }, body as string);
const half = ({ body }: ServedResponse) => String(body).slice(0, Math.floor(String(body).length / 2));

/** A byte now and then, for ever. */
const drip: Play = ({ answer, response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const bytes = Buffer.from(String(answer.body));
  let place = 0;
  const timer = setInterval(() => response.write(bytes.subarray(place, ++place)), 400);
  response.on('close', () => clearInterval(timer));
};

const lost: Readonly<Record<string, Play>> = {
  reset: ({ response }) => void response.socket?.resetAndDestroy(),
  'closed without a word': ({ response }) => void response.socket?.end(),
  silence: () => {},
  'a head and silence': raw('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', 'stay'),
  'a byte now and then': drip,
  'HTTP 100 and a reset': raw('HTTP/1.1 100 Continue\r\n\r\n', 'destroy'),
  'HTTP 101': raw('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', 'stay'),
  'HTTP 103 and silence': raw('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n', 'stay'),
  'HTTP 200, empty': page(200, {}, ''),
  'HTTP 204': page(204, {}, ''),
  'HTTP 200, a page': page(200),
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].map((status) => [`HTTP ${status}`, page(status, { location: '/trade/v1/elsewhere' })]),
  ),
  ...Object.fromEntries([500, 502, 503, 504].map((status) => [`HTTP ${status}`, page(status)])),
  'HTTP 502, a page with the key': page(502, {}, `<html>${testKeys.sandbox} ${'x'.repeat(60)}${testKeys.sandbox}`),
  'no HTTP at all': raw('220 mail.example ESMTP\r\n'),
  'cut JSON': (scene) => json(half(scene.answer))(scene),
  'a cut body': ({ answer, response }) =>
    raw(`HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n${half(answer)}`, 'destroy')({ answer, response }),
  'cut gzip': (scene) =>
    json(gzipSync(String(scene.answer.body)).subarray(0, 30), { 'content-encoding': 'gzip' })(scene),
  'an object of somebody else': json('{"hello":"world"}'),
  'a list': json('[]'),
  null: json('null'),
  'UTF-16': (scene) => json(Buffer.from(String(scene.answer.body), 'utf16le'))(scene),
  'eleven megabytes': json(`{"respcd":"0000","x":"${'x'.repeat(11 * 1024 * 1024)}"}`),
};

const answered: Readonly<Record<string, Play>> = {
  'an answer': ({ answer, response }) => void response.writeHead(200, answer.headers).end(answer.body),
  'an answer with a BOM': (scene) => json(`\uFEFF${scene.answer.body}`)(scene),
  'an answer in gzip': (scene) => json(gzipSync(String(scene.answer.body)), { 'content-encoding': 'gzip' })(scene),
  'an answer as text/plain': (scene) => json(String(scene.answer.body), { 'content-type': 'text/plain' })(scene),
  'HTTP 103 and an answer': (scene) => {
    scene.response.writeEarlyHints({ link: '</a>; rel=preload' });
    json(String(scene.answer.body))(scene);
  },
};

const limited: Readonly<Record<string, Play>> = {
  'HTTP 429': page(429, { 'retry-after': '0' }),
  'HTTP 429 with a JSON that says 0000': page(
    429,
    { 'retry-after': '0', 'content-type': 'application/json' },
    '{"respcd":"0000"}',
  ),
};

/** Every fate, a lost one before and after processing. */
export const networkFates: readonly NetworkFate[] = [
  { id: 'nobody listens', kind: 'unmade', processes: false, play: () => {} },
  { id: 'a name that nobody has', kind: 'unmade', processes: false, play: () => {} },
  { id: 'no TLS where TLS is asked for', kind: 'unmade', processes: false, play: () => {} },
  ...Object.entries(answered).map(([id, play]): NetworkFate => ({ id, kind: 'answered', processes: true, play })),
  ...Object.entries(limited).map(([id, play]): NetworkFate => ({ id, kind: 'limited', processes: false, play })),
  ...Object.entries(lost).flatMap(([id, play]): NetworkFate[] => [
    { id: `${id}, not processed`, kind: 'lost', processes: false, play },
    { id: `${id}, processed`, kind: 'lost', processes: true, play },
  ]),
];
