import type { Context } from '../context.ts';

const settings = [
  'ENV',
  'PROFILE',
  'BASE_URL',
  'SIGN_TYPE',
  'TIMEZONE',
  'TIMEOUT',
  'LANG',
  'LOG',
  'CONFIG_DIR',
  'STATE_DIR',
  'CACHE_DIR',
  'LIMITER_URL',
];

/** Every variable that is read. */
function variableNames(): readonly string[] {
  const credentials = ['', 'PROD_', 'TEST_', 'SANDBOX_'].flatMap((env) =>
    ['APPCODE', 'KEY', 'MCHID'].map((half) => env + half),
  );
  return [...settings, ...credentials].map((name) => `QFPAY_${name}`);
}

/** Names that people give to the same things, as their own code or another tool has them. */
const otherWords: Readonly<Record<string, string>> = {
  APPCODE: 'APPCODE|APPID|CODE',
  KEY: 'KEY|CLIENTKEY|APPKEY|SECRET|SECRETKEY|CLIENTSECRET',
  MCHID: 'MCHID|MCHNTID|MERCHANTID|MCH',
  ENV: 'ENV|ENVIRONMENT|MODE|STAGE',
  BASE_URL: 'BASEURL|URL|HOST|ENDPOINT|APIURL',
  SIGN_TYPE: 'SIGNTYPE|SIGNATURETYPE|HASH',
};

/** Variables that look like ours but are read by nobody. A profile may take its key from any name. */
export function unknownNames(names: readonly string[], key_variables: readonly string[]): string[] {
  const known = [...variableNames(), ...key_variables];
  return names.filter((name) => /^(?:QF|QFPAY)(?:_|(?=[A-Z])|$)/i.test(name) && !known.includes(name));
}

/** The variable that was meant: the same letters without their underscores, or another word for the thing. */
export function meantVariable(name: string): string | undefined {
  const bare = bareName(name);
  const names = variableNames();
  return (
    names.find((known) => bareName(known) === bare) ??
    names.find((known) => {
      const [, env = '', thing = ''] = /^QFPAY_(PROD_|TEST_|SANDBOX_)?(.*)$/.exec(known) ?? [];
      return new RegExp(`^${bareName(env)}(?:${otherWords[thing] ?? thing})$`).test(bare);
    })
  );
}

function bareName(name: string): string {
  return name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replace(/^(?:QFPAY|QF)/, '');
}

/** Those that are there but empty, which counts as unset. */
export function emptyNames({ env, dotenv }: Pick<Context, 'env' | 'dotenv'>): string[] {
  return [
    ...variableNames().filter((name) => env[name] === ''),
    ...variableNames()
      .filter((name) => dotenv?.[name] === '')
      .map((name) => `${name} (.env)`),
  ];
}
