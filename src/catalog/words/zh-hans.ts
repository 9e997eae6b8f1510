import { respcdWords, type Words } from './words.ts';
import { also } from './zh-hans/also.ts';
import { labels } from './zh-hans/labels.ts';
import { meanings } from './zh-hans/meanings.ts';
import { currencyNames, payTypeNames } from './zh-hans/names.ts';
import { nextSteps } from './zh-hans/next-steps.ts';
import { success } from './zh-hans/success.ts';

export const zhHans: Words = {
  respcd: respcdWords(meanings, nextSteps),
  success,
  second_meanings: also,
  pay_type: payTypeNames,
  currency: currencyNames,
  labels,
};
