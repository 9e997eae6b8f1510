import { type Endpoint, supportAddress } from '../catalog/endpoints.ts';
import {
  type ErrorFacts,
  NetworkError,
  type QfpayError,
  RateLimitedError,
  type TransportFault,
  UnknownOutcomeError,
} from '../errors.ts';
import { shellWord } from '../language/shell-word.ts';
import { t } from '../language/t.ts';
import type { Settings } from '../merchant/merchant.ts';
import type { Parameter } from '../signature/canonical-text.ts';
import type { Failure } from './retry.ts';

/** A call that is given up, and the last of its failures. */
export interface GivenUp {
  readonly settings: Settings;
  readonly endpoint: Endpoint;
  readonly params: readonly Parameter[];
  readonly failure: Failure;
}

/** The error for it: what happened, whether it may be repeated, how to go on. */
export function noAnswerError(given_up: GivenUp): QfpayError {
  const { endpoint, failure } = given_up;
  const what = `${endpoint.name} ${failureWords(given_up)}: ${failure.problem}`;
  const facts = factsOf(given_up);
  if (failure.kind === 'rate-limited') {
    const hint = t`wait some minutes, then run the same command again; announce expected peaks to ${supportAddress}`;
    return new RateLimitedError(`${what}${askedWait(failure)}`, { ...facts, hint });
  }
  if (failure.kind === 'not-connected')
    return new NetworkError(what, { ...facts, hint: connectionHint(failure.fault) });
  if (!endpoint.moves_money) return new NetworkError(what, { ...facts, hint: t`it changes nothing: run it again` });
  const resume = resumeCommand(given_up);
  return new UnknownOutcomeError(what, { ...facts, hint: t`do not repeat it blindly; first run: ${resume}`, resume });
}

function askedWait({ retry_after_ms }: Failure): string {
  return retry_after_ms === undefined ? '' : t`; the server asks to wait ${Math.ceil(retry_after_ms / 1000)} s`;
}

function failureWords({ endpoint, failure }: GivenUp): string {
  if (failure.kind === 'rate-limited') return t`was not processed`;
  if (failure.kind === 'not-connected') return t`was surely not processed`;
  return endpoint.moves_money ? t`may have been processed` : t`got no usable answer`;
}

function factsOf({ endpoint, params, failure }: GivenUp): ErrorFacts {
  const out_trade_no = endpoint.moves_money ? parameterOf(params, 'out_trade_no') : undefined;
  return {
    ...(out_trade_no === undefined ? {} : { out_trade_no }),
    ...(failure.cause === undefined ? {} : { cause: failure.cause }),
  };
}

function connectionHint(fault: TransportFault | undefined): string {
  switch (fault) {
    case 'tls':
      return t`check the base URL and this machine's clock; NODE_EXTRA_CA_CERTS adds a certificate authority of your own`;
    case 'proxy':
      return t`check HTTPS_PROXY and NO_PROXY, then run the same command again`;
    default:
      return t`check the network and the base URL, then run the same command again`;
  }
}

/** With the environment, without which the same number would be asked for elsewhere. */
function resumeCommand({ settings, params }: GivenUp): string {
  const out_trade_no = parameterOf(params, 'out_trade_no');
  const number = out_trade_no ?? `--syssn=${parameterOf(params, 'syssn') ?? ''}`;
  const { env, profile } = settings;
  return ['qfpay', 'query', number, ...(profile ? ['--profile', profile] : ['--env', env])].map(shellWord).join(' ');
}

function parameterOf(params: readonly Parameter[], name: string): string | undefined {
  return params.find((parameter) => parameter[0] === name)?.[1];
}
