import { createHash } from 'node:crypto';
import type { Handler, ServedRequest, ServedResponse } from '../../src/context/network.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatorOptions } from '../../src/emulator/emulator-options.ts';
import { createMemoryLedger } from '../../src/emulator/ledger.ts';
import { ClientKey } from '../../src/signature/client-key.ts';

/** The key that the digests beside the recorded bodies were made with. */
export const sampleKey = 'KEY1abcdef';
export const appCode = 'EMULATED0000000000000000000000AA';

export type Fields = Readonly<Record<string, string>>;
export type CallName = 'payment' | 'query' | 'refund' | 'reversal' | 'close';

export interface Emulated {
  /** Signed and sent; the answer's fields. */
  call(name: CallName, parameters: Fields): Promise<Record<string, unknown>>;
  /** As the server gives it on, faults included. */
  readonly handle: Handler;
  send(request: ServedRequest): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  /** Moves the clock to a time in UTC+8. */
  setTime(text: string): void;
  advance(ms: number): void;
}

export function emulated(own: Partial<EmulatorOptions> = {}): Emulated {
  let time = parse('2026-03-02 15:04:06');
  const handler = createEmulator({
    ledger: createMemoryLedger(),
    now: () => new Date(time),
    random: { bytes: (count) => new Uint8Array(count).fill(0xab) },
    merchants: { [appCode]: { client_key: new ClientKey(sampleKey) } },
    auto_pay_ms: 5000,
    wallet_url: 'https://wallet.example/pay',
    ...own,
  });
  const send = async (request: ServedRequest) => readable(await handler(request));
  return {
    send,
    handle: handler,
    call: async (name, parameters) => JSON.parse((await send(signed(name, parameters))).body),
    setTime(text) {
      time = parse(text);
    },
    advance(ms) {
      time += ms;
    },
  };
}

function parse(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}+08:00`);
}

/** Header names in small letters, as a client sees them. */
function readable({ status, headers, body }: ServedResponse) {
  const small = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return { status, headers: Object.fromEntries(small), body: Buffer.from(body).toString('utf8') };
}

/** As a client would send it. The signature is made here by the published rule and not with the code under test. */
export function signed(name: CallName, parameters: Fields, own: Partial<ServedRequest> = {}): ServedRequest {
  const form = new URLSearchParams(parameters).toString();
  return {
    method: name === 'close' ? 'GET' : 'POST',
    path: `/trade/v1/${name}`,
    query: name === 'close' ? form : '',
    headers: { 'x-qf-appcode': appCode, 'x-qf-sign': signatureOf(Object.entries(parameters), 'md5') },
    body: Buffer.from(name === 'close' ? '' : form),
    ...own,
  };
}

/** Sorted by bytes, joined raw, the key behind; upper case. */
export function signatureOf(parameters: readonly (readonly [string, string])[], hash: 'md5' | 'sha256'): string {
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = sorted.map(([name, value]) => `${name}=${value}`).join('&');
  return createHash(hash).update(`${text}${sampleKey}`, 'utf8').digest('hex').toUpperCase();
}

/** The payment of the recorded bodies: a QR order of HKD 12.80. */
export const qrOrder: Fields = {
  txamt: '1280',
  txcurrcd: 'HKD',
  pay_type: '800101',
  out_trade_no: 'ORD-20260302-0007',
  txdtm: '2026-03-02 15:04:05',
  udid: 'qiantai2',
};

/** The same, with the payer's code scanned: paid at once. */
export const scannedOrder: Fields = { ...qrOrder, pay_type: '800208', auth_code: '130000000000000000' };

export function refundOf(syssn: unknown, own: Fields = {}): Fields {
  return { syssn: String(syssn), out_trade_no: 'RFD-0007', txamt: '1280', txdtm: '2026-03-02 18:00:00', ...own };
}
