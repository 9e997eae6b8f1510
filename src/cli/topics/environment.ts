import { t } from '../../language/t.ts';
import { isEnvironmentOnly } from '../../merchant/dotenv.ts';
import type { Report } from '../../report/report.ts';
import { topicOf } from './topic.ts';

/** Each variable of ours that the tool reads, in the order of the contract; a test compares them with the code. */
function ownVariables(): readonly (readonly [name: string, meaning: string])[] {
  return [
    ['QFPAY_ENV', t`environment: prod, test, sandbox (default) or local`],
    ['QFPAY_APPCODE', t`the app code; QFPAY_PROD_APPCODE and the like for one environment only`],
    ['QFPAY_KEY', t`the client key; QFPAY_PROD_KEY and the like for one environment only`],
    ['QFPAY_MCHID', t`the store number, where QFPay issued one`],
    ['QFPAY_PROFILE', t`the profile to use instead of the current one`],
    [
      'QFPAY_BASE_URL',
      t`another base URL: https, or loopback; from .env loopback only, for the credentials of the same file`,
    ],
    ['QFPAY_SIGN_TYPE', t`SHA256 (default) or MD5`],
    ['QFPAY_TIMEZONE', t`the IANA zone of txdtm (default Asia/Hong_Kong)`],
    ['QFPAY_TIMEOUT', t`seconds for one whole HTTP exchange (default 30)`],
    ['QFPAY_LANG', t`en, zh-Hans or zh-Hant; else the locale decides`],
    ['QFPAY_LOG', t`a file that gets one line of JSON for each HTTP exchange`],
    ['QFPAY_CONFIG_DIR', t`where profiles are kept`],
    ['QFPAY_STATE_DIR', t`where journals and history are kept`],
    ['QFPAY_CACHE_DIR', t`where compiled code is kept, for faster starts; off: nowhere`],
  ];
}

/** Those that other programs read as well. */
function commonVariables(): readonly (readonly [name: string, meaning: string])[] {
  return [
    ['HTTPS_PROXY, HTTP_PROXY', t`the proxy that requests go through, as http://host:port`],
    ['NO_PROXY', t`hosts, separated by commas, that are reached without the proxy`],
    ['NODE_EXTRA_CA_CERTS', t`a PEM file of further certificate authorities, such as that of the company's proxy`],
    ['NO_COLOR', t`set to anything: no colours, as with --no-color`],
    ['FORCE_COLOR', t`1, 2 or 3: colours also in a pipe; 0: none`],
    ['CI', t`set to anything: never ask, as with --no-input`],
  ];
}

/** `qfpay help environment` */
export function environmentReport(): Report {
  const [own, common] = [ownVariables(), commonVariables()];
  const precedence = t`Highest first: flags, environment variables, .env in the working directory, the current profile, defaults.`;
  const elsewhere = t`From the environment only, never from .env:`;
  const named = (rows: typeof own) => rows.map(([name, meaning]) => ({ name, meaning }));
  return topicOf('environment', { variables: named(own), common_variables: named(common), precedence }, [
    { kind: 'rows', rows: own.filter(([name]) => !isEnvironmentOnly(name)) },
    { kind: 'text', text: `\n${precedence}\n\n${elsewhere}` },
    { kind: 'rows', rows: [...own.filter(([name]) => isEnvironmentOnly(name)), ...common] },
  ]);
}
