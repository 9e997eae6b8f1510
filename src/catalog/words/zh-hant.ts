import { respcdWords, type Words } from './words.ts';
import { also } from './zh-hant/also.ts';
import { labels } from './zh-hant/labels.ts';
import { meanings } from './zh-hant/meanings.ts';
import { currencyNames, payTypeNames } from './zh-hant/names.ts';
import { nextSteps } from './zh-hant/next-steps.ts';
import { success } from './zh-hant/success.ts';

export const zhHant: Words = {
  respcd: respcdWords(meanings, nextSteps),
  success,
  second_meanings: also,
  pay_type: payTypeNames,
  currency: currencyNames,
  labels,
};
