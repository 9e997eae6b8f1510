import { t } from '../../language/t.ts';
import { localKey, localMerchant } from '../../merchant/local.ts';
import type { Report } from '../../report/report.ts';
import { canonicalText, type Parameter, selectSigned } from '../../signature/canonical-text.ts';
import { sign } from '../../signature/sign.ts';
import { topicOf } from './topic.ts';

const parameters: readonly Parameter[] = [
  ['txamt', '1280'],
  ['txcurrcd', 'HKD'],
  ['pay_type', '800201'],
  ['out_trade_no', 'A-1001'],
  ['txdtm', '2026-03-02 15:04:05'],
  ['goods_name', ''],
];

/** `qfpay help signing`: the steps, and one signature worked out with a key that is public on purpose. */
export function signingReport(): Report {
  const signing_string = canonicalText(selectSigned(parameters).kept);
  const signature = sign(parameters, localMerchant.client_key, 'SHA256');
  const command = ['qfpay', 'sign', '--env', 'local', ...parameters.map(typed), '--explain'].join(' ');
  const example = { params: Object.fromEntries(parameters), key: localKey, signing_string, signature, command };
  return topicOf('signing', { steps: steps(), notes: notes(), example }, [
    { kind: 'rows', rows: steps().map((step, index) => [`${index + 1}.`, step]) },
    { kind: 'rows', rows: notes().map((note) => ['-', note]) },
    { kind: 'text', text: `\n${t`Worked out with the public key of --env local, which signs for emulators only:`}` },
    {
      kind: 'rows',
      rows: [
        [t`parameters`, parameters.map(typed).join(' ')],
        [t`key`, localKey],
      ],
    },
    // No line break that is not in it.
    { kind: 'text', text: `${t`string`}\n${signing_string}${localKey}` },
    { kind: 'rows', rows: [[t`signature`, signature]] },
    { kind: 'examples', examples: [[command, t`the same, step by step`], ...more()] },
  ]);
}

function typed([name, value]: Parameter): string {
  return value.includes(' ') ? `'${name}=${value}'` : `${name}=${value}`;
}

/** Of section 4 of the API's description, as `src/signature` carries them out. */
function steps(): readonly string[] {
  return [
    t`Take every parameter that is sent, but those without a value, sign and sign_type.`,
    t`Sort them by name, byte by byte: capitals, then _, then small letters.`,
    t`Join them as name=value with &. Values stay raw: nothing is percent-encoded or trimmed.`,
    t`Append the client key, with nothing between. It is no HMAC.`,
    t`Hash the UTF-8 bytes with SHA256 (or MD5) and write it in upper-case hex.`,
    t`Send it as X-QF-SIGN, with X-QF-APPCODE and X-QF-SIGNTYPE: SHA256; without the last one MD5 is assumed. Encode the body as a form only now.`,
  ];
}

function notes(): readonly string[] {
  return [
    t`A notification is signed otherwise: MD5 of its raw body, byte for byte, and the key. Never parse it and write it again before that.`,
    t`The link to the hosted checkout signs sign_type too.`,
  ];
}

function more(): readonly (readonly [string, string])[] {
  return [['qfpay verify --input request.txt', t`find out why a request gets 1108`]];
}
