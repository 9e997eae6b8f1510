import { respcdWords, type Words } from './words.ts';
import { also } from './zh-hans/also.ts';
import { labels } from './zh-hans/labels.ts';
import { meanings } from './zh-hans/meanings.ts';
import { currencyNames, payTypeNames } from './zh-hans/names.ts';
import { nextSteps } from './zh-hans/next-steps.ts';

export const zhHans: Words = {
  respcd: respcdWords(meanings, nextSteps),
  second_meanings: also,
  pay_type: payTypeNames,
  currency: currencyNames,
  labels,
};
