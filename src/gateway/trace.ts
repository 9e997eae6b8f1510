import type { HttpResponse } from '../context/network.ts';
import type { Context } from '../context.ts';
import { visible } from '../language/visible.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { PreparedRequest } from './gateway.ts';
import { isSecretHeader, mask, maskBody, maskedParameter } from './masking.ts';

/** What `--verbose` shows of each exchange, on stderr. */
export interface Trace {
  request(prepared: PreparedRequest): void;
  response(prepared: PreparedRequest, response: HttpResponse): void;
  failure(problem: string): void;
}

const silent: Trace = { request: () => {}, response: () => {}, failure: () => {} };
const longestBody = 20_000;

/** Without the key, and without what belongs to the payer. */
export function createTrace({ verbose }: Settings, { io, secrets }: Pick<Context, 'io' | 'secrets'>): Trace {
  if (!verbose) return silent;
  function show(lines: readonly string[]) {
    io.err(lines.map((line) => `${visible(secrets.mask(line))}\n`).join(''));
  }
  return {
    request: (prepared) => show(requestLines(prepared)),
    response: (prepared, response) => show(responseLines(prepared, response, secrets)),
    failure: (problem) => show([`! ${problem}`]),
  };
}

/** Parameters stand decoded, one a line, in place of the query string or body that carries them. */
function requestLines({ method, url, headers, params }: PreparedRequest): string[] {
  const [address = ''] = url.split('?');
  const parameters = params.map(maskedParameter).map(([name, value]) => `>   ${name} = ${value}`);
  return [`> ${method} ${address}`, ...headerLines('>', headers), ...parameters];
}

function responseLines(
  { params }: PreparedRequest,
  { status, headers, body }: HttpResponse,
  secrets: Context['secrets'],
): string[] {
  // Masked before it is cut for show, so that no value is cut in two and then missed.
  const text = secrets.mask(maskBody(new TextDecoder().decode(body.subarray(0, 4 * longestBody)), params));
  const shown = text.length > longestBody ? `${text.slice(0, longestBody)} … (${body.length} bytes)` : text;
  const lines = shown.split('\n').map((line) => `<   ${line}`);
  return [`< HTTP ${status}`, ...headerLines('<', headers), ...lines];
}

function headerLines(sign: string, headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).map(([name, value]) => `${sign} ${name}: ${isSecretHeader(name) ? mask : value}`);
}
