import type { Context } from '../../context.ts';
import type { EmulatedMerchant } from '../../emulator/authentication.ts';
import { ConfigError, type Fault } from '../../errors.ts';
import { t } from '../../language/t.ts';
import { keyWarnings, readKeyText } from '../../merchant/key-text.ts';
import { localMerchant } from '../../merchant/local.ts';
import { ClientKey } from '../../signature/client-key.ts';

/** Keys have 32 characters; more than this is another file. */
const largest = 4096;

export interface Merchants {
  readonly merchants: Readonly<Record<string, EmulatedMerchant>>;
  readonly warnings: readonly string[];
}

/**
 * `--merchant appcode:key-file`, each of them; the merchant of `--env local` when there is none. `mchid` is the list of store
 * numbers that were issued to them.
 * `merchantFaults` has found nothing wrong with the texts.
 * @throws ConfigError a key file that cannot be used; it is not named, for the key itself may stand there by mistake
 */
export function readMerchants(
  given: readonly string[],
  mchid: string | undefined,
  { files, secrets }: Context,
): Merchants {
  const mchids = mchid?.split(',').filter((each) => each !== '');
  const issued = mchids?.length ? { mchids } : {};
  if (given.length === 0) {
    return {
      merchants: { [localMerchant.app_code]: { client_key: localMerchant.client_key, ...issued } },
      warnings: [],
    };
  }
  const read = pairsOf(given).map((pair) => ({ ...pair, ...readKey(pair, files) }));
  secrets.add(...read.map(({ client_key }) => client_key));
  return {
    merchants: Object.fromEntries(read.map(({ app_code, client_key }) => [app_code, { client_key, ...issued }])),
    warnings: read.flatMap(({ warnings }) => warnings),
  };
}

/** Texts that are no such pair, and app codes that come twice. */
export function merchantFaults(given: readonly string[] = []): Fault[] {
  const pairs = pairsOf(given);
  return pairs.flatMap((pair, index) => pairFaults(pair, pairs.slice(0, index)));
}

function pairsOf(given: readonly string[]): Pair[] {
  return given.map((text, index) => ({ ...split(text), field: `--merchant ${index + 1}` }));
}

interface Pair {
  readonly field: string;
  readonly app_code: string;
  readonly path: string;
}

/** A path may have a colon of its own. */
function split(text: string): Omit<Pair, 'field'> {
  const at = text.indexOf(':');
  return at < 0 ? { app_code: '', path: '' } : { app_code: text.slice(0, at), path: text.slice(at + 1) };
}

function pairFaults({ field, app_code, path }: Pair, earlier: readonly Pair[]): Fault[] {
  if (!/^[\w-]{1,64}$/.test(app_code) || path === '') {
    return [{ field, rule: t`must be an app code, a colon, and a file that holds its key` }];
  }
  const isTwice = earlier.some((each) => each.app_code === app_code);
  return isTwice ? [{ field, value: app_code, rule: t`has an app code that another --merchant has` }] : [];
}

function readKey({ field, app_code, path }: Pair, files: Context['files']) {
  const bytes = files.read(path, largest);
  const read = bytes ? readKeyText(bytes) : { rule: t`must be a file that is there` };
  if ('rule' in read) {
    const rule = t`names a key file for ${app_code} that ${read.rule}`;
    throw new ConfigError(`${field} ${rule}`, { details: [{ field, rule }] });
  }
  return { client_key: new ClientKey(read.key), warnings: keyWarnings(read.key, `--merchant ${app_code}`) };
}
