import { valueRemarks } from '../../diagnosis/value-remarks.ts';
import { type Fault, refuse } from '../../errors.ts';
import { t } from '../../language/t.ts';
import type { GlobalOptions } from '../../merchant/global-options.ts';
import type { Signer } from '../../merchant/merchant.ts';
import { type Understood, understood } from '../../reading/understood.ts';
import {
  canonicalText,
  checkoutRule,
  type Dropped,
  type Parameter,
  selectSigned,
} from '../../signature/canonical-text.ts';
import { keyFaults } from '../../signature/key-guard.ts';
import { digest, type SignType, signatureHeaders } from '../../signature/sign.ts';
import type { GivenInput } from '../given-input.ts';
import { checkoutRemarks, checkoutSignType, isCheckout } from './checkout.ts';
import { curlCommand } from './curl-command.ts';
import type { SignOptions, SignTask } from './task.ts';

/** A signature and how it came about. The key stands in `signing_string` as its fingerprint. */
export interface Signed {
  readonly sign_type: SignType;
  readonly signature: string;
  readonly signing_string: string;
  /** What is signed; a name that came more than once has its values in a list. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly curl?: string;
  /** What the input was taken for; undefined for words of the command line. */
  readonly input?: Understood | undefined;
  /** In the order they were given. */
  readonly kept: readonly Parameter[];
  readonly dropped: readonly Dropped[];
  readonly remarks: readonly string[];
}

type Options = SignOptions & GlobalOptions;

/**
 * Signs a request's parameters and adds none.
 * @throws UsageError a parameter that looks like the key, nothing left to sign, or a curl that cannot be
 */
export function signRequest({ given, endpoint }: SignTask, signer: Signer, options: Options): Signed {
  const { reading, words } = given;
  const parameters = [...(reading?.parameters ?? []), ...words.parameters];
  const is_checkout = endpoint.is_checkout || (options.endpoint === undefined && isCheckout(parameters));
  const { kept, dropped } = selectSigned(parameters, is_checkout ? checkoutRule : {});
  refuse(keyFaults(parameters, signer.client_key), 'qfpay help sign');
  const empty = kept.length === 0 ? [{ field: 'parameters', rule: t`must not all be empty or left out` }] : [];
  refuse([...empty, ...(options.curl ? curlFaults(signer, is_checkout) : [])], 'qfpay sign --help');
  const said = is_checkout ? checkoutSignType(parameters, options.sign_type) : undefined;
  const sign_type = said ?? signer.sign_type;
  const input = understood(reading, parameters.length, (text) => signer.client_key.mask(text));
  const content = canonicalText(kept);
  const signature = digest(content, signer.client_key, sign_type);
  const headers = signatureHeaders(signer.app_code, signature, sign_type);
  const curl =
    options.curl &&
    curlCommand({ method: endpoint.method, url: signer.base_url + endpoint.path, headers, parameters: kept });
  return {
    sign_type,
    signature,
    signing_string: `${content}${signer.client_key}`,
    params: paramsObject(kept),
    headers,
    ...(curl ? { curl } : {}),
    input,
    kept,
    dropped,
    remarks: [
      ...(input?.notes ?? []),
      ...valueRemarks(parameters),
      ...(is_checkout ? checkoutRemarks(parameters) : []),
    ],
  };
}

/** The signature that QFPay would send with these bytes: MD5 unless another hash is asked for by its flag. */
export function signNotification({ reading }: GivenInput, signer: Signer, options: Options): Signed {
  const body = reading?.body ?? new Uint8Array();
  const sign_type = options.sign_type === undefined ? 'MD5' : signer.sign_type;
  const signature = digest(body, signer.client_key, sign_type);
  const ends_line = body.at(-1) === 0x0a;
  return {
    sign_type,
    signature,
    signing_string: `${signer.client_key.mask(Buffer.from(body).toString('utf8'))}${signer.client_key}`,
    params: {},
    headers: { 'X-QF-SIGN': signature, ...(sign_type === 'MD5' ? {} : { 'X-QF-SIGNTYPE': sign_type }) },
    input: { title: t`the raw bytes of a notification`, parameters: 0, notes: [] },
    kept: [],
    dropped: [],
    remarks: ends_line ? [t`the input ends with a line end, which is signed too: QFPay sends none`] : [],
  };
}

function curlFaults({ base_url }: Signer, is_checkout: boolean): Fault[] {
  if (is_checkout)
    return [{ field: '--curl', rule: t`does not go with a checkout, which is a link for the payer's browser` }];
  if (base_url !== '') return [];
  return [
    { field: '--curl', rule: t`needs a URL: the local emulator has one only inside a command`, next: '--base-url' },
  ];
}

/** A plain record would lose all but the last value of a name; `__proto__` is a name like any other. */
function paramsObject(parameters: readonly Parameter[]): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const [name, value] of parameters) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list.join() : list]));
}
