import { t } from '../language/t.ts';
import type { Parameter, SignType } from '../signature/sign.ts';

/** Something about a value that is signed as it stands but is seldom meant so. */
interface ValueRule {
  holds(name: string, value: string): boolean;
  says(name: string): string;
}

const timeNames = ['txdtm', 'start_time', 'end_time'];
const gatewayTime = /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

const words: ReadonlySet<string> = new Set([
  ...['None', 'null', 'undefined', 'NaN', 'True', 'False', '[object Object]'],
]);

const rules: readonly ValueRule[] = [
  {
    holds: (name) => name !== name.trim(),
    says: (name) =>
      t`the name ${JSON.stringify(name)} has a space around it, which is signed and sent as part of the name`,
  },
  {
    holds: (name, value) => name === 'mchid' && value === '',
    says: () => t`mchid is empty: leave it out of the request altogether, also of what is sent`,
  },
  {
    holds: (_name, value) => value !== value.trim(),
    says: (name) => t`${name} starts or ends with white space, which is signed too`,
  },
  {
    holds: (_name, value) => /[\r\n]/.test(value.trim()),
    says: (name) => t`${name} holds a line end, which is signed as it stands`,
  },
  {
    holds: (_name, value) => value.includes('%') && /%[\dA-Fa-f]{2}/.test(value),
    says: (name) => t`${name} looks percent-encoded: raw values are signed, and encoded only when they are sent`,
  },
  {
    holds: (name, value) => name === 'txamt' && /^\d+\.\d*$/.test(value),
    says: (name) => t`${name} has a decimal point: it counts cents, 100 is 1.00`,
  },
  {
    holds: (name, value) => name === 'txamt' && value !== '' && !/^\d+(\.\d*)?$/.test(value),
    says: (name) => t`${name} is no whole number of cents in digits`,
  },
  {
    holds: (name, value) => timeNames.includes(name) && /[ap]\.?m\.?|[上下]午/i.test(value),
    says: (name) => t`${name} is a 12-hour time: the gateway takes YYYY-MM-DD HH:mm:ss with 24 hours`,
  },
  {
    holds: (name, value) =>
      timeNames.includes(name) && value !== '' && !gatewayTime.test(value) && !/[ap]\.?m\.?|[上下]午/i.test(value),
    says: (name) => t`${name} is not of the form YYYY-MM-DD HH:mm:ss`,
  },
  {
    holds: (_name, value) => words.has(value),
    says: (name) => t`${name} is a word that a programming language prints for a missing or special value`,
  },
  {
    holds: (_name, value) => value.includes('&') && /&(amp|lt|gt|quot|#39);/.test(value),
    says: (name) => t`${name} looks HTML-escaped`,
  },
  {
    holds: (_name, value) => /[\uFEFF\u200B-\u200F\u2028-\u202E\u00A0]/.test(value),
    says: (name) => t`${name} holds an invisible character, which is signed too`,
  },
  {
    holds: (_name, value) => value.includes('\uFFFD'),
    says: (name) => t`${name} holds U+FFFD: its bytes were not UTF-8 before they came here`,
  },
];

/** What is odd about the parameters of a request, for people; nothing of it is mended. */
export function valueRemarks(parameters: readonly Parameter[]): string[] {
  const found = parameters.flatMap(([name, value]) =>
    rules.filter(({ holds }) => holds(name, value)).map(({ says }) => says(name)),
  );
  return [...new Set([...found, ...[...repeatedNames(parameters)].map(repeatedText)])];
}

function repeatedText(name: string): string {
  return t`${name} is given more than once: all of its values are signed, in their order`;
}

function repeatedNames(parameters: readonly Parameter[]): Set<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [name, value] of parameters) {
    if (value !== '' && seen.has(name)) repeated.add(name);
    if (value !== '') seen.add(name);
  }
  return repeated;
}

interface SignatureFacts {
  readonly received: string;
  readonly is_request: boolean;
  /** `none`: there were headers without `X-QF-SIGNTYPE`; undefined: nobody can tell. */
  readonly announced: SignType | 'none' | undefined;
}

/** What can be said of a signature by looking at it. None of it makes a signature invalid. */
export function signatureRemarks({ received, is_request, announced }: SignatureFacts): string[] {
  const is_hex = /^[\dA-Fa-f]*$/.test(received);
  const remarks: string[] = [];
  if (!is_hex) remarks.push(t`the signature has characters that are no hex digits`);
  if (is_hex && /[a-f]/.test(received)) {
    remarks.push(t`the signature is in lower case: both cases are taken, upper case is what QFPay prints`);
  }
  if (received.length !== 32 && received.length !== 64) {
    remarks.push(t`the signature has ${received.length} characters: MD5 has 32, SHA256 has 64`);
  }
  if (is_request && received.length === 64 && (announced === 'none' || announced === undefined)) {
    remarks.push(
      t`64 digits are a SHA256, which needs the header X-QF-SIGNTYPE: SHA256; without it the gateway checks MD5 (1108)`,
    );
  }
  return remarks;
}
