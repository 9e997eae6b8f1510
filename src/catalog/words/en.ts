import { also } from './en/also.ts';
import { labels } from './en/labels.ts';
import { meanings } from './en/meanings.ts';
import { currencyNames, payTypeNames } from './en/names.ts';
import { nextSteps } from './en/next-steps.ts';
import { success } from './en/success.ts';
import { respcdWords, type Words } from './words.ts';

export const en: Words = {
  respcd: respcdWords(meanings, nextSteps),
  success,
  second_meanings: also,
  pay_type: payTypeNames,
  currency: currencyNames,
  labels,
};
