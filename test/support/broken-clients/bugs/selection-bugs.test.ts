import { md5, parametersOf, plainOccasion, prove } from '../proof.ts';
import { selectionBugs } from './selection-bugs.ts';

const first = md5('a=1&b=2K3y');

prove(
  selectionBugs,
  {
    'includes-empty': [
      ['those that are sent empty', 'b=2|udid=|a=1', 'a=1&b=2&udid=K3y'],
      ['an empty mchid that is not sent', 'b=2|a=1', 'a=1&b=2&mchid=K3y', 'b=2|a=1'],
      ['an empty udid that is not sent', 'b=2|a=1', 'a=1&b=2&udid=K3y', 'b=2|a=1'],
    ],
    'excludes-zero': [
      ['PHP empty()', 'b=0|c=0.00|a=1', 'a=1&c=0.00K3y'],
      ['JS: a falsy number', 'b=0|c=0.00|a=1', 'a=1K3y'],
    ],
    'includes-sign-field': [
      ['the signature of the first try, sent', 'b=2|a=1', `a=1&b=2&sign=${first}K3y`, `b=2|a=1|sign=${first}`],
      ['an empty sign', 'b=2|a=1', 'a=1&b=2&sign=K3y'],
      ['sign_type, sent', 'b=2|a=1', 'a=1&b=2&sign_type=MD5K3y', 'b=2|a=1|sign_type=MD5'],
      ['sign_type, not sent', 'b=2|a=1', 'a=1&b=2&sign_type=MD5K3y', 'b=2|a=1'],
    ],
    'param-missing': [
      ['mchid', 'mchid=M|b=2|a=1', 'a=1&b=2K3y', 'mchid=M|b=2|a=1'],
      ['udid', 'udid=7|b=2|a=1', 'a=1&b=2K3y'],
      ['the one that was added last', 'b=2|a=1|c=3', 'a=1&b=2K3y'],
      ['any one', 'b=2|a=1', 'a=1K3y'],
      ['all that is not required', 'goods_name=x|txamt=1|udid=7|txdtm=t', 'txamt=1&txdtm=tK3y'],
      ['sign_type of a checkout', 'sign_type=MD5|appcode=A|lang=en', 'appcode=AK3y'],
    ],
    'param-extra': [
      ['a configured mchid', 'b=2|a=1', 'a=1&b=2&mchid=M2K3y', 'b=2|a=1'],
      ['app_code', 'b=2|a=1', 'a=1&app_code=APP&b=2K3y'],
      ['appcode', 'b=2|a=1', 'a=1&appcode=APP&b=2K3y'],
      ['X-QF-APPCODE', 'b=2|a=1', 'X-QF-APPCODE=APP&a=1&b=2K3y'],
      ['txzone +0800', 'b=2|a=1', 'a=1&b=2&txzone=+0800K3y'],
    ],
    'duplicate-param': [
      ['only the first of two is signed', 'a=1|b=2|a=3', 'a=1&b=2K3y', 'a=1|b=2|a=3'],
      ['only the last of two is signed', 'a=1|b=2|a=3', 'a=3&b=2K3y'],
      ['both joined with a comma', 'a=1|b=2|a=3', 'a=1,3&b=2K3y'],
      ['one is signed twice', 'a=1', 'a=1&a=1K3y', 'a=1'],
    ],
  },
  (sent) => ({ ...plainOccasion, parameters: parametersOf(sent), is_checkout: sent.includes('appcode') }),
);
