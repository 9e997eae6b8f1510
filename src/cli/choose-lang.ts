import type { Lang } from '../catalog/words/words.ts';
import type { Context } from '../context.ts';
import { QfpayError } from '../errors.ts';
import { withDotenv } from '../merchant/dotenv.ts';
import type { GlobalOptions } from '../merchant/global-options.ts';
import { resolveLang } from '../merchant/lang.ts';

/**
 * The language of everything that is said, help and errors included, so it is read before commander has read anything. A
 * language that there is not is told of in English, by the command that reads its options.
 */
export async function chooseLang(argv: readonly string[], context: Context): Promise<Lang> {
  const options: GlobalOptions = { ...langFlag(argv), json: argv.includes('--json') };
  try {
    const is_decided = options.lang !== undefined || options.json || context.env['QFPAY_LANG'];
    return resolveLang(options, is_decided ? context : await withDotenv(context));
  } catch (error) {
    if (error instanceof QfpayError) return 'en';
    throw error;
  }
}

/** The last one counts, as for commander. */
function langFlag(argv: readonly string[]): Pick<GlobalOptions, 'lang'> {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at];
  const lang = word === '--lang' ? argv[at + 1] : word?.slice('--lang='.length);
  return lang === undefined ? {} : { lang };
}
